"""The figures of a table as the checks compute with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.checks.approx import ZERO
from jixiao.checks.printed import Printed
from jixiao.tables.meaning import Meaning, TableFigures
from jixiao.types import PercentNorm, QuantityNorm, Quote


@dataclass(frozen=True, eq=False)
class Cell:
    """A number in a table: its place, how it is printed, and what it means.

    `row_name` is the innermost name of its row, `around` all that its heads and
    title say, `period` what says for when it is, all without blanks. Every cell
    is equal to itself alone.
    """

    quote: Quote
    shown: Printed
    meaning: Meaning
    row_name: str
    around: str
    period: str

    @property
    def column(self) -> tuple[object, ...]:
        """What cells of one column share."""
        return (self.meaning.cell.column, self.meaning.cell.column_heads)

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return isinstance(self.meaning.figure.norm, PercentNorm)


def cells_of(text: str, table: TableFigures) -> Sequence[Cell]:
    """The figures of a table, in their order."""
    return [_cell(text, meaning) for meaning in table.figures]


def _cell(text: str, meaning: Meaning) -> Cell:
    place, cell = meaning.place, meaning.cell
    heads = [*cell.column_heads, *cell.row_heads]
    if meaning.caption_place:
        heads.append(meaning.caption_place)
    return Cell(
        Quote(place.of(text), place.start, place.end),
        _shown(meaning),
        meaning,
        _flat(cell.row_heads[-1].of(text)) if cell.row_heads else "",
        " ".join(_flat(head.of(text)) for head in heads),
        _flat(cell.period.of(text)) if cell.period else "",
    )


def _shown(meaning: Meaning) -> Printed:
    """The number as printed; of a bare one the scale is what its heads say."""
    figure = meaning.figure
    value = figure.norm.value if figure.norm else figure.number
    scale = (value or ZERO) / figure.number if figure.number else Decimal(1)
    whole = isinstance(figure.norm, QuantityNorm) and not figure.places and scale == 1
    return Printed(figure.number, scale, figure.places, whole or figure.number == ZERO)


def _flat(words: str) -> str:
    return "".join(words.split())
