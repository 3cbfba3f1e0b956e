"""What names the rows of a table: their names, their codes, the rows they are part of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from jixiao.tables import words
from jixiao.tables.columns import Half
from jixiao.tables.grid import Grid, GridCell
from jixiao.tables.heads import Band
from jixiao.tables.kinds import Kinds
from jixiao.tables.trees import Line, parents

_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class RowNames:
    """The cells that name a row within one half, outermost first.

    `groups` stand left of its own name and may cover more rows, `above` are the
    names of the rows it is part of, `own` is its own name, `codes` its codes.
    """

    groups: tuple[GridCell, ...] = ()
    above: tuple[GridCell, ...] = ()
    own: GridCell | None = None
    codes: tuple[GridCell, ...] = ()

    @property
    def total(self) -> bool:
        """Whether the row is one of totals."""
        return self.own is not None and words.is_total(self.own.word)

    @property
    def heads(self) -> tuple[GridCell, ...]:
        """All names together, outermost first, each once."""
        own = (self.own,) if self.own else ()
        return tuple(dict.fromkeys((*self.groups, *self.above, *own)))


def row_names(grid: Grid, kinds: Kinds, band: Band, half: Half) -> dict[int, RowNames]:
    """The names of the rows of a band as one half gives them."""
    plain = list(_plain_names(grid, kinds, band, half))
    found: dict[int, RowNames] = {}
    for _, run in groupby(plain, key=lambda item: item[1].groups):
        rows = list(run)
        above = parents([_line(names) for _, names in rows])
        for i, (row, names) in enumerate(rows):
            chain = tuple(_chain(above, rows, i))
            found[row] = RowNames(names.groups, chain, names.own, names.codes)
    return found


def _line(names: RowNames) -> Line:
    own = names.own
    codes = tuple(cell.word for cell in names.codes)
    return Line(own.word if own else "", codes, own.indent if own else 0, names.total)


def _chain(
    above: Sequence[int | None], rows: Sequence[tuple[int, RowNames]], i: int
) -> Iterator[GridCell]:
    chain: list[GridCell] = []
    parent = above[i]
    while parent is not None and len(chain) < _MAX_DEPTH:
        own = rows[parent][1].own
        if own is not None:
            chain.append(own)
        parent = above[parent]
    return reversed(chain)


def _plain_names(
    grid: Grid, kinds: Kinds, band: Band, half: Half
) -> Iterator[tuple[int, RowNames]]:
    """The names that stand in each row; groups and codes left out below their first row too."""
    wanted = set(half.names)
    coded = {cell.column for cell in kinds.codes} & wanted
    groups: tuple[GridCell, ...] = ()
    codes: tuple[GridCell, ...] = ()
    for row in band.body:
        cells = [cell for cell in grid.covering(row) if cell.column in wanted]
        names = [cell for cell in cells if kinds.is_name(cell)]
        if not names:
            continue
        own = names[-1]
        codes = _filled(codes, [cell for cell in cells if cell in kinds.codes])
        if not (words.is_total(own.word) or own.column in coded):
            groups = _carried(groups, names)
        else:
            groups = tuple(names[:-1])
        yield row, RowNames(groups, (), own, codes if own.column not in coded else ())


def _carried(before: tuple[GridCell, ...], names: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """The groups of a row; those to the left of its names go on from above where not ended."""
    first = names[0]
    carried = [cell for cell in before if cell.column < first.column and cell.row_span == 1]
    return (*carried, *names[:-1])


def _filled(before: tuple[GridCell, ...], own: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """The codes of a row, those left of its first one taken from the row above."""
    if not own:
        return ()
    first = own[0].column
    return (*(cell for cell in before if cell.column < first), *own)
