"""From the characters of a page to its lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from jixiao.readers.building import clean_line

Char = dict[str, Any]
UNMAPPED = "\ufffd"
#: Closing punctuation, which may stand beyond the right edge of its lines.
HANGING = "，。；：、！？）”》"
_SAME_LINE = 0.45
_MAX_TURN = 0.1
_WORD_GAP = 0.2
_COLUMN_GAP = 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page: its place in points from the top left, and its font size.

    `flow` is 0 for lines of the page's full width and counts its columns from
    1. An `aside` (a text box, a footnote) interrupts the text it stands beside.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    flow: int = 0
    aside: bool = False

    @property
    def middle(self) -> float:
        """The horizontal middle in points."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Characters:
    """The upright characters of a page, and how many others it had."""

    chars: list[Char] = field(default_factory=list)
    rotated: int = 0
    unmapped: int = 0


def page_characters(chars: Iterable[Char]) -> Characters:
    """The characters that can be read as lines.

    Rotated ones (watermarks, side stamps) are counted, not kept; one drawn
    twice for boldness is kept once; one whose font does not tell what it is
    becomes U+FFFD.
    """
    found = Characters()
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        if _is_rotated(char):
            found.rotated += 1
            continue
        text = char["text"]
        if text.startswith("(cid:"):
            text = UNMAPPED
            found.unmapped += 1
        key = (text, round(char["x0"]), round(char["top"]))
        if key in seen and text.strip():
            continue
        seen.add(key)
        found.chars.append({**char, "text": text} if text is UNMAPPED else char)
    return found


def _is_rotated(char: Char) -> bool:
    """Whether a character is turned by more than a few degrees (italics lean, but do not turn)."""
    a, b, *_ = char["matrix"]
    return not char["upright"] or abs(b) > _MAX_TURN * abs(a)


def to_lines(chars: Sequence[Char]) -> list[Line]:
    """The lines that the characters stand in, from top to bottom."""
    return lines_of(rows(chars))


def lines_of(found: Iterable[Sequence[Char]], flow: int = 0, aside: bool = False) -> list[Line]:
    """The lines of `rows`, those without a visible character left out."""
    lines = (_line(row, flow, aside) for row in found)
    return [line for line in lines if line.text]


def rows(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """The characters of each line from left to right, the lines from top to bottom."""
    for row in _levels(chars):
        yield sorted(row, key=lambda char: char["x0"])


def _levels(chars: Sequence[Char]) -> Iterator[list[Char]]:
    row: list[Char] = []
    center = 0.0
    for char in sorted(chars, key=_center):
        if row and _center(char) - center > _SAME_LINE * max(char["size"], row[0]["size"]):
            yield row
            row = []
        row.append(char)
        center = center + (_center(char) - center) / len(row) if len(row) > 1 else _center(char)
    if row:
        yield row


def _center(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _line(row: Sequence[Char], flow: int, aside: bool) -> Line:
    visible = [char for char in row if char["text"].strip()] or row
    sizes = sorted(char["size"] for char in visible)
    return Line(
        clean_line("".join(_pieces(row))),
        visible[0]["x0"],
        max(char["x1"] for char in visible),
        min(char["top"] for char in visible),
        max(char["bottom"] for char in visible),
        sizes[len(sizes) // 2],
        flow,
        aside,
    )


def _pieces(row: Sequence[Char]) -> Iterator[str]:
    """The characters with a space where the page leaves a gap.

    The thin gap that word processors put between Chinese and digits is no
    space; only Latin words are parted by less than a full character.
    """
    before: Char | None = None
    for char in row:
        if before is not None:
            gap = (char["x0"] - before["x1"]) / max(char["size"], 1.0)
            latin = before["text"][-1:].isascii() and char["text"][:1].isascii()
            letters = latin and before["text"][-1:].isalpha() and char["text"][:1].isalpha()
            if gap > (_WORD_GAP if letters else _COLUMN_GAP):
                yield " "
        yield char["text"]
        before = char
