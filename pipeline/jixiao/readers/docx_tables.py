"""The tables of a Word file as rows of cells, merged cells with what they cover."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from jixiao.readers.building import Cell, join_lines
from jixiao.readers.cell_indents import leading_blanks

Children = Callable[[Any], Iterator[Any]]
Lines = Callable[[Any], list[str]]
_MAX_SPAN = 1_000
_CENTRED = {"center", "right", "end", "both", "distribute"}
# An indent is given in twentieths of a point; a character of body text has 10.5 points.
_TWIPS_PER_CHARACTER = 210


@dataclass(slots=True)
class WordTable:
    """The rows of a table, and the tables that stand inside its cells."""

    rows: list[list[Cell]] = field(default_factory=list)
    nested: list[Any] = field(default_factory=list)


def word_table(table: Any, children: Children, lines_of: Lines) -> WordTable:
    """The rows of a ``w:tbl`` element.

    `children` gives the elements inside one, `lines_of` the lines of a
    paragraph. A cell that goes on from the one above (vMerge) widens that one.
    """
    found = WordTable()
    # Column of a cell that the next row may go on with: its row and its place there.
    merges: dict[int, tuple[int, int]] = {}
    for element in (child for child in children(table) if child.tag == qn("w:tr")):
        row: list[Cell] = []
        found.rows.append(row)
        column = min(_number(element.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0), _MAX_SPAN)
        for cell in (child for child in children(element) if child.tag == qn("w:tc")):
            span = min(max(_number(_property(cell, "w:gridSpan"), 1), 1), _MAX_SPAN)
            if _goes_on(cell) and column in merges:
                above, place = merges[column]
                merged = found.rows[above][place]
                rows = len(found.rows) - above
                found.rows[above][place] = replace(merged, row_span=rows)
            elif not _goes_on(cell):
                merges[column] = (len(found.rows) - 1, len(row))
                row.append(_cell(cell, column, span, children, lines_of))
                found.nested += _nested(cell, children)
            column += span
    return found


def _goes_on(cell: Any) -> bool:
    """Whether a cell is the lower part of one that was merged down."""
    merge = _property(cell, "w:vMerge")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def _property(cell: Any, name: str) -> Any:
    return cell.find(f"{qn('w:tcPr')}/{qn(name)}")


def _number(node: Any, default: int) -> int:
    value = None if node is None else node.get(qn("w:val"))
    return int(value) if value and value.isdecimal() else default


def _cell(cell: Any, column: int, span: int, children: Children, lines_of: Lines) -> Cell:
    paragraphs = [child for child in children(cell) if child.tag == qn("w:p")]
    lines = [(line, p) for p in paragraphs for line in lines_of(p)]
    first = next(((line, p) for line, p in lines if line.strip()), None)
    indent = leading_blanks(first[0], _set_indent(first[1])) if first else 0
    return Cell(column, join_lines([line for line, _ in lines]), 1, span, indent)


def _nested(cell: Any, children: Children) -> Iterator[Any]:
    return (child for child in children(cell) if child.tag == qn("w:tbl"))


def _set_indent(paragraph: Any) -> float:
    """The characters by which the first line of a paragraph is set in."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return 0
    alignment = properties.find(qn("w:jc"))
    if alignment is not None and alignment.get(qn("w:val")) in _CENTRED:
        return 0
    indent = properties.find(qn("w:ind"))
    return 0 if indent is None else _side(indent, "left", "start") + _side(indent, "firstLine")


def _side(indent: Any, *names: str) -> float:
    for name in names:
        for attribute, size in ((f"{name}Chars", 100), (name, _TWIPS_PER_CHARACTER)):
            value = indent.get(qn(f"w:{attribute}"), "")
            if value.isdecimal() and len(value) < 6:
                return int(value) / size
    return 0
