"""What was read from a file as text for the terminal."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from jixiao.cli.reading.content import Reading
from jixiao.cli.reading.grids import Field, Grid
from jixiao.cli.reading.parts import Part, parts
from jixiao.cli.reading.prose import after_mark
from jixiao.cli.reading.words import counted, cut, numbers, told, visible
from jixiao.types import Block, Issue

# The narrowest column of a grid that can still be read, with its border.
_NARROWEST = 7


def lines(reading: Reading, width: int, rows: int) -> Iterator[str]:
    """The document line by line: what it says of itself, warnings, then page by page.

    Headings begin with as many # as their level. Tables are `width` columns
    wide and have `rows` rows at most, all for 0. Bold stands as terminals take
    it; click leaves it out where there is none.
    """
    document = reading.document
    counts = (
        counted(len(document.text), "character", "字"),
        counted(len(document.pages), "page", "页") if document.pages else "",
        counted(len(reading.sections), "heading", "标题"),
        counted(len(reading.grids), "table", "表"),
    )
    name = visible(Path(document.source).name)
    yield click.style(
        f"{name}: {document.media_type}, {', '.join(filter(None, counts))}", bold=True
    )
    for english, chinese, value, place in told(reading.metadata):
        where = f"  {_place(reading, *place)}" if place else ""
        yield f"{english} ({chinese})  {visible(value)}{where}"
    for issue in document.warnings:
        yield _warning(reading, issue)
    for part in parts(reading):
        yield from _part(reading, part, width, rows)


def _place(reading: Reading, start: int, end: int) -> str:
    page = reading.page_at(start)
    return f"{f'p. {page} ' if page else ''}[{start}, {end})"


def _warning(reading: Reading, issue: Issue) -> str:
    where = ""
    if issue.start is not None:
        end = issue.start if issue.end is None else issue.end
        where = f" {_place(reading, issue.start, end)}"
    line = f"warning (问题) {issue.stage}/{issue.code}{where}: {visible(issue.message)}"
    return click.style(line, fg="yellow")


def _part(reading: Reading, part: Part, width: int, rows: int) -> Iterator[str]:
    if part.page or part.sheet:
        name = (
            f"page {part.page} (页)" if part.page else f"sheet (工作表) {visible(part.sheet or '')}"
        )
        yield ""
        yield click.style(f"── {name} ──", fg="blue")
    for index in part.goes_on:
        yield f"table {reading.grids[index].number} goes on (接上页)"
    for item in part.items:
        if isinstance(item, Block):
            yield from _prose(reading, item)
        else:
            yield from _table(reading, reading.grids[item], width, rows)


def _prose(reading: Reading, block: Block) -> Iterator[str]:
    section = reading.headings.get(block.start)
    if section is None:
        yield click.style(_said(reading, block, block.start), bold=block.kind == "heading")
        return
    end = after_mark(reading.document.text, section.heading_end, block.end)
    heading = _said(reading, block, block.start, end)
    yield click.style(f"{'#' * section.level} {heading}", bold=True)
    if end < block.end:
        yield _said(reading, block, end)


def _said(reading: Reading, block: Block, start: int, end: int | None = None) -> str:
    """The characters of a block from `start`, with the numbers of pages that begin there."""
    end = block.end if end is None else end
    places = [(at, n) for at, n in reading.breaks(block) if start < at < end]
    pieces = cut(reading.document.text[start:end], start, places)
    return "".join(f"{f'⟨p. {n}⟩' if n else ''}{visible(piece)}" for n, piece in pieces)


def _table(reading: Reading, grid: Grid, width: int, rows: int) -> Iterator[str]:
    yield ""
    yield click.style(" · ".join(_caption(reading, grid)), bold=True)
    shown = list(islice(grid.rows(), rows or None))
    filled = _filled(reading, shown, len(grid.columns))
    if len(grid.columns) * _NARROWEST <= width:
        yield from _ruled(filled, len(grid.columns), grid.head_rows, width)
    else:
        yield from map("\t".join, filled)
    if left := len(grid.by_row) - len(shown):
        yield f"… {counted(left, 'more row', '行')}; --rows 0 shows all"
    yield ""


def _caption(reading: Reading, grid: Grid) -> Iterator[str]:
    text, table = reading.document.text, grid.table
    yield f"table {grid.number} (表)"
    if table and table.caption:
        yield visible(table.caption.of(text))
    if units := [visible(unit) for unit in grid.units(text)]:
        yield f"unit (单位): {', '.join(units)}"
    if table and table.period:
        yield f"period (期间): {visible(table.period.of(text))}"
    if grid.pages:
        yield f"p. {numbers(grid.pages)}"
    yield "{} × {}".format(*grid.size)


def _filled(reading: Reading, rows: list[list[Field]], columns: int) -> Iterator[list[str]]:
    """The rows with a text for every field; one that a merged cell covers says from where."""
    above: dict[int, int] = {}
    for number, row in enumerate(rows):
        texts = ["↑" if above.get(column, 0) > number else "" for column in range(columns)]
        for field in row:
            if field.block is None:
                continue
            reached = range(field.column, field.column + field.columns)
            above.update(dict.fromkeys(reached, number + field.rows))
            text = reading.document.text[field.block.start : field.block.end]
            texts[reached.start : reached.stop] = [visible(text), *["←"] * (field.columns - 1)]
        yield texts


def _ruled(rows: Iterable[list[str]], columns: int, head_rows: int, width: int) -> list[str]:
    """The rows in a grid, with a line below the head."""
    from rich.box import SQUARE
    from rich.console import Console
    from rich.table import Table as Ruled
    from rich.text import Text

    ruled = Ruled(box=SQUARE, show_header=False)
    for _ in range(columns):
        ruled.add_column(overflow="fold")
    for number, row in enumerate(rows, start=1):
        ruled.add_row(*map(Text, row), end_section=number == head_rows)
    console = Console(width=width, color_system=None, highlight=False, markup=False)
    with console.capture() as printed:
        console.print(ruled)
    return [line.rstrip() for line in printed.get().splitlines()]
