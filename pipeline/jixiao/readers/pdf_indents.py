"""How far the names in a table's column are set in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORDS = re.compile(r"[^\W\d_]{2}")
_NEAR = 0.3
_CENTRED = 0.6
_MAX_INDENT = 12


@dataclass(frozen=True, slots=True)
class Gaps:
    """The room left and right of a cell's first line, in characters of its size."""

    left: float
    right: float
    text: str


def indents(cells: Sequence[Gaps]) -> list[int]:
    """By how many characters each cell of a column is set in more than the least.

    Zero for all where the column is centred or its text stands at no even steps.

    >>> indents([Gaps(0.4, 5, "一、收入"), Gaps(2.4, 1, "财政拨款"), Gaps(0.4, 3, "二、支出")])
    [0, 2, 0]
    """
    names = [cell for cell in cells if _WORDS.search(cell.text)]
    if len(names) < 2 or _is_centred(names):
        return [0] * len(cells)
    least = min(cell.left for cell in names)
    steps = [cell.left - least for cell in names]
    even = all(abs(step - round(step)) <= _NEAR for step in steps)
    if not even or max(steps) > _MAX_INDENT:
        return [0] * len(cells)
    return [max(0, round(cell.left - least)) if cell in names else 0 for cell in cells]


def _is_centred(names: Sequence[Gaps]) -> bool:
    """Whether most of the names that leave room leave as much on both sides."""
    roomy = [cell for cell in names if max(cell.left, cell.right) > 1]
    level = sum(abs(cell.left - cell.right) <= _CENTRED for cell in roomy)
    return level * 2 > len(roomy)
