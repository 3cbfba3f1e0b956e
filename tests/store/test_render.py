import csv
import io
import json
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from jixiao.errors import StoreError
from jixiao.store.render import to_csv, to_json, to_table

RESULT = pa.table(
    {
        "name": ["孵化补贴与科技型企业培育专项补助资金", "=1+1"],
        "value": pa.array([Decimal("20137300.5500"), None], pa.decimal128(38, 10)),
        "year": [2023, 2022],
    }
)


@pytest.mark.parametrize("width", [20, 30, 41, 80, 200])
def test_no_line_of_a_table_is_wider_than_the_terminal(width):
    lines = to_table(RESULT, width).splitlines()
    frame = [line for line in lines if line and not line.startswith(("2 rows", "not shown"))]
    assert frame
    assert max(cell_len(line) for line in frame) <= width
    assert len({cell_len(line) for line in frame}) == 1


def test_a_wide_terminal_shows_everything():
    shown = to_table(RESULT, 120)
    assert "孵化补贴与科技型企业培育专项补助资金" in shown
    assert "20,137,300.55" in shown
    assert shown.endswith("2 rows\n")


def test_a_narrow_terminal_cuts_cells_and_names_the_columns_left_out():
    assert "…" in to_table(RESULT, 40)
    assert "not shown for want of room: value, year" in to_table(RESULT, 20)


def test_long_cells_leave_room_for_short_ones():
    shown = to_table(
        pa.table({"stated": ["42.1%"], "formula": ["长" * 60], "note": ["长" * 90]}), 80
    )
    assert "│ 42.1%  │ 长" in shown


def test_rows_beyond_the_limit_are_counted():
    shown = to_table(RESULT, 120, rows=1)
    assert "1 of 2 rows" in shown
    assert "=1+1" not in shown


def test_markup_and_control_characters_are_shown_not_obeyed():
    shown = to_table(pa.table({"[red]a": ["[bold]x[/bold]\x1b[31m\nnext"]}), 80)
    assert "[red]a" in shown
    assert "[bold]x[/bold]�[31m next" in shown


def test_an_empty_result_still_has_its_header():
    assert "name" in to_table(RESULT.slice(0, 0), 80)
    assert to_csv(RESULT.slice(0, 0)) == "name,value,year\r\n"
    assert json.loads(to_json(RESULT.slice(0, 0))) == []


def test_csv_keeps_numbers_and_disarms_text():
    assert to_csv(RESULT) == (
        "name,value,year\r\n"
        "孵化补贴与科技型企业培育专项补助资金,20137300.55,2023\r\n"
        "'=1+1,,2022\r\n"
    )
    assert to_csv(RESULT, bom=True).encode().startswith(b"\xef\xbb\xbfname")


def plain_text(cell):
    """The text of a csv cell without the ' that disarmed it."""
    return (
        cell[1:]
        if cell.startswith("'") and cell.lstrip("'").startswith(("=", "\n", "\r"))
        else cell
    )


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(st.text("ab,\"'\n\r= 甲"), st.integers(-9, 9)), max_size=5))
def test_csv_is_read_back_equal(rows):
    table = pa.table({"t": [t for t, _ in rows], "n": pa.array([n for _, n in rows], pa.int64())})
    found = list(csv.reader(io.StringIO(to_csv(table), newline="")))[1:]
    assert [(plain_text(text), int(number)) for text, number in found] == rows


def test_json_has_decimals_as_text():
    assert json.loads(to_json(RESULT)) == [
        {"name": "孵化补贴与科技型企业培育专项补助资金", "value": "20137300.55", "year": 2023},
        {"name": "=1+1", "value": None, "year": 2022},
    ]


def test_json_wants_every_column_to_have_its_own_name():
    with pytest.raises(StoreError, match="two columns are called a"):
        to_json(pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"]))
