"""Joining the wrapped lines of a pdf into paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from jixiao.readers.building import glue
from jixiao.readers.headings import is_heading, is_title_line
from jixiao.readers.numbering import is_bare_heading, number_at
from jixiao.readers.pdf_lines import HANGING, Line
from jixiao.readers.wrapping import SENTENCE_ENDS, UNIT

_INDENT = 0.8
_SLACK = 0.6
_TOLERANCE = 0.1
_RAGGED = 1.5
_UNFINISHED = 0.2
_PROSE = re.compile(r"[，。；]")
_LARGER = 1.12
_OPEN_ENDS = ("，", "、", "（", "《", "“")
_LONG = 0.6
_CENTERED = 0.4
_ENOUGH_LINES = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """The type area of a page: the edges of full lines, the body's font size, the page's middle."""

    left: float
    right: float
    size: float
    middle: float


class Piece(NamedTuple):
    """A line of a paragraph: where it starts in the text, and the page it stands on."""

    start: int
    page: int
    line: Line


@dataclass(slots=True)
class Paragraph:
    """Text joined from lines; `frame` is that of the last of them."""

    text: str
    frame: Frame
    pieces: list[Piece]

    @property
    def page(self) -> int:
        """The page where the paragraph begins."""
        return self.pieces[0].page

    @property
    def first(self) -> Line:
        """The first line."""
        return self.pieces[0].line

    @property
    def last(self) -> Line:
        """The last line."""
        return self.pieces[-1].line

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.pieces)

    @property
    def breaks(self) -> dict[int, int]:
        """The offsets in the text where other pages than the first begin, by page."""
        return {
            piece.page: piece.start
            for before, piece in pairwise(self.pieces)
            if piece.page != before.page
        }

    def append(self, line: Line, page: int, frame: Frame) -> None:
        """Add a line that goes on with the paragraph."""
        self.text = glue(self.text, line.text)
        self.pieces.append(Piece(len(self.text) - len(line.text), page, line))
        self.frame = frame

    @property
    def is_heading(self) -> bool:
        """Whether it is numbered like a heading, or a centred line set larger than the body."""
        if is_heading(self.text):
            return True
        return (
            is_title_line(self.text)
            and self.lines <= 4
            and (
                (centered(self.first, self.frame) and not full(self.first, self.frame))
                or larger(self.first, self.frame)
            )
        )


def begin(line: Line, page: int, frame: Frame) -> Paragraph:
    """A paragraph of one line."""
    return Paragraph(line.text, frame, [Piece(0, page, line)])


def frame_of(lines: Sequence[Line], middle: float, fallback: Frame | None = None) -> Frame | None:
    """The type area that the long ones among `lines` fill; `fallback` if they are too few.

    `middle` is the horizontal middle of page or column in points.
    """
    widest = max((line.x1 - line.x0 for line in lines), default=0.0)
    long = [line for line in lines if line.x1 - line.x0 > _LONG * widest]
    if not long or (fallback and len(long) < _ENOUGH_LINES):
        return fallback
    sizes = Counter({round(line.size, 1): 0 for line in long})
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    # Punctuation may hang over the edge, so lines that end with it do not tell where it is.
    rights = sorted(line.x1 for line in long if line.text[-1] not in HANGING)
    rights = rights or sorted(line.x1 for line in long)
    left = min(line.x0 for line in long)
    right = rights[int(0.95 * (len(rights) - 1))]
    return Frame(left, right, sizes.most_common(1)[0][0], middle)


def centered(line: Line, frame: Frame) -> bool:
    """Whether the line stands in the middle of page or type area, with room on both sides."""
    middles = (frame.middle, (frame.left + frame.right) / 2)
    inside = line.x0 > min(frame.left + _INDENT * line.size, _CENTERED * frame.middle)
    return inside and any(abs(line.middle - middle) <= line.size for middle in middles)


def full(line: Line, frame: Frame) -> bool:
    """Whether the line ends at the right edge."""
    return line.x1 >= frame.right - (_SLACK + 1) * line.size


def larger(line: Line, frame: Frame) -> bool:
    """Whether the line is set in larger type than the body."""
    return line.size >= _LARGER * frame.size


def goes_on(paragraph: Paragraph, line: Line, frame: Frame) -> bool:
    """Whether `line`, the next line of text, belongs to the paragraph before it."""
    last = paragraph.last
    if abs(last.size - line.size) > 0.1 * last.size:
        return False
    if _title_goes_on(paragraph, line, frame):
        return True
    return not _begins_anew(paragraph, line, frame) and _was_broken(paragraph, line)


def _begins_anew(paragraph: Paragraph, line: Line, frame: Frame) -> bool:
    """Whether `line` looks like the first of a paragraph, by its place or its number."""
    last = paragraph.last
    if line.x0 > frame.left + _INDENT * line.size:
        return True
    if paragraph.lines == 1 and _is_far_right(last, paragraph.frame):
        return True
    if paragraph.text.endswith(SENTENCE_ENDS) and is_bare_heading(line.text):
        return True
    if _uses_indent(paragraph) or number_at(line.text) is None:
        return False
    # 增长10.2% or 第1、2季度 may be broken before what looks like a number of a list.
    return not _is_unfinished(paragraph.text) or _had_room(last, line, paragraph.frame, spare=0.0)


def _was_broken(paragraph: Paragraph, line: Line) -> bool:
    """Whether layout broke the paragraph's last line before `line`.

    Where an indent begins each paragraph, or no full stop ends the line, a gap
    at its end rather comes from wrapping; in the midst of a sentence it may be wide.
    """
    last, frame = paragraph.last, paragraph.frame
    if last.text.endswith(_OPEN_ENDS):
        return True
    spare = _RAGGED
    if _is_unfinished(paragraph.text):
        spare = max(_RAGGED, _UNFINISHED * (frame.right - frame.left) / last.size)
    elif last.text.endswith(SENTENCE_ENDS) and not _uses_indent(paragraph):
        spare = 0.0
    return not _had_room(last, line, frame, spare)


def _uses_indent(paragraph: Paragraph) -> bool:
    return paragraph.first.x0 > paragraph.frame.left + _INDENT * paragraph.first.size


def _is_unfinished(text: str) -> bool:
    """Whether a text is prose that ends in the midst of a sentence."""
    return _PROSE.search(text) is not None and not text.endswith(SENTENCE_ENDS)


def _is_far_right(line: Line, frame: Frame) -> bool:
    """Whether a line begins in the right half, as dates and signatures do."""
    return line.x0 > (frame.left + frame.right) / 2


def _had_room(last: Line, following: Line, frame: Frame, spare: float) -> bool:
    """Whether the first unbreakable piece of `following` would have fitted after `last`.

    `spare` is room beyond that, in characters, which a wrapped line may leave.
    """
    unit = UNIT.match(following.text)
    width = _em_width(unit[0] if unit else "") + spare
    return last.x1 + width * last.size <= frame.right + _TOLERANCE * last.size


def _em_width(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _title_goes_on(paragraph: Paragraph, line: Line, frame: Frame) -> bool:
    """Titles are broken by sense: centred lines of one size are one title."""
    first = paragraph.first
    if not is_title_line(line.text) or not centered(line, frame) or "：" in paragraph.text:
        return False
    if not 0 <= line.top - paragraph.last.bottom <= 1.2 * line.size or paragraph.lines >= 4:
        return False
    if larger(line, frame) and larger(first, frame):
        return True
    return full(first, frame) and first.x0 <= frame.left + _SLACK * first.size
