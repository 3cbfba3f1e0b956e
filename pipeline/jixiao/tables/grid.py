"""The fields of a table, and the cell that covers each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.tables import words
from jixiao.types import Block, Span

_FREE_FIELDS = 10_000
_FIELDS_PER_CELL = 64


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """A cell: its place and its compact text, and the fields it covers.

    No two cells are equal, so that sets of them are quick.
    """

    place: Span
    word: str
    row: int
    column: int
    row_span: int
    column_span: int
    indent: int

    @property
    def last_row(self) -> int:
        """The last row it covers."""
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        """The last column it covers."""
        return self.column + self.column_span - 1


@dataclass(slots=True)
class Grid:
    """The cells of a table by the fields they cover."""

    cells: tuple[GridCell, ...]
    rows: tuple[int, ...] = field(init=False)
    columns: tuple[int, ...] = field(init=False)
    merged: bool = field(init=False)
    _at: dict[tuple[int, int], GridCell] = field(init=False)
    _covering: dict[int, list[GridCell]] = field(init=False)

    def __post_init__(self) -> None:
        self._at, self._covering = {}, defaultdict(list)
        for cell in self.cells:
            for row in range(cell.row, cell.last_row + 1):
                self._covering[row].append(cell)
                for column in range(cell.column, cell.last_column + 1):
                    self._at.setdefault((row, column), cell)
        for cells in self._covering.values():
            cells.sort(key=lambda cell: (cell.column, cell.row))
        self.rows = tuple(sorted({row for row, _ in self._at}))
        self.columns = tuple(sorted({column for _, column in self._at}))
        self.merged = any(cell.column_span > 1 or cell.row_span > 1 for cell in self.cells)

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a field, None where nothing stands."""
        return self._at.get((row, column))

    def starting(self, row: int) -> list[GridCell]:
        """The cells whose first row this is, from left to right."""
        return [cell for cell in self.covering(row) if cell.row == row]

    def covering(self, row: int) -> list[GridCell]:
        """The cells that cover a part of the row, from left to right."""
        return self._covering.get(row, [])


def grid_of(text: str, blocks: Iterable[Block]) -> Grid:
    """The grid of a table's blocks.

    Spans reach no further than the last row and column in which a cell begins;
    where they claim far more fields than there are cells, they are not believed.
    """
    cells = sorted(blocks, key=lambda b: (b.row or 0, b.column or 0, b.start))
    last_row = max((block.row or 0 for block in cells), default=0)
    last_column = max(((block.column or 0) + block.column_span - 1 for block in cells), default=0)
    area = sum(block.row_span * block.column_span for block in cells)
    believed = area <= _FREE_FIELDS + _FIELDS_PER_CELL * len(cells)
    return Grid(
        tuple(
            GridCell(
                Span(block.start, block.end),
                words.compact(text[block.start : block.end]),
                block.row or 0,
                block.column or 0,
                min(block.row_span, last_row - (block.row or 0) + 1) if believed else 1,
                min(block.column_span, last_column - (block.column or 0) + 1) if believed else 1,
                block.indent,
            )
            for block in cells
        )
    )
