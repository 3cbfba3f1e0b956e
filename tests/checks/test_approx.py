from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.checks.approx import Approx, total

NUMBERS = st.decimals(-1000, 1000, places=2)
HALVES = st.decimals(0, 1, places=2)


def test_half_units_of_all_parts_add_up():
    parts = [Approx.around(Decimal(n), Decimal("0.005")) for n in ("1.71", "-1.47")]
    assert total(parts) == Approx(Decimal("0.24"), Decimal("0.230"), Decimal("0.250"))


def test_the_empty_sum_is_exactly_zero():
    assert total([]) == Approx.exact(Decimal(0))


def test_a_divisor_that_may_be_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        Approx.exact(Decimal(1)) / Approx.around(Decimal(0), Decimal("0.5"))


@given(NUMBERS, HALVES, NUMBERS, HALVES, st.integers(0, 4), st.integers(0, 4))
def test_every_possible_operand_stays_in_the_range(left, dl, right, dr, i, j):
    a, b = Approx.around(left, dl), Approx.around(right, dr)
    x, y = a.low + (a.high - a.low) * i / 4, b.low + (b.high - b.low) * j / 4
    for exact, range_ in ((x + y, a + b), (x - y, a - b), (x * y, a * b)):
        assert range_.low <= exact <= range_.high
    if b.low > 0 or b.high < 0:
        quotient = a / b
        slack = Decimal("1e-20")
        assert quotient.low - slack <= x / y <= quotient.high + slack


@given(NUMBERS, HALVES, NUMBERS, HALVES)
def test_meeting_is_mutual(left, dl, right, dr):
    a, b = Approx.around(left, dl), Approx.around(right, dr)
    assert a.meets(b) == b.meets(a)
