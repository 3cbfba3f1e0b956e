"""Word documents and workbooks."""

from datetime import datetime
from io import BytesIO
from typing import Any

from .source import Item, Row, cells, header_height
from .zipped import STAMP, fixed_zip


def _docx_table(document: Any, rows: tuple[Row, ...]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cell in cells(rows):
        corner = table.cell(cell.row + cell.height - 1, cell.column + cell.width - 1)
        target = table.cell(cell.row, cell.column).merge(corner)
        run = target.paragraphs[0].add_run(cell.text)
        run.bold = cell.row < header_height(rows)


def _docx_item(document: Any, item: Item) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if item.kind == "table":
        _docx_table(document, item.rows)
    elif item.kind in {"title", "heading"}:
        document.add_heading(item.text, level=item.level)
    elif item.kind != "blank":
        paragraph = document.add_paragraph(item.text)
        if item.kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def docx_bytes(items: list[Item], header: str) -> bytes:
    """A document with heading styles, its tables, and `header` as running head."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "FangSong"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    document.sections[0].header.paragraphs[0].text = header
    for item in items:
        _docx_item(document, item)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "jixiao"
    properties.created = properties.modified = datetime(*STAMP)
    out = BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue())


def _number(text: str) -> float | str | None:
    plain = text.replace(",", "")
    if not plain:
        return None
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return text


def _xlsx_table(sheet: Any, rows: tuple[Row, ...], top: int) -> int:
    from openpyxl.styles import Alignment, Font

    for cell in cells(rows):
        row, column = top + cell.row, cell.column + 1
        target = sheet.cell(row, column, _number(cell.text))
        if isinstance(target.value, float):
            target.number_format = "#,##0.00"
        if cell.row < header_height(rows):
            target.font = Font(bold=True)
            target.alignment = Alignment(horizontal="center")
        if cell.height > 1 or cell.width > 1:
            end = {"end_row": row + cell.height - 1, "end_column": column + cell.width - 1}
            sheet.merge_cells(start_row=row, start_column=column, **end)
    return top + len(rows)


def _xlsx_line(sheet: Any, item: Item, row: int) -> int:
    from openpyxl.styles import Alignment

    if item.kind == "caption":
        for column, text in zip((1, 4), item.text.split("\t"), strict=True):
            sheet.cell(row, column, text)
        return row + 1
    sheet.cell(row, 1, item.text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=8)
    return row + 1


def xlsx_bytes(items: list[Item]) -> bytes:
    """A workbook with one sheet for each ``::`` line."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    row = 1
    for item in items:
        if item.kind == "sheet":
            sheet, row = book.create_sheet(item.text), 1
        elif item.kind == "table":
            row = _xlsx_table(sheet, item.rows, row)
        elif item.kind != "blank":
            row = _xlsx_line(sheet, item, row)
    book.properties.creator = "jixiao"
    book.properties.created = datetime(*STAMP)
    out = BytesIO()
    book.save(out)
    return fixed_zip(out.getvalue())
