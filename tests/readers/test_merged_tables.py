"""Merged cells in every format: what is written is read back, span for span."""

import io
from html import escape

import docx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment

from jixiao.readers import read_bytes

# Row, column, rows covered, columns covered, text.
Placed = tuple[int, int, int, int, str]


@st.composite
def tables(draw) -> tuple[int, int, list[Placed]]:
    """A table cut into cells of random spans, each with text; at least two cells in a row."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    while free:
        row, column = min(free)
        width = draw(st.integers(1, columns - 1))
        while any((row, column + i) not in free for i in range(width)):
            width -= 1
        height = draw(st.integers(1, rows))
        area = [(row + i, column + j) for i in range(height) for j in range(width)]
        while not free.issuperset(area):
            height -= 1
            area = [(row + i, column + j) for i in range(height) for j in range(width)]
        free.difference_update(area)
        text = draw(st.sampled_from(["甲", "收入", "1,204.50", "其中：乙", "2023年", "项 目"]))
        cells.append((row, column, height, width, text))
    return rows, columns, cells


def as_html(rows, columns, cells) -> bytes:
    lines = []
    for number in range(rows):
        tds = [
            f'<td rowspan="{height}" colspan="{width}">{escape(text)}</td>'
            for row, _, height, width, text in cells
            if row == number
        ]
        lines.append(f"<tr>{''.join(tds)}</tr>")
    return f"<html><body><table>{''.join(lines)}</table></body></html>".encode()


def as_docx(rows, columns, cells) -> bytes:
    document = docx.Document()
    table = document.add_table(rows, columns)
    for row, column, height, width, text in cells:
        cell = table.cell(row, column)
        cell.merge(table.cell(row + height - 1, column + width - 1)).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_xlsx(rows, columns, cells) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    for row, column, height, width, text in cells:
        sheet.cell(row + 1, column + 1, text)
        if height > 1 or width > 1:
            ends = {"end_row": row + height, "end_column": column + width}
            sheet.merge_cells(start_row=row + 1, start_column=column + 1, **ends)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def found(document) -> list[Placed]:
    return [
        (b.row, b.column, b.row_span, b.column_span, document.text[b.start : b.end])
        for b in document.blocks
        if b.kind == "cell"
    ]


@pytest.mark.parametrize(("write", "kind"), [(as_html, "html"), (as_docx, "docx")])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables())
def test_what_is_written_is_read(write, kind, table):
    assert found(read_bytes(write(*table), f"a.{kind}")) == table[2]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables())
def test_a_sheet_is_read_as_far_as_it_has_cells(table):
    """A range that reaches beyond the last cell with content is cut there."""
    cells = table[2]
    last_row, last_column = max(cell[0] for cell in cells), max(cell[1] for cell in cells)
    # A sheet whose rows hold one cell each is read as prose.
    assume(any(sum(cell[0] == row for cell in cells) > 1 for row in range(table[0])))
    cut = [
        (row, column, min(height, last_row - row + 1), min(width, last_column - column + 1), text)
        for row, column, height, width, text in cells
    ]
    assert found(read_bytes(as_xlsx(*table), "a.xlsx")) == cut


def test_blanks_and_styles_set_names_in(read_saved, word, workbook):
    sheet = workbook.active
    for row, (text, indent) in enumerate([("费用", 0), ("其中：甲", 2), ("　　乙", 0)], start=1):
        sheet.cell(row, 1, text).alignment = Alignment(horizontal="left", indent=indent)
        sheet.cell(row, 2, row * 1.5)
    table = word.add_table(3, 2)
    for row, text in enumerate(["费用", "　　其中：甲", "    乙"]):
        table.cell(row, 0).text = text
        table.cell(row, 1).text = "1.50"
    page = (
        "<table><tr><td>费用</td><td>1.50</td></tr>"
        '<tr><td style="padding-left: 2em">其中：甲</td><td>1.50</td></tr>'
        "<tr><td>&nbsp;&nbsp;&nbsp;&nbsp;乙</td><td>1.50</td></tr></table>"
    )
    for document in (
        read_saved(workbook, "a.xlsx"),
        read_saved(word, "a.docx"),
        read_bytes(page.encode(), "a.html"),
    ):
        assert [b.indent for b in document.blocks if b.column == 0] == [0, 2, 2]


def test_tables_inside_cells_of_a_word_file_are_tables_of_their_own(word, read_saved, surfaces):
    outer = word.add_table(1, 2)
    outer.cell(0, 0).text = "附表"
    inner = outer.cell(0, 1).add_table(2, 2)
    for i, text in enumerate(["项目", "金额", "甲", "3.20"]):
        inner.cell(i // 2, i % 2).text = text
    deepest = inner.cell(1, 1).add_table(1, 1)
    deepest.cell(0, 0).text = "注"
    word.add_table(1, 1).cell(0, 0).text = "末"
    document = read_saved(word, "a.docx")
    assert surfaces(document, "cell") == ["附表", "项目", "金额", "甲", "3.20", "注", "末"]
    assert [b.table for b in document.blocks if b.kind == "cell"] == [0, 1, 1, 1, 1, 2, 3]


def test_a_rowspan_of_zero_reaches_to_the_end_and_no_further():
    page = (
        '<table><tr><td rowspan="0">组</td><td>1.50</td></tr><tr><td>2.50</td></tr>'
        '<tr><td rowspan="900">3.50</td></tr></table>'
    )
    spans = [b.row_span for b in read_bytes(page.encode(), "a.html").blocks]
    assert spans == [3, 1, 1, 1]
