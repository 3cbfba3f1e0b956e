"""Workbooks that are broken or made to do harm."""

from typing import Any

from .case import Case, refused, taken
from .packing import SHEET, changed, typed, without
from .sound import shared_xlsx, xlsx
from .texts import LAUGHS


def _sheet(rows: str, **more: str) -> bytes:
    """A workbook whose sheet has these rows."""

    def change(part: bytes) -> bytes:
        start, end = part.index(b"<sheetData>") + 11, part.index(b"</sheetData>")
        tail = part[end:].replace(b"</sheetData>", b"</sheetData>" + more.get("after", "").encode())
        return part[:start] + rows.encode() + tail

    return changed(xlsx(), SHEET, change)


def _cell(place: str, value: str = "7") -> str:
    row = "".join(filter(str.isdigit, place))
    return f'<row r="{row}"><c r="{place}"><v>{value}</v></c></row>'


def _two_sheets(workbook: Any) -> None:
    workbook.create_sheet("第二张").append(["其他", 1])


CASES: list[Case] = [
    refused(
        "laughs.xlsx",
        lambda: changed(
            shared_xlsx(),
            "xl/sharedStrings.xml",
            lambda p: typed(f"<!DOCTYPE d [{LAUGHS}]>")(p).replace(b"</t>", b"&l9;</t>", 1),
        ),
        "broken",
        "DTD",
    ),
    refused(
        "entity.xlsx",
        lambda: changed(xlsx(), SHEET, typed('<!DOCTYPE d SYSTEM "file:///etc/passwd">')),
        "broken",
        "DTD",
    ),
    refused(
        "no-strings.xlsx", lambda: without(shared_xlsx(), "xl/sharedStrings.xml"), "broken", "."
    ),
    refused(
        "string-index.xlsx",
        lambda: changed(shared_xlsx(), SHEET, lambda p: p.replace(b"<v>0</v>", b"<v>999999</v>")),
        "broken",
        "damaged",
    ),
    refused(
        "half-sheet.xlsx",
        lambda: changed(xlsx(), SHEET, lambda p: p[: len(p) // 2]),
        "broken",
        "damaged",
    ),
    refused(
        "no-sheet.xlsx",
        lambda: without(xlsx(_two_sheets), "xl/worksheets/sheet2.xml"),
        "broken",
        "sheet",
    ),
    refused(
        "row-2147483647.xlsx",
        lambda: _sheet(_cell("A1") + _cell("A2147483647")),
        "broken too_large",
        ".",
    ),
    refused(
        "million.xlsx",
        lambda: _sheet("".join(f"<row>{'<c><v>1</v></c>' * 1000}</row>" for _ in range(1001))),
        "too_large",
        "cells",
        megabytes=1500,
    ),
    refused(
        "cut-row.xlsx",
        lambda: changed(xlsx(), SHEET, lambda p: p.replace(b"</sheetData>", b"")),
        "broken",
        "damaged",
    ),
    refused(
        "rows-back.xlsx", lambda: _sheet(_cell("A2") + _cell("A1")), "broken", "stand in order"
    ),
    taken("corner.xlsx", lambda: _sheet(_cell("A1") + _cell("XFD1048576")), holds="7"),
    taken(
        "merge.xlsx",
        lambda: _sheet(
            _cell("A1") + _cell("B2"),
            after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        holds="7",
    ),
    taken(
        "merges.xlsx",
        lambda: _sheet(
            _cell("A1") + _cell("B2"),
            after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 500 + "</mergeCells>",
        ),
        holds="7",
    ),
    taken(
        "format.xlsx",
        lambda: xlsx(
            lambda w: setattr(
                w.active["B2"], "number_format", '0.00"' + "x" * 200 + '"' + "#," * 100
            )
        ),
        holds="基本支出",
    ),
    taken(
        "strings.xlsx",
        lambda: xlsx(lambda w: w.active.append(["支出" * 15_000] * 50)),
        holds="基本支出",
    ),
    taken(
        "numbers.xlsx",
        lambda: _sheet(
            "".join(
                _cell(f"A{i}", v)
                for i, v in enumerate(("1E308", "-0", "1E-300", "9" * 300, "3"), 1)
            )
        ),
        holds="3",
    ),
]
