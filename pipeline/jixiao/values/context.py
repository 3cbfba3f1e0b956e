"""What surrounds a figure: report year, header units, modifiers, its clause."""

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.types import DateNorm, Modifier
from jixiao.values.numerals import narrow
from jixiao.values.tables import AFTER, BEFORE

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


_LINK = r"(?:了|到|达|达到|为|至|人民币|额|奖励|补助|补贴|给予|可|占|合)?\s*"
_BEFORE = re.compile(
    "(?:"
    + "|".join(f"(?P<{modifier.name}>{_before(words)})" for modifier, words in BEFORE.items())
    + f"){_LINK}$"
)
_PER = r"(?:\s*[/／每][^\s，。；、以左]{1,5})?"
_AFTER = re.compile(
    rf"\s*{_PER}\s*(?:"
    + "|".join(f"(?P<{modifier.name}>{'|'.join(words)})" for modifier, words in AFTER.items())
    + ")"
)
# 突破3项关键技术 breaks through techniques; nothing is exceeded.
_BROKEN = re.compile(r"[^，。；、]{0,14}(?:技术|难题|瓶颈|难点|堵点|成果)")


def modifier_of(text: str, start: int, end: int) -> Modifier:
    """The modifier that the words around ``text[start:end]`` give it, exact if none.

    >>> modifier_of("投入不低于300万元", 5, 10)
    <Modifier.AT_LEAST: 'at_least'>
    """
    before = _BEFORE.search(text, max(0, start - 12), start)
    after = _AFTER.match(text, end)
    if before and before[0].strip() == "突破" and _BROKEN.match(text, end):
        before = None
    for match in (before, after):
        if match and match.lastgroup:
            return Modifier[match.lastgroup]
    return Modifier.EXACT
