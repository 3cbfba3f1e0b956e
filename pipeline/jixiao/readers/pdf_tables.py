"""Ruled tables of a pdf page as rows of cells."""

from dataclasses import dataclass, field
from typing import Any

from jixiao.readers.building import Cell, join_lines
from jixiao.readers.pdf_lines import Char, to_lines

Box = tuple[float, float, float, float]
# A character and its middle.
_Placed = tuple[Char, float, float]
_SAME_COLUMN = 4.0
_TOUCH = 1.0


@dataclass(slots=True)
class Table:
    """A ruled table: its place on the page, its column edges, its rows of cells."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[list[Cell]] = field(default_factory=list)

    def continues(self, other: "Table") -> bool:
        """Whether the columns of `other` stand where those of this table stand."""
        return len(self.edges) == len(other.edges) and all(
            abs(a - b) <= _SAME_COLUMN for a, b in zip(self.edges, other.edges, strict=True)
        )


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
    edges = tuple(sorted({round(cell[0], 1) for cell in found.cells}))
    table = Table(top, bottom, edges)
    for row in found.rows:
        cells = []
        for column, box in enumerate(row.cells):
            if box is None:
                continue
            taken, inside = _split(box, inside)
            if taken:
                texts = [line.text for line in to_lines(taken)]
                cells.append(Cell(column, join_lines(texts, wrapped=True)))
        table.rows.append(cells)
    rest = [char for char, _, _ in (*outside, *inside)]
    return table, rest


def _split(box: Box, chars: list[_Placed]) -> tuple[list[Char], list[_Placed]]:
    taken, rest = [], []
    for item in chars:
        char, x, y = item
        if box[0] - _TOUCH <= x <= box[2] + _TOUCH and box[1] - _TOUCH <= y <= box[3] + _TOUCH:
            taken.append(char)
        else:
            rest.append(item)
    return taken, rest
