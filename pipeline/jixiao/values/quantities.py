"""Reading counts, measures and ranks."""

import re
from decimal import Decimal

from jixiao.types import Modifier, QuantityNorm
from jixiao.values.context import compact, exact, modifier_of
from jixiao.values.figures import read_figure
from jixiao.values.lists import list_unit
from jixiao.values.numerals import CHINESE_CHARS, read_number

_NUMBER = f"(?P<number>[0-9]+|[{CHINESE_CHARS}]+)"
_RANK = re.compile(rf"第{_NUMBER}\D*")
_TOP = re.compile(rf"前{_NUMBER}\D*")
_RATIO = re.compile(r"(?P<part>[0-9.]+):(?P<whole>[0-9.]+)")


def read_quantity(plain: str, start: int, end: int) -> QuantityNorm | None:
    """The count, measure or rank at ``plain[start:end]``, or None.

    `plain` is narrowed text. 万 and 亿 multiply; 前十 is a rank of ten at most;
    1.75:1 is 1.75 with the unit ratio. Ratios of three and places counted from
    the end cannot be read as one number and give None.

    >>> read_quantity("新增36.5万亩", 2, 8)
    QuantityNorm(value=Decimal('365000'), low=None, high=None, unit='亩', \
modifier=<Modifier.EXACT: 'exact'>)
    """
    body = compact(plain[start:end])
    special = _rank(body) or _ratio(body)
    if special:
        return special
    at_least = body.startswith("上")
    half = body.startswith("半")
    figure = read_figure("一" + body[1:] if half or at_least else body)
    if figure is None:
        return None
    unit = figure.unit or list_unit(plain, end)[1]
    factor = Decimal("0.5") if half else Decimal(1)
    value, low, high = (
        None if x is None else exact(x * factor) for x in (figure.value, figure.low, figure.high)
    )
    around = modifier_of(plain, start, end)
    if at_least:
        return QuantityNorm(value, low, high, unit, Modifier.AT_LEAST)
    modifier = figure.modifier if around is Modifier.EXACT else around
    return QuantityNorm(value, low, high, unit, modifier)


def _rank(body: str) -> QuantityNorm | None:
    if body == "首位":
        return QuantityNorm(Decimal(1), unit="rank")
    match = _RANK.fullmatch(body) or _TOP.fullmatch(body)
    value = read_number(match["number"]) if match else None
    if value is None:
        return None
    modifier = Modifier.AT_MOST if body[0] == "前" else Modifier.EXACT
    return QuantityNorm(value, unit="rank", modifier=modifier)


def _ratio(body: str) -> QuantityNorm | None:
    match = _RATIO.fullmatch(body)
    parts = [read_number(part) for part in match.groups()] if match else []
    if len(parts) != 2 or parts[0] is None or not parts[1]:
        return None
    quotient = parts[0] / parts[1]
    return QuantityNorm(exact(quotient), unit="ratio") if quotient * parts[1] == parts[0] else None
