import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from jixiao.schema import TABLES
from jixiao.store import export, export_xlsx
from jixiao.store.cells import json_value
from jixiao.store.plain import dumps
from jixiao.types import Issue


def workbook(kb, tmp_path):
    notes = export(kb, "xlsx", tmp_path / "out.xlsx").notes
    return openpyxl.load_workbook(tmp_path / "out.xlsx"), notes


def with_issue(kb, report, **fields):
    issue = replace(Issue("facts", "odd", "odd"), **fields)
    with kb.writer("v1") as writer:
        writer.add(replace(report(), issues=(issue,)))
    kb.refresh()


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def as_shown(value):
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return dumps(value) if isinstance(value, list) else value


@pytest.mark.parametrize(
    "table", [t for t in TABLES if t.name != "runs"], ids=lambda table: table.name
)
def test_a_workbook_is_read_back_equal(full, tmp_path, table):
    book, _ = workbook(full, tmp_path)
    left_out = ("text", "blocks") if table.name == "documents" else ()
    rows = full.table(table.name).drop_columns(left_out).to_pylist()
    assert cells(book[table.name]) == [[as_shown(v) for v in row.values()] for row in rows]
    assert [cell.value for cell in book[table.name][1]] == list(rows[0])


def test_times_of_runs_are_times(full, tmp_path):
    book, _ = workbook(full, tmp_path)
    run = full.table("runs").to_pylist()[0]
    found = book["runs"]["B2"].value
    assert abs((found - run["started"]).total_seconds()) < 0.001


def test_facts_come_first_with_their_report(full, tmp_path):
    book, _ = workbook(full, tmp_path)
    assert book.sheetnames == ["fact_table", *full.tables(), "notes"]
    assert book["fact_table"].max_row == 4
    assert book["fact_table"]["B2"].value == "青禾区科创局"


def test_every_sheet_can_be_filtered_and_keeps_its_header_in_sight(full, tmp_path):
    book, _ = workbook(full, tmp_path)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
    assert book["facts"].column_dimensions["E"].width == 30


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+1", "@a", "#N/A", "-5%", "0012"])
def test_text_is_text_whatever_it_looks_like(kb, report, tmp_path, text):
    with_issue(kb, report, message=text)
    book, _ = workbook(kb, tmp_path)
    cell = book["issues"]["E3"]
    assert (cell.value, cell.data_type) == (text, "s")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_what_excel_would_take_for_an_escape_is_escaped(kb, report, tmp_path):
    with_issue(kb, report, message="_x0041_ and _xyz_")
    book, _ = workbook(kb, tmp_path)
    assert book["issues"]["E3"].value == "_x005F_x0041_ and _xyz_"


@pytest.mark.parametrize("length", [32_767, 32_768, 40_000])
def test_a_cell_holds_what_excel_can_hold_and_the_cut_is_noted(kb, report, tmp_path, length):
    with_issue(kb, report, message="长" * length)
    book, notes = workbook(kb, tmp_path)
    assert book["issues"]["E3"].value == "长" * min(length, 32_767)
    cut = [note for note in notes if "cut" in note]
    assert bool(cut) == (length > 32_767)
    assert not cut or cut[0].startswith("issues.message: cut after 32767 characters")


def test_characters_beyond_the_basic_plane_count_twice_and_stay_whole(kb, report, tmp_path):
    with_issue(kb, report, message="𠮷" * 20_000)
    book, _ = workbook(kb, tmp_path)
    assert book["issues"]["E3"].value == "𠮷" * 16_383


def test_control_characters_are_replaced_and_noted(kb, report, tmp_path):
    with_issue(kb, report, message="页\x0c末\ufffe")
    book, notes = workbook(kb, tmp_path)
    assert book["issues"]["E3"].value == "页\ufffd末\ufffd"
    assert any(note.startswith("issues.message: control characters") for note in notes)


@pytest.mark.parametrize(("limit", "sheets"), [(4, 1), (3, 2), (2, 3)])
def test_a_table_goes_on_in_another_sheet_when_one_is_full(
    full, tmp_path, monkeypatch, limit, sheets
):
    monkeypatch.setattr(export_xlsx, "SHEET_ROWS", limit)
    book, notes = workbook(full, tmp_path)
    names = [name for name in book.sheetnames if name.split(" (")[0] == "facts"]
    assert len(names) == sheets
    ids = [row[0] for name in names for row in cells(book[name])]
    assert ids == full.table("facts")["doc_id"].to_pylist()
    assert sum(note.startswith("facts goes on") for note in notes) == sheets - 1


def test_the_last_sheet_repeats_the_notes(full, tmp_path):
    book, notes = workbook(full, tmp_path)
    assert "documents.text is not in the workbook" in notes
    assert [row[0] for row in cells(book["notes"])] == list(notes)


def test_more_digits_than_excel_keeps_are_noted(kb, report, tmp_path):
    with kb.writer("v1") as writer:
        writer.add(report(1, "1234567890123.4567"))
    kb.refresh()
    _, notes = workbook(kb, tmp_path)
    assert any(note.startswith("facts.value: Excel keeps 15 digits") for note in notes)


def test_days_before_excels_calendar_are_text(kb, report, tmp_path):
    fact = replace(report().facts[0], period_start=date(1899, 5, 4))
    with kb.writer("v1") as writer:
        writer.add(replace(report(), facts=(fact,)))
    kb.refresh()
    book, _ = workbook(kb, tmp_path)
    header = [cell.value for cell in book["facts"][1]]
    found = book["facts"].cell(2, header.index("period_start") + 1).value
    assert found == json_value(date(1899, 5, 4))
