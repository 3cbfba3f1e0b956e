"""Normalised values of mentions, read in their context by the values layer."""

import dataclasses
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from jixiao.facts.awards import award_level
from jixiao.facts.entities import entity_id
from jixiao.facts.layout import Layout
from jixiao.facts.units import Units
from jixiao.facts.years import Years
from jixiao.types import (
    AwardNorm,
    DateNorm,
    Issue,
    Label,
    Mention,
    Norm,
    OrgNorm,
    Relation,
    RelationLabel,
)
from jixiao.values import Context, normalise

_VALUES = frozenset({Label.MONEY, Label.PERCENT, Label.DATE, Label.QUANTITY})


def fill_values(
    units: Units,
    layout: Layout,
    mentions: Sequence[Mention],
    years: Years,
    known: Mapping[str, Norm] = MappingProxyType({}),
) -> tuple[list[Mention], list[Issue]]:
    """Mentions with the norms of amounts, shares, dates and counts; what cannot be read.

    Mentions must be in text order, since 同年 leans on the date before it in
    the sentence. `known` has the norms that tables give, by mention id.
    """
    filled: list[Mention] = []
    issues: list[Issue] = []
    last: tuple[int, DateNorm] | None = None
    for mention in mentions:
        if mention.label not in _VALUES or mention.id in known:
            filled.append(dataclasses.replace(mention, norm=known.get(mention.id, mention.norm)))
            continue
        sentence = layout.sentence(mention.start).start
        context = Context(
            year=years.at(mention.start, mention.text),
            money_unit=units.at(mention.start) if mention.label == Label.MONEY else None,
            last_date=last[1] if last and last[0] == sentence else None,
        )
        norm = normalise(layout.text, mention.start, mention.end, mention.label, context)
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
