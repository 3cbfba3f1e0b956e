"""Putting the lines and tables of pdf pages together into one text."""

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jixiao.readers.building import TextBuilder
from jixiao.readers.content import Content, warning
from jixiao.readers.headings import settle
from jixiao.readers.limits import Limits
from jixiao.readers.numbering import number_at
from jixiao.readers.pdf_footnotes import is_note
from jixiao.readers.pdf_lines import Line
from jixiao.readers.pdf_paragraphs import Frame, Paragraph, begin, goes_on
from jixiao.readers.pdf_tables import Table, repeated_rows
from jixiao.types import Block, Issue

_SMALLER = 0.8
_AGAIN = re.compile(r"续\s*表?\s*\d{0,2}\s*[)）]?$|^[(（]?\s*续")
_LINES_ABOVE = 4


@dataclass(slots=True)
class _OpenTable:
    """The table that was added last, which the next page may continue.

    `above` are the last lines before it: its title and what stands under that.
    """

    table: Table
    index: int
    rows: int
    above: frozenset[str]

    def goes_on_below(self, lines: Sequence[Line], table: Table) -> bool:
        """Whether a table on the next page goes on with it under its title, printed again."""
        if not all(line.text in self.above or _AGAIN.search(line.text) for line in lines):
            return False
        if not self.table.continues(table):
            return False
        again = any(_AGAIN.search(line.text) for line in lines)
        return again or repeated_rows(self.table.rows, self.table.rows_of(table)) > 0


@dataclass(slots=True)
class Assembly:
    """The document as far as its pages were added.

    A paragraph or table that goes on over a page end is one. An aside does not
    break the paragraph it stands beside: it comes before it, or after it if
    the paragraph began on an earlier page.
    """

    limits: Limits
    builder: TextBuilder = field(init=False)
    _paragraph: Paragraph | None = None
    _asides: list[Paragraph] = field(default_factory=list)
    _table: _OpenTable | None = None
    _tables: int = 0
    _repeated: int = 0
    _lately: deque[str] = field(default_factory=lambda: deque(maxlen=_LINES_ABOVE))
    _sizes: dict[int, float] = field(default_factory=dict)
    _begun: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.builder = TextBuilder(self.limits)

    def add_page(
        self,
        number: int,
        lines: Sequence[Line],
        tables: Sequence[Table],
        frames: Mapping[int, Frame],
    ) -> None:
        """Add the lines and tables of a page; `lines` are in reading order.

        `frames` has the type area of each flow of the page that has lines.
        """
        self._begun.append(number)
        if self._paragraph is None:
            self._start_pages({})
        for item in self._without_titles_again(_in_order(lines, tables)):
            if isinstance(item, Table):
                self._add_table(item, number)
            elif item.aside:
                self._add_aside(item, number, frames[item.flow])
            else:
                self._add_line(item, number, frames[item.flow])
        self._place_asides()

    def _without_titles_again(self, items: list[Line | Table]) -> list[Line | Table]:
        """A page's items without the title that its first table repeats from the page before."""
        first = next((item for item in items if isinstance(item, Table)), None)
        if self._table is None or first is None or first is items[0]:
            return items
        lines = [item for item in items[: items.index(first)] if isinstance(item, Line)]
        if not self._table.goes_on_below(lines, first):
            return items
        self._repeated += len(lines)
        return items[len(lines) :]

    def content(self, issues: tuple[Issue, ...]) -> Content:
        """Everything that was added."""
        self._flush()
        text = self.builder.text
        blocks = settle(text, self._sized_blocks())
        if self._repeated:
            message = f"table heads repeated on a following page are left out: {self._repeated}"
            issues = (*issues, warning("repeated_rows_left_out", message))
        return Content(text, blocks, self.builder.pages, issues, tuple(self.builder.boxes))

    def _sized_blocks(self) -> list[Block]:
        """The blocks, unnumbered headings with a level by the size of their type."""
        ranks = size_ranks(self._sizes.values())
        return [
            replace(block, level=ranks[self._sizes[i]]) if i in self._sizes else block
            for i, block in enumerate(self.builder.blocks)
        ]

    def _add_aside(self, line: Line, page: int, frame: Frame) -> None:
        last = self._asides[-1] if self._asides else None
        same = last is not None and last.page == page and not is_note(line.text)
        if last is not None and same and goes_on(last, line, frame):
            last.append(line, page, frame)
        else:
            self._asides.append(begin(line, page, frame))

    def _place_asides(self) -> None:
        """Adds the asides, unless an open paragraph parts them from the pages before."""
        if not self._begun:
            asides, self._asides = self._asides, []
            for aside in asides:
                self._add_paragraph(aside, "paragraph")

    def _add_line(self, line: Line, page: int, frame: Frame) -> None:
        self._table = None
        self._lately.append(line.text)
        self._place_asides()
        if self._paragraph is not None and goes_on(self._paragraph, line, frame):
            self._paragraph.append(line, page, frame)
            return
        self._flush()
        self._paragraph = begin(line, page, frame)

    def _add_table(self, table: Table, page: int) -> None:
        self._flush()
        last, rows = self._table, table.rows
        if last is not None and last.table.continues(table):
            rows = last.table.rows_of(table)
            repeated = repeated_rows(last.table.rows, rows)
            self._repeated += repeated
            rows = rows[repeated:]
        else:
            last = _OpenTable(table, self._tables, 0, frozenset(self._lately))
            self._tables += 1
        self._lately.clear()
        for cells in rows:
            self.builder.add_row(cells, last.index, last.rows, page)
            last.rows += 1
        self._table = last

    def _flush(self) -> None:
        """Ends the open paragraph, the pages that began while it was open, and the asides."""
        self._place_asides()
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is not None:
            kind = "heading" if paragraph.is_heading else "paragraph"
            start = self._add_paragraph(paragraph, kind)
            if kind == "heading" and number_at(paragraph.text) is None:
                self._sizes[len(self.builder.blocks) - 1] = paragraph.first.size
            self._start_pages({page: start + at for page, at in paragraph.breaks.items()})
        self._place_asides()

    def _add_paragraph(self, paragraph: Paragraph, kind: str) -> int:
        """The offset where the paragraph starts in the text."""
        start = self.builder.add(paragraph.text, kind, page=paragraph.page)
        for at, page, line in paragraph.pieces:
            begins = start + at
            sides = (line.x0, line.top, line.x1, line.bottom)
            self.builder.add_box(begins, begins + len(line.text), page, *sides)
        return start

    def _start_pages(self, places: dict[int, int]) -> None:
        starts, following = [], self.builder.length
        for number in reversed(self._begun):
            following = places.get(number, following)
            starts.append((number, following))
        for number, start in reversed(starts):
            self.builder.start_page(number, start)
        self._begun.clear()


def _in_order(lines: Sequence[Line], tables: Sequence[Table]) -> list[Line | Table]:
    """The lines with each table before the first line that stands below its top.

    In columns that is a line of the column the table stands in.
    """
    items: list[Line | Table] = list(lines)
    for table in reversed(tables):
        place = (i for i, item in enumerate(items) if _is_below(item, table))
        items.insert(next(place, len(items)), table)
    return items


def _is_below(item: Line | Table, table: Table) -> bool:
    if isinstance(item, Table):
        return item.top >= table.top
    beside = item.flow and (item.x1 < table.edges[0] or item.x0 > table.edges[-1])
    return item.top > table.top and not beside


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
