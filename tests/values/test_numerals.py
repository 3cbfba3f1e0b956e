"""Reading and writing numbers in every numeral system."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.values import (
    format_capital,
    format_chinese,
    format_full_width,
    format_grouped,
    format_mixed,
    read_number,
)
from jixiao.values.numerals import narrow

READINGS = {
    "0": "0",
    "1,234,567.89": "1234567.89",
    "１２，３４５．６": "12345.6",
    "1 234.5": "1234.5",
    "12.\n5": "12.5",
    "-3.5": "-3.5",
    "－３": "-3",
    "负十二": "-12",
    "零": "0",
    "〇": "0",
    "两": "2",
    "十": "10",
    "十五": "15",
    "廿三": "23",
    "卅": "30",
    "一百零二": "102",
    "一百二": "120",
    "一百一十": "110",
    "三千五": "3500",
    "三千零五": "3005",
    "三万五": "35000",
    "一万零五百": "10500",
    "二十万零三": "200003",
    "三千二百一十七点五": "3217.5",
    "零点零五": "0.05",
    "二点五亿": "250000000",
    "百": "100",
    "千亿": "100000000000",
    "万亿": "1000000000000",
    "二十五亿三千万": "2530000000",
    "二十五万亿": "25000000000000",
    "一亿零三": "100000003",
    "二〇二三": "2023",
    "一九九八": "1998",
    "壹仟贰佰零叁": "1203",
    "叁拾伍萬": "350000",
    "贰億": "200000000",
    "3亿5千万": "350000000",
    "1.2万": "12000",
    "1.2万亿": "1200000000000",
    "5百": "500",
    "6千": "6000",
}


@pytest.mark.parametrize(("surface", "value"), READINGS.items())
def test_numbers_are_read_exactly(surface, value):
    assert read_number(surface) == Decimal(value)


@pytest.mark.parametrize(
    "surface",
    ["", " ", "-", "负", "元", "点五", "五点", "一一个", "十十", "亿万", "3万5亿", "1,23", "1.2.3"],
)
def test_what_is_no_number_is_none(surface):
    assert read_number(surface) is None


def test_other_digits_and_overlong_strings_are_none():
    assert read_number("٣") is None
    assert read_number("9" * 65) is None


WRITERS = [format_chinese, format_capital, format_grouped, format_full_width, format_mixed]
NUMBERS = st.decimals(
    min_value=Decimal("-9999999999999999"), max_value=Decimal("9999999999999999"), places=4
)
WHOLE = st.integers(min_value=0, max_value=10**16 - 1).map(Decimal)


@pytest.mark.parametrize("write", WRITERS)
@given(value=st.one_of(NUMBERS, WHOLE))
def test_what_is_written_reads_as_the_same_number(write, value):
    assert read_number(write(value)) == value


@pytest.mark.parametrize("write", WRITERS)
def test_more_than_sixteen_whole_digits_cannot_be_written(write):
    with pytest.raises(ValueError, match="16 digits"):
        write(Decimal(10) ** 16)
    with pytest.raises(ValueError, match="finite"):
        write(Decimal("NaN"))


@given(WHOLE, st.integers(0, 3))
def test_reading_ignores_width_and_blanks_around(value, blanks):
    surface = format_grouped(value)
    wide = surface.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,"})
    assert read_number(" " * blanks + wide + "\u3000" * blanks) == value


@given(st.text())
def test_narrowing_keeps_length_and_reading_never_raises(text):
    assert len(narrow(text)) == len(text)
    read_number(text)
