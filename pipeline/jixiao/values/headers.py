"""Units that a table's header gives for all its numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.values.numerals import narrow

_MONEY = r"(?P<unit>(?:十|百|千)?(?:万|亿)?元|万亿元)"
_HEADER = re.compile(
    rf"(?:[(\[【]\s*)?(?:金额)?(?:计量)?单\s?位\s*[:为]\s*(?:人民币)?\s*"
    rf"{_MONEY}(?:人民币)?(?!\s?/|[ \t]?[人每年月])(?:\s*[)\]】])?"
)
_HEAD_UNIT = re.compile(rf"(?<=\S)\(\s*{_MONEY}\s*\)(?=\t|$)", re.MULTILINE)
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def find_unit_header(text: str) -> list[tuple[int, int, Decimal]]:
    """Captions such as （单位：万元）: start, end, and the yuan in one unit.

    Heads of columns give units too (预算数（万元）), where all in their row give
    the same. Offsets are code points; brackets around the unit belong to it.

    >>> find_unit_header("收支表（单位：万元）")
    [(3, 10, Decimal('10000'))]
    """
    plain = narrow(text)
    return sorted((*map(_found, _HEADER.finditer(plain)), *_heads(plain)))


def _heads(plain: str) -> Iterator[tuple[int, int, Decimal]]:
    rows: dict[int, list[re.Match[str]]] = {}
    for match in _HEAD_UNIT.finditer(plain):
        rows.setdefault(plain.rfind("\n", 0, match.start()), []).append(match)
    for start, matches in rows.items():
        end = plain.find("\n", start + 1)
        if "\t" in plain[start + 1 : end if end >= 0 else None] and _agree(matches):
            yield from map(_found, matches)


def _agree(matches: list[re.Match[str]]) -> bool:
    return len({match["unit"] for match in matches}) == 1


def _found(match: re.Match[str]) -> tuple[int, int, Decimal]:
    factor = Decimal(1)
    for scale in match["unit"].removesuffix("元"):
        factor *= _FACTORS[scale]
    return match.start(), match.end(), factor
