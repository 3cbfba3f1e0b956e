"""Columns of a table that others give: rates, shares of a total, growth, differences.

Heads say what a column should be; the other rows show whether it is. Where one
formula gives most rows, the row in which it does not is wrong.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from jixiao.checks.approx import ZERO, Approx
from jixiao.checks.cells import Cell, cells_of
from jixiao.checks.figures import Index
from jixiao.checks.verdicts import FITS, verdict_of, worded
from jixiao.tables.meaning import TableFigures
from jixiao.tables.roles import Role
from jixiao.types import Check, Verdict

#: Rows that must agree on what a column is, and how many may differ from them.
_WITNESSES = 3
_MOST_COLUMNS = 12
_BUDGETS = (Role.ADJUSTED, Role.BUDGET, Role.INITIAL)
_DIVIDED = {
    Role.EXECUTION: (Role.ACTUAL, _BUDGETS),
    Role.SCORE_RATE: (Role.SCORE, (Role.FULL_MARK,)),
}
_ONE = Approx.exact(ZERO + 1)

Column = tuple[object, ...]
Row = dict[Column, Cell]


@dataclass(frozen=True)
class _Formula:
    """How two cells give a third."""

    kind: str
    shown: str
    compute: Callable[[Approx, Approx], Approx]
    division: bool = True


_QUOTIENT = _Formula("ratio", "{} / {}", lambda a, b: a / b)
_SHARE = _Formula("share", "{} / {}", lambda a, b: a / b)
_GROWTH = _Formula("growth", "{} / {} - 1", lambda a, b: a / b - _ONE)
_LESS = _Formula("difference", "{} - {}", lambda a, b: a - b, division=False)


@dataclass(frozen=True)
class _Try:
    """A cell computed from two others by a formula."""

    stated: Cell
    terms: tuple[Cell, Cell]
    formula: _Formula
    computed: Approx
    verdict: Verdict

    @property
    def tells(self) -> bool:
        """Whether a fit is one: 100 % of two equal numbers shows nothing."""
        same = self.terms[0].shown.number == self.terms[1].shown.number
        return self.verdict in FITS and not same


def find(index: Index) -> Iterator[Check]:
    """Rates, shares, growth and differences in the tables of a report."""
    for table in index.tables:
        yield from _of_table(index.text, table)


def _of_table(text: str, table: TableFigures) -> Iterator[Check]:
    cells = cells_of(text, table)
    rows: dict[tuple[object, ...], Row] = defaultdict(dict)
    for cell in cells:
        side = cell.meaning.row_heads[-1:] or cell.meaning.cell.row_heads
        rows[(cell.meaning.cell.row, *side)][cell.column] = cell
    totals = _roots(table, cells)
    columns: dict[Column, None] = dict.fromkeys(cell.column for cell in cells)
    for column in list(columns)[:_MOST_COLUMNS]:
        lines = [row for row in rows.values() if column in row]
        yield from _of_column(column, list(columns)[:_MOST_COLUMNS], lines, totals)


def _roots(table: TableFigures, cells: Sequence[Cell]) -> Mapping[int, Cell]:
    """For each cell, by the place of its figure, the topmost whole in its column."""
    found = {}
    for number, cell in enumerate(cells):
        at, steps = number, 0
        while at in table.wholes and steps < len(cells):
            above = table.wholes[at]
            if cells[above].column != cell.column:
                break
            at, steps = above, steps + 1
        found[cell.quote.start] = cells[at]
    return found


def _of_column(
    column: Column, columns: Sequence[Column], rows: Sequence[Row], totals: Mapping[int, Cell]
) -> Iterator[Check]:
    stated = [row[column] for row in rows]
    if any(cell.is_rate for cell in stated):
        grows = stated[0].meaning.column.role is Role.GROWTH
        formulas: tuple[_Formula, ...] = (_GROWTH, _QUOTIENT) if grows else (_QUOTIENT, _GROWTH)
    elif stated[0].meaning.column.role is Role.CHANGE:
        formulas = (_LESS,)
    else:
        return
    amounts = [other for other in columns if other != column]
    tried = [
        [_tried(row, column, pair, formula) for row in rows]
        for formula in formulas
        for pair in permutations(amounts, 2)
    ]
    if _QUOTIENT in formulas:
        tried += [[_shared(row, column, other, totals) for row in rows] for other in amounts]
    known = [[one for one in tries if one is not None] for tries in tried]
    best = max(known, key=_fitting, default=[])
    if _fitting(best) >= _WITNESSES and _wrong(best) * _WITNESSES <= len(best):
        yield from map(_check, best)
    else:
        yield from map(_check, _by_heads(rows, column))


def _tried(row: Row, column: Column, pair: tuple[Column, ...], formula: _Formula) -> _Try | None:
    first, second = (row.get(other) for other in pair)
    if first is None or second is None:
        return None
    return _computed(row[column], (first, second), formula)


def _shared(row: Row, column: Column, other: Column, totals: Mapping[int, Cell]) -> _Try | None:
    """The cell as the share that another of its row has in the total of its column."""
    part = row.get(other)
    return (
        None if part is None else _computed(row[column], (part, totals[part.quote.start]), _SHARE)
    )


def _computed(stated: Cell, terms: tuple[Cell, Cell], formula: _Formula) -> _Try | None:
    first, second = (term.shown.approx for term in terms)
    if terms[0].is_rate or terms[1].is_rate or (formula.division and second.low <= ZERO):
        return None
    if terms[0].meaning.figure.label is not terms[1].meaning.figure.label:
        return None
    computed = formula.compute(first, second)
    verdict = verdict_of(computed, stated.shown, division=formula.division)
    return _Try(stated, terms, formula, computed, verdict)


def _fitting(found: Sequence[_Try]) -> int:
    return sum(one.tells for one in found)


def _wrong(found: Sequence[_Try]) -> int:
    return sum(one.verdict not in FITS for one in found)


def _by_heads(rows: Sequence[Row], column: Column) -> Iterator[_Try]:
    """Rates whose heads alone say of what: 执行率 of the budget, 得分率 of the full mark."""
    for row in rows:
        stated = row[column]
        found = [one for pair in _said(row, stated) if (one := _computed(stated, pair, _QUOTIENT))]
        fitting = [one for one in found if one.verdict in FITS]
        yield from (fitting or found)[:1]


def _said(row: Row, stated: Cell) -> Iterator[tuple[Cell, Cell]]:
    """The pairs that the heads of a row make dividend and divisor, the likelier first."""
    roles = {
        Role.EXECUTION: (Role.ACTUAL, _BUDGETS),
        Role.SCORE_RATE: (Role.SCORE, (Role.FULL_MARK,)),
    }
    role = stated.meaning.column.role
    if role not in roles or not stated.is_rate:
        return
    top, bottoms = roles[role]
    dividends = [cell for cell in row.values() if cell.meaning.column.role is top]
    for bottom in bottoms:
        divisors = [cell for cell in row.values() if cell.meaning.column.role is bottom]
        if len(dividends) == len(divisors) == 1:
            yield dividends[0], divisors[0]


def _check(one: _Try) -> Check:
    formula = one.formula.shown.format(*(term.quote.text for term in one.terms))
    words = (formula, f"{one.stated.meaning.name}, the figure of its row")
    places = tuple(term.quote for term in one.terms)
    stated = (one.stated.quote, one.stated.shown)
    return worded(one.formula.kind, one.verdict, stated, places, one.computed, words)
