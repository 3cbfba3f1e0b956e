from decimal import Decimal

import pytest

from jixiao.checks.printed import read


@pytest.mark.parametrize(
    ("text", "value", "percent", "countable", "half"),
    [
        ("2.8亿元", "280000000", False, False, "5000000"),
        ("370万元", "3700000", False, False, "5000"),
        ("1,234.50元", "1234.50", False, False, "0.005"),
        ("16.6％", "0.166", True, False, "0.0005"),
        ("66名", "66", False, True, "0"),
        ("1.22万人", "12200", False, True, "50"),
        ("四人", "4", False, True, "0"),
        ("0万元", "0", False, False, "0"),
        ("307.82 \n万元", "3078200", False, False, "50"),
    ],
)
def test_a_figure_stands_for_half_a_unit_of_its_last_place(text, value, percent, countable, half):
    shown = read(text, Decimal(value), percent=percent, countable=countable)
    assert shown.approx.high - shown.approx.value == Decimal(half)
    assert shown.value == Decimal(value)


def test_digits_that_do_not_give_the_value_are_not_trusted():
    assert read("3.2万元", Decimal("123.456"), percent=False, countable=False) is None


def test_rounding_is_half_up_and_truncation_is_told_apart():
    shown = read("65.63%", Decimal("0.6563"), percent=True, countable=False)
    assert shown.rounds(Decimal("0.65625"))
    assert not shown.rounds(Decimal("0.65624"))
    assert shown.truncates(Decimal("0.65639"))
    assert not shown.truncates(Decimal("0.65640"))


def test_values_are_shown_in_the_printed_unit():
    shown = read("473.76万元", Decimal(4737600), percent=False, countable=False)
    assert shown.show(Decimal("4737650")) == "473.765"
