"""A figure in the text against the same figure in a table."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from jixiao.checks import slips
from jixiao.checks.cells import Cell, cells_of
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.naming import fits_anything
from jixiao.checks.verdicts import worded
from jixiao.tables.names import key_of, one_name, shelf
from jixiao.tables.roles import Role as ColumnRole
from jixiao.types import Check, Label, Verdict

_SHORTEST_NAME = 4
#: Digits that no other number shares, or misses by one slip, by chance.
_LONG = 10_000
_STAGES = {
    ColumnRole.BUDGET: "budget",
    ColumnRole.INITIAL: "budget",
    ColumnRole.ADJUSTED: "budget",
    ColumnRole.ACTUAL: "actual",
    ColumnRole.PLAN: "plan",
    ColumnRole.TARGET: "plan",
}
_YEAR = re.compile(r"(?:19|20)\d\d")

Key = tuple[str, ...]


def find(index: Index) -> Iterator[Check]:
    """Levels in sentences against the cells of the same name, year and stage.

    A figure of the text that is none of them contradicts them where it is one
    slip away from one, or where its name is the whole path of an account for
    which the tables have one figure alone.
    """
    cells = _cells(index)
    for figure in index.figures:
        key = _key(figure)
        if key and _comparable(figure) and not index.in_table(figure):
            alike = [
                (path, cell)
                for path, cell in cells.get(shelf(key), ())
                if one_name(key, path) and _one_thing(figure, cell)
            ]
            yield from _compared(figure, key, alike)


def _cells(index: Index) -> dict[str, list[tuple[Key, Cell]]]:
    """The amounts of the tables by the end of their names, each with its whole path."""
    found: dict[str, list[tuple[Key, Cell]]] = defaultdict(list)
    for table in index.tables:
        for cell in cells_of(index.text, table):
            if cell.meaning.figure.label is Label.PERCENT:
                continue
            names = filter(None, (cell.meaning.name, cell.meaning.also))
            for key in filter(None, {key_of(name) for name in names}):
                found[shelf(key)].append((key, cell))
    return found


def _key(figure: Figure) -> Key:
    """What a figure is called, with the account that its section names."""
    named = figure.fact.name if figure.fact is not None else None
    return key_of(named or figure.name)


def _comparable(figure: Figure) -> bool:
    return figure.usable and figure.role is Role.LEVEL and figure.is_amount


def _one_thing(figure: Figure, cell: Cell) -> bool:
    """Whether nothing that is said of them tells the two apart: year, stage, kind."""
    label = Label.MONEY if figure.family == "money" else Label.QUANTITY
    if cell.meaning.figure.label not in {None, label} or cell.meaning.body is not None:
        return False
    year = _year(cell)
    if year is not None and figure.year is not None and year != figure.year:
        return False
    stage = _stage(cell)
    return figure.fact is None or stage is None or figure.fact.stage in {None, stage}


def _year(cell: Cell) -> int | None:
    """The year of a figure in a table, None where its heads count it from another (上年)."""
    found = _YEAR.search(cell.period)
    return int(found.group()) if found else None


def _stage(cell: Cell) -> str | None:
    kinds = {"预算": "budget", "决算": "actual"}
    return _STAGES.get(cell.meaning.column.role) or kinds.get(cell.meaning.caption.kind or "")


def _compared(figure: Figure, key: Key, alike: Sequence[tuple[Key, Cell]]) -> Iterator[Check]:
    """The figure against the cells whose names may be its own; only its very own contradict it."""
    alike = [(path, _in_unit(cell, figure)) for path, cell in alike]
    same = [cell for _, cell in alike if _rounds(cell, figure)]
    if same:
        yield _check(figure, same[0], Verdict.AGREES)
        return
    cells = [cell for path, cell in alike if path == key]
    near = [cell for cell in cells if _tells(figure, key) and _one_slip(figure, cell)]
    whole_path = len(key) > 1 and len({cell.shown.value for cell in cells}) == 1
    for cell in (near or (cells if whole_path else ()))[:1]:
        yield _check(figure, cell, Verdict.CONTRADICTION)


def _in_unit(cell: Cell, figure: Figure) -> Cell:
    """The cell, in the unit of the figure where its table gives none."""
    assert figure.shown is not None
    if cell.meaning.figure.norm is not None:
        return cell
    return replace(cell, shown=replace(cell.shown, scale=figure.shown.scale))


def _check(figure: Figure, cell: Cell, verdict: Verdict) -> Check:
    assert figure.shown is not None
    words = (cell.quote.text, f"{cell.meaning.name}, in the table (表) and in the text")
    stated = (figure.place, figure.shown)
    return worded("repeat", verdict, stated, (cell.quote,), cell.shown.approx, words)


def _rounds(cell: Cell, figure: Figure) -> bool:
    """Whether the number of the table is the figure, rounded or cut off as the text prints it."""
    assert figure.shown is not None
    step = figure.shown.scale.scaleb(-figure.shown.places)
    return any(
        (cell.shown.value / step).quantize(Decimal(1), rounding=how) * step == figure.shown.value
        for how in (ROUND_HALF_UP, ROUND_DOWN)
    )


def _tells(figure: Figure, key: Key) -> bool:
    """Whether name and digits are such that no other thing shares them by chance."""
    shown = figure.shown
    named = len(key) > 0 and len(key[-1]) >= _SHORTEST_NAME and not fits_anything(key[-1])
    return named and shown is not None and abs(shown.number).scaleb(shown.places) >= _LONG


def _one_slip(figure: Figure, cell: Cell) -> bool:
    """Whether the figure's digits are those of the cell, as printed here, but for one slip."""
    assert figure.shown is not None
    step = Decimal(1).scaleb(-figure.shown.places)
    meant = (cell.shown.value / figure.shown.scale).quantize(step, rounding=ROUND_HALF_UP)
    return meant * figure.shown.scale in set(slips.variants(figure.shown))
