"""What surrounds a figure: report year, header units, modifiers, its clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.types import DateNorm, Modifier
from jixiao.values.numerals import narrow
from jixiao.values.tables import AFTER, BEFORE

_SCALES = frozenset("百千万亿")
# No cue of a figure stands further away than this many characters.
REACH = 60


@dataclass(frozen=True, slots=True)
class Context:
    """What a figure cannot say itself.

    `year` is the report's year, `money_unit` the yuan in one unit of a table's
    header (10000 for 单位：万元), `last_date` the last period named before.
    """

    year: int | None = None
    money_unit: Decimal | None = None
    last_date: DateNorm | None = None


def exact(value: Decimal) -> Decimal:
    """`value` without trailing zeros and without an exponent.

    >>> exact(Decimal("20137300.00"))
    Decimal('20137300')
    """
    trimmed = value.normalize()
    return trimmed.quantize(Decimal(1)) if int(trimmed.as_tuple().exponent) > 0 else trimmed


def compact(surface: str) -> str:
    """`surface` narrowed and without whitespace, for reading.

    >>> compact("１２．５ 万元")
    '12.5万元'
    """
    return re.sub(r"\s", "", narrow(surface)).replace("，", ",")


def _before(words: dict[str, str]) -> str:
    ordered = sorted(words.items(), key=lambda item: len(item[0]), reverse=True)
    return "|".join((f"(?<![{bar}])" if bar else "") + re.escape(w) for w, bar in ordered)


_RISE_OR_FALL = "(?:同比|环比)?(?:增长|增加|提高|提升|上升|上涨|下降|减少|降低|回落)"
_LINK = rf"(?:{_RISE_OR_FALL}|达到?|[了到为至额可占合需有]|人民币|奖励|补助|补贴|给予|折合|\s)*"
_BEFORE = re.compile(
    "(?:"
    + "|".join(f"(?P<{modifier.name}>{_before(words)})" for modifier, words in BEFORE.items())
    + f"){_LINK}$"
)
_PER = r"(?:\s*[/／每][^\s，。；、以左]{1,5})?"
_INCLUDED = r"(?:\((?:不?含|包括)[^()]{0,12}\)|\s)*"
_AFTER = re.compile(
    rf"{_INCLUDED}{_PER}{_INCLUDED}(?:"
    + "|".join(f"(?P<{modifier.name}>{'|'.join(words)})" for modifier, words in AFTER.items())
    + ")"
)
# 突破3项关键技术 breaks through techniques; nothing is exceeded.
_BROKEN = re.compile(r"[^，。；、]{0,14}(?:技术|难题|瓶颈|难点|堵点|成果)")
# 上百家, 上千万元: not less; 迈上百亿元台阶 is a level that was reached.
_UPWARD = re.compile("(?<![迈站登跃跨以])上$")
_STRENGTH = {
    Modifier.EXACT: 0,
    Modifier.APPROX: 1,
    Modifier.NEARLY: 2,
    Modifier.OVER: 2,
    Modifier.AT_LEAST: 3,
    Modifier.AT_MOST: 3,
}


def modifier_of(text: str, start: int, end: int) -> Modifier:
    """The modifier that the words around ``text[start:end]`` give it, exact if none.

    Of several (不超过约, 约…以上) the one that says most counts, see `strongest`.

    >>> modifier_of("投入不低于300万元", 5, 10)
    <Modifier.AT_LEAST: 'at_least'>
    """
    found = list(_modifiers_before(text, start, end))
    after = _AFTER.match(text, end)
    if after and after.lastgroup:
        found.append(Modifier[after.lastgroup])
    return strongest(*found)


def _modifiers_before(text: str, start: int, end: int) -> Iterator[Modifier]:
    """From the figure outwards: 约 and then 不超过 of 不超过约."""
    if text[start : start + 1] in _SCALES and _UPWARD.search(text, max(0, start - 2), start):
        yield Modifier.AT_LEAST
    while match := _BEFORE.search(text, max(0, start - 16), start):
        name = match.lastgroup
        if not name or (match[name] == "突破" and _BROKEN.match(text, end)):
            return
        yield Modifier[name]
        start = match.start()


def strongest(*modifiers: Modifier) -> Modifier:
    """The modifier that says most: a bound before over and nearly, those before approx.

    The first of two that say as much; exact if there is none.

    >>> strongest(Modifier.APPROX, Modifier.AT_MOST)
    <Modifier.AT_MOST: 'at_most'>
    """
    return max(modifiers, key=_STRENGTH.__getitem__, default=Modifier.EXACT)
