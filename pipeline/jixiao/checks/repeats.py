"""Repeats: one figure of one thing, stated twice."""

from collections.abc import Iterator
from itertools import combinations

from jixiao.checks import trees
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.growth import title
from jixiao.checks.scope import describe
from jixiao.checks.verdicts import check_of, joined, judge
from jixiao.types import Check, Verdict

_SHORTEST_NAME = 4
_MOST_ALIKE = 6


def find(index: Index) -> Iterator[Check]:
    """Figures stated again under the same name, with the same or another value.

    Only full names that a mention marks are compared, of one year and subject;
    parts of lists are left to the list they stand in.
    """
    parts = {part.mention for tree in trees.trees(index) for part in tree.parts}
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in index.figures:
        if _comparable(figure) and figure.mention not in parts:
            groups.setdefault(_identity(figure), []).append(figure)
    for group in groups.values():
        if len(group) <= _MOST_ALIKE:
            for first, second in combinations(group, 2):
                if first.sentence != second.sentence:
                    yield from _compare(index, first, second)


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
        fact.period_start,
        fact.period_end,
        figure.depth,
    )


def _compare(index: Index, first: Figure, second: Figure) -> Iterator[Check]:
    verdict = judge(first.approx, second)
    differing = index.scope_around(first).differs(index.scope_around(second))
    subject = f"{title(second)}, stated before"
    if verdict is Verdict.CONTRADICTION and differing:
        verdict = Verdict.OTHER_SCOPE
        subject += f"; only one side is {describe(differing)}"
    words = (joined([first]), subject)
    yield check_of("repeat", verdict, second, (first,), first.approx, words)
