"""Cutting a document into passages that an annotator reads in one sitting."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from jixiao.nlp.windows import sentences
from jixiao.readers.outline import outline
from jixiao.types import Block, Document, Section, Span

DEFAULT_SIZE = 2000
# The smaller the better a place to cut: sections by their level, up to this one.
_DEEPEST, _PARAGRAPH, _SENTENCE = 3, 4, 5
_ENDED = re.compile(r"[。！？!?][”’」』）)]*\Z")
_TAIL = 8
_AFTER_HEADING = re.compile(r"[\s。：:．.]*")


def cut(document: Document, size: int = DEFAULT_SIZE) -> tuple[Span, ...]:
    """Passages of about `size` characters, without the blanks around them, in text order.

    Cut is before a section if there is one in reach, of a high level rather than
    a low one, else before a paragraph or table row, else between sentences;
    never inside a sentence or a row and never between a heading and what it
    heads. So a passage is longer than `size` only where its text leaves no
    choice. What lies between passages is blank.
    """
    places = _places(document)
    order = sorted(places)
    passages = []
    start, end = 0, len(document.text)
    while start < end:
        stop = _next(order, places, start, end, size)
        if passage := _stripped(document.text, start, stop):
            passages.append(passage)
        start = stop
    return tuple(passages)


def _next(order: Sequence[int], places: dict[int, int], start: int, end: int, size: int) -> int:
    """Where the passage that begins at `start` ends."""
    rest = end - start
    if rest <= size:
        return end
    # Passages of the same length rather than full ones and a small last one.
    ideal = start + rest / -(-rest // size)
    later = order[bisect_right(order, start) :]
    reach = [place for place in later if place <= start + size]
    full = [place for place in reach if place > start + size / 2]
    if full:
        return min(full, key=lambda place: (places[place], abs(place - ideal)))
    return reach[-1] if reach else (later[0] if later else end)


def _places(document: Document) -> dict[int, int]:
    """The offsets at which the text may be cut, with how good each is."""
    text, blocks, sections = document.text, document.blocks, outline(document)
    ends = [span.end for span in sentences(text, len(text) + 1)]
    places = dict.fromkeys(_outside(ends, _rows(blocks)), _SENTENCE)
    breaks = [after.start for before, after in pairwise(blocks) if _parts(text, before, after)]
    places |= dict.fromkeys(breaks, _PARAGRAPH)
    places |= {section.start: min(section.level, _DEEPEST) for section in sections}
    heads = [Span(section.start, _body(text, section) + 1) for section in sections]
    return {place: places[place] for place in _outside(places, heads) if 0 < place < len(text)}


def _outside(places: Iterable[int], spans: Sequence[Span]) -> list[int]:
    """Those of `places` that lie strictly inside none of `spans`, which are in text order."""
    starts = [span.start for span in spans]
    before = ((place, bisect_left(starts, place)) for place in places)
    return [place for place, i in before if not i or place >= spans[i - 1].end]


def _parts(text: str, before: Block, block: Block) -> bool:
    """Whether one block ends and another begins without a sentence running on."""
    if before.kind == "heading":
        return False
    if "cell" in (before.kind, block.kind):
        return (before.table, before.row) != (block.table, block.row)
    blank = text.count("\n", before.end, block.start) > 1
    return block.kind == "heading" or blank or _ends_sentence(text, before.end)


def _rows(blocks: Sequence[Block]) -> list[Span]:
    """The rows of the tables."""
    rows: dict[tuple[int | None, int | None], Span] = {}
    for block in blocks:
        if block.kind == "cell":
            key = (block.table, block.row)
            known = rows.get(key, Span(block.start, block.end))
            rows[key] = Span(min(known.start, block.start), max(known.end, block.end))
    return list(rows.values())


def _ends_sentence(text: str, end: int) -> bool:
    return _ENDED.search(text, max(0, end - _TAIL), end) is not None


def _body(text: str, section: Section) -> int:
    """Where what a heading heads begins."""
    found = _AFTER_HEADING.match(text, section.heading_end)
    return found.end() if found else section.heading_end


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip())
    return Span(first, last) if first < last else None
