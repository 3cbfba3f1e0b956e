"""Reading shares, rates and growth figures."""

import re
from decimal import Decimal

from jixiao.types import Modifier, PercentNorm
from jixiao.values.context import compact, exact, modifier_of, strongest
from jixiao.values.figures import read_figure
from jixiao.values.grammar import (
    AMOUNT,
    ARABIC,
    CN,
    CN_RANGE,
    FREE,
    GAP,
    NEGATIVE,
    SIGN,
    TO,
)
from jixiao.values.lists import list_unit
from jixiao.values.numerals import CHINESE_CHARS, read_number
from jixiao.values.units import DISCOUNT, SHARE_UNIT, TENTH

_ENDS = r"(?=[，。、；)]|$)"
_PART = rf"(?:{ARABIC}|{CN}+(?:点{CN}+)?)"
_DIGIT = "[一二三四五六七八九]"
PERCENT = rf"""
    (?:{FREE}{SIGN}(?:{ARABIC}[%个]?{GAP}{TO}{GAP}-?)?{AMOUNT}{GAP}{SHARE_UNIT}
    | (?<![0-9A-Za-z.])[1-9](?:\.[0-9])?(?:{TO}[1-9])?{TENTH}
    | (?<!{CN})[一二两三四五六七八九](?:点{CN}+|{_DIGIT})?(?:{TO}{_DIGIT})?{TENTH}
    | (?<![0-9A-Za-z.第])(?:[1-9](?:\.[0-9]|[0-9])?{TO})?[1-9](?:\.[0-9]|[0-9])?{DISCOUNT}
    | (?<![第不{CHINESE_CHARS}]){_DIGIT}(?:{_DIGIT}|{TO}{_DIGIT})?{DISCOUNT}
    | {NEGATIVE}[百千万]分之{_PART}(?:{TO}(?:[百千万]分之)?{_PART})?
    | (?<!{CN})[一二三四五六七八九十]+分之[一二三四五六七八九十]+
    | (?<!{CN}){CN_RANGE}(?:倍(?![增率数速])|个百分点|个?基点)
    | (?<=[近占达超减破缩少省为降到约过])一半(?![是以]前)|一半(?=以[上下]|左右)
    | (?<![0-9/.])[1-9]/[2-9](?![0-9/.])(?=以|的|[，。；、)]|$)
    | 翻(?:了)?[两一二三四五0-9]?[番倍]|减半(?!径)
    | (?<=[实现年均比期])倍增{_ENDS})
"""

_HUNDREDTH = Decimal("0.01")
_PLACES = Decimal("0.0000000001")
# Unit → value of one, unit of the reading.
_UNITS = {
    "%": (_HUNDREDTH, "fraction"),
    "‰": (Decimal("0.001"), "fraction"),
    "百分点": (_HUNDREDTH, "pp"),
    "点": (_HUNDREDTH, "pp"),
    "基点": (Decimal("0.0001"), "pp"),
    "BP": (Decimal("0.0001"), "pp"),
    "成": (Decimal("0.1"), "fraction"),
    "折": (Decimal("0.1"), "fraction"),
    "倍": (Decimal(1), "fraction"),
}
_WORDS = {"一半": Decimal("0.5"), "减半": Decimal("0.5"), "倍增": Decimal(1)}
_OF = re.compile(r"(?P<sign>负?)(?P<whole>\w+)分之(?P<part>.+)")
_SLASH = re.compile(r"(?P<part>[0-9]+)/(?P<whole>[0-9]+)")
_TURN = re.compile(r"翻了?(?P<times>[一两二三四五0-9]?)(?P<kind>[番倍])")


def read_percent(plain: str, start: int, end: int) -> PercentNorm | None:
    """The share at ``plain[start:end]`` as a fraction or in points (pp), or None.

    `plain` is narrowed text. A factor reads as a number of times (增长2.7倍 is
    2.7), a doubling as what it adds (翻两番 is 3), 八折 as the 0.8 that is left.
    Parts that no decimal writes (三分之一) are rounded half even to ten places.

    >>> read_percent("提高3.2个百分点", 2, 9)
    PercentNorm(value=Decimal('0.032'), low=None, high=None, unit='pp', \
modifier=<Modifier.EXACT: 'exact'>)
    """
    body = compact(plain[start:end])
    around = modifier_of(plain, start, end)
    if "分之" in body and re.search(TO, body):
        return _range_in_words(body, around)
    whole = _in_words(body)
    if whole is not None:
        return PercentNorm(exact(whole), modifier=around)
    half = body.endswith("半")
    # 三五折 is a price, not three or five.
    spelt = body.removesuffix("半").replace("三五折", "35折")
    figure = read_figure(re.sub("%(?=.*%)", "", spelt))
    if figure is None:
        return None
    unit = _unit(figure.unit) or _unit(list_unit(plain, end)[1])
    if unit is None:
        return None
    factor, name = unit
    if figure.unit == "折" and figure.value is not None and figure.value >= 10:
        factor /= 10  # 85折 and 八五折 are 8.5折
    extra = factor / 2 if half else Decimal(0)
    value, low, high = (
        None if x is None else exact(x * factor + extra)
        for x in (figure.value, figure.low, figure.high)
    )
    return PercentNorm(value, low, high, name, strongest(around, figure.modifier))


def _unit(word: str) -> tuple[Decimal, str] | None:
    return _UNITS.get(word.removeprefix("个").upper().removesuffix("S"))


def _in_words(body: str) -> Decimal | None:
    """Shares that are no number with a unit: 一半, 三分之一, 翻两番."""
    if body in _WORDS:
        return _WORDS[body]
    turn = _TURN.fullmatch(body)
    if turn:
        return _turned(turn["times"], turn["kind"])
    match = _OF.fullmatch(body) or _SLASH.fullmatch(body)
    if not match:
        return None
    whole, part = read_number(match["whole"]), read_number(match["part"])
    if part is None or not whole:
        return None
    share = (part / whole).quantize(_PLACES)
    return -share if match.groupdict().get("sign") else share


def _range_in_words(body: str, around: Modifier) -> PercentNorm | None:
    """百分之四到五: the second number may leave 百分之 unsaid."""
    first, _, second = re.sub(TO, "至", body, count=1).partition("至")
    if "分之" not in second:
        second = first.partition("分之")[0] + "分之" + second
    low, high = _in_words(first), _in_words(second)
    if low is None or high is None:
        return None
    return PercentNorm(None, exact(low), exact(high), modifier=around)


def _turned(times: str, kind: str) -> Decimal | None:
    count = read_number(times) if times else Decimal(1)
    if count is None or kind == "倍":
        return count
    return Decimal(2 ** int(count) - 1)
