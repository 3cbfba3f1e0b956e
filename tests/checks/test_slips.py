from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.checks.printed import Printed
from jixiao.checks.slips import explain_quotient, explain_sum, variants


def money(text):
    number = Decimal(text)
    return Printed(number, Decimal(10_000), max(0, -number.as_tuple().exponent), exact=False)


def percent(text):
    number = Decimal(text)
    return Printed(number, Decimal("0.01"), max(0, -number.as_tuple().exponent), exact=False)


def share(values):
    return values[0] / values[1]


def test_a_slip_changes_a_digit_two_neighbours_or_the_unit():
    meant = {value / 10_000 for value in variants(money("56.52"))}
    assert {Decimal("55.52"), Decimal("65.52"), Decimal("56.25"), Decimal("565200")} <= meant
    assert Decimal("55.62") in meant
    assert not {Decimal("56.52"), Decimal("57.62"), Decimal("5.652")} & meant


@given(st.integers(1, 10**9), st.integers(0, 3))
def test_no_figure_is_a_slip_of_itself(digits, places):
    shown = Printed(Decimal(digits).scaleb(-places), Decimal(1), places, exact=False)
    assert shown.value not in set(variants(shown))


@pytest.mark.parametrize(
    ("parts", "whole", "explained"),
    [
        (["6688.59", "7439.56"], "14328.15", True),
        (["764.20", "1554.40"], "2138.60", True),
        # the rest may be left out, and is no slip
        (["764.20", "1554.40"], "3127.35", False),
        # short figures miss by one digit so often that it proves nothing
        (["30", "20"], "70", False),
        (["83.4", "0"], "83.9", False),
    ],
)
def test_one_slip_explains_a_sum_of_long_figures(parts, whole, explained):
    assert explain_sum([money(part) for part in parts], money(whole)) is explained


@pytest.mark.parametrize(
    ("part", "whole", "stated", "explained"),
    [
        ("26418.50", "30636.00", "86.32", True),
        ("26418.50", "36036.00", "86.23", True),
        ("26418.50", "30636.00", "41.77", False),
        # three digits fit by chance, unless one figure is in 亿 for 万
        ("5316.70", "5655", "94.5", False),
        ("5316.70", "56550000", "94.0", True),
        ("5316.70", "56550000", "94", False),
    ],
)
def test_one_slip_explains_a_share(part, whole, stated, explained):
    terms = [money(part), money(whole)]
    assert explain_quotient(percent(stated), terms, share) is explained
