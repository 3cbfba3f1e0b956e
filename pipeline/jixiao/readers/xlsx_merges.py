"""The merged ranges of a workbook's sheets."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.utils import column_index_from_string

from jixiao.readers.building import Cell

_MERGE = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^<>]{0,200}?\bref\s*=\s*["']"""
    rb"""\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["']"""
)
Row = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class Merge:
    """How many rows and columns a merged range covers."""

    rows: int
    columns: int


def merges(archive: zipfile.ZipFile, sheet: Any) -> dict[tuple[int, int], Merge]:
    """The merged ranges of a sheet by their first row and column, counted from 0.

    openpyxl does not tell them where it reads a sheet as a stream. Ranges that
    end before they begin are left out.
    """
    return dict(_found(archive.read(sheet._worksheet_path)))


def _found(xml: bytes) -> Iterator[tuple[tuple[int, int], Merge]]:
    for match in _MERGE.finditer(xml):
        left, top, right, bottom = match.groups()
        column, last_column = (column_index_from_string(name.decode()) for name in (left, right))
        row, last_row = int(top), int(bottom)
        if row > 0 and last_row >= row and last_column >= column:
            yield (row - 1, column - 1), Merge(last_row - row + 1, last_column - column + 1)


def merged(rows: Sequence[Row], ranges: Mapping[tuple[int, int], Merge]) -> list[Row]:
    """The rows with the spans of their merged cells, as far as the sheet has cells."""
    last_row = max((row for row, _ in rows), default=0)
    last_column = max((cell.column for _, cells in rows for cell in cells), default=0)
    return [
        (row, [_spanned(cell, row, ranges, last_row, last_column) for cell in cells])
        for row, cells in rows
    ]


def _spanned(
    cell: Cell,
    row: int,
    ranges: Mapping[tuple[int, int], Merge],
    last_row: int,
    last_column: int,
) -> Cell:
    merge = ranges.get((row, cell.column))
    if merge is None:
        return cell
    rows = min(merge.rows, last_row - row + 1)
    return replace(
        cell, row_span=rows, column_span=min(merge.columns, last_column - cell.column + 1)
    )
