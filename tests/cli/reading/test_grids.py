import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.cli.reading.grids import Grid, grids_of
from jixiao.tables.model import Table, TableCell
from jixiao.types import Block, Document, Span


def cell(start, row, column, high=1, wide=1, page=None):
    return Block(
        "cell", start, start + 1, page=page, table=0, row=row, column=column,
        row_span=high, column_span=wide,
    )  # fmt: skip


def grid(*cells, table=None):
    return Grid(0, 1, cells, table)


def shape(found):
    """A row as text: a cell's start with what it covers, a dot for each empty field."""
    return [
        " ".join(
            "." * f.columns if f.block is None else f"{f.block.start}:{f.rows}x{f.columns}"
            for f in row
        )
        for row in found.rows()
    ]


def test_what_merged_cells_cover_is_left_out():
    found = grid(cell(0, 0, 0, high=2), cell(1, 0, 1, wide=2), cell(2, 1, 1), cell(3, 1, 2))
    assert shape(found) == ["0:2x1 1:1x2", "2:1x1 3:1x1"]


def test_empty_fields_stand_between_cells_and_behind_them():
    found = grid(cell(0, 0, 1), cell(1, 1, 0), cell(2, 1, 3), cell(3, 2, 2))
    assert shape(found) == [". 0:1x1 ..", "1:1x1 .. 2:1x1", ".. 3:1x1 ."]


def test_rows_and_columns_where_nothing_begins_are_not_shown():
    found = grid(cell(0, 0, 0, high=900), cell(1, 5, 16_000), cell(2, 1_000_000, 0))
    assert shape(found) == ["0:2x1 .", "1:1x1", "2:1x1 ."]
    assert found.size == (1_000_001, 16_001)


def test_a_cell_under_a_merged_one_is_shown_in_its_place():
    found = grid(cell(0, 0, 0, wide=3), cell(1, 0, 1), cell(2, 1, 0), cell(3, 1, 2))
    assert shape(found) == ["0:1x1 1:1x1 .", "2:1x1 . 3:1x1"]


def test_tables_are_numbered_as_they_come():
    blocks = tuple(Block("cell", i, i + 1, table=t, row=0, column=0) for i, t in enumerate((1, 4)))
    found = grids_of(Document("d", "a.xlsx", "xlsx", "甲乙", blocks), ())
    assert {index: one.number for index, one in found.items()} == {1: 1, 4: 2}


@pytest.mark.parametrize(("high", "rows"), [(1, 1), (2, 0)])
def test_the_head_ends_where_no_cell_of_it_reaches_further(high, rows):
    cells = (cell(0, 0, 0, high=high), cell(1, 0, 1), cell(2, 1, 1))
    heads = (Span(0, 1), Span(1, 2))
    table = Table(0, None, None, (
        TableCell(heads[0], 0, 0, high, head=True),
        TableCell(heads[1], 0, 1, head=True),
        TableCell(Span(2, 3), 1, 1, column_heads=heads),
    ))  # fmt: skip
    assert grid(*cells, table=table).head_rows == rows


@given(
    st.lists(
        st.tuples(
            st.integers(0, 6), st.integers(0, 6), st.integers(1, 4), st.integers(1, 4)
        ),
        min_size=1,
        unique_by=lambda place: place[:2],
    )
)  # fmt: skip
def test_every_cell_is_shown_once_however_merged(places):
    cells = [cell(i, *place) for i, place in enumerate(places)]
    shown = [field.block for row in grid(*cells).rows() for field in row if field.block]
    assert sorted(shown, key=lambda block: block.start) == cells
