"""Exact decimals that know how finely they were printed.

A printed figure stands for every number that would have been printed so: half
a unit of its last place to either side. `Approx` carries that range through a
computation, so that the joint rounding of all operands bounds the result.
"""

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Approx:
    """A computed number and the least and greatest value its operands allow.

    >>> Approx.around(Decimal("0.23"), Decimal("0.005")) + Approx.exact(Decimal(1))
    Approx(value=Decimal('1.23'), low=Decimal('1.225'), high=Decimal('1.235'))
    """

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def exact(cls, value: Decimal) -> "Approx":
        """A number without rounding."""
        return cls(value, value, value)

    @classmethod
    def around(cls, value: Decimal, half: Decimal) -> "Approx":
        """A number rounded by at most `half`, in its own unit."""
        return cls(value, value - half, value + half)

    def __add__(self, other: "Approx") -> "Approx":
        return Approx(self.value + other.value, self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Approx":
        return Approx(-self.value, -self.high, -self.low)

    def __sub__(self, other: "Approx") -> "Approx":
        return self + -other

    def __mul__(self, other: "Approx") -> "Approx":
        corners = _corners(self, other)
        return Approx(self.value * other.value, min(corners), max(corners))

    def __truediv__(self, other: "Approx") -> "Approx":
        """The quotient; ZeroDivisionError where the divisor's range holds zero."""
        if other.low <= ZERO <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        inverse = Approx(1 / other.value, 1 / other.high, 1 / other.low)
        corners = _corners(self, inverse)
        return Approx(self.value / other.value, min(corners), max(corners))

    def meets(self, other: "Approx") -> bool:
        """Whether one number could stand behind both."""
        return self.low <= other.high and other.low <= self.high


def _corners(left: Approx, right: Approx) -> tuple[Decimal, ...]:
    return (
        left.low * right.low,
        left.low * right.high,
        left.high * right.low,
        left.high * right.high,
    )


def total(parts: "list[Approx] | tuple[Approx, ...]") -> Approx:
    """The sum of `parts`; exactly zero for none."""
    result = Approx.exact(ZERO)
    for part in parts:
        result += part
    return result
