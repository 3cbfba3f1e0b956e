"""The registry of finders and the run over a report."""

from collections.abc import Callable, Iterable
from decimal import localcontext

from jixiao.checks import (
    bases,
    bounds,
    breakdowns,
    comparisons,
    counts,
    differences,
    growth,
    headings,
    indexing,
    means,
    ratios,
    remainders,
    remaining,
    repeats,
    series,
    shares,
    sums,
    tabled,
    tabled_rates,
    tables,
    wording,
)
from jixiao.checks.figures import Index
from jixiao.tables.meaning import TableFigures
from jixiao.types import Check, Document, Fact, Mention, Relation, Section

Finder = Callable[[Index], Iterable[Check]]

FINDERS: tuple[Finder, ...] = (
    growth.find,
    bases.find,
    differences.find,
    sums.find,
    shares.find,
    ratios.find,
    remainders.find,
    remaining.find,
    means.find,
    bounds.find,
    counts.find,
    series.find,
    breakdowns.find,
    wording.find,
    comparisons.find,
    tables.find,
    tabled_rates.find,
    tabled.find,
    headings.find,
    repeats.find,
)
_DIGITS = 60


def check(
    document: Document,
    sections: tuple[Section, ...],
    mentions: tuple[Mention, ...],
    relations: tuple[Relation, ...],
    facts: tuple[Fact, ...],
    tables: tuple[TableFigures, ...] = (),
) -> tuple[Check, ...]:
    """Every checkable statement of a report with its verdict, by place.

    `tables` are the figures of the report's tables and what they mean.
    Mentions carry their norms: money in yuan, percentages as fractions.
    `computed` of a check is decimal text in the printed unit of its stated
    figure. Nothing is raised for odd figures: what cannot be computed gives
    no check, or one with the verdict not_checkable.
    """
    index = indexing.build(document, sections, mentions, relations, facts, tables)
    found: dict[tuple[object, ...], Check] = {}
    with localcontext(prec=_DIGITS):
        for finder in FINDERS:
            for item in finder(index):
                found.setdefault(_key(item), item)
    return tuple(sorted(found.values(), key=_place))


def _key(item: Check) -> tuple[object, ...]:
    terms = frozenset((term.start, term.end) for term in item.terms)
    return (item.kind, item.stated.start, item.stated.end, terms)


def _place(item: Check) -> tuple[object, ...]:
    terms = tuple(term.start for term in item.terms)
    return (item.stated.start, item.stated.end, item.kind, terms)
