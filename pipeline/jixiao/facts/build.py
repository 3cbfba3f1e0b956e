"""From labelled mentions and relations to facts: the way through this package."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.facts.changes import undirected
from jixiao.facts.drafts import Draft
from jixiao.facts.entities import entities
from jixiao.facts.figures import figures
from jixiao.facts.honours import awards, undertakings
from jixiao.facts.implied import counted_nouns, flat_changes
from jixiao.facts.layout import layout
from jixiao.facts.names import Grammar, place_of
from jixiao.facts.norms import fill_names, fill_values
from jixiao.facts.reading import Reading, in_order, index
from jixiao.facts.resolve import full_names
from jixiao.facts.rows import without_strangers
from jixiao.facts.years import years_of
from jixiao.types import (
    Document,
    Entity,
    Fact,
    Issue,
    Mention,
    Metadata,
    Relation,
    Section,
)


@dataclass(frozen=True, slots=True)
class FactsResult:
    """What a report states; `mentions` come back with their norms, in the order given."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    issues: tuple[Issue, ...]


def build(
    document: Document,
    sections: Sequence[Section],
    metadata: Metadata,
    mentions: Sequence[Mention],
    relations: Sequence[Relation],
) -> FactsResult:
    """Facts of a report from its mentions and relations.

    Amounts are in yuan, shares and rates are fractions, offsets are code
    points of `document.text`. Raises nothing on strange relations: one whose
    mention does not exist becomes an Issue, and so does every figure that
    cannot be read.
    """
    ordered = in_order(mentions)
    known, issues = _known(document, relations, ordered)
    reading, unread = _read(document, sections, metadata, ordered, known)
    drafts = (
        *figures(reading),
        *awards(reading),
        *undertakings(reading),
        *flat_changes(reading),
        *counted_nouns(reading),
    )
    return FactsResult(
        mentions=tuple(reading.by_id[m.id] for m in mentions),
        entities=entities(reading.mentions, reading.grammar.place),
        facts=_numbered(drafts),
        issues=(*issues, *unread, *undirected(reading)),
    )


def _known(
    document: Document, relations: Iterable[Relation], mentions: Sequence[Mention]
) -> tuple[list[Relation], list[Issue]]:
    """Relations between mentions that exist and may belong together, and issues for the others."""
    by_id = {m.id: m for m in mentions}
    known, issues = [], []
    for relation in relations:
        if relation.head in by_id and relation.tail in by_id:
            known.append(relation)
        else:
            message = f"{relation.label} {relation.head} → {relation.tail}: no such mention"
            issues.append(Issue("facts", "dangling_relation", message))
    place = {m.id: n for n, m in enumerate(mentions)}
    known.sort(key=lambda r: (place[r.head], place[r.tail], r.label, r.score))
    kept, strange = without_strangers(document, by_id, known)
    return kept, issues + strange


def _read(
    document: Document,
    sections: Sequence[Section],
    metadata: Metadata,
    mentions: Sequence[Mention],
    relations: list[Relation],
) -> tuple[Reading, list[Issue]]:
    lines = layout(document, sections)
    issuer = metadata.issuer.value if metadata.issuer else None
    region = metadata.region.value if metadata.region else None
    grammar = Grammar(place_of(region, document.text), issuer)
    filled, issues = fill_values(document, lines, mentions, years_of(lines, metadata))
    names = full_names(document.text, filled, grammar)
    filled = fill_names(document.text, lines, filled, names, relations)
    reading = Reading(
        lines,
        metadata,
        grammar,
        tuple(filled),
        {m.id: m for m in filled},
        index(relations, "head"),
        index(relations, "tail"),
        tuple(relations),
    )
    return reading, issues


def _numbered(drafts: Iterable[Draft]) -> tuple[Fact, ...]:
    """Facts in text order under the ids f1, f2 …; the same statement is told once."""
    ordered = sorted(drafts, key=_order)
    seen: dict[tuple[object, ...], Fact] = {}
    for made in ordered:
        seen.setdefault(_statement(made.fact), made.fact)
    return tuple(
        dataclasses.replace(fact, fact_id=f"f{n}") for n, fact in enumerate(seen.values(), 1)
    )


def _order(made: Draft) -> tuple[int, int, int, str, str, str]:
    fact = made.fact
    place = (made.anchor, fact.evidence.start, fact.evidence.end)
    return (*place, fact.kind, fact.name or "", fact.subject or "")


def _statement(fact: Fact) -> tuple[object, ...]:
    values = (fact.value, fact.low, fact.high, fact.unit)
    period = (fact.period_start, fact.period_end)
    return (fact.kind, fact.subject, fact.name, *values, *period, fact.evidence)
