"""Ruled tables of a pdf page as rows of cells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jixiao.readers.building import Cell, join_lines
from jixiao.readers.pdf_indents import Gaps, indents
from jixiao.readers.pdf_lines import Char, Line, to_lines

Box = tuple[float, float, float, float]
# A character and its middle.
_Placed = tuple[Char, float, float]
_SAME_COLUMN = 4.0
_SAME_EDGE = 2.0
_TOUCH = 1.0
_MAX_SKIPPED = 2


@dataclass(slots=True)
class Table:
    """A ruled table: its place on the page, its column edges, its rows of cells.

    `edges` are the horizontal places in points of the rules between columns,
    those at both sides included.
    """

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[list[Cell]] = field(default_factory=list)

    def continues(self, other: "Table") -> bool:
        """Whether the columns of `other` stand where those of this table stand.

        Some of them may be merged throughout `other`, as in a last row of totals.
        """
        both_sides = zip(
            (self.edges[0], self.edges[-1]), (other.edges[0], other.edges[-1]), strict=True
        )
        return all(abs(a - b) <= _SAME_COLUMN for a, b in both_sides) and all(
            any(abs(edge - own) <= _SAME_COLUMN for own in self.edges) for edge in other.edges
        )

    def rows_of(self, other: "Table") -> list[list[Cell]]:
        """The rows of a continuation, counted in the columns of this table."""
        places = [_nearest(self.edges, edge) for edge in other.edges]
        return [
            [
                replace(
                    cell,
                    column=places[cell.column],
                    column_span=places[cell.column + cell.column_span] - places[cell.column],
                )
                for cell in row
            ]
            for row in other.rows
        ]


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - place))


def repeated_rows(first: Sequence[list[Cell]], following: Sequence[list[Cell]]) -> int:
    """How many rows at the top of a continuation repeat the head of the table.

    The table may begin with rows, its title for one, that are not repeated.
    """
    for skipped in range(_MAX_SKIPPED + 1):
        count = 0
        for row, again in zip(first[skipped:], following, strict=False):
            if not row or row != again:
                break
            count += 1
        if count:
            return count if count < len(following) else 0
    return 0


def page_tables(page: Any, chars: list[Char]) -> tuple[list[Table], list[Char]]:
    """The tables of a page, and the characters that stand in none of their cells.

    A frame with a single column is no table. Cells without text are left out.
    """
    tables = []
    for found in page.find_tables():
        if len({round(cell[0]) for cell in found.cells}) < 2:
            continue
        table, chars = _fill(found, chars)
        if table.rows:
            tables.append(table)
    return sorted(tables, key=lambda table: table.top), chars


def _fill(found: Any, chars: list[Char]) -> tuple[Table, list[Char]]:
    x0, top, x1, bottom = found.bbox
    inside: list[_Placed] = []
    outside: list[_Placed] = []
    for char in chars:
        middle_x, middle_y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        within = x0 <= middle_x <= x1 and top <= middle_y <= bottom
        (inside if within else outside).append((char, middle_x, middle_y))
    columns = _edges(edge for cell in found.cells for edge in (cell[0], cell[2]))
    rows = _edges(edge for cell in found.cells for edge in (cell[1], cell[3]))
    table = Table(top, bottom, columns, [[] for _ in rows[1:]])
    gaps: dict[int, list[tuple[int, int, Gaps]]] = defaultdict(list)
    for box in sorted(found.cells, key=lambda box: (_nearest(rows, box[1]), box[0])):
        taken, inside = _split(box, inside)
        if lines := to_lines(taken):
            row = table.rows[_nearest(rows, box[1])]
            row.append(_cell(box, lines, columns, rows))
            place = (_nearest(rows, box[1]), len(row) - 1, _gaps(box, lines[0]))
            gaps[_nearest(columns, box[0])].append(place)
    for column in gaps.values():
        _set_indents(table, column)
    return table, [char for char, _, _ in (*outside, *inside)]


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    """The places of the rules, those closer than two points taken for one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME_EDGE:
            found.append(place)
    return tuple(found)


def _cell(box: Box, lines: Sequence[Line], columns: Sequence[float], rows: Sequence[float]) -> Cell:
    left, right = _nearest(columns, box[0]), _nearest(columns, box[2])
    top, bottom = _nearest(rows, box[1]), _nearest(rows, box[3])
    text_box = (
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )
    text = join_lines([line.text for line in lines], wrapped=True)
    return Cell(left, text, max(bottom - top, 1), max(right - left, 1), box=text_box)


def _gaps(box: Box, line: Line) -> Gaps:
    size = max(line.size, 1.0)
    return Gaps((line.x0 - box[0]) / size, (box[2] - line.x1) / size, line.text)


def _set_indents(table: Table, column: Sequence[tuple[int, int, Gaps]]) -> None:
    for (row, place, _), indent in zip(column, indents([g for *_, g in column]), strict=True):
        if indent:
            table.rows[row][place] = replace(table.rows[row][place], indent=indent)


def _split(box: Box, chars: list[_Placed]) -> tuple[list[Char], list[_Placed]]:
    taken, rest = [], []
    for item in chars:
        char, x, y = item
        if box[0] - _TOUCH <= x <= box[2] + _TOUCH and box[1] - _TOUCH <= y <= box[3] + _TOUCH:
            taken.append(char)
        else:
            rest.append(item)
    return taken, rest
