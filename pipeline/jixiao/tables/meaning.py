"""A figure of a table and what it means: the contract of facts and checks."""

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.tables.figures import CellFigure
from jixiao.tables.model import Table, TableCell
from jixiao.tables.names import CaptionWords
from jixiao.tables.roles import ColumnWords
from jixiao.types import Span


@dataclass(frozen=True, slots=True)
class Meaning:
    """A figure of a table.

    `name` is what it is called, by its row and what its column adds, and
    `name_place` the characters of the head that names it; `row_heads` are the
    places that name its row, the outermost first. `also` is another name that
    prose has for it (the title's 收入支出 for a 总计). `body` are the
    characters that say whose it is, None where its row names nobody. `among` is
    true for a row of 其中, `account` for one of the functional classification,
    `project` where the row names a project. `basis` is what a change or share is
    measured against (budget, prior_year, 满分, or a whole by name).
    """

    cell: TableCell
    figure: CellFigure
    column: ColumnWords
    caption: CaptionWords
    name: str
    name_place: Span
    row_heads: tuple[Span, ...]
    caption_place: Span | None = None
    also: str | None = None
    body: Span | None = None
    total: bool = False
    among: bool = False
    account: bool = False
    project: bool = False
    basis: str | None = None

    @property
    def place(self) -> Span:
        """The characters of the number."""
        return self.figure.place


@dataclass(frozen=True, slots=True)
class TableFigures:
    """The figures of one table in reading order.

    `wholes` gives for the number of a figure the number of the one it is part
    of. `left_out` counts the cells beyond `MOST_FIGURES` that were not read.
    """

    table: Table
    figures: tuple[Meaning, ...]
    wholes: Mapping[int, int]
    left_out: int = 0
