"""Normalised values of mentions, read in their context by the values layer."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao.facts.awards import award_level
from jixiao.facts.entities import entity_id
from jixiao.facts.layout import Layout
from jixiao.facts.periods import heading_year
from jixiao.types import (
    AwardNorm,
    DateNorm,
    Document,
    Issue,
    Label,
    Mention,
    Norm,
    OrgNorm,
    Relation,
    RelationLabel,
)
from jixiao.values import Context, find_unit_header, normalise

_VALUES = frozenset({Label.MONEY, Label.PERCENT, Label.DATE, Label.QUANTITY})


def fill_values(
    document: Document, layout: Layout, mentions: Sequence[Mention], year: int | None
) -> tuple[list[Mention], list[Issue]]:
    """Mentions with the norms of amounts, shares, dates and counts; what cannot be read.

    `year` is the report year. Mentions must be in text order, since 同年 and
    上年 lean on the date before them in the sentence.
    """
    filled: list[Mention] = []
    issues: list[Issue] = []
    units = _Units(document, layout)
    last: tuple[int, DateNorm] | None = None
    for mention in mentions:
        if mention.label not in _VALUES:
            filled.append(mention)
            continue
        sentence = layout.sentence(mention.start).start
        context = Context(
            year=_year_at(layout, mention.start, year),
            money_unit=units.at(mention.start) if mention.label == Label.MONEY else None,
            last_date=last[1] if last and last[0] == sentence else None,
        )
        norm = normalise(document.text, mention.start, mention.end, mention.label, context)
        if norm is None:
            issues.append(_unread(mention))
        if isinstance(norm, DateNorm):
            last = (sentence, norm)
        filled.append(dataclasses.replace(mention, norm=norm))
    return filled, issues


def _unread(mention: Mention) -> Issue:
    return Issue(
        "values",
        f"unreadable_{mention.label.lower()}",
        f"{mention.label} {mention.text!r} has no readable value; it gives no fact",
        mention.start,
        mention.end,
    )


def _year_at(layout: Layout, position: int, year: int | None) -> int | None:
    """The year of the innermost heading that names one, else the report year."""
    named = (heading_year(s.title) for s in layout.enclosing(position))
    return next((y for y in named if y), year)


def _last(headers: list[tuple[int, int, Decimal]]) -> Decimal | None:
    return headers[-1][2] if headers else None


class _Units:
    """Money units that headers (单位：万元) declare, by place."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        self._tables = dict(self._by_table())

    def _by_table(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """First and last character of every table."""
        places: dict[int, list[int]] = {}
        for block in self._document.blocks:
            if block.table is not None:
                places.setdefault(block.table, []).extend((block.start, block.end))
        for table, ends in places.items():
            yield table, (min(ends), max(ends))

    def at(self, position: int) -> Decimal | None:
        """Yuan in one unit of the header that holds at a position, or None."""
        text = self._document.text
        for start, end in self._tables.values():
            if start <= position < end:
                lead = self._layout.clause(max(0, start - 1)).start
                return _last(find_unit_header(text[lead:end]))
        for section in self._layout.enclosing(position):
            unit = _last(find_unit_header(text[section.start : position]))
            if unit is not None:
                return unit
        return None


def fill_names(
    text: str,
    layout: Layout,
    mentions: Sequence[Mention],
    names: Mapping[str, str],
    relations: Sequence[Relation],
) -> list[Mention]:
    """Mentions with the norms of bodies (full name) and honours (level)."""
    givers = {
        r.tail: names[r.head]
        for r in relations
        if r.label == RelationLabel.CONFERS and r.head in names
    }
    return [dataclasses.replace(m, norm=_norm(text, layout, m, names, givers)) for m in mentions]


def _norm(
    text: str,
    layout: Layout,
    mention: Mention,
    names: Mapping[str, str],
    givers: Mapping[str, str],
) -> Norm | None:
    if mention.label == Label.ORG:
        name = names[mention.id]
        return OrgNorm(name, entity_id(Label.ORG, name))
    if mention.label == Label.AWARD:
        before = text[layout.sentence(mention.start).start : mention.start]
        return AwardNorm(award_level(mention.text, givers.get(mention.id), before))
    return mention.norm
