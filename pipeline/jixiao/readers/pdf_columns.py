"""The reading order of a page: columns one after the other, text boxes beside the text apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import NamedTuple

from jixiao.readers.pdf_lines import HANGING, Char, Line, lines_of, rows

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[\u3400-\u9fff0-9A-Za-z]")
_GAP = 1.0
_MIN_COLUMN_LINES = 4
_MIN_MAIN_LINES = 3
_MIN_ASIDE_LINES = 2
_MIN_COLUMN_WIDTH = 8.0
_MIN_MAIN_WIDTH = 12.0
_MIN_ASIDE_WIDTH = 4.0
_PEERS = 0.6
_MIDDLE = 6.0
_ABOVE = 1.1
_SAME_FOOT = 0.15
_FULL = 0.75
_FULL_SHARE = 0.5
_HAN_SHARE = 0.5
_SINGLE_SHARE = 0.8
_ALIGNED_SHARE = 0.5


class _Segment(NamedTuple):
    """Characters of one row without a wide gap between them."""

    row: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    chars: list[Char]


@dataclass(frozen=True, slots=True)
class _Band:
    """Two columns beside each other, and what stands above and below them."""

    above: list[_Segment]
    left: list[_Segment]
    right: list[_Segment]
    below: list[_Segment]
    #: Which of the two is a text box, if one is.
    aside: str | None = None


def page_lines(chars: Sequence[Char]) -> list[Line]:
    """The lines of a page in reading order, with the column each stands in.

    Two blocks of prose beside each other with a clear gutter between them are
    columns, and read one after the other; a narrow block beside wider prose is
    a text box. Columns of a table without rules are none: they hold numbers or
    short words.
    """
    found = list(rows(chars))
    segments = [segment for i, row in enumerate(found) for segment in _segments(i, row)]
    regions = list(_regions(segments, column=False))
    if len(regions) <= 1:
        return lines_of(found)
    lines: list[Line] = []
    flow = 0
    for region, column, aside in regions:
        flow += column
        region_chars = [char for segment in region for char in segment.chars]
        lines += lines_of(rows(region_chars), flow if column else 0, aside)
    return lines


def _segments(number: int, row: Sequence[Char]) -> Iterator[_Segment]:
    held: list[Char] = []
    x1 = 0.0
    for char in row:
        visible = bool(char["text"].strip())
        if held and visible and char["x0"] - x1 > _GAP * char["size"]:
            yield _segment(number, held)
            held = []
        if visible or held:
            held.append(char)
        if visible:
            x1 = max(x1, _end(char)) if len(held) > 1 else _end(char)
    if held:
        yield _segment(number, held)


def _segment(number: int, chars: list[Char]) -> _Segment:
    visible = [char for char in chars if char["text"].strip()]
    return _Segment(
        number,
        visible[0]["x0"],
        max(_end(char) for char in visible),
        min(char["top"] for char in visible),
        max(char["bottom"] for char in visible),
        median(char["size"] for char in visible),
        chars,
    )


def _end(char: Char) -> float:
    """Where the ink of a character ends: punctuation fills half its width and may hang out."""
    half = char["text"] in HANGING
    return float((char["x0"] + char["x1"]) / 2 if half else char["x1"])


def _regions(
    segments: list[_Segment], *, column: bool
) -> Iterator[tuple[list[_Segment], bool, bool]]:
    """(segments, whether they are a column, whether they are an aside) in reading order."""
    band = _band(segments)
    if band is None:
        if segments:
            yield segments, column, False
        return
    yield from _regions(band.above, column=column)
    if band.aside != "left":
        yield from _regions(band.left, column=True)
    if band.aside != "right":
        yield from _regions(band.right, column=True)
    if band.aside:
        yield (band.left if band.aside == "left" else band.right), True, True
    yield from _regions(band.below, column=column)


def _band(segments: list[_Segment]) -> _Band | None:
    """The longest pair of columns among the segments."""
    edges = Counter(round(segment.x0 / 2) for segment in segments)
    found = [
        band
        for edge, count in edges.items()
        if count >= _MIN_ASIDE_LINES
        for band in _bands_at(segments, 2.0 * edge - 3.0)
    ]
    return max(found, key=lambda band: len(band.left) + len(band.right), default=None)


def _bands_at(segments: list[_Segment], gutter: float) -> Iterator[_Band]:
    """The pairs of columns parted at `gutter`, between the lines that run across it."""
    place = 0
    ends = (segments[0].row, segments[-1].row)
    for across, run in groupby(segments, lambda s: _runs_across(s, gutter, ends)):
        inside = list(run)
        begin, place = place, place + len(inside)
        if across:
            continue
        left, right = _sides(inside, gutter)
        if len(left) < _MIN_ASIDE_LINES or len(right) < _MIN_ASIDE_LINES:
            continue
        top = max(left[0].top, right[0].top) - _ABOVE * left[0].size
        head = [segment for segment in inside if segment.top < top]
        left, right = _sides(inside[len(head) :], gutter)
        above, below = segments[:begin] + head, segments[place:]
        if _is_gutter(left, right):
            if _are_columns(left, right):
                yield _Band(above, left, right, below)
            elif _is_aside(left, right):
                yield _Band(above, left, right, below, "left")
            elif _is_aside(right, left):
                yield _Band(above, left, right, below, "right")


def _runs_across(segment: _Segment, gutter: float, ends: tuple[int, int]) -> bool:
    """Whether a line runs over the gutter, or is a page number set in the middle."""
    if segment.x0 < gutter < segment.x1:
        return True
    near = gutter - _MIDDLE * segment.size < segment.x0 < gutter
    return near and segment.row in ends


def _sides(segments: Sequence[_Segment], gutter: float) -> tuple[list[_Segment], list[_Segment]]:
    return (
        [segment for segment in segments if segment.x1 <= gutter],
        [segment for segment in segments if segment.x1 > gutter],
    )


def _is_gutter(left: Sequence[_Segment], right: Sequence[_Segment]) -> bool:
    if not left or not right:
        return False
    width = min(s.x0 for s in right) - max(s.x1 for s in left)
    return width >= _GAP * max(left[0].size, right[0].size)


def _are_columns(left: Sequence[_Segment], right: Sequence[_Segment]) -> bool:
    widths = sorted((_width(left), _width(right)))
    return widths[0] >= _PEERS * widths[1] and all(
        _is_prose(side, _MIN_COLUMN_LINES, _MIN_COLUMN_WIDTH) for side in (left, right)
    )


def _is_aside(box: Sequence[_Segment], text: Sequence[_Segment]) -> bool:
    """Whether `box` is a text box beside the prose `text`, and not its labels."""
    feet = [segment.bottom for segment in text]
    aligned = sum(min(abs(s.bottom - foot) for foot in feet) <= _SAME_FOOT * s.size for s in box)
    return (
        _width(box) < _PEERS * _width(text)
        and aligned <= _ALIGNED_SHARE * len(box)
        and box[-1].top <= text[-1].bottom
        and _is_prose(text, _MIN_MAIN_LINES, _MIN_MAIN_WIDTH)
        and _is_prose(box, _MIN_ASIDE_LINES, _MIN_ASIDE_WIDTH)
    )


def _is_prose(side: Sequence[_Segment], lines: int, width: float) -> bool:
    """Whether most lines of a side are full and of Chinese words, one segment in each row."""
    across = _width(side)
    count = len({segment.row for segment in side})
    full = sum(segment.x1 - segment.x0 >= _FULL * across for segment in side)
    text = "".join(char["text"] for segment in side for char in segment.chars)
    return (
        count >= lines
        and count >= _SINGLE_SHARE * len(side)
        and across >= width * median(segment.size for segment in side)
        and full >= _FULL_SHARE * len(side)
        and len(_HAN.findall(text)) >= _HAN_SHARE * len(_WORD.findall(text))
    )


def _width(side: Sequence[_Segment]) -> float:
    return max(segment.x1 for segment in side) - min(segment.x0 for segment in side)
