from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.types import Modifier
from jixiao.values.figures import read_figure


def test_a_single_number_keeps_its_unit():
    figure = read_figure("36.5万亩")
    assert (figure.value, figure.unit, figure.scaled) == (Decimal(365_000), "亩", True)


def test_the_scale_of_a_range_is_shared_only_where_the_order_allows_it():
    assert read_figure("10-20万元").low == 100_000
    assert read_figure("5000-1万元").low == 5000
    assert read_figure("5000元-1万元").low == 5000


def test_words_of_excess_inside_are_modifiers():
    assert read_figure("200余万元").modifier is Modifier.OVER
    assert read_figure("二十几家").modifier is Modifier.APPROX


@pytest.mark.parametrize("body", ["", "万", "元", "百百家", "12几家", "3--", "1.2.3元"])
def test_what_has_no_number_is_none_or_bare_scale(body):
    figure = read_figure(body)
    assert figure is None or figure.value == 10_000


@given(st.text(alphabet="0123456789.,-至几余多十百千万亿元家", max_size=20))
def test_reading_never_raises(body):
    read_figure(body)
