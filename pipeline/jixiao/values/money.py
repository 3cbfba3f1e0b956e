"""Reading amounts of money."""

import re
from decimal import Decimal

from jixiao.types import Modifier, MoneyNorm
from jixiao.values.context import Context, compact, exact, modifier_of
from jixiao.values.figures import Figure, read_figure
from jixiao.values.grammar import (
    ARABIC,
    CN,
    CN_RANGE,
    FREE,
    GAP,
    LEVEL_ENDS,
    MORE,
    PASSED,
    RANGE,
    SIGN,
    WORDLESS,
)
from jixiao.values.lists import list_unit
from jixiao.values.numerals import read_number
from jixiao.values.tables import AVERAGES, CURRENCIES, DENOMINATORS, SUBUNITS, SYMBOLS
from jixiao.values.units import COUNTABLE, CURRENCY

_SMALL_PART = rf"(?:(?:[0-9]+|{CN}+)角)?(?:(?:[0-9]+|{CN}+)分(?![之别]))?"
_YUAN = rf"(?:{CURRENCY}(?:{_SMALL_PART}整(?![体治合改个数理])|{_SMALL_PART})(?![级素旦]))"
_SYMBOL = "[" + re.escape("".join(SYMBOLS)) + "]"
MONEY = rf"""
    (?:{FREE}-?{_SYMBOL}{GAP}{RANGE}(?:{GAP}{_YUAN})?
    | {FREE}{SIGN}{RANGE}{GAP}{_YUAN}
    | (?<!{CN})(?![百千万亿]|一元){CN_RANGE}{_YUAN}
    | (?:{PASSED}|(?<=入))[百千万亿]+{_YUAN}{LEVEL_ENDS})
"""
# 50亿、100亿级 are scales of projects, not amounts.
_NO_LEVEL = rf"(?:[级元余多]|(?:、[0-9]+[万亿]+)+级|{GAP}{COUNTABLE})"
# An amount whose unit is left out: 突破百亿, 惠及76万群众.
SCALED = rf"""
    (?:{WORDLESS}{ARABIC}{MORE}?{GAP}[百千]?[万亿]亿?{MORE}?(?!{_NO_LEVEL})
    | {PASSED}[一二两三四五六七八九十百千]*[百千万]?[万亿](?!{_NO_LEVEL}){LEVEL_ENDS})
"""
# A number in a table's cell, as accounts print it.
CELL = r"(?:(?<!\S)-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|[0-9]+\.[0-9]{2})(?!\S))"

_ALTERNATIVES = "|".join(sorted(map(re.escape, DENOMINATORS), key=len, reverse=True))
_PER_AFTER = re.compile(rf"\s*(?:[/／]\s*(?:{_ALTERNATIVES}))+")
_PER_EACH = re.compile(rf"(?:每(?:一)?(?:{_ALTERNATIVES}))+")
_EACH_BEFORE = re.compile(rf"((?:每(?:一)?(?:{_ALTERNATIVES}))+)[^，。；：0-9]{{0,12}}$")
_AVERAGE = re.compile(rf"({'|'.join(AVERAGES)})[^，。；：0-9]{{0,20}}$")
_UNIT = re.compile(_ALTERNATIVES)
_SMALL = re.compile(rf"([0-9]+|{CN}+)([角分])")


def read_money(plain: str, start: int, end: int, context: Context) -> MoneyNorm | None:
    """The amount at ``plain[start:end]`` in units of its currency, or None.

    `plain` is narrowed text. A number without any unit takes the unit of its
    list, then the header's (`context.money_unit`); a scale word alone means yuan.

    >>> read_money("约2.8亿元", 1, 6, Context())
    MoneyNorm(value=Decimal('280000000'), low=None, high=None, currency='CNY', \
modifier=<Modifier.APPROX: 'approx'>, per=None)
    """
    body, symbol = _without_symbol(compact(plain[start:end]))
    body, small = _without_small(body)
    figure = read_figure(body)
    if figure is None:
        return None
    resolved = _resolve(figure, symbol, *list_unit(plain, end), context)
    if resolved is None:
        return None
    factor, currency = resolved
    value, low, high = (
        None if x is None else exact(x * factor) for x in (figure.value, figure.low, figure.high)
    )
    if small and value is not None:
        value = exact(value + small)
    around = modifier_of(plain, start, end)
    modifier = figure.modifier if around is Modifier.EXACT else around
    per = _per(plain, start, end)
    return MoneyNorm(value, low, high, currency, modifier, per)


def _without_symbol(body: str) -> tuple[str, str]:
    for symbol, currency in SYMBOLS.items():
        if symbol in body[:2]:
            return body.replace(symbol, "", 1), currency
    return body, ""


def _without_small(body: str) -> tuple[str, Decimal]:
    """角 and 分 after 元, as a part of the amount."""
    whole, yuan, rest = body.replace("圆", "元").partition("元")
    parts = _SMALL.findall(rest)
    total = sum(((read_number(n) or 0) * SUBUNITS[unit] for n, unit in parts), Decimal(0))
    return (whole + yuan if parts else body), total


def _resolve(
    figure: Figure, symbol: str, scale: str, unit: str, context: Context
) -> tuple[Decimal, str] | None:
    """Factor and currency of a figure whose own unit may be missing."""
    own = figure.unit.rstrip("整")
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


def _per(plain: str, start: int, end: int) -> str | None:
    after = _PER_AFTER.match(plain, end) or _PER_EACH.match(plain, end)
    if after:
        return "·".join(_UNIT.findall(after[0]))
    before = _EACH_BEFORE.search(plain, max(0, start - 24), start)
    if before:
        return "·".join(_UNIT.findall(before[1]))
    average = _AVERAGE.search(plain, max(0, start - 30), start)
    return AVERAGES[average[1]] if average else None
