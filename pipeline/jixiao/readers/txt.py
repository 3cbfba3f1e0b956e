"""Reading a text file: the decoded text stays exactly as it is, blocks point into it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from jixiao.errors import ReadError
from jixiao.readers.content import Content
from jixiao.readers.encoding import decode
from jixiao.readers.headings import is_heading, is_title_line, settle
from jixiao.readers.limits import Limits
from jixiao.readers.wrapping import continues, wrap_width
from jixiao.types import Block, Page, Span

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_MAX_TITLE_LINES = 4


def read_txt(data: bytes, limits: Limits) -> Content:
    """The content of a text file in UTF-8, UTF-16 or GB18030; form feeds part its pages.

    Raises ReadError: broken if the bytes are text in none of these encodings,
    empty if there is no visible character, too_large.
    """
    decoded = decode(data)
    if decoded is None:
        raise ReadError("broken", "the bytes are no text in UTF-8, UTF-16 or GB18030 (GBK)")
    limits.check("characters of text", len(decoded.text), limits.max_characters)
    pages = _pages(decoded.text)
    return Content(decoded.text, text_blocks(decoded.text, pages), pages)


def text_blocks(text: str, pages: tuple[Page, ...] = ()) -> tuple[Block, ...]:
    """Headings and paragraphs by lines; lines broken at a fixed width are joined."""
    lines = list(_lines(text))
    joined = list(_join(text, lines))
    titles = _title_count(text, joined)
    kinds = (
        "heading" if i < titles or is_heading(span.of(text)) else "paragraph"
        for i, span in enumerate(joined)
    )
    blocks = (
        Block(kind, span.start, span.end, page=_page_at(span.start, pages))
        for kind, span in zip(kinds, joined, strict=True)
    )
    return settle(text, blocks)


def _lines(text: str) -> Iterator[Span]:
    """The lines of the text with their indent, but without blanks at their ends."""
    for match in _LINE.finditer(text):
        if stripped := match[0].rstrip():
            yield Span(match.start(), match.start() + len(stripped))


def _join(text: str, lines: list[Span]) -> Iterator[Span]:
    """The paragraphs that the lines make up, without blanks at either end."""
    limit = wrap_width([line.of(text) for line in lines])
    if not lines:
        return
    start = lines[0].start
    for line, following in pairwise([*lines, Span(len(text), len(text))]):
        gap = text[line.end : following.start]
        adjacent = gap.count("\n") <= 1 or "\f" in gap
        if limit and adjacent and continues(line.of(text), following.of(text), limit):
            continue
        inner = text[start : line.end]
        yield Span(line.end - len(inner.lstrip()), line.end)
        start = following.start


def _title_count(text: str, spans: list[Span]) -> int:
    """How many paragraphs at the top are lines of the title."""
    lines = [span.of(text) for span in spans[: _MAX_TITLE_LINES + 1]]
    count = next((i for i, line in enumerate(lines) if not is_title_line(line)), len(lines))
    return count if count <= _MAX_TITLE_LINES and len(spans) > count else 0


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
