"""Across reports: last year's figure as this year's report gives it, against last year's report.

A report says what was a year ago in two ways: with a figure of that year, or
by a change (比上年增加C, 增长P%) from which the level of that year follows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from jixiao.checks import printed
from jixiao.checks.approx import Approx
from jixiao.checks.naming import fits_anything
from jixiao.checks.printed import Printed
from jixiao.checks.verdicts import flat, unit_of, verdict_of
from jixiao.types import Extraction, Fact, Label, Mention, Quote, Verdict, quote

_SHORTEST_NAME = 4
_BASES = ("yoy", "prior_year")
_ONE = Approx.exact(Decimal(1))
_DIGITS = 60

Identity = tuple[str, str, str, date, date]


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of one report with the figure that states it: `source` is the report's path.

    `clauses` are those that the fact was read from.
    """

    source: str
    doc_id: str
    fact: Fact
    place: Quote
    shown: Printed
    clauses: Quote


@dataclass(frozen=True, slots=True)
class Crossing:
    """A figure of the later report, or what follows from it, against one of the earlier.

    `terms` are the figures of the later report, `computed` what they give for
    the year of the earlier one, decimal text in the printed unit of `stated`.
    """

    verdict: Verdict
    stated: Known
    terms: tuple[Known, ...]
    computed: str
    formula: str
    note: str


def known(extraction: Extraction) -> tuple[Known, ...]:
    """The exact levels and changes of a report that have a subject, name and full period."""
    mentions = {mention.id: mention for mention in extraction.mentions}
    document = extraction.document
    found = []
    for fact in extraction.facts:
        mention = mentions.get(fact.value_span or "")
        shown = _shown(fact, mention) if mention else None
        if mention is not None and shown is not None and _identity(fact) is not None:
            place = Quote(mention.text, mention.start, mention.end)
            clauses = quote(document.text, fact.evidence.start, fact.evidence.end)
            found.append(Known(document.source, document.doc_id, fact, place, shown, clauses))
    return tuple(found)


def compare(earlier: Iterable[Known], later: Iterable[Known]) -> tuple[Crossing, ...]:
    """Every figure of `earlier` that `later` states or implies, with the verdict.

    A figure that differs contradicts where the later report states it or gives
    the step from it; a level implied by a rate may be on another basis
    (可比口径), and so may figures of other stages and vintages: other_scope.
    """
    levels = _single(one for one in earlier if one.fact.kind == "measure")
    later = tuple(later)
    with localcontext(prec=_DIGITS):
        said = [found for one in later for found in _restated(one, levels)]
        return (*said, *_implied(later, levels))


def _identity(fact: Fact) -> Identity | None:
    if fact.kind not in ("measure", "change") or fact.repeats or fact.modifier != "exact":
        return None
    whole = (fact.subject, fact.name, fact.unit, fact.period_start, fact.period_end)
    subject, name, unit, start, end = whole
    if not subject or not name or not unit or start is None or end is None:
        return None
    if len(name) < _SHORTEST_NAME or fits_anything(name):
        return None
    return subject, name, unit, start, end


def _shown(fact: Fact, mention: Mention) -> Printed | None:
    if fact.value is None:
        return None
    percent = fact.unit in ("fraction", "pp")
    countable = mention.label is Label.QUANTITY
    return printed.read(mention.text, abs(fact.value), percent=percent, countable=countable)


def _single(levels: Iterable[Known]) -> dict[Identity, Known]:
    """The levels by identity; one that a report states with two values is left out."""
    found: dict[Identity, Known] = {}
    torn = set()
    for one in levels:
        identity = _identity(one.fact)
        if identity is None:
            continue
        first = found.setdefault(identity, one)
        if first.shown.value != one.shown.value:
            torn.add(identity)
    return {identity: one for identity, one in found.items() if identity not in torn}


def _restated(one: Known, levels: dict[Identity, Known]) -> Iterable[Crossing]:
    identity = _identity(one.fact)
    stated = levels.get(identity) if identity and one.fact.kind == "measure" else None
    if stated is not None:
        words = (flat(one.place), "stated again in the later report")
        yield _crossing(stated, (one,), one.shown.approx, words)


def _implied(later: Sequence[Known], levels: dict[Identity, Known]) -> Iterable[Crossing]:
    """Levels of the year before as this year's level and its change give them."""
    changes: dict[tuple[object, ...], list[Known]] = {}
    for one in later:
        if one.fact.kind == "change" and one.fact.basis in _BASES:
            changes.setdefault(_of_one_thing(one.fact), []).append(one)
    for level in _single(one for one in later if one.fact.kind == "measure").values():
        stated = levels.get(_year_before(level.fact))
        steps = changes.get(_of_one_thing(level.fact), []) if stated else []
        # A difference gives the base more exactly than a rate does.
        steps = sorted(steps, key=lambda step: step.fact.unit == "fraction")
        base = next((found for step in steps if (found := _base(level, step))), None)
        if stated is not None and base is not None:
            step, value, formula = base
            yield _crossing(stated, (level, step), value, (formula, "the year before, as implied"))


def _of_one_thing(fact: Fact) -> tuple[object, ...]:
    return fact.subject, fact.name, fact.period_start, fact.period_end


def _year_before(fact: Fact) -> Identity:
    identity = _identity(fact)
    assert identity is not None
    *what, start, end = identity
    subject, name, unit = what
    return subject, name, unit, _shifted(start), _shifted(end)


def _shifted(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=max(day.year - 1, 1), day=28 if leap else day.day)


def _base(level: Known, step: Known) -> tuple[Known, Approx, str] | None:
    rising = (step.fact.value or Decimal(0)) > 0
    shown = step.shown.approx if rising else -step.shown.approx
    sign = "-" if rising else "+"
    if step.fact.unit == level.fact.unit and step.fact.unit != "fraction":
        value = level.shown.approx - shown
        return step, value, f"{flat(level.place)} {sign} {flat(step.place)}"
    factor = _ONE + shown
    if step.fact.unit != "fraction" or factor.low <= 0:
        return None
    sign = "+" if rising else "-"
    return step, level.shown.approx / factor, f"{flat(level.place)} / (1 {sign} {flat(step.place)})"


def _crossing(
    stated: Known, terms: tuple[Known, ...], value: Approx, words: tuple[str, str]
) -> Crossing:
    formula, what = words
    verdict = verdict_of(value, stated.shown)
    why = ""
    if verdict is Verdict.CONTRADICTION and (excuse := _excuse(stated, terms)):
        verdict, why = Verdict.OTHER_SCOPE, f"; {excuse}"
    computed = stated.shown.show(value.value)
    result = f"{formula} = {computed}{unit_of(stated.place)}" if len(terms) > 1 else formula
    fits = verdict in (Verdict.AGREES, Verdict.ROUNDING)
    says = "as" if fits else "where"
    note = (
        f"{stated.fact.name}, {what}: {result}, {says} the earlier report has "
        f"{flat(stated.place)}{why}."
    )
    return Crossing(verdict, stated, terms, computed, result, note)


def _excuse(stated: Known, terms: tuple[Known, ...]) -> str | None:
    """Why two figures that differ need not contradict each other, or None."""
    if len({one.fact.stage for one in (stated, terms[0])}) > 1:
        return "they are of different stages (预算, 决算)"
    if len({one.fact.vintage for one in (stated, terms[0])}) > 1:
        return "one of them is preliminary or was revised (快报, 调整)"
    if any(term.fact.unit == "fraction" for term in terms[1:]):
        return "the rate may be on a comparable basis (可比口径)"
    return None
