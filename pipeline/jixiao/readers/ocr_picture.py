"""The characters and ruled lines of the picture of one page, whichever way it lies."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jixiao.errors import ReadError
from jixiao.readers.ocr import Engine, Grey, PageTimeoutError, Piece, Rule
from jixiao.readers.ocr_ink import is_ink, rules, turn, turned, without

# An upright page of fair quality is above; only others are tried lying on each side.
_GOOD_SCORE = 0.8
_ENOUGH = 10
# Below, a page is no text, and a piece a stain or a stamp.
_LEAST_SCORE = 0.5
_LEAST_PIECE_SCORE = 0.3
_QUARTERS = (0, 1, 3, 2)


@dataclass(frozen=True, slots=True)
class Picture:
    """What was recognised: the pieces, the rules, and the size in pixels, all of the page upright.

    `quarters` says how often it had to be turned by 90 degrees counterclockwise,
    `left_out` how many pieces were too doubtful to be text.
    """

    pieces: list[Piece]
    rules: list[Rule]
    width: int
    height: int
    quarters: int = 0
    left_out: int = 0

    @property
    def score(self) -> float:
        """How sure the characters are on average."""
        scores = [score for piece in self.pieces for score in piece.scores]
        return _mean(scores) if scores else 0.0

    @property
    def characters(self) -> int:
        """How many characters there are."""
        return sum(len(piece.text) for piece in self.pieces)


def recognise(image: Grey, scale: float, engine: Engine, seconds: float) -> Picture:
    """What an engine makes of the picture of a page, with `scale` pixels to a point.

    A page turned slightly is put straight; one that lies on its side or head
    is found by what it scores each way. Raises PageTimeoutError if the first
    way takes longer than `seconds` (the others stop there), and ReadError
    (scanned) for a page whose characters cannot be told.
    """
    deadline = time.monotonic() + seconds
    if not is_ink(image).any():
        return Picture([], [], image.shape[1], image.shape[0])
    best: Picture | None = None
    for quarters in _QUARTERS:
        try:
            found = _one_way(image, quarters, scale, engine, deadline)
        except PageTimeoutError as error:
            if best is None:
                raise PageTimeoutError(f"its recognition took over {seconds} seconds") from error
            break
        if best is None or found.score * found.characters > best.score * best.characters:
            best = found
        if best.score >= _GOOD_SCORE and best.characters >= _ENOUGH:
            break
    assert best is not None
    if best.pieces and best.score < _LEAST_SCORE:
        reason = f"its characters cannot be told (confidence {best.score:.2f})"
        raise ReadError("scanned", reason)
    return best


def _one_way(image: Grey, quarters: int, scale: float, engine: Engine, deadline: float) -> Picture:
    upright = np.ascontiguousarray(np.rot90(image, quarters))
    straight = turned(upright, turn(upright))
    found = rules(is_ink(straight), scale)
    columns = [rule for rule in found if rule.upright]
    pieces = engine.recognise(without(straight, found), columns, deadline)
    sure = [piece for piece in pieces if _mean(piece.scores) >= _LEAST_PIECE_SCORE]
    height, width = straight.shape
    return Picture(sure, found, width, height, quarters, len(pieces) - len(sure))


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores)
