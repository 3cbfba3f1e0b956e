"""Reading counts, measures and ranks."""

import re
from decimal import Decimal, getcontext

from jixiao.types import Modifier, QuantityNorm
from jixiao.values.context import compact, exact, modifier_of, strongest
from jixiao.values.figures import Figure, read_figure
from jixiao.values.grammar import CLOSES, CN_RANGE, GAP, PASSED, RANGE, SCALE_FIRST, TO, WORDLESS
from jixiao.values.lists import list_unit
from jixiao.values.numerals import CHINESE_CHARS, read_number
from jixiao.values.units import COUNTED, MEASURE

_CN_RANK = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# 第三届, 第5号, 第2次会议 name one of a kind and rank nothing.
_NAMES = "[届号批期条章节款项轮级类代版编册部页次方产季日]"
_MEETING = "(?:会|全|产|党|董|监|股)"
# One thing and two in a row (一批, 二次) are manners of speaking more than counts.
_COUNT = rf"""(?:(?<![第届{CHINESE_CHARS}几数])(?<!(?<!提)前)
    (?!{SCALE_FIRST}|一(?![十百千万亿至两])|二(?![十百千万亿至三])){CN_RANGE})"""
_RATIO_PART = r"[0-9]+(?:\.[0-9]+)?"
# The minutes of 8时30分 and the hour of 上午8点.
_CLOCK = "(?:(?<=[0-9][时点])[0-5]?[0-9]分|(?<=[午晨晚])[0-2]?[0-9]点)"
# 3个半月, 两年半: half a unit more.
_HALVED = rf"(?:个半(?:月|小时|学期)|[年天]半(?![载径])|{MEASURE})"
QUANTITY = rf"""
    (?:{WORDLESS}(?<!第)(?!{_CLOCK}|(?:19|20)[0-9]{{2}}[届级版款号]){RANGE}{GAP}{_HALVED}
    | (?<![第{CHINESE_CHARS}]){CN_RANGE}(?:年|个{GAP}?(?=半月|半小时|半学期))
        半(?![载径价数成])(?:月|小时|学期)?
    | (?<![0-9A-Za-z%])-{_RATIO_PART}{GAP}(?:℃|°C|摄氏度)
    | 第{GAP}[0-9]+{GAP}{TO}{GAP}第?[0-9]+(?:名|位)
    | 第{GAP}[0-9]+(?![0-9])(?:个|家|次(?!{_MEETING})|位|名|大|年)?(?!{GAP}{_NAMES})
    | 第{_CN_RANK}(?:个|家(?![园庭])|大(?!道)|次(?!{_MEETING})|所|座)
    | (?<![\n。；:])第{_CN_RANK}(?:位|名)?{CLOSES}
    | (?<!提)前(?:[0-9]{{1,3}}|{_CN_RANK})(?:位|名|强?{CLOSES})
    | 后(?:[0-9]{{1,3}}|{_CN_RANK})[位名]
    | (?<=[\u4e00-\u9fff])首位{CLOSES}
    | {WORDLESS}(?<!:){_RATIO_PART}(?::{_RATIO_PART}){{2,}}(?![0-9.:])
    | {WORDLESS}(?<!:){_RATIO_PART}:(?:1|[0-9]+\.[0-9]+)(?![0-9.:]|{GAP}[万亿元])
    | (?:(?<=[比例到至])|(?<=[比例]为)){_RATIO_PART}:{_RATIO_PART}(?![0-9.:]|{GAP}[万亿元])
    | {_COUNT}(?:(?<=[{CHINESE_CHARS}余多几来]{{3}}){MEASURE}|{COUNTED})
    | 一个(?:多?月|季度)|(?<![上下前后])半年(?=左右|以[上内]|时间)
    | (?<=[近超过用时仅])半(?:个月|年)|一年(?=内|时间|努力|以[上内])
    | (?:{PASSED}|上)[百千万亿]+{MEASURE})
"""

_HALF = re.compile(r"(?P<whole>.*[年个天])半(?P<unit>月|小时|学期)?")
_RANKS = re.compile(
    rf"第(?P<low>[0-9]+|[{CHINESE_CHARS}]+)[名位]?{TO}第?(?P<high>[0-9]+|[{CHINESE_CHARS}]+)[名位]?"
)
_FREEZING = re.compile(r"零下\s*$")
_NUMBER = f"(?P<number>[0-9]+|[{CHINESE_CHARS}]+)"
_RANK = re.compile(rf"第{_NUMBER}\D*")
_TOP = re.compile(rf"前{_NUMBER}\D*")
# 位 counts places of a ranking after these words, persons else.
_PLACED = re.compile(r"(?:[居列]|排名|排位|位次|位列|百强|升至|进至|跃至)[^，。；、0-9]{0,12}$")
_MOVED = re.compile("(?:升|降|移|进|退|跌|提高|提前)了?$")
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
    figure, extra = _half(body)
    if figure is None:
        return None
    unit = figure.unit or list_unit(plain, end)[1]
    sign = -1 if _FREEZING.search(plain, max(0, start - 4), start) else 1
    value, low, high = (
        None if x is None else exact(sign * (x + extra))
        for x in (figure.value, figure.low, figure.high)
    )
    around = modifier_of(plain, start, end)
    if unit == "位" and value is not None and _is_placed(plain, start):
        return QuantityNorm(value, unit="rank", modifier=around)
    modifier = Modifier.AT_LEAST if body.startswith("上") else figure.modifier
    return QuantityNorm(value, low, high, unit, strongest(around, modifier))


def _is_placed(plain: str, start: int) -> bool:
    """位 is a place, not the number of places that somebody moved (排名上升5位)."""
    placed = _PLACED.search(plain, max(0, start - 20), start)
    return bool(placed) and not _MOVED.search(plain, max(0, start - 6), start)


def _half(body: str) -> tuple[Figure | None, Decimal]:
    """The figure without its half, and the half: 半年, 两年半, 3个半月."""
    half = _HALF.fullmatch(body)
    if half and body[0] != "半":
        return read_figure(half["whole"] + (half["unit"] or "")), Decimal("0.5")
    if body.startswith("半"):
        return read_figure("一" + body[1:]), Decimal("-0.5")
    return read_figure("一" + body[1:] if body.startswith("上") else body), Decimal(0)


def _rank(body: str) -> QuantityNorm | None:
    if body == "首位":
        return QuantityNorm(Decimal(1), unit="rank")
    ranks = _RANKS.fullmatch(body)
    if ranks:
        low, high = read_number(ranks["low"]), read_number(ranks["high"])
        return QuantityNorm(None, low, high, "rank") if low and high else None
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
    written = len(quotient.as_tuple().digits) < getcontext().prec
    return QuantityNorm(exact(quotient), unit="ratio") if written else None
