"""Tables from the blocks of a document."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jixiao.tables.bodies import Reading, body_cells, head_cells
from jixiao.tables.grid import Grid, grid_of
from jixiao.tables.heads import Band, bands
from jixiao.tables.kinds import kinds_of
from jixiao.tables.model import Table, TableCell
from jixiao.tables.surroundings import surroundings
from jixiao.types import Block, Document, Span


def tables_of(document: Document) -> tuple[Table, ...]:
    """The tables of a document, in the order of their numbers, every cell under its heads.

    Offsets are code points of the document's text.
    """
    blocks: dict[int, list[tuple[int, Block]]] = defaultdict(list)
    for number, block in enumerate(document.blocks):
        if block.kind == "cell" and block.table is not None:
            blocks[block.table].append((number, block))
    return tuple(_table(document, index, blocks[index]) for index in sorted(blocks))


def _table(document: Document, index: int, found: Sequence[tuple[int, Block]]) -> Table:
    grid = grid_of(document.text, (block for _, block in found))
    kinds = kinds_of(grid)
    parts = bands(grid, kinds)
    numbers = [number for number, _ in found]
    around = surroundings(document, range(numbers[0], numbers[-1] + 1), _top(grid, parts))
    reading = Reading(document.text, grid, kinds, around)
    cells = sorted(_cells(reading, parts), key=lambda cell: cell.place.start)
    return Table(index, around.caption, around.period, tuple(cells))


def _cells(reading: Reading, parts: Sequence[Band]) -> Iterator[TableCell]:
    for band in parts:
        yield from head_cells(reading, band)
        yield from body_cells(reading, band)


def _top(grid: Grid, parts: Sequence[Band]) -> list[Span]:
    """The cells above the first head: the table's name, its unit, whose it is."""
    head = next((row for band in parts for row in band.heads), None)
    if head is None:
        return []
    return [cell.place for row in grid.rows if row < head for cell in grid.starting(row)]
