"""Tables: trees that add up, rates of rows, scores and their full marks, the two sides' totals.

What is part of what is read from codes, numbers, 其中 and totals. A list that
misses its whole contradicts it only where the table shows that it is complete:
by other columns of the row, by other lists of the table, or by one slip that
explains the difference.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.checks import slips
from jixiao.checks.approx import ZERO, Approx, total
from jixiao.checks.cells import Cell, cells_of
from jixiao.checks.figures import Index
from jixiao.checks.verdicts import FITS, verdict_of, worded
from jixiao.tables.meaning import TableFigures
from jixiao.tables.roles import Role
from jixiao.types import Check, Label, Verdict

#: Lists of one table that must fit before one that does not is believed to be complete.
_WITNESSES = 3


def find(index: Index) -> Iterator[Check]:
    """The checks of every table of a report."""
    for table in index.tables:
        cells = cells_of(index.text, table)
        yield from _sums(table, cells)
        yield from _scores(cells)
        yield from _sides(cells)


@dataclass(frozen=True)
class _Sum:
    """A whole, its parts down a column or along a row, and whether they fit."""

    whole: Cell
    parts: tuple[Cell, ...]
    down: bool
    verdict: Verdict

    @property
    def fits(self) -> bool:
        return self.verdict in FITS

    @property
    def open(self) -> bool:
        """Whether 其中 may have left parts out."""
        return any(part.meaning.among or "其中" in part.around for part in self.parts)


def _sums(table: TableFigures, cells: Sequence[Cell]) -> Iterator[Check]:
    """The sums over the trees of a table and along its rows."""
    found = list(_found_sums(table, cells))
    by_row: dict[tuple[int, bool], list[_Sum]] = defaultdict(list)
    for one in found:
        by_row[one.whole.meaning.cell.row, one.down].append(one)
    for one in found:
        # That a whole is its only part is a witness, but no finding.
        if len(one.parts) > 1 if one.fits else _contradicted(one, by_row, found):
            yield _sum_check(one)


def _found_sums(table: TableFigures, cells: Sequence[Cell]) -> Iterator[_Sum]:
    groups: dict[tuple[int, bool], list[Cell]] = defaultdict(list)
    for part, above in table.wholes.items():
        down = cells[part].meaning.cell.row != cells[above].meaning.cell.row
        groups[above, down].append(cells[part])
    for (above, down), parts in groups.items():
        whole = cells[above]
        if any(not part.shown.number.is_zero() for part in parts):
            computed = total([part.shown.approx for part in parts])
            yield _Sum(whole, tuple(parts), down, verdict_of(computed, whole.shown))


def _contradicted(
    one: _Sum, by_row: dict[tuple[int, bool], list[_Sum]], found: Sequence[_Sum]
) -> bool:
    """Whether the parts are known to be all, so that they ought to fit."""
    if one.open:
        return False
    beside = by_row[one.whole.meaning.cell.row, one.down]
    fitting = sum(other.fits for other in beside)
    if fitting and fitting * 2 >= len(beside):
        return True
    alike = [o for o in found if o.down == one.down and o.whole.column == one.whole.column]
    fitting = sum(other.fits for other in alike)
    if fitting >= _WITNESSES and (len(alike) - fitting) * _WITNESSES <= len(alike):
        return True
    return slips.explain_sum([part.shown for part in one.parts], one.whole.shown)


def _sum_check(one: _Sum) -> Check:
    computed = total([part.shown.approx for part in one.parts])
    formula = " + ".join(part.quote.text for part in one.parts)
    what = "sum of its parts in the column" if one.down else "sum of its parts in the row"
    words = (formula, f"{one.whole.meaning.name}, {what}")
    places = tuple(part.quote for part in one.parts)
    return worded("sum", one.verdict, (one.whole.quote, one.whole.shown), places, computed, words)


def _scores(cells: Sequence[Cell]) -> Iterator[Check]:
    """Every score against its full mark; what is added on top (加分) has none."""
    marks = {
        (cell.meaning.cell.row, cell.meaning.row_heads): cell
        for cell in cells
        if cell.meaning.column.role is Role.FULL_MARK
    }
    for cell in cells:
        mark = marks.get((cell.meaning.cell.row, cell.meaning.row_heads))
        if cell.meaning.column.role is not Role.SCORE or mark is None:
            continue
        over = cell.shown.number > mark.shown.number
        if over and ("加分" in cell.meaning.name or mark.shown.number < ZERO):
            continue
        verdict = Verdict.CONTRADICTION if over else Verdict.AGREES
        words = (f"≤ {mark.quote.text}", f"{cell.meaning.name}, no more than its full mark (分值)")
        yield worded("bound", verdict, (cell.quote, cell.shown), (mark.quote,), None, words)


def _sides(cells: Sequence[Cell]) -> Iterator[Check]:
    """The grand totals (总计) of income and outlay, which an account makes equal."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        grand = cell.meaning.total and "总计" in cell.row_name
        if grand and cell.meaning.figure.label is Label.MONEY:
            rows[cell.meaning.cell.row].append(cell)
    for grand_totals in rows.values():
        sides = list({cell.meaning.row_heads: cell for cell in reversed(grand_totals)}.values())
        if len(sides) == 2 and _is_account(sides):
            yield _side_check(*sorted(sides, key=lambda cell: cell.quote.start))


def _is_account(sides: Sequence[Cell]) -> bool:
    return all(any(word in cell.around for cell in sides) for word in ("收入", "支出"))


def _side_check(income: Cell, outlay: Cell) -> Check:
    computed: Approx = income.shown.approx
    verdict = verdict_of(computed, outlay.shown)
    words = (income.quote.text, "总计, the same on both sides of the account")
    stated = (outlay.quote, outlay.shown)
    return worded("repeat", verdict, stated, (income.quote,), computed, words)
