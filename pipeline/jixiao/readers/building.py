"""Collecting paragraphs, headings and table rows into one text with blocks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.readers.limits import DEFAULT_LIMITS, Limits
from jixiao.readers.numbering import number_at
from jixiao.types import Block, Box, Page

_SPACES = re.compile(r"[ \t\r\n\v\f\u00a0\u2002-\u200a\u202f\u205f]+")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\u0000-\u0008\u000e-\u001f\u007f]")
_LATIN = re.compile(r"[A-Za-z]")


def clean_line(text: str) -> str:
    r"""`text` on one line: runs of blanks as one space, invisible characters out, ends bare.

    Full-width spaces inside stay: they are how a heading is spaced (目　录).

    >>> clean_line(" 基本\u200b支出\t  12 万元\n")
    '基本支出 12 万元'
    """
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def glue(left: str, right: str) -> str:
    """Two halves of a wrapped line as one: a space only between Latin words.

    >>> glue("收入总计307.82", "万元"), glue("1,2", "00元"), glue("New", "York")
    ('收入总计307.82万元', '1,200元', 'New York')
    """
    latin = left and right and _LATIN.match(left[-1]) and _LATIN.match(right[0])
    return f"{left} {right}" if latin else left + right


_BREAKABLE = re.compile(r"[\u3400-\u9fff（）()“”、]")


def join_lines(lines: Iterable[str], *, wrapped: bool = False) -> str:
    """The lines of a table cell on one line, unbroken where one name was broken in two.

    A space parts lines that are sentences or list items of their own. Lines
    that layout has broken (`wrapped`) may be broken inside numbers too.

    >>> join_lines(["一级", "指标"]), join_lines(["1.完成率", "2.合格率。", "3.无"])
    ('一级指标', '1.完成率 2.合格率。 3.无')
    >>> join_lines(["1,204,", "500.00"], wrapped=True)
    '1,204,500.00'
    """
    joined = ""
    for line in filter(None, map(clean_line, lines)):
        if not joined:
            joined = line
        elif number_at(line) and not (wrapped and joined[-1] in "0123456789.,"):
            joined += f" {line}"
        elif wrapped or (_BREAKABLE.match(joined[-1]) and _BREAKABLE.match(line[0])):
            joined = glue(joined, line)
        else:
            joined += f" {line}"
    return joined


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a table cell and the column it stands in, counted from 0.

    It covers `row_span` by `column_span` fields; `indent` is how far its text
    is set in, in characters. `box` is the rectangle of its text on the page
    (x0, top, x1, bottom) in points, where the format has fixed pages.
    """

    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    indent: int = 0
    box: tuple[float, float, float, float] | None = field(default=None, compare=False)


@dataclass(slots=True)
class TextBuilder:
    """The text built so far and the places of its pieces.

    Pieces are joined by a line feed, cells of a row by a tab; a piece without
    a visible character adds nothing. Raises ReadError (too_large) when the
    text grows beyond the limits.
    """

    limits: Limits = DEFAULT_LIMITS
    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    length: int = 0
    _parts: list[str] = field(default_factory=list)
    _page_starts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything added so far."""
        return "".join(self._parts)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages begun so far; each ends where the next one starts."""
        ends = [start for _, start in self._page_starts[1:]] + [self.length]
        starts = zip(self._page_starts, ends, strict=True)
        return tuple(Page(number, min(start, end), end) for (number, start), end in starts)

    def start_page(self, number: int, offset: int | None = None) -> None:
        """Begin a page at `offset`, by default with the next piece added."""
        self._page_starts.append((number, self.length if offset is None else offset))

    def add(
        self,
        text: str,
        kind: str = "paragraph",
        level: int | None = None,
        page: int | None = None,
        sheet: str | None = None,
    ) -> int:
        """The offset where the paragraph or heading starts on a line of its own."""
        clean = clean_line(text)
        if not clean:
            return self.length
        self._new_line()
        start = self._append(clean)
        self.blocks.append(Block(kind, start, self.length, level, page, sheet=sheet))
        return start

    def add_row(
        self,
        cells: Iterable[Cell],
        table: int,
        row: int,
        page: int | None = None,
        sheet: str | None = None,
    ) -> None:
        """Add one table row on a line of its own, empty cells left out."""
        separated = False
        for cell in cells:
            if not (clean := clean_line(cell.text)):
                continue
            if separated:
                self._append("\t")
            else:
                self._new_line()
            separated = True
            start = self._append(clean)
            spans = (cell.row_span, cell.column_span, cell.indent)
            place = (None, page, table, row, cell.column, sheet)
            self.blocks.append(Block("cell", start, self.length, *place, *spans))
            if cell.box is not None and page is not None:
                self.add_box(start, self.length, page, *cell.box)

    def add_box(self, start: int, end: int, page: int, *sides: float) -> None:
        """Say that the characters from `start` to `end` stand in that rectangle of the page.

        `sides` are x0, top, x1 and bottom in points; a tenth of a point is kept.
        """
        self.boxes.append(Box(start, end, page, *(round(side, 1) for side in sides)))

    def _new_line(self) -> None:
        if self._parts:
            self._append("\n")

    def _append(self, text: str) -> int:
        start = self.length
        self._parts.append(text)
        self.length += len(text)
        self.limits.check("characters of text", self.length, self.limits.max_characters)
        return start
