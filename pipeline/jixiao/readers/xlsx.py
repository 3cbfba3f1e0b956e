"""Reading a workbook: every sheet a heading and a table."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from jixiao.readers.building import Cell, TextBuilder, join_lines
from jixiao.readers.cell_indents import leading_blanks
from jixiao.readers.content import Content, warning
from jixiao.readers.headings import is_heading, settle
from jixiao.readers.limits import Limits
from jixiao.readers.number_format import display
from jixiao.readers.xlsx_merges import merged, merges
from jixiao.readers.xlsx_soundness import check_order, check_row, check_sheets
from jixiao.types import Issue

_UNCOMPUTED = re.compile(rb"(?:</f>|<f\b[^<>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_FROM_LEFT = (None, "general", "left", "fill")
_MEDIA = re.compile(r"xl/(media|charts|embeddings)/[^/]+$")


def read_xlsx(data: bytes, limits: Limits) -> Content:
    """The content of an .xlsx file, numbers as their cells show them, sheets in order.

    A sheet's name is a heading, its rows stand below; formulas give their
    stored results. Hidden sheets are read; they, chart sheets, pictures and
    formulas without a stored result are told in issues. Raises ReadError
    (too_large) and whatever openpyxl raises on a damaged file.

    openpyxl rather than a faster reader: only it tells the number format of a
    cell, without which 0.1623 and 16.23% look the same.
    """
    builder = TextBuilder(limits)
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    issues: list[Issue] = []
    budget = _Budget(limits)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_sheets(archive, workbook.sheetnames)
        for number, sheet in enumerate(workbook.worksheets):
            builder.add(sheet.title, "heading", 1, sheet=sheet.title)
            if sheet.sheet_state != "visible":
                note = f"sheet {sheet.title} is hidden; it was read"
                issues.append(warning("hidden_sheet", note))
            rows = merged(list(_rows(sheet, budget)), merges(archive, sheet))
            _add_sheet(builder, rows, number, sheet.title)
    issues += _left_out(data, len(workbook.chartsheets))
    workbook.close()
    return Content(builder.text, settle(builder.text, builder.blocks), (), tuple(issues))


def _add_sheet(
    builder: TextBuilder, rows: list[tuple[int, list[Cell]]], number: int, name: str
) -> None:
    """Adds a sheet as a table; one whose rows hold a single cell each is prose."""
    if all(len(cells) <= 1 for _, cells in rows):
        for cell in (cell for _, cells in rows for cell in cells):
            kind = "heading" if is_heading(cell.text) else "paragraph"
            builder.add(cell.text, kind, sheet=name)
        return
    for row, cells in rows:
        builder.add_row(cells, number, row, sheet=name)


class _Budget:
    """Cells that may still be read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = 0

    def spend(self, cells: int) -> None:
        self.cells += cells
        self.limits.check("table cells", self.cells, self.limits.max_cells)


def _rows(sheet: Any, budget: _Budget) -> Iterator[tuple[int, list[Cell]]]:
    # The stated dimensions of a sheet are a claim of its writer; they are not believed.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows()):
        check_row(number)
        budget.spend(max(len(row), 1) // 16 + sum(cell.value is not None for cell in row))
        cells = [_cell(column, cell) for column, cell in enumerate(row) if cell.value is not None]
        if cells:
            yield number, cells


def _cell(column: int, cell: Any) -> Cell:
    text = display(cell.value, cell.number_format)
    indent = 0
    if isinstance(cell.value, str) and cell.alignment.horizontal in _FROM_LEFT:
        indent = leading_blanks(text, cell.alignment.indent or 0)
    return Cell(column, join_lines(text.splitlines()), indent=indent)


def _left_out(data: bytes, chart_sheets: int) -> Iterator[Issue]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if media := sum(_MEDIA.match(name) is not None for name in names):
            message = f"pictures, charts and embedded objects are not read: {media}"
            yield warning("images_left_out", message)
        sheets = [name for name in names if name.startswith("xl/worksheets/")]
        uncomputed = 0
        for name in sheets:
            sheet = archive.read(name)
            check_order(name, sheet)
            uncomputed += len(_UNCOMPUTED.findall(sheet))
    if chart_sheets:
        yield warning("images_left_out", f"chart sheets are not read: {chart_sheets}")
    if uncomputed:
        message = f"formulas without a stored result are not read: {uncomputed}"
        yield warning("formulas_without_result", message)
