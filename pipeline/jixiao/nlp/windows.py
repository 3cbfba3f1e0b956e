"""Cutting a text into pieces that a network can hold, at the least harmful places."""

import re

from jixiao.types import Span

# Best places first: end of a sentence, of a clause or line, of a phrase.
_CUTS = tuple(re.compile(cut) for cut in (r"[。！？!?]\s*|\n\s*\n", r"[；;\n]", r"[，,、：:\s]"))
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n(?=\s*\n)")


def _cut(text: str, start: int, limit: int) -> int:
    """The best end in (start, limit] for a piece that begins at `start`."""
    if limit >= len(text):
        return len(text)
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text, start, limit)]
        if ends and ends[-1] > start + (limit - start) // 4:
            return ends[-1]
    return limit


def windows(text: str, size: int) -> list[Span]:
    """Consecutive pieces of at most `size` code points that together are the text.

    >>> windows("甲乙。丙丁，戊。", 5)
    [Span(start=0, end=3), Span(start=3, end=8)]
    """
    pieces = []
    start = 0
    while start < len(text):
        end = _cut(text, start, start + size)
        pieces.append(Span(start, end))
        start = end
    return pieces


def sentences(text: str, longest: int = 600) -> list[Span]:
    r"""Sentences, one longer than `longest` code points cut as `windows` does.

    A single line break does not end a sentence, since wrapped text has them
    anywhere; a blank line does. Together the pieces are the text.

    >>> [s.of("一。二！\n三") for s in sentences("一。二！\n三")]
    ['一。', '二！', '\n三']
    """
    pieces: list[Span] = []
    start = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for end in [*ends, len(text)]:
        if end > start:
            pieces.extend(
                Span(start + piece.start, start + piece.end)
                for piece in windows(text[start:end], longest)
            )
            start = end
    return pieces
