"""Export to an Excel workbook: a sheet per table, every cell of its type."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from jixiao.store.arrow import arrow_schema
from jixiao.store.cells import cell_text
from jixiao.store.knowledge import KnowledgeBase
from jixiao.store.plain import exact_in_float
from jixiao.store.views import FACTS_IN_ORDER

CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
_LEFT_OUT = {"documents": ("text", "blocks")}
_WIDTHS = {"text": 30, "note": 60, "message": 60, "evidence": 60, "name": 30, "subject": 24}
_FIRST_DAY = date(1900, 3, 1)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_xlsx(kb: KnowledgeBase, path: Path) -> list[str]:
    """Write a workbook; notes on what does not fit in one, which its last sheet says too.

    The view `fact_table` comes first. The texts of the documents are left out;
    a table of more rows than a sheet has goes on in a second one.
    """
    book = _Book()
    facts = kb.query(FACTS_IN_ORDER)
    book.add("fact_table", facts.column_names, iter([facts]))
    for name in kb.tables():
        without = _LEFT_OUT.get(name, ())
        names = [column for column in arrow_schema(name).names if column not in without]
        book.notes += [f"{name}.{column} is not in the workbook" for column in without]
        book.add(name, names, (chunk.select(names) for chunk in kb.chunks(name)))
    notes = list(book.notes)
    book.add("notes", ["note"], iter([pa.table({"note": pa.array(notes, pa.string())})]))
    book.save(path)
    return notes


class _Book:
    def __init__(self) -> None:
        self.notes: list[str] = []
        self._book = Workbook(write_only=True)

    def add(self, name: str, columns: list[str], chunks: Iterator[pa.Table]) -> None:
        """Add the rows under their header, on as many sheets as they need."""
        rows = (row for chunk in chunks for row in _rows(chunk))
        title, number, more = name, 1, True
        while more:
            more = self._add_sheet(title, columns, rows)
            number += 1
            title = f"{name} ({number})"
        if number > 2:
            self.notes.append(f"{name} fills {number - 1} sheets")

    def _add_sheet(self, title: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> bool:
        """One sheet; whether it is full, so that rows may be left."""
        sheet = self._book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for index, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(column, 16)
        header = [WriteOnlyCell(sheet, column) for column in columns]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        count = 1
        while count < SHEET_ROWS and (row := next(rows, None)) is not None:
            count += 1
            where = f"{title}, row {count}, "
            sheet.append(
                self._cell(sheet, value, where + column)
                for column, value in zip(columns, row, strict=True)
            )
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
        return count == SHEET_ROWS

    def _cell(self, sheet: Any, value: Any, where: str) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Decimal):
            if not exact_in_float(value):
                self.notes.append(f"{where}: Excel shows 15 of the digits of {value}")
            return value
        if isinstance(value, date) and _day(value) >= _FIRST_DAY:
            cell = WriteOnlyCell(sheet, value)
            timed = isinstance(value, datetime)
            cell.number_format = "yyyy-mm-dd hh:mm:ss" if timed else "yyyy-mm-dd"
            return cell
        return self._text_cell(sheet, cell_text(value), where)

    def _text_cell(self, sheet: Any, text: str, where: str) -> Any:
        """A cell that holds the text as text, whatever it looks like."""
        clean = _NOT_IN_XML.sub("\ufffd", text)
        if clean != text:
            self.notes.append(f"{where}: control characters are shown as \ufffd")
        fitting = _fitting(clean)
        if fitting != clean:
            self.notes.append(f"{where}: cut, {len(text)} characters are more than a cell holds")
        cell = WriteOnlyCell(sheet, _LOOKS_ESCAPED.sub("_x005F_", fitting))
        cell.data_type = "s"
        return cell

    def save(self, path: Path) -> None:
        """Write the workbook, with no trace of when that was."""
        unstamped = path.with_name(f"{path.name}.zip")
        try:
            self._book.save(unstamped)
            _without_times(unstamped, path)
        finally:
            unstamped.unlink(missing_ok=True)


def _rows(chunk: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in chunk.columns), strict=True)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _fitting(text: str) -> str:
    """The text as far as a cell holds it; Excel counts in UTF-16."""
    if 2 * len(text) <= CELL_CHARACTERS:
        return text
    return text.encode("utf-16-le")[: 2 * CELL_CHARACTERS].decode("utf-16-le", "ignore")


def _without_times(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
