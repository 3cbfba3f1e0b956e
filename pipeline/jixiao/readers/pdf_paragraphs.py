"""Joining the wrapped lines of a pdf into paragraphs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.readers.building import glue
from jixiao.readers.headings import is_heading, is_title_line
from jixiao.readers.numbering import is_bare_heading, number_at
from jixiao.readers.pdf_lines import Line
from jixiao.readers.wrapping import SENTENCE_ENDS, UNIT

_INDENT = 0.8
_SLACK = 0.6
_TOLERANCE = 0.1
_RAGGED = 1.5
_LARGER = 1.12
_HANGING = "，。；：、！？）”》"
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


@dataclass(slots=True)
class Paragraph:
    """Text joined from lines; `breaks` are (offset in the text, page) where a page begins."""

    text: str
    page: int
    first: Line
    last: Line
    frame: Frame
    lines: int = 1
    breaks: list[tuple[int, int]] = field(default_factory=list)

    def append(self, line: Line, page: int, frame: Frame) -> None:
        """Add a line that goes on with the paragraph."""
        joined = glue(self.text, line.text)
        if page != (self.breaks[-1][1] if self.breaks else self.page):
            self.breaks.append((len(joined) - len(line.text), page))
        self.text, self.last, self.frame, self.lines = joined, line, frame, self.lines + 1

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


def frame_of(
    lines: Sequence[Line], page_width: float, fallback: Frame | None = None
) -> Frame | None:
    """The type area that the long ones among `lines` fill; `fallback` if they are too few."""
    widest = max((line.x1 - line.x0 for line in lines), default=0.0)
    long = [line for line in lines if line.x1 - line.x0 > _LONG * widest]
    if not long or (fallback and len(long) < _ENOUGH_LINES):
        return fallback
    sizes = Counter({round(line.size, 1): 0 for line in long})
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    # Punctuation may hang over the edge, so lines that end with it do not tell where it is.
    rights = sorted(line.x1 for line in long if line.text[-1] not in _HANGING)
    rights = rights or sorted(line.x1 for line in long)
    left = min(line.x0 for line in long)
    right = rights[int(0.95 * (len(rights) - 1))]
    return Frame(left, right, sizes.most_common(1)[0][0], page_width / 2)


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
    if paragraph.text.endswith(SENTENCE_ENDS) and is_bare_heading(line.text):
        return False
    indented = line.x0 > frame.left + _INDENT * line.size
    uses_indent = paragraph.first.x0 > paragraph.frame.left + _INDENT * line.size
    if indented or (not uses_indent and number_at(line.text)):
        return False
    if last.text.endswith(_OPEN_ENDS):
        return True
    # Where an indent begins each paragraph, or no full stop ends this line, a gap at
    # its end rather comes from wrapping.
    ended = last.text.endswith(SENTENCE_ENDS) and not uses_indent
    return not _had_room(last, line, paragraph.frame, spare=0.0 if ended else _RAGGED)


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
