"""Normalised values of mentions, read in their context by the values layer."""

import dataclasses
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal

from jixiao.facts.awards import award_level
from jixiao.facts.entities import entity_id
from jixiao.facts.layout import Layout
from jixiao.facts.years import Years
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
    document: Document, layout: Layout, mentions: Sequence[Mention], years: Years
) -> tuple[list[Mention], list[Issue]]:
    """Mentions with the norms of amounts, shares, dates and counts; what cannot be read.

    Mentions must be in text order, since 同年 leans on the date before it in
    the sentence.
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
            year=years.at(mention.start, mention.text),
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


class _Units:
    """Money units that headers (单位：万元) declare, by place."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._layout = layout
        self._headers = find_unit_header(document.text)
        self._starts = [start for start, _, _ in self._headers]
        self._tables = _tables(document)

    def at(self, position: int) -> Decimal | None:
        """Yuan in one unit of the header that holds at a position, or None.

        A table has the header in it or right before it; elsewhere the last
        header before the position counts, in the innermost section with one, or
        in the whole text where there are no sections.
        """
        for lead, start, end in self._tables:
            if start <= position < end:
                return self._last(lead, end)
        starts = [section.start for section in self._layout.enclosing(position)] or [0]
        found = (self._last(start, position) for start in starts)
        return next((unit for unit in found if unit is not None), None)

    def _last(self, start: int, end: int) -> Decimal | None:
        index = bisect_left(self._starts, end)
        if index and self._starts[index - 1] >= start:
            return self._headers[index - 1][2]
        return None


def _tables(document: Document) -> list[tuple[int, int, int]]:
    """Every table's start and end, with the start of the block right before it."""
    places: dict[int, list[int]] = {}
    for block in document.blocks:
        if block.table is not None:
            places.setdefault(block.table, []).extend((block.start, block.end))
    others = sorted(b.start for b in document.blocks if b.table is None)
    spans = [(min(ends), max(ends)) for ends in places.values()]
    return [(_before(others, start), start, end) for start, end in spans]


def _before(starts: list[int], position: int) -> int:
    index = bisect_left(starts, position)
    return starts[index - 1] if index else position


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
