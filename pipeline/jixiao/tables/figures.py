"""The number in a cell: which characters it is, and what it is worth under its heads."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.tables.roles import POINTS, RATES, ColumnWords, Role, counted_unit
from jixiao.types import Label, Modifier, MoneyNorm, PercentNorm, QuantityNorm, Span
from jixiao.values import Context, find, normalise
from jixiao.values.context import exact
from jixiao.values.numerals import narrow
from jixiao.values.tables import NO_MONEY_HEADS

Norm = MoneyNorm | PercentNorm | QuantityNorm

_SIGNS = {"≥": Modifier.AT_LEAST, "≧": Modifier.AT_LEAST, ">": Modifier.OVER}
_SIGNS |= {"≤": Modifier.AT_MOST, "≦": Modifier.AT_MOST, "=": Modifier.EXACT}
_CELL = re.compile(
    r"\s*(?P<sign>[≥≤≧≦>=]|大于等于|不低于|不少于|小于等于|不超过|不高于)?\s*"
    r"(?P<figure>(?P<number>[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d+(?:\.\d+)?)"
    r"(?P<unit>\s*(?:[%‰]|[^\W\d_]{1,5}(?:/[^\W\d_]{1,3})?))?)\s*"
)
_WORDS = {"大于等于": Modifier.AT_LEAST, "不低于": Modifier.AT_LEAST, "不少于": Modifier.AT_LEAST}
_WORDS |= {"小于等于": Modifier.AT_MOST, "不超过": Modifier.AT_MOST, "不高于": Modifier.AT_MOST}
_NO_MONEY = re.compile(NO_MONEY_HEADS)
_MONEY = re.compile(r"([十百千万亿]*)元")
_FACTORS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
#: Above this a bare rate is one in percent; a rate of 1 may be either.
_PERCENT_FROM = Decimal("1.5")
_SCALED = re.compile(r"([十百千万亿]+)(?=[^\W\d_十百千万亿])")


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A number, its place without comparing sign, and its value.

    `norm` is None, and so is its `label`, where nothing says what it counts.
    `own_unit` is true where the cell itself prints the unit, `places` are the
    decimals it prints, `number` is the number as printed.
    """

    place: Span
    norm: Norm | None
    number: Decimal
    places: int
    own_unit: bool

    @property
    def label(self) -> Label | None:
        """The label of its mention."""
        return None if self.norm is None else _LABELS[type(self.norm)]


def cell_figure(
    text: str, place: Span, column: ColumnWords, row_name: str, unit: Decimal | None
) -> CellFigure | None:
    """The figure that is all of a cell, None where there is none.

    `unit` is the yuan in one unit of a bare amount. Money is in yuan, rates
    are fractions, counts are in the unit that their cell or head gives.
    """
    found = _CELL.fullmatch(narrow(text[place.start : place.end]))
    if found is None or column.role is Role.NONE:
        return None
    start, end = place.start + found.start("figure"), place.start + found.end("figure")
    digits = found["number"].replace(",", "").replace("−", "-")
    modifier = _modifier(found["sign"])
    number = Decimal(digits)
    norm = (
        _printed(text, Span(start, end), modifier)
        if found["unit"]
        else _bare(_Bare(number, modifier), column, row_name, unit)
    )
    if norm is None and found["unit"]:
        return None
    places = len(digits.partition(".")[2])
    return CellFigure(Span(start, end), norm, number, places, bool(found["unit"]))


_LABELS = {MoneyNorm: Label.MONEY, PercentNorm: Label.PERCENT, QuantityNorm: Label.QUANTITY}


def _modifier(sign: str | None) -> Modifier:
    return _SIGNS.get(sign or "=") or _WORDS[sign or ""]


def _printed(text: str, place: Span, modifier: Modifier) -> Norm | None:
    """The value of a number with its unit beside it, None for a date or an unknown unit."""
    surface = place.of(text)
    found = find(surface)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(surface)):
        return None
    norm = normalise(surface, 0, len(surface), Label(str(found[0].label)), Context())
    if isinstance(norm, MoneyNorm | PercentNorm | QuantityNorm) and norm.value is not None:
        return replace(norm, modifier=modifier)
    return None


@dataclass(frozen=True, slots=True)
class _Bare:
    """A number without a unit, and how close it is to the true one."""

    number: Decimal
    modifier: Modifier

    def money(self, unit: Decimal) -> MoneyNorm:
        return MoneyNorm(exact(self.number * unit), modifier=self.modifier)

    def rate(self, power: int) -> PercentNorm:
        return PercentNorm(exact(self.number.scaleb(power)), modifier=self.modifier)

    def counted(self, unit: str) -> QuantityNorm:
        """A count in the unit of its head; 万户 counts by ten thousand."""
        scale = _SCALED.match(unit)
        power = _power(scale[1]) if scale else 0
        word = unit[scale.end() :] if scale else unit
        return QuantityNorm(exact(self.number.scaleb(power)), unit=word, modifier=self.modifier)


def _bare(bare: _Bare, column: ColumnWords, row: str, unit: Decimal | None) -> Norm | None:
    """The value of a number without a unit, by its heads."""
    if column.role in RATES or column.unit in {"%", "‰"}:
        return _rate(bare, column)
    if column.role in POINTS:
        return bare.counted("分")
    money = _MONEY.fullmatch(column.unit or "")
    if money:
        return bare.money(Decimal(1).scaleb(_power(money[1])))
    counted = column.unit or counted_unit(column.measure) or counted_unit(row)
    if counted:
        return bare.counted(counted)
    other = _NO_MONEY.search(column.measure) or _NO_MONEY.search(row)
    if unit is None or other or column.role in {Role.TARGET, Role.REACHED}:
        return None
    return bare.money(unit)


def _rate(bare: _Bare, column: ColumnWords) -> PercentNorm | None:
    """A rate printed without %; one of 1 may be all of it or a hundredth."""
    if column.unit == "‰":
        return bare.rate(-3)
    if column.unit == "%" or abs(bare.number) > _PERCENT_FROM or not bare.number:
        return bare.rate(-2)
    return None


def _power(scale: str) -> int:
    return sum(_FACTORS[word] for word in scale)
