"""Putting the lines and tables of pdf pages together into one text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.readers.building import TextBuilder
from jixiao.readers.content import Content
from jixiao.readers.headings import settle
from jixiao.readers.limits import Limits
from jixiao.readers.pdf_lines import Line
from jixiao.readers.pdf_paragraphs import Frame, Paragraph, goes_on
from jixiao.readers.pdf_tables import Table
from jixiao.types import Issue


@dataclass(slots=True)
class _OpenTable:
    """The table that was added last, which the next page may continue."""

    table: Table
    index: int
    rows: int


@dataclass(slots=True)
class Assembly:
    """The document as far as its pages were added.

    A paragraph or table that goes on over a page end is one.
    """

    limits: Limits
    builder: TextBuilder = field(init=False)
    _paragraph: Paragraph | None = None
    _table: _OpenTable | None = None
    _tables: int = 0
    _begun: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.builder = TextBuilder(self.limits)

    def add_page(
        self, number: int, lines: Sequence[Line], tables: Sequence[Table], frame: Frame | None
    ) -> None:
        """Nothing; adds the lines and tables of a page in the order of their tops."""
        self._begun.append(number)
        if self._paragraph is None:
            self._start_pages({})
        items = sorted([*lines, *tables], key=lambda item: item.top)
        for item in items:
            if isinstance(item, Table):
                self._add_table(item, number)
            elif frame is not None:
                self._add_line(item, number, frame)

    def content(self, issues: tuple[Issue, ...]) -> Content:
        """Everything that was added."""
        self._flush()
        text = self.builder.text
        return Content(text, settle(text, self.builder.blocks), self.builder.pages, issues)

    def _add_line(self, line: Line, page: int, frame: Frame) -> None:
        self._table = None
        if self._paragraph is not None and goes_on(self._paragraph, line, frame):
            self._paragraph.append(line, page, frame)
            return
        self._flush()
        self._paragraph = Paragraph(line.text, page, line, line, frame)

    def _add_table(self, table: Table, page: int) -> None:
        self._flush()
        last, rows = self._table, table.rows
        if last is not None and last.table.continues(table):
            rows = rows[_repeated_rows(last.table, table) :]
        else:
            last = _OpenTable(table, self._tables, 0)
            self._tables += 1
        for cells in rows:
            self.builder.add_row(cells, last.index, last.rows, page)
            last.rows += 1
        self._table = last

    def _flush(self) -> None:
        """Ends the open paragraph and the pages that began while it was open."""
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        kind = "heading" if paragraph.is_heading else "paragraph"
        start = self.builder.add(paragraph.text, kind, page=paragraph.page)
        self._start_pages({page: start + offset for offset, page in paragraph.breaks})

    def _start_pages(self, places: dict[int, int]) -> None:
        starts, following = [], self.builder.length
        for number in reversed(self._begun):
            following = places.get(number, following)
            starts.append((number, following))
        for number, start in reversed(starts):
            self.builder.start_page(number, start)
        self._begun.clear()


def _repeated_rows(first: Table, following: Table) -> int:
    """How many rows at the top of a continuation repeat the head of the table."""
    count = 0
    for row, again in zip(first.rows, following.rows, strict=False):
        if not row or row != again:
            break
        count += 1
    return count if count < len(following.rows) else 0
