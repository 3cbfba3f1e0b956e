"""How sure recognition is of the characters of a text, kept with their boxes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jixiao.readers.content import Content
from jixiao.types import Box

# A figure has a box of its own, so that one doubted digit does not make a whole line doubtful.
_RUN = re.compile(r"[0-9][0-9.,，．%％]*|[^0-9，。；：、！？]+|[，。；：、！？]+")
_NEAR = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A recognised character, its place on the page in points, and how sure it is."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    score: float


def seen(char: Mapping[str, Any]) -> Seen:
    """The same of a character as pdfplumber has it."""
    return Seen(*(char[name] for name in ("text", "x0", "top", "x1", "bottom", "size", "score")))


def scored(content: Content, recognised: Mapping[int, Sequence[Seen]]) -> Content:
    """The content with a score on the boxes of recognised pages.

    `recognised` has the characters of these pages, each with its place and
    its `score`. A box is parted at figures and punctuation; the score of a
    part is that of the least sure of its characters.
    """
    boxes = [part for box in content.boxes for part in _parts(box, content.text, recognised)]
    return replace(content, boxes=tuple(boxes))


def _parts(box: Box, text: str, recognised: Mapping[int, Sequence[Seen]]) -> Iterator[Box]:
    if box.page not in recognised:
        yield box
        return
    inside = [char for char in recognised[box.page] if _within(char, box)]
    places = [i for i in range(box.start, box.end) if not text[i].isspace()]
    ordered = _in_order(inside)
    if [char.text for char in ordered] != [text[i] for i in places]:
        yield replace(box, score=min((char.score for char in inside), default=0.0))
        return
    known = dict(zip(places, ordered, strict=True))
    for run in _RUN.finditer(text, box.start, box.end):
        chars = [known[i] for i in range(*run.span()) if i in known]
        if chars:
            yield _part(box, run, chars)


def _part(box: Box, run: re.Match[str], chars: Sequence[Seen]) -> Box:
    surface = run[0]
    return Box(
        run.start() + len(surface) - len(surface.lstrip()),
        run.end() - len(surface) + len(surface.rstrip()),
        box.page,
        min(char.x0 for char in chars),
        min(char.top for char in chars),
        max(char.x1 for char in chars),
        max(char.bottom for char in chars),
        min(char.score for char in chars),
    )


def _within(char: Seen, box: Box) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return box.x0 - _NEAR <= x <= box.x1 + _NEAR and box.top - _NEAR <= y <= box.bottom + _NEAR


def _in_order(chars: Sequence[Seen]) -> list[Seen]:
    """The visible characters line by line, from the left."""
    rows: list[list[Seen]] = []
    for char in sorted(chars, key=_sum):
        if not char.text.strip():
            continue
        if rows and _sum(char) - _sum(rows[-1][0]) <= char.size:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [char for row in rows for char in sorted(row, key=lambda one: one.x0)]


def _sum(char: Seen) -> float:
    return char.top + char.bottom
