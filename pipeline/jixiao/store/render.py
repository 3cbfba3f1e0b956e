"""A query result as a terminal table, csv or json."""

import csv
import io
from collections.abc import Iterable
from typing import TextIO

import pyarrow as pa
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jixiao.errors import StoreError
from jixiao.store.cells import cell_text, csv_cell, json_value, shown
from jixiao.store.plain import dumps

BOM = "\ufeff"
_NARROW = 10
_FRAME = 3


def to_table(result: pa.Table, width: int, *, rows: int | None = None) -> str:
    """The result as a table for a terminal of `width` columns.

    Chinese characters count two columns. Long cells are cut with an ellipsis.
    Columns that find no room and rows after the first `rows` are named and
    counted below the table.
    """
    head = result.slice(0, rows)
    cells = [[shown(value) for value in column.to_pylist()] for column in head.columns]
    names = [shown(name) for name in head.column_names]
    natural = [
        max(map(cell_len, [name, *column])) for name, column in zip(names, cells, strict=True)
    ]
    fitting = _fitting([min(_NARROW, size) + _FRAME for size in natural], width)
    widths = _shrunk(natural[:fitting], width - 1 - _FRAME * fitting)
    table = Table(show_lines=False, header_style="bold")
    for field, name, size in zip(head.schema, names, widths, strict=False):
        number = pa.types.is_decimal(field.type) or pa.types.is_integer(field.type)
        table.add_column(
            Text(name),
            justify="right" if number else "left",
            width=size,
            no_wrap=True,
            overflow="ellipsis",
        )
    for row in zip(*cells[:fitting], strict=True):
        table.add_row(*(Text(cell) for cell in row))
    out = io.StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(table)
    return out.getvalue() + _below(names[fitting:], result.num_rows, head.num_rows)


def _shrunk(natural: list[int], room: int) -> list[int]:
    """Widths of columns that share `room`; the widest give way first.

    >>> _shrunk([4, 30, 50], 60)
    [4, 28, 28]
    """
    limit = max(natural, default=0)
    while limit > 1 and sum(min(size, limit) for size in natural) > room:
        limit -= 1
    return [min(size, limit) for size in natural]


def _fitting(least: list[int], width: int) -> int:
    """How many columns from the left find room, one at least."""
    used, count = 1, 0
    for need in least:
        used += need
        if used > width:
            break
        count += 1
    return max(count, min(1, len(least)))


def _below(unseen: list[str], rows: int, shown_rows: int) -> str:
    lines = [f"{rows} rows" if rows == shown_rows else f"{shown_rows} of {rows} rows"]
    if unseen:
        lines.append(f"not shown for want of room: {', '.join(unseen)}")
    return "".join(f"{line}\n" for line in lines)


def to_csv(result: pa.Table, *, bom: bool = False) -> str:
    """The result as csv with a header; `bom` marks it as UTF-8 for Excel.

    Text that a spreadsheet would take for a formula gets a leading '.
    """
    out = io.StringIO()
    write_csv([result], out, result.column_names)
    return (BOM if bom else "") + out.getvalue()


def write_csv(chunks: Iterable[pa.Table], file: TextIO, names: list[str]) -> None:
    """Write tables of the same columns as one csv file with a header."""
    writer = csv.writer(file)
    writer.writerow(csv_cell(name) for name in names)
    for chunk in chunks:
        columns = [column.to_pylist() for column in chunk.columns]
        writer.writerows([csv_cell(value) for value in row] for row in zip(*columns, strict=True))


def to_json(result: pa.Table) -> str:
    """The result as a json array, one object per line; decimals are plain text.

    Raises StoreError if two columns have the same name.
    """
    names = result.column_names
    twice = sorted({cell_text(name) for name in names if names.count(name) > 1})
    if twice:
        raise StoreError(f"two columns are called {', '.join(twice)}: name them with AS")
    objects = (
        dumps({name: json_value(value) for name, value in row.items()})
        for row in result.to_pylist()
    )
    return "[" + ",\n ".join(objects) + "]\n"
