"""Numbers that name no single value: 几百, 三十几, 数千, 七八十, 三五."""

import re
from decimal import Decimal

from jixiao.values.numerals import read_number

_DIGIT = "一二两三四五六七八九"
_SOME = re.compile(r"(?P<head>.*)[几数](?P<small>[十百千]*)(?P<large>万?亿?)")
# Two digits that follow each other: 三四百, 十七八, 三十五六万; 三五 by custom.
_PAIR = re.compile(
    rf"(?P<head>|.*[十百千万亿])(?P<one>[{_DIGIT}])(?P<other>[{_DIGIT}])(?P<tail>[十百千万亿]*)"
)
_ORDER = {digit: place for place, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}


def read_vague(numeral: str) -> tuple[Decimal, Decimal] | None:
    """The least and the most that a vague numeral may mean, or None if it is none.

    几 and 数 stand for some digit: 几百万 lies between one and ten million, as
    三十几 lies between thirty and forty.

    >>> read_vague("几百万"), read_vague("七八十")
    ((Decimal('1000000'), Decimal('10000000')), (Decimal('70'), Decimal('80')))
    """
    some = _SOME.fullmatch(numeral)
    if some:
        return _some(some["head"], some["small"], some["large"])
    pair = _PAIR.fullmatch(numeral)
    return _pair(**pair.groupdict()) if pair else None


def _some(head: str, small: str, large: str) -> tuple[Decimal, Decimal] | None:
    base = read_number(head) if head else Decimal(0)
    step, factor = _scale(small), _scale(large)
    if base is None or step is None or factor is None:
        return None
    if not head:
        return step * factor, 10 * step * factor
    if base % (10 * step) or not base:
        return None
    low = base if step == 1 else base + step
    return low * factor, (base + 10 * step) * factor


def _pair(head: str, one: str, other: str, tail: str) -> tuple[Decimal, Decimal] | None:
    if _ORDER[other] - _ORDER[one] != 1 and (one, other) != ("三", "五"):
        return None
    low, high = read_number(head + one + tail), read_number(head + other + tail)
    return (low, high) if low is not None and high is not None and low < high else None


def _scale(word: str) -> Decimal | None:
    return read_number("一" + word) if word else Decimal(1)
