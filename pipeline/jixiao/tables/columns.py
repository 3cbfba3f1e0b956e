"""Which columns of a table name its rows, and where its halves begin."""

from dataclasses import dataclass

from jixiao.tables import words
from jixiao.tables.grid import Grid, GridCell
from jixiao.tables.heads import Band
from jixiao.tables.kinds import Kinds

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Half:
    """Columns that belong together: those that name the rows, and those with figures.

    A table has one half, or two or more side by side (收入 | 支出).
    """

    names: tuple[int, ...]
    values: tuple[int, ...]

    @property
    def columns(self) -> tuple[int, ...]:
        """All columns of the half, from left to right."""
        return tuple(sorted((*self.names, *self.values)))


def halves(grid: Grid, kinds: Kinds, band: Band) -> list[Half]:
    """The halves of a band, from left to right.

    The columns left of the first figures name the rows. After figures, a new
    half begins where a column is headed like one that names rows.
    """
    body = _Body.of(grid, kinds, band)
    found: list[Half] = []
    names: list[int] = []
    values: list[int] = []
    seen: set[str] = set()
    for column in grid.columns:
        leaf = body.leaf(column)
        is_value = body.has_values(column)
        if values and not is_value and body.begins_half(column, leaf in seen):
            found.append(Half(tuple(names), tuple(values)))
            names, values = [], []
        if is_value or values:
            values.append(column)
        else:
            names.append(column)
            seen.add(leaf)
    return [*found, Half(tuple(names), tuple(values))]


def heads_over(grid: Grid, kinds: Kinds, band: Band, column: int) -> list[GridCell]:
    """The cells that head a column of a band, outermost first.

    One that goes on beside the rows below names them, not the column.
    """
    found = (grid.at(row, column) for row in band.heads)
    last = band.heads[-1] if band.heads else 0
    return [
        cell
        for cell in dict.fromkeys(found)
        if cell is not None and kinds.is_name(cell) and cell.last_row <= last
    ]


@dataclass(frozen=True, slots=True)
class _Body:
    """The cells below a band's head, by the columns they cover."""

    grid: Grid
    kinds: Kinds
    band: Band
    cells: dict[int, list[GridCell]]
    figured: bool

    @classmethod
    def of(cls, grid: Grid, kinds: Kinds, band: Band) -> "_Body":
        """The body of a band; cells that say nothing are left out."""
        cells: dict[int, list[GridCell]] = {}
        every = dict.fromkeys(cell for row in band.body for cell in grid.covering(row))
        for cell in every:
            if not words.says_nothing(cell.word):
                for column in range(cell.column, cell.last_column + 1):
                    cells.setdefault(column, []).append(cell)
        return cls(grid, kinds, band, cells, any(cell in kinds.figures for cell in every))

    def leaf(self, column: int) -> str:
        """The innermost head of a column."""
        heads = heads_over(self.grid, self.kinds, self.band, column)
        return heads[-1].word if heads else ""

    def has_values(self, column: int) -> bool:
        """Whether a column is of figures, or of what stands beside them, not of names."""
        leaf, cells = self.leaf(column), self.cells.get(column, [])
        if any(cell in self.kinds.codes or cell in self.kinds.serials for cell in cells):
            return False
        if not self.figured:
            return self._right_of_first_head(column) and not words.heads_names(leaf)
        figures = sum(cell in self.kinds.figures for cell in cells)
        if words.heads_names(leaf):
            return figures > _MOSTLY * len(cells)
        if words.heads_values(leaf):
            return True
        return figures >= max(1, _MOSTLY * len(cells)) or (not cells and bool(leaf))

    def _right_of_first_head(self, column: int) -> bool:
        starting = (cell for row in self.band.heads for cell in self.grid.starting(row))
        first = next(starting, None)
        return first is not None and not first.column <= column <= first.last_column

    def begins_half(self, column: int, again: bool) -> bool:
        """Whether a column right of figures names rows, rather than remarks on them.

        `again` says that a column of names further left is headed alike.
        """
        leaf = self.leaf(column)
        if words.heads_remarks(leaf):
            return False
        if again and leaf:
            return True
        cells = self.cells.get(column, [])
        named = any(cell in self.kinds.codes or self.kinds.is_name(cell) for cell in cells)
        return named and words.heads_names(leaf)
