"""Walking a web page's elements into blocks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jixiao.readers.building import Cell, TextBuilder, clean_line, join_lines
from jixiao.readers.cell_indents import leading_blanks
from jixiao.readers.headings import is_heading, is_title_line
from jixiao.readers.html_main import is_site_line

_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "big", "cite", "code", "del", "em", "font", "i", "img", "ins"),
        *("label", "mark", "nobr", "o:p", "q", "s", "small", "span", "st1", "strike", "strong"),
        *("sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MAX_LINK_SHARE = 0.6
_MAX_CELL = 400
_MAX_SPAN = 200
_MAX_DIGITS = 9
_PIXELS = 14
_INDENTED = re.compile(
    r"(?:padding-left|text-indent|margin-left)\s*:\s*(\d{1,3}(?:\.\d{1,4})?)(em|px)", re.IGNORECASE
)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    """The inline text gathered since the last block boundary."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    level: int | None = None
    centered: bool = False


@dataclass(slots=True)
class Walk:
    """A walk through elements in document order that fills `builder`."""

    builder: TextBuilder
    images: int = 0
    tables: int = 0
    _line: _Line = field(default_factory=_Line)
    _links: int = 0
    _bolds: int = 0
    _numbers: dict[Any, int] = field(default_factory=dict)

    def read(self, root: Any) -> None:
        """Add everything under `root`."""
        # lxml trees can be deeper than Python's stack, hence no recursion.
        skip_until: Any = None
        for event, node in _events(root):
            if skip_until is not None:
                if event == "end" and node is skip_until:
                    skip_until = None
                    self._text(node.tail if node is not root else None)
                continue
            if event == "start" and node.tag == "table" and is_data_table(node):
                self._flush()
                self._add_table(node)
                skip_until = node
            elif event == "start":
                self._start(node)
            else:
                self._end(node, is_root=node is root)
        self._flush()

    def _start(self, node: Any) -> None:
        if node.tag not in _INLINE:
            self._flush()
            self._line.level = _HEADINGS.get(node.tag)
            self._line.centered = _is_centered(node)
        if node.tag == "img":
            self.images += 1
        self._count(node, 1)
        if node.tag == "li" and (marker := self._list_number(node)):
            self._line.parts.append(marker)
        self._text(node.text)

    def _list_number(self, item: Any) -> str:
        """The number that a browser writes before an item of an ordered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        number = self._numbers.get(parent, _whole(parent.get("start", "1")))
        self._numbers[parent] = number + 1
        return f"{number}."

    def _end(self, node: Any, *, is_root: bool) -> None:
        self._count(node, -1)
        if node.tag not in _INLINE:
            self._flush()
        if not is_root:
            self._text(node.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._line.parts.append(text)
            length = len("".join(text.split()))
            self._line.linked += length if self._links else 0
            self._line.bold += length if self._bolds else 0

    def _count(self, node: Any, step: int) -> None:
        if node.tag == "a":
            self._links += step
        elif node.tag in {"b", "strong"}:
            self._bolds += step

    def _flush(self) -> None:
        line, self._line = self._line, _Line()
        text = clean_line("".join(line.parts))
        if not text or line.linked > _MAX_LINK_SHARE * len(text) or is_site_line(text):
            return
        heading = (
            line.level is not None
            or is_heading(text)
            or (is_title_line(text) and (line.centered or line.bold >= len("".join(text.split()))))
        )
        self.builder.add(text, "heading" if heading else "paragraph", line.level)

    def _add_table(self, table: Any) -> None:
        for i, cells in enumerate(table_rows(table)):
            self.builder.add_row(cells, self.tables, i)
        self.tables += 1


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return iter(etree.iterwalk(root, events=("start", "end")))


def _is_centered(node: Any) -> bool:
    aligned = node.get("align", "").lower() == "center" or node.tag == "center"
    return aligned or _CENTERED.search(node.get("style", "")) is not None


def is_data_table(table: Any) -> bool:
    """Whether a table holds data; others only lay out a page.

    Data tables have at least two columns, hold no other table, and their cells
    hold no long text.
    """
    if table.get("role") == "presentation" or len(list(table.iter("table"))) > 1:
        return False
    widths = [len(list(row.iterchildren("td", "th"))) for row in table.iter("tr")]
    rows = sum(width > 0 for width in widths)
    text = "".join(table.itertext())
    linked = sum(len("".join(link.itertext())) for link in table.iter("a"))
    if max(widths, default=0) < 2 or linked > _MAX_LINK_SHARE * len("".join(text.split())):
        return False
    longest = max(len("".join(cell.itertext())) for cell in table.iter("td", "th"))
    return longest <= _MAX_CELL or rows > 3


def table_rows(table: Any) -> Iterator[list[Cell]]:
    """The rows of a table; a cell that spans stands once, in its first row and column."""
    rows = list(table.iter("tr"))
    open_until: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        cells = []
        for cell in row.iterchildren("td", "th"):
            while open_until.get(column, 0) > number:
                column += 1
            height = _row_span(cell, len(rows) - number)
            width = min(max(_whole(cell.get("colspan", "1")), 1), _MAX_SPAN)
            lines = _cell_lines(cell)
            cells.append(Cell(column, join_lines(lines), height, width, _indent(cell, lines)))
            for _ in range(width):
                open_until[column] = number + height
                column += 1
        yield cells


def _row_span(cell: Any, left: int) -> int:
    """The rows that a cell covers of those that are `left`; 0 says all of them."""
    stated = cell.get("rowspan", "1").strip()
    return left if stated == "0" else min(max(_whole(stated), 1), left)


def _indent(cell: Any, lines: Iterable[str]) -> int:
    """The characters by which the text of a cell is set in, by blanks or by its style."""
    if _is_centered(cell):
        return 0
    first = next((line for line in lines if line.strip()), "")
    style = "; ".join(node.get("style", "") for node in (cell, *cell.iterchildren("p", "div")))
    found = _INDENTED.findall(style)
    ems = sum(float(number) / (1 if unit == "em" else _PIXELS) for number, unit in found)
    # Line breaks and plain blanks of the source are no blanks of the page.
    return leading_blanks(first.lstrip(" \t\r\n"), ems)


def _whole(text: str) -> int:
    """The whole number that an attribute gives; 1 where it is none or absurdly long."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _MAX_DIGITS else 1


def _cell_lines(cell: Any) -> list[str]:
    parts = []
    for event, node in _events(cell):
        if event == "start":
            parts.append(("" if node.tag in _INLINE else "\0") + (node.text or ""))
        elif node is not cell:
            parts.append(("" if node.tag in _INLINE else "\0") + (node.tail or ""))
    return "".join(parts).split("\0")
