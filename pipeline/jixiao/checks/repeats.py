"""Repeats: one figure of one thing, stated twice."""

import re
from collections.abc import Iterator
from itertools import combinations

from jixiao.checks import trees
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.growth import title
from jixiao.checks.naming import fits_anything
from jixiao.checks.scope import describe
from jixiao.checks.verdicts import FITS, check_of, joined, judge
from jixiao.types import Check, Verdict

_SHORTEST_NAME = 4
_MOST_ALIKE = 6
#: What there is at the end of a period, whenever that began (2023年, 截至2023年末).
_STOCK = re.compile(r"保有量|余额|存量|编制|实有|在职|总户数|资产总额|床位")
#: What was done with money on its way, each step another figure.
_STEP = re.compile(r"结转|结余|剩余|预算|计划|目标|到位|下达|追加|拨付|安排")


def find(index: Index) -> Iterator[Check]:
    """Figures stated again under the same name, with the same or another value.

    Only full names that a mention marks are compared, of one year and subject;
    parts of lists are left to the list they stand in, and the columns of a
    table are different things.
    """
    parts = {part.mention for tree in trees.trees(index) for part in tree.parts}
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in index.figures:
        if _comparable(figure) and figure.mention not in parts and not index.in_table(figure):
            groups.setdefault(_identity(figure), []).append(figure)
    for group in groups.values():
        if len(group) <= _MOST_ALIKE:
            yield from _of_one_name(index, group)


def _of_one_name(index: Index, group: list[Figure]) -> Iterator[Check]:
    """The figures of one name, compared over sentences.

    A sentence or row with several has a target beside what was reached, or
    a year beside a year: what agrees with one of them contradicts none. Of a
    name that fits anything only agreement is told.
    """
    checks = [
        (first, second, check)
        for first, second in combinations(group, 2)
        if first.sentence != second.sentence
        for check in (_compare(index, first, second),)
    ]
    agreeing = {
        (first.sentence, second.sentence)
        for first, second, check in checks
        if check.verdict in FITS
    }
    for first, second, check in checks:
        fits = check.verdict in FITS
        known = (first.sentence, second.sentence) in agreeing
        apart = fits_anything(first.name) or _of_other_years(index, first, second)
        if fits or not (known or apart):
            yield check


def _of_other_years(index: Index, first: Figure, second: Figure) -> bool:
    """Whether one is of all years (累计) and the other of one: two things, not one told twice."""
    differing = index.scope_around(first).differs(index.scope_around(second))
    return any(dimension == "stock" for dimension, _ in differing)


def _comparable(figure: Figure) -> bool:
    return (
        figure.usable
        and figure.role is Role.LEVEL
        and figure.family in ("money", "count", "fraction")
        and figure.named_by is not None
        and len(figure.name) >= _SHORTEST_NAME
        and figure.year is not None
        and figure.fact is not None
    )


def _identity(figure: Figure) -> tuple[object, ...]:
    fact = figure.fact
    assert fact is not None
    return (
        figure.name,
        figure.family,
        figure.unit,
        fact.subject,
        fact.kind,
        fact.stage,
        fact.role,
        frozenset(_STEP.findall(figure.clause)),
        None if _STOCK.search(figure.name) else fact.period_start,
        fact.period_end,
        figure.depth,
    )


def _compare(index: Index, first: Figure, second: Figure) -> Check:
    verdict = judge(first.approx, second)
    differing = index.scope_around(first).differs(index.scope_around(second))
    subject = f"{title(second)}, stated before"
    if verdict is Verdict.CONTRADICTION and differing:
        verdict = Verdict.OTHER_SCOPE
        subject += f"; only one side is {describe(differing)}"
    words = (joined([first]), subject)
    return check_of("repeat", verdict, second, (first,), first.approx, words)
