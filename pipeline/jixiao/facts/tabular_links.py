"""A figure of the text and the same figure in a table: one statement, told twice."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from jixiao.facts.tabular import Tabled
from jixiao.tables.names import key_of, one_name, shelf
from jixiao.types import Fact, Mention
from jixiao.values.numerals import narrow

_KINDS = frozenset({"measure", "funding"})
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")

Key = tuple[str, ...]


def tied(facts: Sequence[Fact], tabled: Tabled, mentions: Iterable[Mention]) -> tuple[Fact, ...]:
    """The facts, those of text and table that say the same linked by `repeats` to the first.

    The same means subject, period, stage and a figure that is equal once
    rounded as the text prints it, under names that are one: equal, one the end of
    the other, or one the account's path of the other.
    """
    if not tabled.figures:
        return tuple(facts)
    written = {mention.id: mention.text for mention in mentions}
    index = _by_key(facts, tabled)
    first = {fact.fact_id: fact.repeats or fact.fact_id for fact in facts}
    place = {fact.fact_id: number for number, fact in enumerate(facts)}
    for fact in facts:
        if fact.kind not in _KINDS or fact.value is None or fact.value_span in tabled.figures:
            continue
        step = _step(written.get(fact.value_span or "", ""), fact.value)
        for other in _same(fact, index, step):
            roots = (_root(first, fact.fact_id), _root(first, other.fact_id))
            one, two = sorted(roots, key=place.__getitem__)
            first[two] = one
    return tuple(_linked(fact, _root(first, fact.fact_id)) for fact in facts)


def _root(first: dict[str, str], name: str) -> str:
    """The id of the first fact of those that say what the fact `name` says."""
    while first[name] != name:
        first[name] = name = first[first[name]]
    return name


def _linked(fact: Fact, first: str) -> Fact:
    return fact if first == fact.fact_id else dataclasses.replace(fact, repeats=first)


def _by_key(facts: Iterable[Fact], tabled: Tabled) -> dict[str, list[tuple[Key, Fact]]]:
    """The facts of tables by the end of their names, each with its whole path."""
    found: dict[str, list[tuple[Key, Fact]]] = defaultdict(list)
    for fact in facts:
        meaning = tabled.figures.get(fact.value_span or "")
        if meaning is None or fact.kind not in _KINDS or not fact.name:
            continue
        for key in filter(None, map(key_of, filter(None, (fact.name, meaning.also)))):
            found[shelf(key)].append((key, fact))
    return found


def _same(fact: Fact, index: dict[str, list[tuple[Key, Fact]]], step: Decimal) -> list[Fact]:
    key = key_of(fact.name or "")
    if not key or fact.value is None:
        return []
    return [
        other
        for path, other in index.get(shelf(key), ())
        if one_name(key, path) and _agree(fact, other) and _rounds(other.value, fact.value, step)
    ]


def _agree(first: Fact, second: Fact) -> bool:
    """Whether subject, period, stage and unit are the same as far as both say them."""
    about = (first.subject, first.stage, first.unit)
    same = about == (second.subject, second.stage, second.unit)
    return same and (first.period_end is None or first.period_end == second.period_end)


def _rounds(exact: Decimal | None, printed: Decimal, step: Decimal) -> bool:
    if exact is None or not step:
        return exact == printed
    return any(
        (exact / step).quantize(Decimal(1), rounding=how) * step == printed
        for how in (ROUND_HALF_UP, ROUND_DOWN)
    )


def _step(surface: str, value: Decimal) -> Decimal:
    """The worth of the last digit that a figure prints, 0 where it cannot be told.

    >>> _step("9,101.68万元", Decimal(91016800))
    Decimal('100')
    """
    digits = _DIGITS.search(narrow("".join(surface.split())))
    if digits is None or not value:
        return Decimal(0)
    number = Decimal(digits.group().replace(",", ""))
    return abs(value) / number * Decimal(1).scaleb(-len(digits[1] or "")) if number else Decimal(0)
