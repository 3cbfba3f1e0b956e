"""The number in a cell, and what it is worth under its heads."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.tables.figures import cell_figure
from jixiao.tables.roles import column_words
from jixiao.types import Label, Modifier, Span


def figure(cell, head, row="办公费", unit=None):
    return cell_figure(cell, Span(0, len(cell)), column_words([head]), row, unit)


WAN = Decimal(10_000)


@pytest.mark.parametrize(
    ("cell", "head", "label", "value"),
    [
        ("1,234.50", "决算数", Label.MONEY, "12345000"),
        ("-2.50", "增减额", Label.MONEY, "-25000"),
        ("3.2", "投资（亿元）", Label.MONEY, "320000000"),
        ("5万元", "金额", Label.MONEY, "50000"),
        ("96.25%", "执行率", Label.PERCENT, "0.9625"),
        ("96.25", "执行率", Label.PERCENT, "0.9625"),
        ("-13.37", "增减率(%)", Label.PERCENT, "-0.1337"),
        ("9.5", "得分", Label.QUANTITY, "9.5"),
        ("47", "小区（个）", Label.QUANTITY, "47"),
        ("1.31", "户数（万户）", Label.QUANTITY, "13100"),
        ("12", "在编人数", Label.QUANTITY, "12"),
        ("3200亩", "年度指标值", Label.QUANTITY, "3200"),
    ],
)
def test_a_cell_is_worth_what_its_heads_say(cell, head, label, value):
    found = figure(cell, head, unit=WAN)
    assert found.label is label
    assert found.norm.value == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "modifier"), [("≥95%", Modifier.AT_LEAST), ("不超过95%", Modifier.AT_MOST)]
)
def test_a_comparing_sign_is_outside(cell, modifier):
    found = figure(cell, "年度指标值")
    assert found.place.of(cell) == "95%"
    assert found.norm.modifier is modifier


@pytest.mark.parametrize(
    ("cell", "head"), [("1", "执行率"), ("12", "年度指标值"), ("318", "合计")], ids=str
)
def test_a_bare_number_that_nothing_explains_has_no_value(cell, head):
    found = figure(cell, head)
    assert found.norm is None
    assert found.number == Decimal(cell)


@pytest.mark.parametrize("cell", ["", "-", "约3万元左右", "2023-05", "已完成", "10月底前"])
def test_what_is_no_figure_alone_is_none(cell):
    assert figure(cell, "决算数", unit=WAN) is None


def test_a_column_of_remarks_has_no_figures():
    assert figure("3", "备注", unit=WAN) is None


@given(st.decimals(-(10**9), 10**9, places=2))
def test_amounts_come_back_as_they_were_printed(value):
    found = figure(f"{value:,}", "决算数", unit=Decimal(1))
    assert found.norm.value == value
    assert found.places == 2
