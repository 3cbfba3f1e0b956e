"""Reading the number and the unit out of a figure's characters."""

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.types import Modifier
from jixiao.values.grammar import TO
from jixiao.values.numerals import CHINESE_CHARS, read_number
from jixiao.values.vague import read_vague

# 千 before 瓦 or 克 and 百 in 百分点 belong to the unit, 点 after the number does too.
_PLACED = re.sub("[百千]", "", CHINESE_CHARS)
_CN = rf"(?:[{_PLACED}几数]|千(?![瓦米克伏帕卡赫焦])|百(?!分[点之]))"
_NUMERAL = rf"[-负]?(?:[0-9][0-9,.]*|{_CN})(?:[0-9,.余多来]|点(?=[0-9]|{_CN})|{_CN})*"
_WORDS = r"\-—–‑~至到"
_FIGURE = re.compile(
    rf"(?P<low>{_NUMERAL})(?P<low_unit>个?百分点|[^0-9{CHINESE_CHARS}{_WORDS}]*)"
    rf"(?:{TO}(?P<high>{_NUMERAL}))?(?P<unit>[^0-9{_WORDS}]*)"
)
_SCALE = re.compile("[十百千万亿]+$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or range as written, its unit not yet applied.

    `value` is None for a range. `modifier` is what stands inside the figure
    (余, 多, 来, 几); `scaled` says whether a scale word (万, 亿) does.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    modifier: Modifier
    scaled: bool


def read_figure(compacted: str) -> Figure | None:
    """The number, range and unit of `compacted` (see `context.compact`), or None.

    >>> read_figure("10-20万元")
    Figure(value=None, low=Decimal('100000'), high=Decimal('200000'), unit='元', \
modifier=<Modifier.EXACT: 'exact'>, scaled=True)
    """
    match = _FIGURE.fullmatch(compacted)
    if not match:
        return None
    if match["high"]:
        return _range(match["low"], match["low_unit"], match["high"], match["unit"])
    return _single(match["low"], match["low_unit"] + match["unit"])


def _single(numeral: str, unit: str) -> Figure | None:
    plain = re.sub("[余多来]", "", numeral)
    scaled = bool(_SCALE.search(plain))
    vague = read_vague(plain)
    if vague:
        return Figure(None, *vague, unit, Modifier.APPROX, scaled)
    value = read_number(plain)
    if value is None:
        return None
    modifier = Modifier.OVER if plain != numeral else Modifier.EXACT
    return Figure(value, None, None, unit, Modifier.APPROX if "来" in numeral else modifier, scaled)


def _range(low: str, low_unit: str, high: str, unit: str) -> Figure | None:
    first, second = _single(low, low_unit), _single(high, unit)
    if first is None or second is None or first.value is None or second.value is None:
        return None
    least, most = first.value, second.value
    scale = _SCALE.search(high)
    if scale and not first.scaled and not low_unit:
        coefficient = read_number(high[: scale.start()])
        factor = read_number("一" + scale[0])
        # 10-20万 shares its 万, 5000至1万 does not.
        if coefficient is not None and factor is not None and least <= coefficient:
            least *= factor
    over = Modifier.OVER in (first.modifier, second.modifier)
    return Figure(None, least, most, unit, Modifier.OVER if over else Modifier.EXACT, second.scaled)
