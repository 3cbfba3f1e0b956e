"""From labelled mentions and relations to facts: the way through this package."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.bodies.decisions import NOTHING_DECIDED, Decisions
from jixiao.facts.changes import undirected
from jixiao.facts.decided import (
    decided_facts,
    decided_mentions,
    unknown_splits,
)
from jixiao.facts.drafts import Draft, tidied
from jixiao.facts.entities import entities
from jixiao.facts.figures import figures
from jixiao.facts.honours import awards, undertakings
from jixiao.facts.implied import counted_nouns, flat_changes, money_in_turn
from jixiao.facts.layout import layout
from jixiao.facts.links import part_marks, repeated
from jixiao.facts.names import Grammar, place_of
from jixiao.facts.norms import fill_names, fill_values
from jixiao.facts.reading import Reading, index
from jixiao.facts.recognised import as_recognised
from jixiao.facts.resolve import full_names
from jixiao.facts.rows import without_strangers
from jixiao.facts.tabular import Tabled, tabulated
from jixiao.facts.tabular_facts import parts_of, table_facts
from jixiao.facts.tabular_links import tied
from jixiao.facts.units import Units
from jixiao.facts.vintages import with_vintage
from jixiao.facts.years import years_of
from jixiao.tables import tables_of
from jixiao.tables.meaning import TableFigures
from jixiao.tables.reading import figures_of
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
    """What a report states; `mentions` come back with their norms, in text order.

    Among mentions and relations are those of the report's tables, whose
    figures `tables` has with what they mean.
    """

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    issues: tuple[Issue, ...]
    relations: tuple[Relation, ...] = ()
    tables: tuple[TableFigures, ...] = ()


def build(
    document: Document,
    sections: Sequence[Section],
    metadata: Metadata,
    mentions: Sequence[Mention],
    relations: Sequence[Relation],
    names: Decisions = NOTHING_DECIDED,
) -> FactsResult:
    """Facts of a report from its mentions and relations, its names as `names` decides.

    Amounts are in yuan, shares and rates are fractions, offsets are code
    points of `document.text`. Raises nothing on strange relations: one whose
    mention does not exist becomes an Issue, and so does every figure that
    cannot be read.
    """
    tables = figures_of(document.text, tables_of(document))
    tabled = tabulated(document.text, tables, mentions, relations)
    known, issues = _known(document, tabled.relations, tabled.mentions)
    reading, unread = _read(document, sections, metadata, tabled, known)
    drafts = (
        *table_facts(reading, tabled),
        *figures(reading),
        *awards(reading),
        *undertakings(reading),
        *flat_changes(reading),
        *counted_nouns(reading),
        *money_in_turn(reading),
    )
    here = document.doc_id
    decided = decided_mentions(reading.mentions, names, here)
    by_id = {mention.id: mention for mention in decided}
    facts = decided_facts(_told(reading, tabled, drafts), reading.mentions, names, here)
    found = (*tabled.issues, *issues, *unread, *undirected(reading))
    return FactsResult(
        mentions=decided,
        entities=entities(reading.mentions, reading.grammar.place, names, here),
        facts=as_recognised(tied(repeated(facts), tabled, decided), document, by_id),
        issues=(*found, *unknown_splits(decided, names, here)),
        relations=(*tabled.relations, *tabled.stated),
        tables=tables,
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
    tabled: Tabled,
    relations: list[Relation],
) -> tuple[Reading, list[Issue]]:
    lines = layout(document, sections)
    region = metadata.region.value if metadata.region else None
    place = place_of(region, document.text)
    issuer = Grammar(place).expand(metadata.issuer.value) if metadata.issuer else None
    grammar = Grammar(place, issuer)
    units = Units(document, lines)
    filled, issues = fill_values(
        units, lines, tabled.mentions, years_of(lines, metadata), tabled.norms
    )
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
        units,
    )
    return reading, issues


def _told(reading: Reading, tabled: Tabled, drafts: Iterable[Draft]) -> tuple[Fact, ...]:
    """Facts in text order under the ids f1, f2 …, each statement once, linked to one another."""
    seen: dict[tuple[object, ...], Draft] = {}
    for made in sorted(drafts, key=_order):
        seen.setdefault(_statement(made.fact), made)
    numbered = [
        with_vintage(reading, Draft(m.anchor, dataclasses.replace(m.fact, fact_id=f"f{n}")))
        for n, m in enumerate(seen.values(), 1)
    ]
    marked = parts_of(tabled, part_marks(reading, numbered))
    return tuple(tidied(made.fact) for made in marked)


def _order(made: Draft) -> tuple[int, int, int, str, str, str]:
    fact = made.fact
    place = (made.anchor, fact.evidence.start, fact.evidence.end)
    return (*place, fact.kind, fact.name or "", fact.subject or "")


def _statement(fact: Fact) -> tuple[object, ...]:
    values = (fact.value, fact.low, fact.high, fact.unit)
    period = (fact.period_start, fact.period_end)
    return (fact.kind, fact.subject, fact.name, *values, *period, fact.evidence)
