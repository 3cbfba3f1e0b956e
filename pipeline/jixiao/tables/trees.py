"""Which row of a table is part of which: by codes, numbers, indents and 其中."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_AMONG = re.compile(r"其中[:：]?")
_NUMBERS = (
    (1, re.compile(r"([一二三四五六七八九十]{1,3})[、.．]")),
    (2, re.compile(r"[(（]([一二三四五六七八九十]{1,3})[)）]")),
    (3, re.compile(r"(\d{1,2})(?:[、．]|\.(?!\d))")),
    (4, re.compile(r"[(（](\d{1,2})[)）]")),
    (5, re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])")),
)
_LOOK_BACK = 500
_FIRST = {"一", "1", "①"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as its tree sees it: its name, codes and indent, and whether it is a total."""

    name: str
    codes: tuple[str, ...] = ()
    indent: int = 0
    total: bool = False


def parents(lines: Sequence[Line]) -> list[int | None]:
    """For each line the place of the line that it is part of, None for those at the top.

    Codes decide where both lines have them: 20101 is part of 201, and 类, 款
    and 项 in columns of their own likewise. Else a line is part of the last one
    above that is numbered by an outer style (1. under 一、) or indented less;
    其中 is part of the line before it. Totals are part of nothing.

    >>> parents([Line("一、收入"), Line("1.拨款"), Line("二、支出"), Line("合计", total=True)])
    [None, 0, None, None]
    """
    found: list[int | None] = []
    coded: dict[tuple[str, ...], int] = {}
    for i, line in enumerate(lines):
        if line.total:
            found.append(None)
        elif line.codes:
            found.append(_by_code(line.codes, coded))
            coded[line.codes] = i
        else:
            found.append(_by_form(lines, found, i))
    return found


def _by_code(codes: tuple[str, ...], coded: dict[tuple[str, ...], int]) -> int | None:
    """The line whose code is the longest beginning of this one's."""
    if len(codes) > 1:
        prefixes = [codes[:length] for length in range(len(codes) - 1, 0, -1)]
    else:
        prefixes = [(codes[0][:length],) for length in range(len(codes[0]) - 1, 2, -1)]
    return next((coded[prefix] for prefix in prefixes if prefix in coded), None)


def _by_form(lines: Sequence[Line], found: list[int | None], i: int) -> int | None:
    line = lines[i]
    if i == 0:
        return None
    indented = _by_indent(lines, found, i)
    if indented is not None:
        return indented
    if _AMONG.match(line.name):
        return _before_among(lines, found, i)
    level, first = _number(line.name)
    if level:
        return _by_number(lines, found, i, level, first)
    return None


def _back(i: int) -> range:
    """The places of the lines before line `i`, nearest first, as far as a tree may reach."""
    return range(i - 1, max(-1, i - 1 - _LOOK_BACK), -1)


def _by_indent(lines: Sequence[Line], found: list[int | None], i: int) -> int | None:
    """The last line above that is indented less."""
    for j in _back(i) if lines[i].indent else ():
        if lines[j].total:
            break
        if lines[j].indent < lines[i].indent:
            return j
    return None


def _before_among(lines: Sequence[Line], found: list[int | None], i: int) -> int | None:
    """The line that 其中 takes apart: the one before, or that of the 其中 right before."""
    if _AMONG.match(lines[i - 1].name):
        return found[i - 1]
    return i - 1


def _by_number(
    lines: Sequence[Line], found: list[int | None], i: int, level: int, first: bool
) -> int | None:
    """The last line above numbered by an outer style, or the one a new count stands under."""
    for j in _back(i):
        if lines[j].total:
            break
        above, _ = _number(lines[j].name)
        if 0 < above < level:
            return j
        if above == level:
            return found[j]
        if above == 0 and first and j == i - 1 and not lines[j].codes:
            return _heads_count(lines, found, j)
    return None


def _heads_count(lines: Sequence[Line], found: list[int | None], j: int) -> int | None:
    """The line `j` without a number, where a count begins anew under it."""
    counted = any(_number(lines[k].name)[0] for k in _back(j))
    return j if counted else None


def _number(name: str) -> tuple[int, bool]:
    """How deep the style of a name's number stands, 0 for none; whether it is the first."""
    bare = _AMONG.sub("", name, count=1)
    for level, pattern in _NUMBERS:
        if match := pattern.match(bare):
            return level, match[1] in _FIRST
    return 0, False
