"""Putting the lines and tables of pdf pages together into one text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from jixiao.readers.building import TextBuilder
from jixiao.readers.content import Content, warning
from jixiao.readers.headings import settle
from jixiao.readers.limits import Limits
from jixiao.readers.numbering import number_at
from jixiao.readers.pdf_lines import Line
from jixiao.readers.pdf_paragraphs import Frame, Paragraph, goes_on
from jixiao.readers.pdf_tables import Table
from jixiao.types import Block, Issue

_SMALLER = 0.8


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
    _repeated: int = 0
    _sizes: dict[int, float] = field(default_factory=dict)
    _begun: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.builder = TextBuilder(self.limits)

    def add_page(
        self, number: int, lines: Sequence[Line], tables: Sequence[Table], frame: Frame | None
    ) -> None:
        """Add the lines and tables of a page in the order of their tops."""
        self._begun.append(number)
        if self._paragraph is None:
            self._start_pages({})
        items: list[Line | Table] = sorted([*lines, *tables], key=lambda item: item.top)
        for item in items:
            if isinstance(item, Table):
                self._add_table(item, number)
            elif frame is not None:
                self._add_line(item, number, frame)

    def content(self, issues: tuple[Issue, ...]) -> Content:
        """Everything that was added."""
        self._flush()
        text = self.builder.text
        blocks = settle(text, self._sized_blocks())
        if self._repeated:
            message = f"table heads repeated on a following page are left out: {self._repeated}"
            issues = (*issues, warning("repeated_rows_left_out", message))
        return Content(text, blocks, self.builder.pages, issues)

    def _sized_blocks(self) -> list[Block]:
        """The blocks, unnumbered headings with a level by the size of their type."""
        ranks = size_ranks(self._sizes.values())
        return [
            replace(block, level=ranks[self._sizes[i]]) if i in self._sizes else block
            for i, block in enumerate(self.builder.blocks)
        ]

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
            repeated = _repeated_rows(last.table, table)
            self._repeated += repeated
            rows = rows[repeated:]
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
        if kind == "heading" and number_at(paragraph.text) is None:
            self._sizes[len(self.builder.blocks) - 1] = paragraph.first.size
        self._start_pages({page: start + offset for offset, page in paragraph.breaks})

    def _start_pages(self, places: dict[int, int]) -> None:
        starts, following = [], self.builder.length
        for number in reversed(self._begun):
            following = places.get(number, following)
            starts.append((number, following))
        for number, start in reversed(starts):
            self.builder.start_page(number, start)
        self._begun.clear()


def size_ranks(sizes: Iterable[float]) -> dict[float, int]:
    """A heading level from 1 for each font size; sizes within a fifth are one level.

    >>> size_ranks([18, 36, 16.2, 10.5])
    {36: 1, 18: 2, 16.2: 2, 10.5: 3}
    """
    ranks: dict[float, int] = {}
    largest, rank = float("inf"), 0
    for size in sorted(set(sizes), reverse=True):
        if size < _SMALLER * largest:
            largest, rank = size, rank + 1
        ranks[size] = rank
    return ranks


def _repeated_rows(first: Table, following: Table) -> int:
    """How many rows at the top of a continuation repeat the head of the table."""
    count = 0
    for row, again in zip(first.rows, following.rows, strict=False):
        if not row or row != again:
            break
        count += 1
    return count if count < len(following.rows) else 0
