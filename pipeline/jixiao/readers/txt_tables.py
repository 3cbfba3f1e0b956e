"""Rows of a table that stand in plain text, their cells parted by tabs or wide gaps."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import east_asian_width

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


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line that is a row of a table: the numbers of table and row, its cells by column."""

    table: int
    row: int
    cells: tuple[tuple[int, Span], ...]


def table_runs(text: str, lines: Sequence[Span]) -> dict[int, TextRow]:
    """The lines that are rows of a table, by their indexes.

    Three lines or more in a row make a table if each has two cells at least,
    and most of them a number for a cell. Where blanks part the cells, those
    of a shorter row stand in the columns that they are printed under.
    """
    found: dict[int, TextRow] = {}
    tables = 0
    for is_row, group in groupby(range(len(lines)), lambda i: _is_row(lines[i].of(text))):
        run = list(group)
        numeric = sum(_has_number(lines[i].of(text)) for i in run)
        if is_row and len(run) >= _MIN_ROWS and numeric * 2 >= len(run):
            cells = _columns(text, [lines[i] for i in run])
            found.update({i: TextRow(tables, k, cells[k]) for k, i in enumerate(run)})
            tables += 1
    return found


def _columns(text: str, rows: Sequence[Span]) -> list[tuple[tuple[int, Span], ...]]:
    """The cells of each row with their columns, by tabs or by where the longest row has them."""
    cells = [row_cells(row.of(text), row.start) for row in rows]
    longest = max(range(len(rows)), key=lambda i: len(cells[i]))
    if any("\t" in row.of(text) for row in rows):
        return [tuple(of_row) for of_row in cells]
    model = _printed(text, rows[longest], cells[longest])
    return [
        tuple(of_row)
        if len(of_row) == len(model)
        else tuple(_under(_printed(text, row, of_row), model, of_row))
        for row, of_row in zip(rows, cells, strict=True)
    ]


def _printed(text: str, row: Span, cells: Sequence[tuple[int, Span]]) -> list[tuple[int, int]]:
    """From where to where each cell is printed, in half-width columns of its line."""
    return [
        (_width(text[row.start : span.start]), _width(text[row.start : span.end]))
        for _, span in cells
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _under(
    printed: Sequence[tuple[int, int]],
    model: Sequence[tuple[int, int]],
    cells: Sequence[tuple[int, Span]],
) -> Iterator[tuple[int, Span]]:
    """The cells with the column of `model` that each is nearest to, from left to right."""
    first = 0
    for i, (_, span) in enumerate(cells):
        start, end = printed[i]
        # The cells still to come need a column each.
        last = len(model) - (len(cells) - i) + 1
        gaps = [max(model[k][0] - end, start - model[k][1]) for k in range(first, last)]
        column = first + gaps.index(min(gaps))
        yield column, span
        first = column + 1


def _is_row(line: str) -> bool:
    cells = row_cells(line, 0)
    short = all(span.end - span.start <= _MAX_CELL for _, span in cells)
    return len(cells) >= 2 and short and not _PROSE.search(line)


def _has_number(line: str) -> bool:
    return any(_NUMBER.match(span.of(line)) for _, span in row_cells(line, 0))
