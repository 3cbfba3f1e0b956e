"""From recognised pieces to characters as a pdf page has them, so that one code reads both."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from jixiao.readers.ocr import Piece, Rule
from jixiao.readers.ocr_typography import settled

Object = dict[str, Any]
_CHINESE_RUN = re.compile(r"[\u3400-\u9fff]{4,}")
# Ink fills about so much of the height of its type.
_INK = 0.92
_SAME_SIZE = 0.2


@dataclass(frozen=True, slots=True)
class Grid:
    """How pixels of a picture lie on a page: `scale` pixels to a point, from (left, top)."""

    scale: float
    left: float = 0.0
    top: float = 0.0

    def x(self, pixels: float) -> float:
        """The horizontal place in points."""
        return self.left + pixels / self.scale

    def y(self, pixels: float) -> float:
        """The vertical place in points from the top."""
        return self.top + pixels / self.scale


def characters(pieces: Sequence[Piece], grid: Grid) -> list[Object]:
    """The characters of a page as pdfplumber has them; `score` says how sure each one is."""
    sizes = type_sizes(pieces)
    return [
        char
        for piece, size in zip(pieces, sizes, strict=True)
        for char in _piece_characters(piece, size, grid)
    ]


def ruled_lines(rules: Iterable[Rule], grid: Grid) -> list[Object]:
    """The rules as lines of a page as pdfplumber has them, each without thickness."""
    lines = []
    for rule in rules:
        x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
        x0, x1 = (x, x) if rule.upright else (rule.x0, rule.x1)
        top, bottom = (rule.top, rule.bottom) if rule.upright else (y, y)
        lines.append(_object("line", grid, (x0, top, x1, bottom)))
    return lines


def type_sizes(pieces: Sequence[Piece]) -> list[float]:
    """The type size of each piece in pixels; sizes about equal are one.

    A run of Chinese characters tells it by their distance, others by the
    height of their ink, which depends on the characters.
    """
    found = [_type_size(piece) for piece in pieces]
    weighted = sorted(
        size for size, piece in zip(found, pieces, strict=True) for _ in range(len(piece.text))
    )
    if not weighted:
        return []
    settled_sizes = [float(median(weighted))]
    return [_settle(size, settled_sizes) for size in found]


def _settle(size: float, known: list[float]) -> float:
    near = min(known, key=lambda other: abs(other - size))
    if abs(near - size) <= _SAME_SIZE * near:
        return near
    known.append(size)
    return size


def _type_size(piece: Piece) -> float:
    runs = list(_CHINESE_RUN.finditer(piece.text))
    if not runs:
        return piece.size / _INK
    longest = max(runs, key=lambda run: len(run[0]))
    return (piece.edges[longest.end()] - piece.edges[longest.start()]) / len(longest[0])


def _piece_characters(piece: Piece, size: float, grid: Grid) -> Iterator[Object]:
    text = settled(piece.text, piece.edges, size)
    middle = (piece.top + piece.bottom) / 2
    top, bottom = middle - size / 2, middle + size / 2
    for i, (char, score) in enumerate(zip(text, piece.scores, strict=True)):
        box = (piece.edges[i], top, piece.edges[i + 1], bottom)
        yield _object("char", grid, box) | {
            "text": char,
            "size": size / grid.scale,
            "upright": True,
            "matrix": (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
            "fontname": "OCR",
            "score": score,
        }


def _object(kind: str, grid: Grid, box: tuple[float, float, float, float]) -> Object:
    x0, top, x1, bottom = grid.x(box[0]), grid.y(box[1]), grid.x(box[2]), grid.y(box[3])
    return {
        "object_type": kind,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
    }
