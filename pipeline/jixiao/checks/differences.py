"""Differences: two levels and the step between them, in figures or as 持平."""

import re
from collections.abc import Iterator

from jixiao.checks import growth
from jixiao.checks.cues import PRIOR_YEAR, Role, basis_of, steps
from jixiao.checks.figures import Figure, Index
from jixiao.checks.statements import Statement, base_of, statements
from jixiao.checks.verdicts import check_of, flat, judge
from jixiao.types import Check, Quote, Verdict

_FLAT = re.compile(r"[，,]\s*(?:比|较|与|同|和)(?P<basis>[^，。；：]{1,24}?)持平")
#: Behind the base itself: 与上年的5万元持平.
_SAME = re.compile(r"\s*(?:相|保)?持平")


def find(index: Index) -> Iterator[Check]:
    """Stated differences and 持平 against the two levels they lie between."""
    for statement in statements(index):
        group = index.by_sentence[statement.level.sentence]
        base = _stepped_from(statement.level, group)
        if base is not None:
            yield from _steps(statement, base)
            continue
        for change in statement.of(Role.CHANGE):
            named = statement.base_before(change) or base_of(statement, change.basis, group)
            if named is not None and _same_measure(change, statement.level) and change.sign:
                yield _difference(statement.level, named, change)
        yield from _unchanged(index, statement, group)


def _stepped_from(level: Figure, group: tuple[Figure, ...]) -> Figure | None:
    """The figure A of 由A增加到B, for B."""
    position = group.index(level)
    if position == 0:
        return None
    before = group[position - 1]
    stepped = before.usable and before.like(level) and steps(before.clause, level.lead)
    return before if stepped else None


def _steps(statement: Statement, base: Figure) -> Iterator[Check]:
    level = statement.level
    for figure in statement.said:
        if not figure.usable or figure.sign == 0 or figure.basis not in (None, PRIOR_YEAR):
            continue
        if figure.role is Role.CHANGE and _same_measure(figure, level):
            yield _difference(level, base, figure)
        elif figure.role is Role.RATE and level.is_amount:
            check = growth.by_base(level, base, figure)
            if check.verdict not in growth.DIFFERS or not growth.loose(figure):
                yield check


def _same_measure(change: Figure, level: Figure) -> bool:
    points = level.family == "fraction" and change.family == "pp"
    return points or change.like(level)


def _difference(level: Figure, base: Figure, change: Figure) -> Check:
    computed = level.approx - base.approx
    if change.sign < 0:
        computed = -computed
    first, second = (base, level) if change.sign < 0 else (level, base)
    formula = f"{flat(first.place)} - {flat(second.place)}"
    words = (formula, f"{growth.title(level)}, the step between the two levels (增减额)")
    return check_of("difference", judge(computed, change), change, (base, level), computed, words)


def _sameness(level: Figure, base: Figure) -> Verdict:
    """Whether two printed figures are the same, or could be before they were rounded."""
    difference = level.approx - base.approx
    if not difference.value:
        return Verdict.AGREES
    same = difference.low < 0 < difference.high
    return Verdict.ROUNDING if same else Verdict.CONTRADICTION


def _named_base(statement: Statement, basis: str, group: tuple[Figure, ...]) -> Figure | None:
    return base_of(statement, basis_of(f"比{basis}增加"), group)


def _unchanged(index: Index, statement: Statement, group: tuple[Figure, ...]) -> Iterator[Check]:
    level = statement.level
    stated = [base for base in statement.of(Role.BASE) if base.like(level)][-1:]
    begin = (stated or [level])[0].place.end
    found = _FLAT.match(index.text, begin, index.sentence_of(level).end)
    if found is None and stated:
        found = _SAME.match(index.text, begin)
    if found is None or level.shown is None:
        return
    base = stated[0] if stated else _named_base(statement, found["basis"], group)
    if base is None:
        return
    begin = found.end() - 2
    words = Quote("持平", begin, begin + 2)
    verdict = _sameness(level, base)
    difference = level.approx.value - base.approx.value
    formula = f"{flat(level.place)} - {flat(base.place)} = {level.shown.show(difference)}"
    says = "which 持平 contradicts" if verdict is Verdict.CONTRADICTION else "as 持平 says"
    yield Check(
        kind="difference",
        verdict=verdict,
        stated=words,
        terms=(base.place, level.place),
        computed=level.shown.show(difference),
        formula=formula,
        note=f"{growth.title(level)}: {formula}, {says}.",
    )
