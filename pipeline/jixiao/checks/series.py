"""Growth across statements: one level said twice, parts' bases, and last year's figure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from jixiao.checks import growth, sums, trees
from jixiao.checks.approx import Approx, total
from jixiao.checks.cues import PRIOR_YEAR, Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.growth import signed, title
from jixiao.checks.scope import Scope, core, describe
from jixiao.checks.statements import Statement, same_thing, statements
from jixiao.checks.verdicts import check_of, flat
from jixiao.types import Check, Verdict

_UNCHANGED = re.compile(
    r"^\s*[，,]\s*(?:比|较|与|同|和)(?:上年|去年|上年同期|上年度|去年同期)(?:基本)?持平"
)
_FLOW = re.compile(
    r"投入|支出|收入|投资|产值|经费|交易额|成交额|销售额|零售额|贷款|进出口|补贴|税收"
)
_SHORTEST_NAME = 3
#: A figure said over and over (rows of a table) is compared with so many repeats.
_MOST_ALIKE = 6
#: Days of a period that counts as a year though it ends before its last month does.
_NEARLY_A_YEAR = 360
_ONE = Approx.exact(Decimal(1))


@dataclass(frozen=True)
class Move:
    """A level with one step from the year before: a difference, a rate, or none (持平)."""

    level: Figure
    step: Figure | None
    base: Approx
    scope: Scope


def find(index: Index) -> Iterator[Check]:
    """Rates of growth against what other sentences and the parts say."""
    said = [s for s in statements(index) if s.level.is_amount]
    moves = {s.level.mention: _moves(index, s) for s in said}
    yield from _twice(said, moves)
    yield from _from_parts(index, said, moves)
    yield from _last_year(index, said)


def _moves(index: Index, statement: Statement) -> list[Move]:
    level = statement.level
    scope = index.scope_around(level)
    moves = []
    for figure in statement.said:
        usable = figure.usable and figure.sign != 0 and figure.basis in (None, PRIOR_YEAR)
        if usable and (base := _base(level, figure)) is not None:
            moves.append(Move(level, figure, base, scope))
    after = index.text[level.place.end : index.sentence_of(level).end]
    if not moves and (_UNCHANGED.match(after) or level.approx.value == 0):
        moves.append(Move(level, None, level.approx, scope))
    return moves


def _base(level: Figure, figure: Figure) -> Approx | None:
    """Last year's level as a difference or a rate implies it; None if it is not positive."""
    if figure.role is Role.CHANGE and figure.like(level):
        base = level.approx - signed(figure)
    elif figure.role is Role.RATE and figure.family == "fraction":
        factor = _ONE + signed(figure)
        if factor.low <= 0:
            return None
        base = level.approx / factor
    else:
        return None
    return base if base.low >= 0 else None


def _twice(said: list[Statement], moves: dict[str, list[Move]]) -> Iterator[Check]:
    """The same level of the same thing in two sentences, each with its growth."""
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for level in (statement.level for statement in said):
        if level.approx.value and any(move.step for move in moves[level.mention]):
            alike.setdefault((level.family, level.unit, level.approx.value), []).append(level)
    for group in alike.values():
        for place, first in enumerate(group):
            again = (level for level in group[place + 1 :] if _one_thing(first, level))
            for second in islice(again, _MOST_ALIKE):
                yield from _grown_twice(moves[first.mention], moves[second.mention])


def _grown_twice(first: list[Move], second: list[Move]) -> Iterator[Check]:
    rates = _in_role(first, Role.RATE)
    steps = _in_role(second, Role.CHANGE) or _in_role(second, Role.RATE)
    if rates and steps:
        yield _compare(rates[0], steps[0])


def _in_role(moves: list[Move], role: Role) -> list[Move]:
    return [move for move in moves if move.step is not None and move.step.role is role]


def _one_thing(first: Figure, second: Figure) -> bool:
    return (
        first.sentence != second.sentence
        and (first.year is None or second.year is None or first.year == second.year)
        and _one_name(first, second)
    )


def _one_name(first: Figure, second: Figure) -> bool:
    left, right = core(first.name), core(second.name)
    return min(len(left), len(right)) >= _SHORTEST_NAME and same_thing(left, right)


def _compare(first: Move, second: Move) -> Check:
    rate = first.step
    assert rate is not None
    assert second.step is not None
    terms = (first.level, second.level, second.step)
    subject = f"{title(first.level)} is stated twice with the same level; growth by the second"
    formula = _base_formula(second)
    return _rated(rate, first.level.approx, second.base, terms, (formula, subject), first, second)


def _base_formula(move: Move) -> str:
    level, step = flat(move.level.place), move.step
    assert step is not None
    if step.role is Role.RATE:
        return f"growth by {flat(step.place)}"
    return f"{flat(step.place)} / ({level} {'+' if step.sign < 0 else '-'} {flat(step.place)})"


def _rated(
    rate: Figure,
    level: Approx,
    base: Approx,
    terms: tuple[Figure, ...],
    words: tuple[str, str],
    *moves: Move,
) -> Check:
    differing = moves[0].scope.differs(moves[-1].scope)
    excuse = f"only one side is {describe(differing)}" if differing else None
    return growth.grown(rate, (level - base, base), terms, words, excuse)


def _from_parts(
    index: Index, said: list[Statement], moves: dict[str, list[Move]]
) -> Iterator[Check]:
    """A total's rate against last year's total rebuilt from its parts."""
    levels = {statement.level.mention for statement in said}
    for tree in trees.trees(index):
        settled = sums.settle(tree)
        if settled is None or settled[1] is Verdict.CONTRADICTION:
            continue
        parts = [moves[part.mention][:1] for part in settled[0] if part.mention in levels]
        rates = _in_role(moves[tree.whole.mention], Role.RATE)
        changed = _in_role(moves[tree.whole.mention], Role.CHANGE)
        if len(parts) == len(settled[0]) and all(parts) and rates and not changed:
            yield _rebuilt(rates[0], [part[0] for part in parts])


def _rebuilt(rate: Move, parts: list[Move]) -> Check:
    base = total([part.base for part in parts])
    terms = [rate.level]
    shown = []
    for part in parts:
        terms.append(part.level)
        shown.append(_shown_base(part))
        if part.step is not None:
            terms.append(part.step)
    assert rate.step is not None
    ratio = f"{flat(rate.level.place)} / ({' + '.join(shown)})"
    formula = f"1 - {ratio}" if rate.step.sign < 0 else f"{ratio} - 1"
    subject = f"{title(rate.level)}, growth on last year's total rebuilt from its parts (增减率)"
    return _rated(rate.step, rate.level.approx, base, tuple(terms), (formula, subject), rate, rate)


def _shown_base(move: Move) -> str:
    level, step = flat(move.level.place), move.step
    if step is None:
        return level
    sign = "+" if step.sign > 0 else "-"
    if step.role is Role.RATE:
        return f"{level} / (1 {sign} {flat(step.place)})"
    return f"({level} {'-' if step.sign > 0 else '+'} {flat(step.place)})"


def _last_year(index: Index, said: list[Statement]) -> Iterator[Check]:
    """Last year's level as stated against the base that this year's growth implies."""
    of_year: dict[tuple[object, ...], list[Figure]] = {}
    for level in (statement.level for statement in said):
        if level.year is not None and len(level.name) >= _SHORTEST_NAME:
            of_year.setdefault((level.year, *_measure(level)), []).append(level)
    for current in said:
        rates = [r for r in current.of(Role.RATE) if r.sign and r.basis in (None, PRIOR_YEAR)]
        if rates and current.level.year is not None:
            before = (current.level.year - 1, *_measure(current.level))
            for earlier in of_year.get(before, ()):
                yield from _implied(index, earlier, current.level, rates[0])


def _measure(level: Figure) -> tuple[object, ...]:
    return (level.name, level.family, level.unit, level.role)


def _implied(index: Index, earlier: Figure, current: Figure, rate: Figure) -> Iterator[Check]:
    base = _base(current, rate)
    if base is None or _partial(index, earlier):
        return
    differing = index.scope_around(earlier).differs(index.scope_around(current))
    if _partial(index, current):
        yield from _part_of_year(earlier, current, rate, base, differing)
    elif not differing and abs(earlier.sentence - current.sentence) <= 1:
        check = growth.by_base(current, earlier, rate)
        if earlier.sentence != current.sentence or check.verdict is not Verdict.CONTRADICTION:
            yield check


def _part_of_year(
    earlier: Figure,
    current: Figure,
    rate: Figure,
    base: Approx,
    differing: frozenset[tuple[str, str]],
) -> Iterator[Check]:
    """Some months of last year cannot have brought more than the whole of it."""
    if base.low <= earlier.approx.high or not _FLOW.search(earlier.name):
        return
    sign = "+" if rate.sign > 0 else "-"
    formula = f"{flat(current.place)} / (1 {sign} {flat(rate.place)})"
    verdict = Verdict.OTHER_SCOPE if differing else Verdict.CONTRADICTION
    subject = f"{title(current)}, the same months of last year exceed the whole of that year"
    if differing:
        subject += f"; only one side is {describe(differing)}"
    yield check_of("bound", verdict, earlier, (current, rate), base, (formula, subject))


_MONTHS = re.compile(
    r"\d{1,2}\s*[-—－–~至到]\s*\d{1,2}\s*月|前三季度|上半年|[一二三]季度|前[一二三四五六七八九十\d]+个?月"
)


def _partial(index: Index, figure: Figure) -> bool:
    """Whether a figure covers only some months of its year."""
    period = figure.period()
    if period is not None and period[0] is not None and period[1] is not None:
        return (period[1] - period[0]).days < _NEARLY_A_YEAR
    start = index.sentence_of(figure).start
    return bool(_MONTHS.search(index.text[start : figure.start]))
