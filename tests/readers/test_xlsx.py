import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl.styles import Font

from jixiao.errors import ReadError
from jixiao.readers import Limits, read_bytes


def test_sheets_are_tables_in_order(workbook, read_saved, table, surfaces, assert_sound):
    first = workbook.active
    first.title = "收支总表"
    first.append(["部门收支总表"])
    first.merge_cells("A1:C1")
    first.append(["项目", None, "金额（万元）"])
    first.append(["机关\n运行经费", "其中：", 1204.55])
    first["C3"].number_format = "#,##0.00"
    workbook.create_sheet("“三公”经费").append(["公务接待费", 0.1 + 0.2])
    document = read_saved(workbook, "a.xlsx")
    assert_sound(document)
    assert surfaces(document, "heading") == ["收支总表", "“三公”经费"]
    assert table(document) == [
        [(0, "部门收支总表")],
        [(0, "项目"), (2, "金额（万元）")],
        [(0, "机关运行经费"), (1, "其中："), (2, "1,204.55")],
    ]
    assert table(document, 1) == [[(0, "公务接待费"), (1, "0.3")]]
    assert {block.sheet for block in document.blocks} == {"收支总表", "“三公”经费"}
    assert document.text.endswith("“三公”经费\n公务接待费\t0.3")


def test_values_as_a_person_sees_them(workbook, read_saved, table):
    sheet = workbook.active
    formats = {
        0.1623: "0.00%",
        datetime(2024, 3, 1): "yyyy/m/d",
        date(2023, 12, 31): 'yyyy"年"m"月"d"日"',
        12.0: "General",
        True: "General",
    }
    sheet.append(list(formats))
    for cell, form in zip(sheet[1], formats.values(), strict=True):
        cell.number_format = form
    texts = [text for _, text in table(read_saved(workbook, "a.xlsx"))[0]]
    assert texts == ["16.23%", "2024-03-01", "2023-12-31", "12", "TRUE"]


def test_a_sheet_of_single_cells_is_prose(workbook, read_saved, surfaces):
    for text in ("青岩县水务局2025年部门预算编制说明", "一、收支安排", "全年预算1,200万元。"):
        workbook.active.append([text])
    document = read_saved(workbook, "a.xlsx")
    assert surfaces(document, "cell") == []
    assert surfaces(document, "heading")[1:] == [
        "青岩县水务局2025年部门预算编制说明",
        "一、收支安排",
    ]


def test_hidden_sheets_and_formulas_without_result_are_told(workbook, read_saved):
    workbook.active.append(["合计", "=SUM(1,2)"])
    hidden = workbook.create_sheet("隐藏表")
    hidden.append(["甲", 1])
    hidden.sheet_state = "hidden"
    hidden["A1"].font = Font(bold=True)
    document = read_saved(workbook, "a.xlsx")
    assert {issue.code for issue in document.warnings} == {
        "hidden_sheet",
        "formulas_without_result",
    }
    assert "甲\t1" in document.text


def test_cells_are_bounded(workbook, saved):
    for _ in range(20):
        workbook.active.append(list(range(10)))
    with pytest.raises(ReadError, match="table cells") as error:
        read_bytes(saved(workbook), "a.xlsx", limits=Limits(max_cells=150))
    assert error.value.status == "too_large"


def test_stated_dimensions_are_not_believed(workbook, saved, table):
    workbook.active.append(["甲", 1])
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(workbook))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B1"', b'ref="A1:XFD1048576"'))
    assert table(read_bytes(buffer.getvalue(), "a.xlsx")) == [[(0, "甲"), (1, "1")]]
