"""Facts before they are numbered: the one place where a fact is put together."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.facts.periods import period_of
from jixiao.facts.reading import Reading
from jixiao.facts.subjects import Subject
from jixiao.types import Fact, Mention, MoneyNorm, PercentNorm, QuantityNorm, Span

#: Confidence of a statement that no relation makes but the words themselves do.
INFERRED = 0.8


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact without id, and where its figure or honour stands."""

    anchor: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Figure:
    """The normalised value of a figure, ready for a fact."""

    value: object
    low: object
    high: object
    unit: str
    modifier: str


def figure_fields(mention: Mention, sign: int = 1) -> dict[str, object] | None:
    """value, low, high, unit and modifier of a figure, or None where it was not readable.

    `sign` is -1 for a decrease: the ends of a range change places.
    """
    norm = mention.norm
    if not isinstance(norm, MoneyNorm | PercentNorm | QuantityNorm):
        return None
    if norm.value is None and norm.low is None and norm.high is None:
        return None
    low, high = (norm.low, norm.high) if sign > 0 else (_minus(norm.high), _minus(norm.low))
    return {
        "value": norm.value if sign > 0 else _minus(norm.value),
        "low": low,
        "high": high,
        "unit": _unit(norm),
        "modifier": str(norm.modifier),
    }
