"""Rows of a table that stand in plain text, their cells parted by tabs or wide gaps."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.types import Span

_GAP = re.compile(r"\t|[ \u3000]{2,}")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?[%％]?$|-$")
_PROSE = re.compile(r"[。！？；]")
_MIN_ROWS = 3
_MAX_CELL = 60


def row_cells(line: str, start: int) -> list[tuple[int, Span]]:
    r"""The cells of a line that begins at `start`, as (column, span); empty cells left out.

    Every tab parts two cells, and so does a gap of two blanks or more.

    >>> row_cells("合计\t\t12.5", 0)
    [(0, Span(start=0, end=2)), (2, Span(start=4, end=8))]
    """
    offset = len(line) - len(line.lstrip())
    cells = []
    for column, (begin, end) in enumerate(_pieces(line, offset)):
        piece = line[begin:end]
        if stripped := piece.strip():
            inner = begin + len(piece) - len(piece.lstrip())
            cells.append((column, Span(start + inner, start + inner + len(stripped))))
    return cells


def _pieces(line: str, offset: int) -> Iterator[tuple[int, int]]:
    for gap in _GAP.finditer(line, offset):
        yield offset, gap.start()
        offset = gap.end()
    yield offset, len(line)


def table_runs(text: str, lines: Sequence[Span]) -> dict[int, tuple[int, int]]:
    """For the indexes of lines that are rows of a table, the numbers of table and row.

    Three lines or more in a row make a table if each has two cells at least,
    and most of them a number for a cell.
    """
    found: dict[int, tuple[int, int]] = {}
    tables = 0
    for is_row, group in groupby(range(len(lines)), lambda i: _is_row(lines[i].of(text))):
        run = list(group)
        numeric = sum(_has_number(lines[i].of(text)) for i in run)
        if is_row and len(run) >= _MIN_ROWS and numeric * 2 >= len(run):
            found.update({i: (tables, row) for row, i in enumerate(run)})
            tables += 1
    return found


def _is_row(line: str) -> bool:
    cells = row_cells(line, 0)
    short = all(span.end - span.start <= _MAX_CELL for _, span in cells)
    return len(cells) >= 2 and short and not _PROSE.search(line)


def _has_number(line: str) -> bool:
    return any(_NUMBER.match(span.of(line)) for _, span in row_cells(line, 0))
