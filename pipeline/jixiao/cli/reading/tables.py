"""A table on the page: a caption with unit and period, heads with their scope, merged cells."""

import re
from collections.abc import Iterator

from jixiao.cli.reading.content import Reading
from jixiao.cli.reading.grids import Field, Grid
from jixiao.cli.reading.markup import Markup, element, joined
from jixiao.cli.reading.words import numbers, unit_words
from jixiao.types import Block, Span

# HTML allows no more columns to a cell, and no more rows.
_WIDEST, _HIGHEST = 1000, 65534
# Longer runs of empty fields are written as one, so that a sparse sheet stays small.
_RUN = 40
# Nothing longer is looked at as a number.
_LONGEST = 40
_NUMBER = re.compile(r"[-+−–—]?[\d,，]*\.?\d+[%％]?|[-—–]")


def figure(reading: Reading, grid: Grid, prefix: str, in_text: bool) -> Markup:
    """The table with its caption; `in_text` says whether a mark in the prose leads here."""
    name = f"{prefix}t{grid.number}"
    caption = joined(_caption(reading, grid, prefix, in_text), " ")
    title = element("figcaption", caption, id=f"{name}-title")
    rows = [_row(reading, grid, row, prefix) for row in _with_pages(grid)]
    groups = (("thead", rows[: grid.head_rows]), ("tbody", rows[grid.head_rows :]))
    content = [element(kind, joined(group, "\n")) for kind, group in groups if group]
    table = element("table", *content, aria_labelledby=f"{name}-title")
    # A region that scrolls has to be reached with the keyboard.
    frame = element(
        "div", table, class_="scroll", role="region", tabindex=0, aria_labelledby=f"{name}-title"
    )
    return element("figure", title, frame, id=name)


def _caption(reading: Reading, grid: Grid, prefix: str, in_text: bool) -> Iterator[Markup]:
    name = str(grid.number)
    yield element("a", f"表 {name} Table {name}", href=f"#{prefix}t{name}")
    text, table = reading.document.text, grid.table
    if table and table.caption:
        yield element("strong", table.caption.of(text))
    if units := grid.units(text):
        yield element("span", f"单位 Unit: {'；'.join(units)}")
    if table and table.period:
        yield element("span", f"期间 Period: {table.period.of(text)}")
    if grid.pages:
        pages = numbers(grid.pages)
        yield element("a", f"第{pages}页 p. {pages}", href=f"#{prefix}p{grid.pages[0]}")
    rows, columns = grid.size
    yield element("span", f"{rows:,} 行 × {columns:,} 列 rows × columns", class_="size")
    if in_text:
        yield element("a", "↩ 原文 in the text", href=f"#{prefix}r{name}")


def _with_pages(grid: Grid) -> Iterator[tuple[list[Field], int | None, bool]]:
    """The rows, each with its page and whether it is the first of the body on that page."""
    last = None
    for number, row in enumerate(grid.rows()):
        page = next((field.block.page for field in row if field.block), None)
        begins = number >= grid.head_rows and page != last
        last = page if begins else last
        yield row, page, begins


def _row(
    reading: Reading, grid: Grid, row: tuple[list[Field], int | None, bool], prefix: str
) -> Markup:
    fields, page, begins = row
    cells = [cell for field in fields for cell in _field(reading, grid, field, prefix)]
    if len(grid.pages) > 1:
        link = element("a", f"{page}页", href=f"#{prefix}p{page}") if begins else ""
        cells.insert(0, element("td", link, class_="page"))
    return element("tr", *cells)


def _field(reading: Reading, grid: Grid, field: Field, prefix: str) -> Iterator[Markup]:
    if field.block is not None:
        yield _cell(reading, grid, field, field.block, prefix)
    elif field.columns <= _RUN:
        yield from [element("td")] * field.columns
    else:
        for done in range(0, field.columns, _WIDEST):
            yield element("td", colspan=_span(field.columns - done, _WIDEST))


def _cell(reading: Reading, grid: Grid, field: Field, block: Block, prefix: str) -> Markup:
    surface = reading.document.text[block.start : block.end]
    meaning = grid.meanings.get(block.start)
    head = meaning is not None and meaning.head
    classes = (
        "n" if len(surface) <= _LONGEST and _NUMBER.fullmatch(surface) else "",
        "total" if meaning and meaning.total else "",
    )
    return element(
        "th" if head else "td",
        surface,
        id=f"{prefix}c{block.start}",
        scope=_scope(grid, block) if head else None,
        colspan=_span(field.columns, _WIDEST),
        rowspan=_span(field.rows, _HIGHEST),
        class_=" ".join(filter(None, classes)) or None,
        title=_heads(reading, grid, block),
    )


def _span(fields: int, most: int) -> int | None:
    return min(fields, most) if fields > 1 else None


def _scope(grid: Grid, block: Block) -> str:
    if block.start in grid.row_heads:
        return "row"
    if block.start in grid.column_heads:
        return "col"
    return "col" if (block.row or 0) < grid.head_end else "row"


def _heads(reading: Reading, grid: Grid, block: Block) -> str | None:
    """The heads and the unit of a cell in words."""
    meaning = grid.meanings.get(block.start)
    if meaning is None or meaning.head:
        return None
    text, place = reading.document.text, meaning.unit_place
    said = {
        "行 Row": _path(text, meaning.row_heads),
        "列 Column": _path(text, meaning.column_heads),
        "单位 Unit": unit_words(place.of(text)) if place else "",
    }
    return " | ".join(f"{name}: {words}" for name, words in said.items() if words) or None


def _path(text: str, places: tuple[Span, ...]) -> str:
    return " › ".join(place.of(text) for place in places)
