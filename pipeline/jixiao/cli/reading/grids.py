"""Tables as grids: which cell stands in which field, under which heads."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from jixiao.cli.reading.words import unit_words
from jixiao.tables.model import Table, TableCell
from jixiao.types import Block, Document


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a row of a grid: a cell, or `columns` empty fields beside each other.

    `column` counts from 0 in the columns that are shown. A cell covers `rows`
    by `columns` fields of those that are shown.
    """

    block: Block | None
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Grid:
    """The cells of one table in reading order, and what they mean where that is known.

    `index` is that of its blocks; `number` counts the tables of the document from 1.
    """

    index: int
    number: int
    cells: tuple[Block, ...]
    table: Table | None = None

    @cached_property
    def pages(self) -> tuple[int, ...]:
        """The pages that the table stands on, in order."""
        return tuple(dict.fromkeys(cell.page for cell in self.cells if cell.page is not None))

    @cached_property
    def size(self) -> tuple[int, int]:
        """Rows and columns, empty ones included."""
        rows = max(_row(cell) + cell.row_span for cell in self.cells)
        return rows, max(_column(cell) + cell.column_span for cell in self.cells)

    @cached_property
    def meanings(self) -> dict[int, TableCell]:
        """What the cells mean, by the start of their text."""
        return {cell.place.start: cell for cell in self.table.cells} if self.table else {}

    @cached_property
    def column_heads(self) -> frozenset[int]:
        """The starts of the cells that name columns."""
        return frozenset(s.start for cell in self.meanings.values() for s in cell.column_heads)

    @cached_property
    def row_heads(self) -> frozenset[int]:
        """The starts of the cells that name rows."""
        return frozenset(s.start for cell in self.meanings.values() for s in cell.row_heads)

    @cached_property
    def head_rows(self) -> int:
        """How many rows shown, from the top, hold nothing but heads of columns.

        No cell of them reaches into the rows below.
        """
        count = reach = 0
        for i, (row, cells) in enumerate(self.by_row.items()):
            if reach <= row:
                count = i
            if not all(map(self._is_column_head, cells)):
                return count
            reach = max(reach, *(row + cell.row_span for cell in cells))
        return len(self.by_row)

    @cached_property
    def head_end(self) -> int:
        """The row below the head."""
        rows = list(self.by_row)
        return rows[self.head_rows] if self.head_rows < len(rows) else self.size[0]

    @cached_property
    def by_row(self) -> dict[int, list[Block]]:
        """The cells by row, from left to right; rows where no cell begins are left out."""
        rows: dict[int, list[Block]] = {}
        for cell in sorted(self.cells, key=lambda cell: (_row(cell), _column(cell))):
            rows.setdefault(_row(cell), []).append(cell)
        return rows

    @cached_property
    def columns(self) -> list[int]:
        """The columns where a cell begins, in order."""
        return sorted({_column(cell) for cell in self.cells})

    def rows(self) -> Iterator[list[Field]]:
        """The rows, each with its fields from left to right; what merged cells cover is left out.

        Rows and columns in which no cell begins are not shown.
        """
        shown = list(self.by_row)
        taken: dict[int, int] = {}
        for number, cells in enumerate(self.by_row.values()):
            yield list(self._fields(cells, number, shown, taken))

    def units(self, text: str) -> list[str]:
        """The units of amounts as they are said in `text`, each once."""
        found = (cell.unit_place for cell in self.meanings.values())
        return list(dict.fromkeys(unit_words(place.of(text)) for place in found if place))

    def _fields(
        self, cells: list[Block], number: int, shown: list[int], taken: dict[int, int]
    ) -> Iterator[Field]:
        """The fields of one row; `taken` says up to which row a column is covered from above."""
        at = 0
        begins = [bisect_left(self.columns, _column(cell)) for cell in cells]
        for cell, begin, following in zip(cells, begins, [*begins[1:], None], strict=True):
            yield from _gaps(at, begin, number, taken)
            wide = _inside(self.columns, _column(cell), cell.column_span)
            # A workbook may have text in a field that a merged cell covers.
            at = begin + (wide if following is None else min(wide, max(following - begin, 1)))
            high = _inside(shown, _row(cell), cell.row_span)
            yield Field(cell, begin, high, at - begin)
            for column in range(begin, at):
                taken[column] = number + high
        yield from _gaps(at, len(self.columns), number, taken)

    def _is_column_head(self, cell: Block) -> bool:
        meaning = self.meanings.get(cell.start)
        return meaning is not None and meaning.head and cell.start not in self.row_heads


def grids_of(document: Document, tables: Iterable[Table]) -> dict[int, Grid]:
    """The tables of the document by their index, in reading order."""
    meanings = {table.index: table for table in tables}
    cells: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.table is not None:
            cells.setdefault(block.table, []).append(block)
    return {
        index: Grid(index, number, tuple(found), meanings.get(index))
        for number, (index, found) in enumerate(cells.items(), start=1)
    }


def _gaps(start: int, end: int, number: int, taken: dict[int, int]) -> Iterator[Field]:
    """The empty fields from `start` to `end` that no cell above reaches into."""
    free = 0
    for column in range(start, end):
        if taken.get(column, 0) <= number:
            free += 1
        elif free:
            yield Field(None, column - free, columns=free)
            free = 0
    if free:
        yield Field(None, end - free, columns=free)


def _inside(places: list[int], first: int, span: int) -> int:
    """How many of the rows or columns shown lie in `span` of them from `first`."""
    return bisect_left(places, first + span) - bisect_left(places, first)


def _row(cell: Block) -> int:
    return cell.row or 0


def _column(cell: Block) -> int:
    return cell.column or 0
