"""The characters and ruled lines of an OFD page, as pdfplumber would give those of a pdf."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import Any

from pdfplumber.table import TableFinder

from jixiao.errors import ReadError
from jixiao.readers.pdf_lines import Char
from jixiao.readers.wrapping import width

_POINTS = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# How far a glyph reaches over and under its baseline, as a share of its size.
_ASCENT, _DESCENT = 0.88, 0.12
_COMMAND = re.compile(r"([SMLCBQAZ])([^SMLCBQAZ]*)")
_STRAIGHT = 0.5
_MAX_EDGES = 20_000
_FALSE = {"false", "0"}

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(slots=True)
class OfdPage:
    """A page: its size and all places in points from the top left."""

    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    images: int = 0
    hidden: int = 0
    composites: int = 0
    templates: int = 0

    def find_tables(self) -> list[Any]:
        """The ruled tables, as a page of pdfplumber finds them."""
        return list(TableFinder(self).tables)  # type: ignore[arg-type]


def page_of(root: Any, document_area: str) -> OfdPage:
    """The page with the content `root`; `document_area` is the page size where it states none.

    Raises ReadError: broken if a number is none, too_large if it has more
    ruled lines than any table.
    """
    area = root.findtext("{*}Area/{*}PhysicalBox") or document_area
    x0, y0, wide, high = _floats(area, 4) if area.strip() else _A4
    page = OfdPage(wide * _POINTS, high * _POINTS)
    page.templates = sum(1 for _ in root.iterfind("{*}Template"))
    for node in root.iterfind("{*}Content//{*}*"):
        _add(page, node, (x0, y0))
    return page


def _add(page: OfdPage, node: Any, origin: tuple[float, float]) -> None:
    kind = node.tag.rpartition("}")[2]
    if kind == "TextObject":
        if _hidden(node):
            page.hidden += 1
        else:
            page.chars += _characters(node, origin)
    elif kind == "PathObject":
        page.edges += _edges(node, origin)
        if len(page.edges) > _MAX_EDGES:
            raise ReadError("too_large", f"a page has more than {_MAX_EDGES:,} ruled lines")
    elif kind == "ImageObject":
        page.images += 1
    elif kind == "CompositeObject":
        page.composites += 1


def _hidden(node: Any) -> bool:
    """Whether the object or what it stands in is not shown."""
    return any(
        (above.get("Visible") or "").lower() in _FALSE for above in (node, *node.iterancestors())
    )


def _characters(node: Any, origin: tuple[float, float]) -> Iterator[Char]:
    matrix = _matrix(node, origin)
    size = _float(node.get("Size", "0"))
    for code in node.iterfind("{*}TextCode"):
        for text, x, y, advance in _glyphs(code, size * _float(node.get("HScale", "1"))):
            yield _char(text, x, y, advance, size, matrix)


def _glyphs(code: Any, em: float) -> Iterator[tuple[str, float, float, float]]:
    """(character, x, y, how far the next one stands) in the space of the text object.

    Characters without a stated offset follow each other at their own width,
    unless they run downwards.
    """
    text = (code.text or "").strip("\r\n")
    x, y = _float(code.get("X", "0")), _float(code.get("Y", "0"))
    across, down = _offsets(code.get("DeltaX"), len(text)), _offsets(code.get("DeltaY"), len(text))
    for i, char in enumerate(text):
        own = em * width(char) / 2
        step = across[i] if i < len(across) else (0.0 if down else own)
        yield char, x, y, step if 0 < step < own else own
        x += step
        y += down[i] if i < len(down) else 0.0


def _offsets(written: str | None, count: int) -> list[float]:
    """The offsets that DeltaX or DeltaY states; `g 3 4.2` stands for 4.2 4.2 4.2.

    >>> _offsets("1.5 g 2 3", 9)
    [1.5, 3.0, 3.0]
    """
    return list(islice(_expanded(iter((written or "").split())), count))


def _expanded(tokens: Iterator[str]) -> Iterator[float]:
    for token in tokens:
        if token.lower() == "g":
            times, value = _float(next(tokens, "")), _float(next(tokens, ""))
            yield from repeat(value, int(times))
        else:
            yield _float(token)


def _char(text: str, x: float, y: float, advance: float, size: float, matrix: Matrix) -> Char:
    a, b, c, d, e, f = matrix
    left, base = a * x + c * y + e, b * x + d * y + f
    tall, wide = size * math.hypot(c, d), advance * math.hypot(a, b)
    return {
        "text": text,
        "x0": left * _POINTS,
        "x1": (left + wide) * _POINTS,
        "top": (base - _ASCENT * tall) * _POINTS,
        "bottom": (base + _DESCENT * tall) * _POINTS,
        "size": tall * _POINTS,
        "matrix": matrix,
        "upright": True,
    }


def _matrix(node: Any, origin: tuple[float, float]) -> Matrix:
    """From the space of an object to that of its page, in mm."""
    a, b, c, d, e, f = _floats(node.get("CTM"), 6) if node.get("CTM") else _UPRIGHT
    x, y, *_ = _floats(node.get("Boundary"), 4) if node.get("Boundary") else (0.0, 0.0)
    return a, b, c, d, e + x - origin[0], f + y - origin[1]


def _edges(node: Any, origin: tuple[float, float]) -> Iterator[dict[str, Any]]:
    """The level and upright lines of a path; a thin filled box counts by its sides."""
    a, b, c, d, e, f = _matrix(node, origin)
    for (x0, y0), (x1, y1) in _strokes(node.findtext("{*}AbbreviatedData") or ""):
        first = (a * x0 + c * y0 + e, b * x0 + d * y0 + f)
        second = (a * x1 + c * y1 + e, b * x1 + d * y1 + f)
        across, down = abs(first[0] - second[0]), abs(first[1] - second[1])
        if min(across, down) <= _STRAIGHT < max(across, down):
            yield _edge(first, second, "h" if across > down else "v")


def _edge(
    first: tuple[float, float], second: tuple[float, float], orientation: str
) -> dict[str, Any]:
    (x0, x1), (top, bottom) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    if orientation == "h":
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    sides = {"x0": x0 * _POINTS, "x1": x1 * _POINTS, "top": top * _POINTS}
    sides["bottom"] = bottom * _POINTS
    height, wide = sides["bottom"] - sides["top"], sides["x1"] - sides["x0"]
    kind = {"orientation": orientation, "object_type": "line"}
    return {**sides, "height": height, "width": wide, **kind}


def _strokes(path: str) -> Iterator[tuple[Point, Point]]:
    """The straight strokes of a path in the notation of GB/T 33190, 9.1 (M, L, B … C)."""
    start = here = (0.0, 0.0)
    for command, written in _COMMAND.findall(path):
        numbers = [_float(number) for number in written.split()]
        if command in "CZ":
            yield here, start
            here = start
        elif len(numbers) >= 2:
            end = (numbers[-2], numbers[-1])
            if command == "L":
                yield here, end
            elif command in "SM":
                start = end
            here = end


def _float(written: str) -> float:
    try:
        number = float(written)
    except ValueError as error:
        raise ReadError("broken", f"the OFD file has {written!r} for a number") from error
    if not math.isfinite(number) or abs(number) > 1e7:
        raise ReadError("broken", f"the OFD file has {written!r} for a number")
    return number


def _floats(written: str, count: int) -> tuple[float, ...]:
    numbers = tuple(map(_float, written.split()))
    if len(numbers) != count:
        raise ReadError("broken", f"the OFD file has {written!r} for {count} numbers")
    return numbers
