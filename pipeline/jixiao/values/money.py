"""Reading amounts of money."""

import re
from decimal import Decimal

from jixiao.types import MoneyNorm
from jixiao.values.context import Context, compact, exact, modifier_of, strongest
from jixiao.values.figures import Figure, read_figure
from jixiao.values.grammar import (
    ARABIC,
    CN,
    CN_RANGE,
    FREE,
    GAP,
    LEVEL_ENDS,
    MIXED,
    MORE,
    NEGATIVE,
    PASSED,
    RANGE,
    SCALE_FIRST,
    SIGN,
    WORDLESS,
    any_of,
)
from jixiao.values.lists import list_unit
from jixiao.values.numerals import read_number
from jixiao.values.rates import denominator
from jixiao.values.tables import CENTS, CURRENCIES, SUBUNITS, SYMBOLS
from jixiao.values.units import COUNTABLE, CURRENCY

_SMALL_PART = rf"(?:(?:[0-9]+|{CN}+)角)?(?:(?:[0-9]+|{CN}+)分(?![之别]))?"
_YUAN = rf"(?:{CURRENCY}(?:{_SMALL_PART}整(?![体治合改个数理])|{_SMALL_PART})(?![级素旦]))"
# 3个亿, but not 126个亿元以上项目.
_CLOSED = r"(?=[，。；、！)”\s]|$|左右|以[上内]|的)"
_SYMBOL = rf"(?:(?<![A-Za-z]){any_of(SYMBOLS)})"
# 角 and 分 without 元; 三角洲, 五角星 and 12分 are no money.
_CHANGE = rf"""(?:{FREE}{ARABIC}角(?:[0-9]分)?(?![形度星落色钢])|{FREE}{ARABIC}分(?=钱)
    | (?<!{CN})[一二两三四五六七八九]角[一二三四五六七八九]分|(?<!{CN})(?!一分){CN}+分(?=钱))"""
MONEY = rf"""
    (?:{FREE}-?{_SYMBOL}{GAP}{RANGE}(?:{GAP}{_YUAN})?
    | {FREE}{SIGN}{RANGE}{GAP}{_YUAN}
    | {_CHANGE}
    | (?:{FREE}{ARABIC}|(?<!{CN}){CN}+){MORE}?个{GAP}亿(?:元(?![级以]))?(?!元|级|{CN}){_CLOSED}
    | (?<!{CN}){NEGATIVE}(?!{SCALE_FIRST}|一元){CN_RANGE}{_YUAN}
    | (?:{PASSED}|(?<=入))[百千万亿]+{_YUAN}{LEVEL_ENDS})
"""
# 50亿、100亿级 are scales of projects, not amounts.
_NO_LEVEL = rf"(?:[级元余多0-9百千万亿]|(?:、[0-9]+[万亿]+)+级|{GAP}{COUNTABLE})"
_MORE = "[余多]"
# An amount whose unit is left out: 突破百亿, 惠及76万群众.
SCALED = rf"""
    (?:{WORDLESS}{ARABIC}{_MORE}?{GAP}[百千]?[万亿]亿?{MIXED}{_MORE}?(?!{_NO_LEVEL})
    | {PASSED}[一二两三四五六七八九十百千]*[百千万]?[万亿](?!{_NO_LEVEL}){LEVEL_ENDS})
"""
# A number that is the whole of a table's cell; `cells` says whether it is money.
CELL = rf"(?:(?<!\S)-?{ARABIC}(?!\S))"

_LEADING_SYMBOL = re.compile(rf"(?P<sign>-?)(?P<symbol>{any_of(SYMBOLS)})")
_SMALL = re.compile(rf"([0-9.]+|{CN}+)([角分])")
_SMALL_ALONE = re.compile(f"(?:{_SMALL.pattern})+")


def read_money(plain: str, start: int, end: int, context: Context) -> MoneyNorm | None:
    """The amount at ``plain[start:end]`` in units of its currency, or None.

    `plain` is narrowed text. A number without any unit takes the unit of its
    list, then the header's (`context.money_unit`); a scale word alone means yuan.

    >>> read_money("约2.8亿元", 1, 6, Context())
    MoneyNorm(value=Decimal('280000000'), low=None, high=None, currency='CNY', \
modifier=<Modifier.APPROX: 'approx'>, per=None)
    """
    body, symbol = _without_symbol(compact(plain[start:end]).replace("个亿", "亿"))
    body, small = _without_small(body)
    figure = read_figure(body)
    scale, unit = list_unit(plain, end)
    if figure is None or (unit and "，" in plain[start:end]):
        return None  # in 100，200和300万元 the comma may part two numbers or three digits
    resolved = _resolve(figure, symbol, scale, unit or _currency_after(plain, end), context)
    if resolved is None:
        return None
    factor, currency = resolved
    value, low, high = (
        None if x is None else exact(x * factor) for x in (figure.value, figure.low, figure.high)
    )
    if small and value is not None:
        value = exact(value + small)
    modifier = strongest(modifier_of(plain, start, end), figure.modifier)
    return MoneyNorm(value, low, high, currency, modifier, denominator(plain, start, end))


def _without_symbol(body: str) -> tuple[str, str]:
    match = _LEADING_SYMBOL.match(body)
    if not match:
        return body, ""
    return match["sign"] + body[match.end() :], SYMBOLS[match["symbol"]]


def _currency_after(plain: str, end: int) -> str:
    """元 where 人民币 follows a number (300万人民币)."""
    return "元" if plain.startswith("人民币", end) else ""


def _without_small(body: str) -> tuple[str, Decimal]:
    """角 and 分 after 元 or alone, as a part of the amount."""
    if "元" not in body and _SMALL_ALONE.fullmatch(body):
        body = "0元" + body
    whole, yuan, rest = body.replace("圆", "元").partition("元")
    parts = _SMALL.findall(rest)
    total = sum(((read_number(n) or 0) * SUBUNITS[unit] for n, unit in parts), Decimal(0))
    return (whole + yuan if parts else body), total


def _resolve(
    figure: Figure, symbol: str, scale: str, unit: str, context: Context
) -> tuple[Decimal, str] | None:
    """Factor and currency of a figure whose own unit may be missing."""
    own = figure.unit.rstrip("整")
    if own in CENTS:
        return Decimal("0.01"), CENTS[own]
    if own:
        currency = CURRENCIES.get(own)
        return None if currency is None else (Decimal(1), symbol or currency)
    if symbol:
        return Decimal(1), symbol
    if unit in CURRENCIES:
        factor = read_number("一" + scale) if scale and not figure.scaled else None
        return factor or Decimal(1), CURRENCIES[unit]
    if figure.scaled:
        return Decimal(1), "CNY"
    return None if context.money_unit is None else (context.money_unit, "CNY")
