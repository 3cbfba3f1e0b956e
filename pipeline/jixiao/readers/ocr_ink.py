"""Ink on a scanned page: how far the page is turned, its ruled lines, where a box has ink."""

from dataclasses import dataclass
from math import radians, tan

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from jixiao.readers.ocr import Grey, Rule

Mask = NDArray[np.bool_]
_SPECK = 3
# In percent: some fifty spots of a page at 300 dpi.
_DARKEST = 0.005
_LEAST_CONTRAST = 40
# Thin strokes, the tails of commas, are paler than others.
_INK = 0.65
_SAMPLE_SIDE = 900
_MOST_DEGREES = 3.0
_STEP = 0.05
_LEAST_TURN = 0.06
# The shortest rules in points: no stroke of a character of common size is as long.
_LEVEL_POINTS = 26.0
_UPRIGHT_POINTS = 15.0
_SURE_POINTS = 72.0
_GAP = 2


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle of whole pixels, right and lower edge exclusive."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top


def levels(image: Grey) -> tuple[float, float]:
    """The grey of the darkest spots larger than specks, and that of the paper, in [0, 255]."""
    even = np.asarray(Image.fromarray(image).reduce(_SPECK))
    ink, paper = np.percentile(even, (_DARKEST, 90))
    return float(ink), float(paper)


def is_ink(image: Grey) -> Mask:
    """Which pixels are clearly darker than the paper; none on an even page.

    Specks and noise, smaller than a stroke, do not count as dark; a single
    character on a whole page does.
    """
    ink, paper = levels(image)
    if paper - ink < _LEAST_CONTRAST:
        return np.zeros(image.shape, dtype=bool)
    mask: Mask = image < ink + _INK * (paper - ink)
    return mask


def ink_of(ink: Mask, box: Extent) -> Extent | None:
    """The part of the box that ink fills, or None for an empty box."""
    part = ink[box.top : box.bottom, box.x0 : box.x1]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return None
    return Extent(
        box.x0 + int(columns[0]),
        box.top + int(rows[0]),
        box.x0 + int(columns[-1]) + 1,
        box.top + int(rows[-1]) + 1,
    )


def turn(image: Grey) -> float:
    """By how many degrees, counterclockwise, the page must be turned for level lines.

    It is the angle of at most three degrees at which the rows of ink stand
    out most from the gaps between them (projection profile: Postl 1986).
    """
    step = max(1, max(image.shape) // _SAMPLE_SIDE)
    ys, xs = np.nonzero(is_ink(image[::step, ::step]))
    if len(ys) < 100:
        return 0.0
    angles = np.arange(-_MOST_DEGREES, _MOST_DEGREES + _STEP / 2, _STEP)
    scores = [_contrast(ys - xs * tan(radians(angle))) for angle in angles]
    best = float(angles[int(np.argmax(scores))])
    return best if abs(best) >= _LEAST_TURN else 0.0


def _contrast(rows: NDArray[np.float64]) -> float:
    counts = np.bincount((rows - rows.min()).astype(np.int64))
    return float((np.diff(counts).astype(np.float64) ** 2).sum())


def turned(image: Grey, degrees: float) -> Grey:
    """The page turned by so many degrees, paper in its corners."""
    if not degrees:
        return image
    paper = int(np.percentile(image[::8, ::8], 90))
    picture = Image.fromarray(image)
    return np.asarray(picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=paper))


def rules(ink: Mask, scale: float) -> list[Rule]:
    """The ruled lines of an upright page with `scale` pixels to a point.

    A short one counts only if it meets two lines that run across it, which
    the strokes of large type do not.
    """
    level = [
        Rule(first, row0, last, row1)
        for first, row0, last, row1 in _long_runs(ink, round(_LEVEL_POINTS * scale))
    ]
    upright = [
        Rule(row0, first, row1, last)
        for first, row0, last, row1 in _long_runs(ink.T, round(_UPRIGHT_POINTS * scale))
    ]
    reach, sure = 2 * scale, _SURE_POINTS * scale
    level, upright = _thin(level, 2.5 * scale), _thin(upright, 2.5 * scale)
    return [
        rule
        for rules, across in ((level, upright), (upright, level))
        for rule in rules
        if rule.length > sure or sum(_meet(rule, other, reach) for other in across) >= 2
    ]


def _thin(found: list[Rule], widest: float) -> list[Rule]:
    return [rule for rule in found if min(rule.x1 - rule.x0, rule.bottom - rule.top) <= widest]


def _meet(one: Rule, other: Rule, reach: float) -> bool:
    return (
        one.x0 - reach <= other.x1
        and other.x0 - reach <= one.x1
        and one.top - reach <= other.bottom
        and other.top - reach <= one.bottom
    )


def without(image: Grey, found: list[Rule]) -> Grey:
    """The page with paper in the place of the rules."""
    clean = image.copy()
    paper = int(np.percentile(image[::8, ::8], 90))
    for rule in found:
        top, bottom = max(0, int(rule.top) - 1), int(rule.bottom) + 2
        left, right = max(0, int(rule.x0) - 1), int(rule.x1) + 2
        clean[top:bottom, left:right] = paper
    return clean


def _long_runs(ink: Mask, least: int) -> list[tuple[float, float, float, float]]:
    """(first column, first row, last column, last row) of level strokes of `least` or more."""
    # A scanned line steps from row to row: rows are taken together with their neighbours.
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    sums = np.cumsum(np.pad(thick, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    if sums.shape[1] <= least:
        return []
    rows = np.flatnonzero((sums[:, least:] - sums[:, :-least] == least).any(axis=1))
    bands: list[list[float]] = []
    open_bands: list[list[float]] = []
    for row in rows.tolist():
        open_bands = [band for band in open_bands if row - band[3] <= _GAP]
        for first, last in _runs(thick[row], least):
            near = next((b for b in open_bands if b[0] <= last and first <= b[2]), None)
            if near is None:
                bands.append([first, row, last, row])
                open_bands.append(bands[-1])
            else:
                near[0], near[2], near[3] = min(near[0], first), max(near[2], last), row
    return [(first, top, last, bottom) for first, top, last, bottom in bands]


def _runs(row: Mask, least: int) -> list[tuple[int, int]]:
    """The first and last column of each unbroken run of at least `least` pixels."""
    steps = np.diff(np.pad(row.astype(np.int8), 1))
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    long = ends - starts >= least
    return [(int(a), int(b) - 1) for a, b in zip(starts[long], ends[long], strict=True)]
