"""Sentences, clauses and brackets: where one statement of a report ends."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from jixiao.types import Document, Section, Span

_STOP = re.compile(r"[。！？!?]+[”’」』）)]*")
_LINE = re.compile(r"[ \t\u3000\xa0]*(?:\r\n?|\n|\f|\u2028|\u2029)")
_CLOSED = "。！？!?；;"
_ITEM = re.compile(
    r"[ \t\u3000\xa0]*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十\d]{1,3}[章节部分条]|[-—－]{1,2}(?!\d)|\[)"
)
_INDENT = re.compile(r"(?:[ \t\xa0]{2,}|\u3000+)\S|[ \t\u3000\xa0]*(?:\r|\n|$)")
_CLAUSE = re.compile(r"[，,；;：:。！？!?、]")
_LONGEST = 2_000
#: Where an endless sentence is cut, the best place first.
_CUTS = "\n；;，,、"
_OPEN = "（(【[〔"
_CLOSE = "）)】]〕"


def sentences(document: Document, sections: tuple[Section, ...]) -> tuple[Span, ...]:
    """The sentences of a document in order, each without surrounding whitespace.

    A line break ends a sentence only where the layout says so: after closing
    punctuation, before a numbered or indented line, at headings and table
    cells. Elsewhere it is a line wrapped by the page. What goes on for more
    than 2,000 characters is no sentence but a table; it is cut at its lines or
    clauses.
    """
    text = document.text
    cuts = {0, len(text)}
    cuts.update(match.end() for match in _STOP.finditer(text))
    cuts.update(m.end() for m in _LINE.finditer(text) if _breaks(text, m.start(), m.end()))
    for section in sections:
        cuts.update((section.start, section.heading_end))
    for block in document.blocks:
        if block.kind in ("cell", "heading"):
            cuts.update((block.start, block.end))
    order = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    bounded = (place for pair in pairwise(order) for place in _bounded(text, *pair))
    trimmed = (_trim(text, start, end) for start, end in bounded)
    return tuple(span for span in trimmed if span.start < span.end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        marks = (text.rfind(mark, start, start + _LONGEST) + 1 for mark in _CUTS)
        cut = next((mark for mark in marks if mark), start + _LONGEST)
        yield start, cut
        start = cut
    yield start, end


def _breaks(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else "\n"
    if before in _CLOSED:
        return True
    return bool(_ITEM.match(text, end) or _INDENT.match(text, end))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def at(spans: tuple[Span, ...], place: int) -> int:
    """The index of the last of `spans` that begins at or before `place`; -1 for none."""
    return bisect_right(spans, place, key=lambda span: span.start) - 1


def depth(text: str, start: int, place: int) -> int:
    """How many brackets opened since `start` are still open at `place`."""
    level = 0
    for char in text[start:place]:
        if char in _OPEN:
            level += 1
        elif char in _CLOSE:
            level = max(level - 1, 0)
    return level


def last_clause(lead: str) -> str:
    """What follows the last clause mark or open bracket of `lead`, without whitespace.

    >>> last_clause("本年支出，其中：在 职")
    '在职'
    """
    flat = without_asides("".join(lead.split()))
    return re.split(r"[，,；;：:。！？!?、（(]", flat)[-1]


def without_asides(text: str) -> str:
    """`text` without what stands in closed brackets.

    >>> without_asides("因公出国（境）费用")
    '因公出国费用'
    """
    previous = None
    while previous != text:
        previous = text
        text = re.sub(r"[（(【\[〔][^（(【\[〔）)】\]〕]*[）)】\]〕]", "", text)
    return text


def pieces(text: str, start: int, end: int) -> list[Span]:
    """The clauses of ``text[start:end]``, cut at marks outside brackets, trimmed."""
    spans, begin, level = [], start, 0
    for place in range(start, end):
        char = text[place]
        if char in _OPEN:
            level += 1
        elif char in _CLOSE:
            level = max(level - 1, 0)
        elif level == 0 and _CLAUSE.match(char):
            spans.append(_trim(text, begin, place))
            begin = place + 1
    spans.append(_trim(text, begin, end))
    return [span for span in spans if span.start < span.end]
