"""Putting the cells of a band under their heads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.tables import words
from jixiao.tables.columns import halves, heads_over
from jixiao.tables.grid import Grid, GridCell
from jixiao.tables.heads import Band
from jixiao.tables.kinds import Kinds
from jixiao.tables.model import TableCell
from jixiao.tables.rows import RowNames, row_names
from jixiao.tables.surroundings import Surroundings, period_in
from jixiao.types import Span
from jixiao.values.tables import NO_MONEY_HEADS

_NO_MONEY = re.compile(NO_MONEY_HEADS)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a table before its cells are put under their heads.

    `periods` are those said by heads that were asked already.
    """

    text: str
    grid: Grid
    kinds: Kinds
    around: Surroundings
    periods: dict[GridCell, Span | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a cell, outermost first, and the codes of its row."""

    row: Sequence[GridCell] = ()
    column: Sequence[GridCell] = ()
    codes: Sequence[GridCell] = ()

    @property
    def nearest(self) -> Iterator[GridCell]:
        """All heads, those of the column first, the innermost first."""
        yield from (*reversed(self.column), *reversed(self.row))

    @property
    def own(self) -> tuple[GridCell, ...]:
        """The innermost head of the row and that of the column."""
        return (*self.row[-1:], *self.column[-1:])


def head_cells(reading: Reading, band: Band) -> Iterator[TableCell]:
    """The cells of a band's head, each under those above it."""
    for row in band.heads:
        for cell in reading.grid.starting(row):
            over = heads_over(reading.grid, reading.kinds, band, cell.column)
            outer = [head for head in over if head.row < cell.row]
            yield _cell(reading, cell, _Heads(column=outer), head=reading.kinds.is_name(cell))


def body_cells(reading: Reading, band: Band) -> Iterator[TableCell]:
    """The cells of a band's body, each under the heads of its column and of its row."""
    if not band.heads and not _figured(reading, band):
        yield from _keyed_cells(reading, band)
        return
    for half in halves(reading.grid, reading.kinds, band):
        names = row_names(reading.grid, reading.kinds, band, half)
        over = {c: heads_over(reading.grid, reading.kinds, band, c) for c in half.columns}
        naming = frozenset(half.names)
        for row in band.body:
            of_row = names.get(row, RowNames())
            for cell in reading.grid.starting(row):
                if cell.column in over:
                    heads = _Heads(of_row.heads, over[cell.column], of_row.codes)
                    yield _body_cell(reading, cell, heads, cell.column in naming)


def _figured(reading: Reading, band: Band) -> bool:
    cells = (cell for row in band.body for cell in reading.grid.starting(row))
    return any(cell in reading.kinds.figures for cell in cells)


def _keyed_cells(reading: Reading, band: Band) -> Iterator[TableCell]:
    """Rows of keys and their values (主管部门 | 财政局), in a form above its first table."""
    for row in band.body:
        key: GridCell | None = None
        for cell in reading.grid.starting(row):
            is_key = key is None and words.is_key(cell.word)
            yield _cell(reading, cell, _Heads((key,) if key else ()), head=is_key)
            key = cell if is_key else None


def _body_cell(reading: Reading, cell: GridCell, heads: _Heads, naming: bool) -> TableCell:
    """A cell under its heads; one in a column of names stands only under those outside of it."""
    if cell in reading.kinds.serials:
        return _cell(reading, cell, _Heads(column=heads.column))
    if not naming:
        return _cell(reading, cell, heads)
    outer = [head for head in heads.row if _outside(head, cell)]
    is_head = cell not in reading.kinds.figures and not words.says_nothing(cell.word)
    return _cell(reading, cell, _Heads(outer, heads.column, heads.codes), head=is_head)


def _outside(head: GridCell, cell: GridCell) -> bool:
    """Whether a name stands outside of another name or code."""
    return head != cell and (head.column < cell.column or head.row < cell.row)


def _cell(reading: Reading, cell: GridCell, heads: _Heads, *, head: bool = False) -> TableCell:
    unit, unit_place = _unit(reading, cell, heads)
    named = (*heads.own, cell) if head else heads.own
    return TableCell(
        place=cell.place,
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        row_heads=tuple(over.place for over in heads.row),
        column_heads=tuple(over.place for over in heads.column),
        head=head,
        total=any(words.is_total(name.word) for name in named),
        unit=unit,
        unit_place=unit_place,
        row_codes=tuple(code.place for code in heads.codes),
        serial=cell in reading.kinds.serials,
        period=None if head else _period(reading, heads),
    )


def _unit(reading: Reading, cell: GridCell, heads: _Heads) -> tuple[Decimal | None, Span | None]:
    """The yuan in one unit of a bare amount: as its column says, its row, or the table."""
    if cell not in reading.kinds.figures or not words.is_bare(cell.word):
        return None, None
    if any(_NO_MONEY.search(head.word) for head in heads.own):
        return None, None
    for head in heads.nearest:
        if unit := words.unit_of(head.word):
            return unit, head.place
    return reading.around.unit, reading.around.unit_place


def _period(reading: Reading, heads: _Heads) -> Span | None:
    for head in heads.nearest:
        if head not in reading.periods:
            reading.periods[head] = period_in(reading.text, head.place)
        if said := reading.periods[head]:
            return said
    return reading.around.period
