from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.store.cells import cell_text, csv_cell, json_value, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("1.20E+3"), "1200"),
        (True, "true"),
        (0.5, "0.5"),
        (float("nan"), "nan"),
        (Decimal(2023), "2023"),
        (date(2023, 1, 31), "2023-01-31"),
        (datetime(2023, 1, 31, 8), "2023-01-31T08:00:00"),
        (["甲", "乙"], '["甲","乙"]'),
        ({"a": Decimal("1.0")}, '{"a":"1"}'),
        ("一\n二", "一\n二"),
        (b"\x01", "b'\\x01'"),
    ],
)
def test_cells_as_text(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_looks_like_a_formula_is_disarmed(start):
    assert csv_cell(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("value", [-5, -0.5, Decimal("-120.5"), Decimal("-1E+3")])
def test_negative_numbers_stay_numbers(value):
    assert Decimal(csv_cell(value)) == Decimal(str(value))


@given(text=st.text(max_size=20))
def test_no_text_reaches_a_spreadsheet_as_a_formula(text):
    cell = csv_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text in (cell, cell[1:])


@given(text=st.text())
def test_a_shown_cell_is_one_line_without_control_characters(text):
    assert all(character >= " " and not "\x7f" <= character <= "\x9f" for character in shown(text))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("20137300.5500000000"), "20,137,300.55"),
        (Decimal("-1234.5"), "-1,234.5"),
        (Decimal("0.9818000000"), "0.9818"),
        (Decimal("-0.032"), "-0.032"),
        (Decimal("NaN"), "NaN"),
        (2023, "2023"),
        ("\u202e倒", "�倒"),
    ],
)
def test_numbers_for_reading(value, text):
    assert shown(value) == text


def test_numbers_in_json():
    assert json_value([Decimal("1.50"), None]) == ["1.5", None]
    assert json_value(Decimal("1.00")) == "1"
    assert json_value(Decimal("10")) == 10
    assert json_value(float("-inf")) == "-inf"
