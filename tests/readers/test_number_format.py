from datetime import datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers.number_format import display, format_number


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (0.105, "0%", "11%"),
        (0.9523, "0.00%", "95.23%"),
        (-2.5, "#,##0.00_);[Red](#,##0.00)", "-2.50"),
        (0, "#,##0.00;-#,##0.00;-", "0.00"),
        (1500, '0.0"万元"', "1500.0万元"),
        (1500, "¥#,##0.00", "¥1,500.00"),
        (45_000_000, "#,##0.0,", "45,000.0"),
        (7, "000", "007"),
        (2.5, "0.##", "2.5"),
        (2.0, "0.##", "2"),
        (1e-7, "General", "0.0000001"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678901234567890, "0", "12345678901234567890"),
        (1.5, "# ?/?", "1.5"),
        (1234.5, "0.00E+00", "1234.5"),
        (-0.004, "0.00", "0.00"),
        ("文字", "@", "文字"),
        (1e300, "0.00%", "1" + "0" * 302 + ".00%"),
        (False, "General", "FALSE"),
        (datetime(2024, 5, 1), "yyyy/mm", "2024-05"),
        (datetime(2024, 5, 1), 'yyyy"年"', "2024"),
        (datetime(2024, 5, 1, 8, 30), "yyyy/m/d h:mm", "2024-05-01 08:30:00"),
        (time(8, 30), "h:mm", "08:30:00"),
        (None, "General", ""),
    ],
)
def test_display(value, form, expected):
    assert display(value, form) == expected


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_a_format_with_enough_places_loses_nothing(value):
    assert Decimal(format_number(value, "#,##0.0000").replace(",", "")) == value


@given(
    st.decimals(allow_nan=False, allow_infinity=False, max_value=10**15, min_value=-(10**15)),
    st.text(),
)
def test_no_format_raises(value, form):
    assert format_number(value, form)
