"""Export to an Excel workbook: a sheet per table, every cell of its type."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
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

Row = tuple[Any, ...]

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
        for column in without:
            book.say(f"{name}.{column} is not in the workbook")
        book.add(name, names, (chunk.select(names) for chunk in kb.chunks(name)))
    notes = book.notes()
    book.add("notes", ["note"], iter([pa.table({"note": pa.array(notes, pa.string())})]))
    book.save(path)
    return notes


class _Book:
    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "jixiao"
        self._said: list[str] = []
        self._cells: dict[tuple[str, str, str], list[int]] = {}

    def say(self, note: str) -> None:
        """Add a note."""
        self._said.append(note)

    def notes(self) -> list[str]:
        """What the workbook cannot hold, cells of one column in one note."""
        return self._said + [
            f"{sheet}.{column}: {what} ({len(rows)} cells, the first in row {rows[0]})"
            for (sheet, column, what), rows in self._cells.items()
        ]

    def add(self, name: str, columns: list[str], chunks: Iterator[pa.Table]) -> None:
        """Add the rows under their header, on as many sheets as they need."""
        rows = (row for chunk in chunks for row in _rows(chunk))
        number = 1
        left = self._add_sheet(name, columns, next(rows, None), rows)
        while left is not None:
            number += 1
            self.say(f"{name} goes on in the sheet {name} ({number})")
            left = self._add_sheet(f"{name} ({number})", columns, left, rows)

    def _add_sheet(
        self, title: str, columns: list[str], row: Row | None, rows: Iterator[Row]
    ) -> Row | None:
        """Fill one sheet; the first row that found no room in it."""
        with closing(self._book.create_sheet(title)) as sheet:
            sheet.freeze_panes = "A2"
            for index, column in enumerate(columns, start=1):
                sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(column, 16)
            sheet.append([_bold(sheet, column) for column in columns])
            count = 1
            while row is not None and count < SHEET_ROWS:
                count += 1
                cells, losses = zip(*(_cell(sheet, value) for value in row), strict=True)
                sheet.append(cells)
                for column, loss in zip(columns, losses, strict=True):
                    if loss:
                        self._cells.setdefault((title, column, loss), []).append(count)
                row = next(rows, None)
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
        return row

    def save(self, path: Path) -> None:
        """Write the workbook, with no trace of when that was."""
        unstamped = path.with_name(f"{path.name}.zip")
        try:
            self._book.save(unstamped)
            _without_times(unstamped, path)
        finally:
            unstamped.unlink(missing_ok=True)


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> tuple[Any, str | None]:
    """The value as a cell of its type, and what it loses in one."""
    if value is None or isinstance(value, bool | int | float):
        return value, None
    if isinstance(value, Decimal):
        return value, None if exact_in_float(value) else "Excel keeps 15 digits of a number"
    if isinstance(value, datetime):
        return _dated(sheet, value, "yyyy-mm-dd hh:mm:ss"), None
    if isinstance(value, date) and value >= _FIRST_DAY:
        return _dated(sheet, datetime.combine(value, time()), "yyyy-mm-dd"), None
    text = cell_text(value)
    clean = _NOT_IN_XML.sub("\ufffd", text)
    fitting = _fitting(clean)
    return _text_cell(sheet, fitting), _loss(text, clean, fitting)


def _loss(text: str, clean: str, fitting: str) -> str | None:
    if fitting != clean:
        return f"cut after {CELL_CHARACTERS} characters, more than a cell holds"
    return None if clean == text else "control characters are shown as \ufffd"


def _dated(sheet: Any, value: datetime, form: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell


def _text_cell(sheet: Any, text: str) -> Any:
    """The text as a cell that holds it as text, whatever it looks like."""
    safe = _LOOKS_ESCAPED.sub("_x005F_", text)
    if not safe.startswith(("=", "#")):
        return safe
    cell = WriteOnlyCell(sheet, safe)
    cell.data_type = "s"
    return cell


def _rows(chunk: pa.Table) -> Iterator[Row]:
    return zip(*(column.to_pylist() for column in chunk.columns), strict=True)


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
