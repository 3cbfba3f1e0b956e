"""What openpyxl passes over without a word in a damaged workbook."""

import re
from collections.abc import Sequence
from itertools import pairwise
from zipfile import ZipFile

from jixiao.errors import ReadError

#: A sheet of Excel has no row below this one.
MAX_ROWS = 1_048_576
_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d{1,12})["']""")


def check_sheets(archive: ZipFile, found: Sequence[str]) -> None:
    """Refuses a workbook that names more sheets than could be `found`.

    Raises ReadError (broken).
    """
    if _WORKBOOK not in archive.namelist():
        return
    named = len(_SHEET.findall(archive.read(_WORKBOOK)))
    if named > len(found):
        raise ReadError("broken", f"the workbook lacks {named - len(found)} of its {named} sheets")


def check_row(number: int) -> None:
    """Refuses a row, counted from 0, that no sheet can have. Raises ReadError (broken)."""
    if number >= MAX_ROWS:
        raise ReadError("broken", f"a sheet has a row below the last possible one ({MAX_ROWS:,})")


def check_order(name: str, sheet: bytes) -> None:
    """Refuses a sheet whose rows do not stand in order: openpyxl drops those that go back.

    Raises ReadError (broken).
    """
    rows = map(int, _ROW.findall(sheet))
    if any(after <= before for before, after in pairwise(rows)):
        raise ReadError("broken", f"the rows of {name} do not stand in order")
