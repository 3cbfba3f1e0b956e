"""Which rows of a table are heads, and over which rows they stand."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice, pairwise

from jixiao.tables import words
from jixiao.tables.grid import Grid, GridCell
from jixiao.tables.kinds import Kinds

_HALF = 0.5
_MAX_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Band:
    """Rows under one head: the head's rows and the rows below it, each from top to bottom."""

    heads: tuple[int, ...]
    body: tuple[int, ...]


def bands(grid: Grid, kinds: Kinds) -> list[Band]:
    """The table cut where a new head begins.

    A head is rows of words right over a row of figures, or one right over
    prose (预期目标 | 实际完成情况). Where a table has no figures, its first row
    of two cells or more is its head.
    """
    figured = _figured(grid, kinds)
    if not any(figured.values()):
        return _cut(grid, set(_heads_without_figures(grid, kinds)))
    heads: set[int] = set()
    gap: list[int] = []
    for row in grid.rows:
        if figured[row]:
            heads.update(_head_rows(grid, kinds, gap, figured, first=not heads))
            heads.update(_heads_of_prose(grid, gap))
            gap = []
        else:
            gap.append(row)
    return _cut(grid, heads)


def _figured(grid: Grid, kinds: Kinds) -> dict[int, frozenset[int]]:
    """For each row the columns in which its figures stand."""
    return {
        row: frozenset(c.column for c in grid.starting(row) if c in kinds.figures)
        for row in grid.rows
    }


def _cut(grid: Grid, heads: set[int]) -> list[Band]:
    found: list[Band] = []
    above: list[int] = []
    body: list[int] = []
    for row in grid.rows:
        if row in heads and body:
            found.append(Band(tuple(above), tuple(body)))
            above, body = [], []
        (above if row in heads else body).append(row)
    return [*found, Band(tuple(above), tuple(body))]


def _head_rows(
    grid: Grid, kinds: Kinds, gap: list[int], figured: dict[int, frozenset[int]], first: bool
) -> list[int]:
    """The rows of a gap between figures that head what follows."""
    if not gap:
        return []
    below = _columns_below(grid, gap[-1], figured)
    last = next((row for row in reversed(gap) if _heads(grid, kinds, row, below, first)), None)
    if last is None:
        return []
    found = [last]
    for row in reversed(gap[: gap.index(last)]):
        if len(found) == _MAX_LEVELS or not _joined(grid, kinds, row, found[0]):
            break
        found.insert(0, row)
    return found + [row for row in gap if row > last and _numbers_columns(grid, kinds, row)]


def _heads_of_prose(grid: Grid, gap: list[int]) -> list[int]:
    """The rows of a gap whose words stand over sentences in the next row."""
    found = []
    for row, below in pairwise(gap):
        cells = grid.starting(row)
        if len(cells) < 2 or not all(words.reads_as_head(cell.word) for cell in cells):
            continue
        prose = [c for c in grid.starting(below) if not words.reads_as_head(c.word)]
        if prose and all(grid.at(row, cell.column) in cells for cell in prose):
            found.append(row)
    return found


def _columns_below(grid: Grid, row: int, figured: dict[int, frozenset[int]]) -> frozenset[int]:
    """The columns of the figures in the rows below, down to the next row without."""
    found: set[int] = set()
    for below in islice(grid.rows, bisect_right(grid.rows, row), None):
        if not figured[below]:
            break
        found.update(figured[below])
    return frozenset(found)


def _heads(grid: Grid, kinds: Kinds, row: int, below: frozenset[int], first: bool) -> bool:
    """Whether a row has words over the figures below: over half of them, in a table's midst."""
    cells = [cell for cell in grid.covering(row) if kinds.is_name(cell)]
    if len(cells) < 2 and not (first and any(cell.row < row for cell in cells)):
        return False
    if not all(words.reads_as_head(cell.word) for cell in cells):
        return False
    if _is_body(grid, kinds, row):
        return False
    over = [column for column in below if grid.at(row, column) in cells]
    return len(over) >= (1 if first else max(1, _HALF * len(below)))


def _is_body(grid: Grid, kinds: Kinds, row: int) -> bool:
    """Whether a row without figures has a code or a total for its name."""
    cells = grid.starting(row)
    coded = any(cell in kinds.codes for cell in cells)
    names = [cell for cell in cells if kinds.is_name(cell)]
    return coded or (bool(names) and all(words.is_total(cell.word) for cell in names))


def _joined(grid: Grid, kinds: Kinds, row: int, below: int) -> bool:
    """Whether a row is an upper level of the head that goes on in the row `below`.

    Each of its cells stands over several columns, reaches down to that row, or
    has nothing right below.
    """
    cells = grid.starting(row)
    if not cells or not all(kinds.is_name(c) and words.reads_as_head(c.word) for c in cells):
        return False
    if len(cells) == 1 and not _heads_part(grid, cells[0]):
        return False
    if not grid.merged:
        return len(cells) < len(grid.starting(below))
    return all(
        cell.last_row >= below or cell.column_span > 1 or grid.at(below, cell.column) is None
        for cell in cells
    )


def _heads_part(grid: Grid, cell: GridCell) -> bool:
    """Whether the only cell of a row heads columns, rather than naming the table."""
    whole = cell.column_span >= len(grid.columns)
    return not (whole and (cell.word.endswith("表") or ":" in cell.word)) and (
        cell.column_span > 1 or not grid.merged
    )


def _numbers_columns(grid: Grid, kinds: Kinds, row: int) -> bool:
    """Whether a row numbers the columns (栏次), or names the parts of a code (类, 款, 项)."""
    cells = grid.starting(row)
    return bool(cells) and all(
        cell in kinds.serials or words.is_subhead(cell.word) for cell in cells
    )


def _heads_without_figures(grid: Grid, kinds: Kinds) -> list[int]:
    """The head of a table without figures, which an empty template is too."""
    rows = list(grid.rows)
    first = next((i for i, row in enumerate(rows) if _opens(grid, row)), None)
    if first is None:
        return []
    heads = [rows[first]]
    if first and _joined(grid, kinds, rows[first - 1], rows[first]):
        heads.insert(0, rows[first - 1])
    for row in rows[first + 1 :]:
        if len(heads) >= _MAX_LEVELS or row != heads[-1] + 1 or _is_body(grid, kinds, row):
            break
        if not (_joined(grid, kinds, heads[-1], row) or _numbers_columns(grid, kinds, row)):
            break
        heads.append(row)
    return heads


def _opens(grid: Grid, row: int) -> bool:
    """Whether a row may open a head: several cells, none of them with its own answer."""
    cells = grid.starting(row)
    return len(cells) > 1 and not any(":" in cell.word for cell in cells)
