"""Tables: rows that give a rate, and columns that end with their total.

What a column is worth is not read from its head. It is the other rows that
show it: where two columns divided give the percentage of a third in most
rows, the row in which they do not is wrong; where most columns add up to the
row of totals, so must the others.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from jixiao.checks import slips
from jixiao.checks.approx import ZERO, Approx, total
from jixiao.checks.figures import Index
from jixiao.checks.printed import Printed
from jixiao.checks.verdicts import verdict_of, worded
from jixiao.types import Block, Check, Quote, Verdict

_NUMBER = re.compile(r"\s*(?P<number>-?\d[\d,]*(?:\.\d+)?)\s*(?P<percent>[%％])?\s*")
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计)\s*")
#: Rows that must agree on what a column is, and how many may differ from them.
_WITNESSES = 3
#: Heads of columns whose numbers do not add up.
_NEVER_ADDED = re.compile(r"率|比|均|占|价|%|％|名次|序号|编码|代码")
_MOST_COLUMNS = 12
_MOST_CELLS = 20_000


@dataclass(frozen=True)
class Cell:
    """A number in a table."""

    place: Quote
    shown: Printed
    percent: bool

    @property
    def value(self) -> Approx:
        """The number with the range that its printing leaves open."""
        return self.shown.approx


@dataclass(frozen=True)
class Row:
    """A row: what it is called, and its numbers by column."""

    name: str
    cells: dict[int, Cell]
    words: dict[int, str]


def find(index: Index) -> Iterator[Check]:
    """Rates of rows and totals of columns."""
    for rows in tables(index):
        yield from _rates(rows)
        yield from _totals(rows)


def tables(index: Index) -> tuple[list[Row], ...]:
    """The tables of a report, each as its rows from top to bottom."""
    return index.once(_tables)


def _tables(index: Index) -> Iterator[list[Row]]:
    cells = [block for block in index.document.blocks if block.kind == "cell"]
    grid: dict[object, dict[int, list[Block]]] = defaultdict(lambda: defaultdict(list))
    for block in cells[:_MOST_CELLS]:
        if block.row is not None and block.column is not None:
            grid[block.table, block.sheet][block.row].append(block)
    for table in grid.values():
        yield [_row(index.text, table[number]) for number in sorted(table)]


def _row(text: str, blocks: Sequence[Block]) -> Row:
    numbers = {block.column: _cell(text, block) for block in blocks if block.column is not None}
    named = (text[b.start : b.end] for b in blocks if numbers.get(b.column or 0) is None)
    name = next((name for name in named if name.strip()), "")
    words = {b.column or 0: text[b.start : b.end] for b in blocks if not numbers.get(b.column or 0)}
    cells = {column: cell for column, cell in numbers.items() if cell is not None}
    return Row(name, cells, words)


def _cell(text: str, block: Block) -> Cell | None:
    found = _NUMBER.fullmatch(text, block.start, block.end)
    if found is None:
        return None
    digits = found["number"].replace(",", "")
    places = len(digits.partition(".")[2])
    percent = found["percent"] is not None
    scale = Decimal("0.01") if percent else Decimal(1)
    number = Decimal(digits)
    end = found.end("percent") if percent else found.end("number")
    place = Quote(text[found.start("number") : end], found.start("number"), end)
    return Cell(place, Printed(number, scale, places, exact=number == ZERO), percent)


def _rates(rows: list[Row]) -> Iterator[Check]:
    """The percentages of a column as quotients of two other columns."""
    columns = sorted({column for row in rows for column in row.cells})[:_MOST_COLUMNS]
    for rate in columns:
        said = [row for row in rows if rate in row.cells and row.cells[rate].percent]
        amounts = [column for column in columns if column != rate]
        best: list[tuple[Row, Cell, Cell, Verdict]] = []
        for top, bottom in permutations(amounts, 2):
            found = [_divided(row, rate, top, bottom) for row in said]
            rated = [one for one in found if one is not None]
            if _fitting(rated) > _fitting(best):
                best = rated
        wrong = sum(verdict is Verdict.CONTRADICTION for *_, verdict in best)
        if _fitting(best) >= _WITNESSES and wrong * _WITNESSES <= len(best):
            for row, top_cell, bottom_cell, verdict in best:
                yield _rate_check(row, row.cells[rate], (top_cell, bottom_cell), verdict)


def _divided(row: Row, rate: int, top: int, bottom: int) -> tuple[Row, Cell, Cell, Verdict] | None:
    if top not in row.cells or bottom not in row.cells:
        return None
    first, second = row.cells[top], row.cells[bottom]
    if first.percent or second.percent or second.value.low <= ZERO:
        return None
    shown = row.cells[rate].shown
    computed = first.value / second.value
    return row, first, second, verdict_of(computed, shown, division=True)


def _fitting(found: Sequence[tuple[Row, Cell, Cell, Verdict]]) -> int:
    """How many rows fit; 100 % of two equal columns shows nothing."""
    return sum(
        verdict is not Verdict.CONTRADICTION and top.value.value != bottom.value.value
        for _, top, bottom, verdict in found
    )


def _rate_check(row: Row, rate: Cell, terms: tuple[Cell, Cell], verdict: Verdict) -> Check:
    top, bottom = terms
    computed = top.value / bottom.value
    formula = f"{top.place.text} / {bottom.place.text}"
    places = (top.place, bottom.place)
    words = (formula, _named(row, "the rate of its row"))
    return worded("ratio", verdict, (rate.place, rate.shown), places, computed, words)


def _totals(rows: list[Row]) -> Iterator[Check]:
    """The totals of columns, where two or more columns of the table add up."""
    for place, row in enumerate(rows):
        if not _TOTAL.fullmatch(row.name):
            continue
        before = _above(rows, place)
        heads = _heads(rows[:place])
        sums = [
            (column, _column_sum(before, row, column))
            for column, cell in row.cells.items()
            if not (cell.percent or _NEVER_ADDED.search(heads.get(column, "")))
        ]
        known = [(row.cells[column], *found) for column, found in sums if found is not None]
        fitting = sum(verdict is not Verdict.CONTRADICTION for *_, verdict in known)
        shown = fitting > 0 and fitting * 2 >= len(known)
        for whole, parts, verdict in known:
            fits = verdict is not Verdict.CONTRADICTION
            if fits or shown or slips.explain_sum([part.shown for part in parts], whole.shown):
                yield _total_check(row, whole, parts, verdict)


def _heads(rows: list[Row]) -> dict[int, str]:
    """What stands over each column in the rows without numbers."""
    heads: dict[int, str] = {}
    for row in rows:
        for column, words in row.words.items() if not row.cells else ():
            heads[column] = heads.get(column, "") + words
    return heads


def _above(rows: list[Row], place: int) -> list[Row]:
    """The rows over a total, up to the total or the head before it."""
    first = place
    while first and rows[first - 1].cells and not _TOTAL.fullmatch(rows[first - 1].name):
        first -= 1
    return rows[first:place]


def _column_sum(
    rows: list[Row], whole: Row, column: int
) -> tuple[tuple[Cell, ...], Verdict] | None:
    parts = tuple(row.cells[column] for row in rows if column in row.cells)
    if len(parts) < 2 or any(part.percent for part in parts):
        return None
    computed = total([part.value for part in parts])
    return parts, verdict_of(computed, whole.cells[column].shown)


def _total_check(row: Row, whole: Cell, parts: tuple[Cell, ...], verdict: Verdict) -> Check:
    computed = total([part.value for part in parts])
    formula = " + ".join(part.place.text for part in parts)
    places = tuple(part.place for part in parts)
    words = (formula, _named(row, "sum of the column"))
    return worded("sum", verdict, (whole.place, whole.shown), places, computed, words)


def _named(row: Row, what: str) -> str:
    name = "".join(row.name.split())
    return f"{name}, {what}" if name else what
