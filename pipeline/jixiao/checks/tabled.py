"""A figure in the text against the same figure in a table."""

from collections.abc import Iterator
from dataclasses import replace

from jixiao.checks import slips
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.naming import bare, fits_anything
from jixiao.checks.tables import Cell, Row, tables
from jixiao.checks.verdicts import worded
from jixiao.types import Check, Verdict

_SHORTEST_NAME = 4
#: Digits that no other number shares, or misses by one slip, by chance.
_LONG = 10_000
_MOST_ROWS = 400


def find(index: Index) -> Iterator[Check]:
    """Levels in sentences against the row of the same name, where a report has one such row.

    A row has several numbers; a figure is known to be one of them where it is
    the same, or one slip away from one and equal to none.
    """
    rows = _rows(index)
    for figure in index.figures:
        row = rows.get(figure.name)
        if row is not None and _long(figure) and not index.in_table(figure):
            yield from _compared(figure, row)


def _rows(index: Index) -> dict[str, Row]:
    """The rows by name; a name that stands in two rows names none."""
    named: dict[str, list[Row]] = {}
    for table in tables(index):
        for row in table[:_MOST_ROWS]:
            named.setdefault(bare(row.name), []).append(row)
    return {
        name: found[0]
        for name, found in named.items()
        if len(found) == 1 and len(name) >= _SHORTEST_NAME and not fits_anything(name)
    }


def _long(figure: Figure) -> bool:
    shown = figure.shown
    level = figure.usable and figure.role is Role.LEVEL and figure.is_amount
    return level and shown is not None and abs(shown.number).scaleb(shown.places) >= _LONG


def _compared(figure: Figure, row: Row) -> Iterator[Check]:
    assert figure.shown is not None
    numbers = [cell for cell in row.cells.values() if not cell.percent]
    same = [cell for cell in numbers if cell.shown.number == figure.shown.number]
    near = [cell for cell in numbers if _one_slip(figure, cell)]
    for cell in (same or near)[:1]:
        verdict = Verdict.AGREES if same else Verdict.CONTRADICTION
        meant = replace(cell.shown, scale=figure.shown.scale).approx
        words = (cell.place.text, f"{row.name.strip()}, in the table (表) and in the text")
        stated = (figure.place, figure.shown)
        yield worded("repeat", verdict, stated, (cell.place,), meant, words)


def _one_slip(figure: Figure, cell: Cell) -> bool:
    """Whether the figure's digits are those of the cell but for one slip."""
    assert figure.shown is not None
    return cell.shown.number * figure.shown.scale in set(slips.variants(figure.shown))
