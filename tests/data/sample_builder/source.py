"""The light markup in which the sample reports are written.

One line is one item: ``# `` title, ``## `` to ``#### `` headings of level 1 to
3, ``> `` a right-aligned line, ``:: `` the start of a sheet, ``@ `` the caption
row of a sheet, ``|a|b|`` a table row, anything else a paragraph. In a table
``<`` continues the cell to the left and ``^`` the cell above.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

Row = tuple[str, ...]


@dataclass(frozen=True)
class Item:
    kind: str  # title, heading, right, sheet, caption, table, paragraph or blank
    text: str = ""
    level: int = 0
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Cell:
    row: int
    column: int
    height: int
    width: int
    text: str


def _item(line: str) -> Item:
    marker, _, rest = line.partition(" ")
    if marker == "#":
        return Item("title", rest)
    if marker in {"##", "###", "####"}:
        return Item("heading", rest, level=len(marker) - 1)
    if marker in {"::", "@"}:
        return Item("sheet" if marker == "::" else "caption", rest)
    if line.startswith(">"):
        return Item("right", line[1:].strip())
    return Item("paragraph" if line.strip() else "blank", line.rstrip())


def parse(path: Path) -> list[Item]:
    """The items of a source file in order."""
    items: list[Item] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            rows = tuple(tuple(line.strip()[1:-1].split("|")) for line in group)
            items.append(Item("table", rows=rows))
        else:
            items.extend(_item(line) for line in group)
    return items


def _extent(rows: tuple[Row, ...], row: int, column: int) -> tuple[int, int]:
    width = 1
    while column + width < len(rows[row]) and rows[row][column + width] == "<":
        width += 1
    height = 1
    while row + height < len(rows) and rows[row + height][column] == "^":
        height += 1
    return height, width


def cells(rows: tuple[Row, ...]) -> Iterator[Cell]:
    """The cells of a table, merged ones once with their extent."""
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text not in {"<", "^"}:
                yield Cell(i, j, *_extent(rows, i, j), text)


def header_height(rows: tuple[Row, ...]) -> int:
    """How many rows the head of the table takes."""
    return max(height for height, _ in (_extent(rows, 0, j) for j in range(len(rows[0]))))
