"""Recognition by rapidocr-onnxruntime, whose models (PP-OCRv4) lie inside its package."""

import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from PIL import Image

from jixiao.readers.ocr import Grey, PageTimeoutError, Piece, Rule
from jixiao.readers.ocr_ink import Extent, ink_of, is_ink

# Beyond it the search for lines only becomes slower and breaks large type apart.
_SEARCH_SIDE = 2000
_THREADS = 2
_BATCH = 6
# The tail of a comma hangs below the line; cut off, it is read as a point.
_PAD = 0.16
_HEIGHT = 48


class RapidEngine:
    """PP-OCRv4: a network finds lines, another one reads them."""

    name = "rapidocr"

    def __init__(self) -> None:
        from rapidocr_onnxruntime import RapidOCR

        # The classifier of upside-down lines turns short sound ones around (RapidOCR issue 409).
        self._engine = RapidOCR(
            use_cls=False, intra_op_num_threads=_THREADS, inter_op_num_threads=1
        )

    def recognise(self, image: Grey, columns: Sequence[Rule], deadline: float) -> list[Piece]:
        """The pieces of text of the page; see `Engine`."""
        ink = is_ink(image)
        boxes = [part for box in self._find(image) for part in _split(box, columns)]
        extents = [found for box in boxes if (found := ink_of(ink, box))]
        # Lines of one length together: a batch is as wide as its widest line.
        extents.sort(key=lambda one: one.width / one.height)
        pieces: list[Piece] = []
        for first in range(0, len(extents), _BATCH):
            if time.monotonic() > deadline:
                raise PageTimeoutError
            batch = extents[first : first + _BATCH]
            crops = [_crop(image, extent) for extent in batch]
            read, _ = self._engine.text_rec([crop for crop, _ in crops], True)
            for extent, (_, left), found in zip(batch, crops, read, strict=True):
                if found[0].strip():
                    pieces.append(_piece(extent, left, *_placed(found)))
        return pieces

    def _find(self, image: Grey) -> list[Extent]:
        height, width = image.shape
        scale = min(1.0, _SEARCH_SIDE / max(height, width))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BOX))
        boxes, _ = self._engine.text_det(_colours(small))
        return [] if boxes is None else [_extent(box / scale, width, height) for box in boxes]


def _extent(corners: Any, width: int, height: int) -> Extent:
    x, y = corners[:, 0], corners[:, 1]
    return Extent(
        max(0, int(x.min())),
        max(0, int(y.min())),
        min(width, int(np.ceil(x.max()))),
        min(height, int(np.ceil(y.max()))),
    )


def _colours(grey: Grey) -> Grey:
    return np.repeat(grey[:, :, None], 3, axis=2)


def _split(box: Extent, columns: Sequence[Rule]) -> list[Extent]:
    """The parts of a box between the upright rules that cross it."""
    middle = (box.top + box.bottom) / 2
    cuts = [box.x0, *sorted(_cuts(box, columns, middle)), box.x1]
    return [
        Extent(round(left), box.top, round(right), box.bottom)
        for left, right in pairwise(cuts)
        if right - left > 1
    ]


def _cuts(box: Extent, columns: Sequence[Rule], middle: float) -> list[float]:
    return [
        (rule.x0 + rule.x1) / 2
        for rule in columns
        if rule.top <= middle <= rule.bottom and box.x0 < rule.x0 and rule.x1 < box.x1
    ]


def _crop(image: Grey, extent: Extent) -> tuple[Grey, int]:
    """The picture of a piece with some paper around it, and how much stands to its left."""
    pad = max(2, round(_PAD * extent.height))
    left, top = max(0, extent.x0 - pad), max(0, extent.top - pad)
    crop = image[top : extent.bottom + pad, left : extent.x1 + pad]
    return _colours(_smaller(crop)), extent.x0 - left


def _smaller(crop: Grey) -> Grey:
    """The crop at the height that the network takes: OpenCV would leave out every other pixel."""
    height, width = crop.shape
    if height <= _HEIGHT:
        return crop
    size = (max(1, round(width * _HEIGHT / height)), _HEIGHT)
    return np.asarray(Image.fromarray(crop).resize(size, Image.Resampling.BICUBIC))


def _placed(found: Any) -> tuple[str, list[float], list[float]]:
    """The text, the middle of each character as a share of the crop's width, and its score."""
    text, _, (columns, _, groups, _, scores) = found
    places = [place for group in groups for place in group]
    return text, [(place + 0.5) / columns for place in places], [float(s) for s in scores]


def _piece(
    extent: Extent, left: int, text: str, shares: Sequence[float], scores: Sequence[float]
) -> Piece:
    pad = max(2, round(_PAD * extent.height))
    wide = extent.width + left + pad
    middles = [extent.x0 - left + share * wide for share in shares]
    visible = [i for i, char in enumerate(text) if not char.isspace()]
    first, last = visible[0], visible[-1] + 1
    between = [(a + b) / 2 for a, b in pairwise(middles)]
    edges = [float(extent.x0), *between[first : last - 1], float(extent.x1)]
    return Piece(
        text[first:last],
        tuple(np.maximum.accumulate(np.minimum(edges, extent.x1)).tolist()),
        tuple(scores[first:last]),
        extent.top,
        extent.bottom,
        extent.height,
    )
