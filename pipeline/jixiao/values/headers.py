"""Units that a table's header gives for all its numbers."""

import re
from decimal import Decimal

from jixiao.values.numerals import narrow

_HEADER = re.compile(
    r"(?:[(\[【]\s*)?(?:金额)?(?:计量)?单位\s*[:为]\s*(?:人民币)?\s*"
    r"(?P<unit>(?:十|百|千)?(?:万|亿)?元|万亿元)(?:人民币)?(?!\s?[/人每年月])(?:\s*[)\]】])?"
)
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def find_unit_header(text: str) -> list[tuple[int, int, Decimal]]:
    """Captions such as （单位：万元）: start, end, and the yuan in one unit.

    Offsets are code points; brackets around the caption belong to it.

    >>> find_unit_header("收支表（单位：万元）")
    [(3, 10, Decimal('10000'))]
    """
    found = []
    for match in _HEADER.finditer(narrow(text)):
        factor = Decimal(1)
        for scale in match["unit"].removesuffix("元"):
            factor *= _FACTORS[scale]
        found.append((match.start(), match.end(), factor))
    return found
