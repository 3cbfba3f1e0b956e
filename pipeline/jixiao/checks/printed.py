"""How a figure is printed: its digits, its decimals, the unit it is printed in."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from jixiao.checks.approx import ZERO, Approx
from jixiao.decimals import plain

_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_SCALES = (("万亿", 12), ("千亿", 11), ("百亿", 10), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4))
_PERCENT_SCALES = (("‰", -3), ("基点", -4), ("倍", 0), ("番", 0), ("成", -1))
_FOUR_PLACES = Decimal("0.0001")
_LARGEST = Decimal(10) ** 24


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed: `number` × `scale` is its value, `places` its decimals.

    `exact` says that nothing was rounded away: a whole count, or a plain zero.
    """

    number: Decimal
    scale: Decimal
    places: int
    exact: bool

    @property
    def value(self) -> Decimal:
        """The value in the base unit: yuan, fraction, single things."""
        return self.number * self.scale

    @property
    def approx(self) -> Approx:
        """The value with the range that its printing leaves open."""
        if self.exact:
            return Approx.exact(self.value)
        return Approx.around(self.value, self._unit() / 2)

    def _unit(self) -> Decimal:
        return self.scale.scaleb(-self.places)

    def rounds(self, value: Decimal) -> bool:
        """Whether `value`, rounded half up to the printed places, is this figure."""
        return self._cut(value, ROUND_HALF_UP) == self.number

    def truncates(self, value: Decimal) -> bool:
        """Whether `value`, cut off after the printed places, is this figure."""
        return self._cut(value, ROUND_DOWN) == self.number

    def _cut(self, value: Decimal, how: str) -> Decimal:
        return (value / self.scale).quantize(Decimal(1).scaleb(-self.places), rounding=how)

    def show(self, value: Decimal) -> str:
        """`value` in the printed unit, at most four decimals, no trailing zeros."""
        return plain((value / self.scale).quantize(_FOUR_PLACES, rounding=ROUND_HALF_UP))


def read(text: str, value: Decimal, *, percent: bool, countable: bool) -> Printed | None:
    """How `text` prints `value`; None where digits and value do not fit together.

    `value` is in yuan, as a fraction, or in single things. `percent` says
    that the figure is a percentage; `countable` that it counts whole things,
    so that a figure without decimals and without 万 or 亿 is exact.

    >>> read("2.8亿元", Decimal(280000000), percent=False, countable=False).approx.low
    Decimal('275000000')
    """
    if not value.is_finite() or abs(value) > _LARGEST:
        return None
    flat = "".join(unicodedata.normalize("NFKC", text).split())
    digits = _DIGITS.search(flat)
    scale = _scale(flat, percent)
    places = len(digits.group(1) or "") if digits else 0
    number = value / scale
    if number != round(number, places):
        return None
    whole = places == 0 and scale == 1 and countable
    return Printed(number, scale, places, whole or value == ZERO)


def _scale(flat: str, percent: bool) -> Decimal:
    if percent:
        power = next((p for word, p in _PERCENT_SCALES if word in flat), -2)
        return Decimal(1).scaleb(power)
    if not any(char.isdigit() for char in flat):
        return Decimal(1)
    power = next((p for word, p in _SCALES if word in flat), 0)
    return Decimal(1).scaleb(power)
