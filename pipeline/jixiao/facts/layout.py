"""Sentences, clauses and sections of a text: where a statement begins and ends."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.types import Document, Section, Span

_SENTENCE_END = re.compile(r"[。！？!?]")
_CLAUSE_END = re.compile(r"[，；;：。！？!?\n]|(?<!\d),|,(?!\d)|(?<!\d):|:(?!\d)")
_TRIM = " \t\r\n\f\u3000\xa0，。；：、！？,;:!?.．·—-"
#: Closing mark → its openers; reports mix full-width and ASCII brackets.
_PAIRS = {"）": "（(", ")": "（(", "”": "“", "》": "《", "】": "【", "」": "「", "]": "["}
_LONGEST = 2_000
_OPENERS = frozenset("".join(_PAIRS.values()))


@dataclass(frozen=True, slots=True)
class Layout:
    """Boundaries of one document; starts are sorted, each list begins with 0.

    `flowing` is the text with the line breaks inside blocks made blanks: as
    long as the text, so that offsets hold in both. `nesting` holds, for every
    place from which on other sections are open, the open ones, innermost first.
    """

    text: str
    flowing: str
    sentence_starts: tuple[int, ...]
    clause_starts: tuple[int, ...]
    nesting: tuple[tuple[int, tuple[Section, ...]], ...]

    def sentence(self, position: int) -> Span:
        """The sentence around a position."""
        return _around(self.sentence_starts, position, len(self.text))

    def clause(self, position: int) -> Span:
        """The clause around a position; its punctuation mark belongs to it."""
        return _around(self.clause_starts, position, len(self.text))

    def statement_start(self, position: int) -> int:
        """Where the statement up to a position begins: its sentence, or after a semicolon."""
        start = self.sentence(position).start
        return max(start, *(self.text.rfind(mark, start, position) + 1 for mark in "；;"))

    def enclosing(self, position: int) -> tuple[Section, ...]:
        """Sections around a position, innermost first."""
        index = bisect_right(self.nesting, position, key=lambda place: place[0])
        return self.nesting[index - 1][1] if index else ()

    def evidence(self, spans: Sequence[Span]) -> Span:
        """The clauses from the first to the last of `spans`, trimmed at both ends.

        The result always covers every span.
        """
        first = min(spans, key=lambda s: s.start).start
        last = max(spans, key=lambda s: s.end).end
        start, end = self.clause(first).start, self.clause(max(first, last - 1)).end
        return Span(*_trim(self.text, start, end, first, last))


def layout(document: Document, sections: Sequence[Section]) -> Layout:
    """Boundaries of a document.

    A line break ends a sentence only where no blocks say which lines belong
    together (lines of wrapped PDF text lie inside one block). A sentence of
    more than 2,000 characters is a list without end; it is cut at a clause.
    """
    text = document.text
    paragraphs = {0}
    if document.blocks:
        paragraphs.update(b.start for b in document.blocks)
        paragraphs.update(b.end for b in document.blocks)
    else:
        paragraphs.update(m.end() for m in re.finditer(r"\n", text))
    breaks = paragraphs | {m.end() for m in _SENTENCE_END.finditer(text)}
    clauses = breaks | {
        m.end() for m in _CLAUSE_END.finditer(text) if m.group() != "\n" or not document.blocks
    }
    clause_starts = _inside(clauses, text)
    sentence_starts = tuple(_sentence_starts(clause_starts, breaks))
    nesting = tuple(_nesting(sections))
    return Layout(text, _flowing(document), sentence_starts, clause_starts, nesting)


def _sentence_starts(clause_starts: Iterable[int], breaks: set[int]) -> Iterator[int]:
    """Those of the clauses that begin a sentence, by a break or for want of one."""
    last = 0
    for start in clause_starts:
        if start in breaks or start - last > _LONGEST:
            yield start
            last = start


def _nesting(sections: Sequence[Section]) -> Iterator[tuple[int, tuple[Section, ...]]]:
    waiting = sorted(sections, key=lambda s: s.start, reverse=True)
    around: list[Section] = []
    for place in sorted({place for s in sections for place in (s.start, s.end)}):
        while waiting and waiting[-1].start <= place:
            around.append(waiting.pop())
        around = [s for s in around if place < s.end]
        yield place, tuple(sorted(around, key=lambda s: (-s.start, s.end, -s.level)))


def _flowing(document: Document) -> str:
    text, pieces, at = document.text, [], 0
    for block in sorted(document.blocks, key=lambda b: (b.start, b.end)):
        if block.start >= at:
            inside = re.sub(r"[\r\n\f]", " ", text[block.start : block.end])
            pieces += [text[at : block.start], inside]
            at = block.end
    return "".join((*pieces, text[at:]))


def _inside(breaks: set[int], text: str) -> tuple[int, ...]:
    return tuple(sorted(b for b in breaks if 0 <= b < max(len(text), 1)))


def _around(starts: Sequence[int], position: int, length: int) -> Span:
    index = bisect_right(starts, position)
    start = starts[index - 1] if index else 0
    return Span(start, starts[index] if index < len(starts) else length)


def _trim(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Without punctuation and half brackets at the ends, but never into [first, last)."""
    while start < first and _idle_at_start(text, start, end):
        start += 1
    while end > last and _idle_at_end(text, start, end):
        end -= 1
    return start, end


def _idle_at_start(text: str, start: int, end: int) -> bool:
    char = text[start]
    if char in _OPENERS:
        return not any(c in text[start:end] for c, openers in _PAIRS.items() if char in openers)
    return char in _TRIM or char in _PAIRS


def _idle_at_end(text: str, start: int, end: int) -> bool:
    char = text[end - 1]
    if char in _PAIRS:
        return not any(c in text[start : end - 1] for c in _PAIRS[char])
    return char in _TRIM or char in _OPENERS
