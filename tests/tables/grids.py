"""Documents with tables made for the tests, and what `tables_of` says of them."""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.tables import Table, TableCell, tables_of
from jixiao.types import Block, Document

# A cell's text, or its text with the rows and columns it covers.
Spec = str | tuple[str, int, int]


def made(rows: Sequence[Sequence[Spec]], *above: str, heading: str = "") -> Document:
    """A document with lines `above` a table; full-width blanks before a text set it in."""
    parts: list[str] = []
    blocks: list[Block] = []
    for kind, line in [("heading", heading), *(("paragraph", line) for line in above)]:
        if line:
            start = sum(map(len, parts))
            parts.append(f"{line}\n")
            level = 1 if kind == "heading" else None
            blocks.append(Block(kind, start, start + len(line), level))
    taken: set[tuple[int, int]] = set()
    for row, specs in enumerate(rows):
        column = 0
        for spec in specs:
            while (row, column) in taken:
                column += 1
            text, height, width = (spec, 1, 1) if isinstance(spec, str) else spec
            area = {(row + i, column + j) for i in range(height) for j in range(width)}
            taken |= area
            if bare := text.strip():
                start = sum(map(len, parts))
                parts.append(f"{bare}\t")
                indent = len(text) - len(text.lstrip("\u3000"))
                place = (None, None, 0, row, column, None, height, width, indent)
                blocks.append(Block("cell", start, start + len(bare), *place))
            column += width
    return Document("0" * 16, "a.html", "html", "".join(parts), tuple(blocks))


class Read:
    """A table as read, its cells by their text."""

    def __init__(self, document: Document, index: int = 0) -> None:
        self.text = document.text
        self.table: Table = tables_of(document)[index]

    def cell(self, text: str, nth: int = 0) -> TableCell:
        return [cell for cell in self.table.cells if cell.place.of(self.text) == text][nth]

    def rows(self, text: str, nth: int = 0) -> list[str]:
        return [place.of(self.text) for place in self.cell(text, nth).row_heads]

    def columns(self, text: str, nth: int = 0) -> list[str]:
        return [place.of(self.text) for place in self.cell(text, nth).column_heads]

    def unit(self, text: str, nth: int = 0) -> Decimal | None:
        return self.cell(text, nth).unit

    def period(self, text: str, nth: int = 0) -> str | None:
        place = self.cell(text, nth).period
        return place.of(self.text) if place else None

    @property
    def caption(self) -> str | None:
        return self.table.caption.of(self.text) if self.table.caption else None


def reading(rows: Sequence[Sequence[Spec]], *above: str, heading: str = "") -> Read:
    return Read(made(rows, *above, heading=heading))
