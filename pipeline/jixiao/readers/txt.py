"""Reading a text file: the decoded text stays exactly as it is, blocks point into it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from jixiao.errors import ReadError
from jixiao.readers.cell_indents import leading_blanks
from jixiao.readers.content import Content, warning
from jixiao.readers.encoding import decode
from jixiao.readers.headings import is_heading, settle
from jixiao.readers.limits import Limits
from jixiao.readers.txt_tables import TextRow, table_runs
from jixiao.readers.wrapping import continues, wrap_width
from jixiao.types import Block, Issue, Page, Span

_BREAK = re.compile(r"\r\n|[\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b\x7f-\x84\x86-\x9f]")
_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")


def read_txt(data: bytes, limits: Limits) -> Content:
    """The content of a text file in UTF-8, UTF-16, GB18030 or Big5; form feeds part its pages.

    Raises ReadError: broken if the bytes are text in none of these encodings,
    empty if there is no visible character, too_large.
    """
    decoded = decode(data)
    if decoded is None:
        raise ReadError("broken", "the bytes are no text in UTF-8, UTF-16, GB18030 (GBK) or Big5")
    limits.check("characters of text", len(decoded.text), limits.max_characters)
    pages = _pages(decoded.text)
    issues = (*decoded.issues, *_control_issues(decoded.text))
    return Content(decoded.text, text_blocks(decoded.text, pages), pages, issues)


def _control_issues(text: str) -> Iterator[Issue]:
    if count := len(_CONTROL.findall(text)):
        yield warning("control_characters", f"control characters that are no text: {count}")


def text_blocks(text: str, pages: tuple[Page, ...] = ()) -> tuple[Block, ...]:
    """Headings, paragraphs and table rows by lines; lines broken at a fixed width are joined."""
    lines = list(_lines(text))
    rows = table_runs(text, lines)
    limit = wrap_width([line.of(text) for i, line in enumerate(lines) if i not in rows])
    blocks: list[Block] = []
    first = 0
    for i, line in enumerate(lines):
        if i in rows:
            blocks += _row_blocks(line.of(text), rows[i])
        elif limit and i + 1 not in rows and _goes_on(text, lines, i, limit):
            continue
        else:
            blocks.append(_block(text, lines[first].start, line.end))
        first = i + 1
    return settle(text, (replace(b, page=_page_at(b.start, pages)) for b in blocks))


def _row_blocks(line: str, row: TextRow) -> Iterator[Block]:
    for column, span in row.cells:
        place = (None, None, row.table, row.row, column)
        indent = 0 if column else leading_blanks(line)
        yield Block("cell", span.start, span.end, *place, indent=indent)


def _block(text: str, start: int, end: int) -> Block:
    surface = text[start:end]
    start = end - len(surface.lstrip())
    return Block("heading" if is_heading(text[start:end]) else "paragraph", start, end)


def _goes_on(text: str, lines: list[Span], i: int, limit: int) -> bool:
    """Whether the line after line `i` is the rest of the same paragraph."""
    if i + 1 == len(lines):
        return False
    line, following = lines[i], lines[i + 1]
    gap = text[line.end : following.start]
    adjacent = len(_BREAK.findall(gap)) <= 1 or "\f" in gap
    return adjacent and continues(line.of(text), following.of(text), limit)


def _lines(text: str) -> Iterator[Span]:
    """The lines of the text with their indent, but without blanks at their ends."""
    for match in _LINE.finditer(text):
        if stripped := match[0].rstrip():
            yield Span(match.start(), match.start() + len(stripped))


def _pages(text: str) -> tuple[Page, ...]:
    if "\f" not in text:
        return ()
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\f"), len(text) + 1]
    spans = pairwise(starts)
    return tuple(Page(i, start, end - 1) for i, (start, end) in enumerate(spans, start=1))


def _page_at(offset: int, pages: tuple[Page, ...]) -> int | None:
    return (
        pages[bisect_right(pages, offset, key=lambda page: page.start) - 1].number
        if pages
        else None
    )
