"""Tables as their readers see them: every cell under its heads."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.types import Span


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with text, and the heads it stands under.

    `place` is where its text stands; `row` and `column` count from 0 in the
    table's grid, where the cell covers `row_span` by `column_span` fields.
    `row_heads` are the places of the cells that name its row, `column_heads`
    of those that name its column, outermost first; the heads of a row include
    those of the rows it is part of (a 类 before its 款, 其中 before its items).
    `row_codes` are the places of the codes of its row (类, 款, 项, or one for
    all). `head` is true for a cell that is a head or a code itself, `serial`
    for a running number (行次, 栏次, 序号), which is neither head nor figure,
    `total` for a cell in a row or column of totals. `unit` is the yuan in one
    unit of an amount printed bare, `unit_place` where that is said (caption,
    head), both None where nothing is. `period` is the place of the words that
    say for when its figure is: those of its own heads, else the table's.
    """

    place: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    row_heads: tuple[Span, ...] = ()
    column_heads: tuple[Span, ...] = ()
    head: bool = False
    total: bool = False
    unit: Decimal | None = None
    unit_place: Span | None = None
    row_codes: tuple[Span, ...] = ()
    serial: bool = False
    period: Span | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document; `index` is that of its blocks.

    `caption` is the place of its title (收入支出决算总表), `period` that of
    the words that say for when its figures are (2024年度), both None where
    nothing does. `cells` are in reading order.
    """

    index: int
    caption: Span | None
    period: Span | None
    cells: tuple[TableCell, ...]
