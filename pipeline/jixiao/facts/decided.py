"""A report's names as a person has decided them: merged, renamed, split."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from jixiao.bodies.decisions import Decisions
from jixiao.facts.entities import entity_id
from jixiao.facts.names import clean
from jixiao.types import Fact, Issue, Label, Mention, OrgNorm

#: Kinds of facts whose name is that of a project or honour.
_NAMED = frozenset({"funding", "undertaking", "award"})


def decided_mentions(
    mentions: Iterable[Mention], names: Decisions, document: str
) -> tuple[Mention, ...]:
    """The mentions, bodies under the names and ids decided for them."""
    return tuple(_decided(mention, names, document) for mention in mentions)


def _decided(mention: Mention, names: Decisions, document: str) -> Mention:
    if not isinstance(mention.norm, OrgNorm):
        return mention
    identity = names.identity(mention.norm.canonical, clean(mention.text), document)
    norm = OrgNorm(names.shown(identity), entity_id(Label.ORG, identity))
    return dataclasses.replace(mention, norm=norm)


def decided_facts(
    facts: Iterable[Fact], mentions: Sequence[Mention], names: Decisions, document: str
) -> tuple[Fact, ...]:
    """The facts with subject, giver, and names of projects and honours as decided.

    `mentions` have the names that the report alone gives them. A body that a
    fact points to is decided as its mention is, so that a split of one name
    holds where that name stands.
    """
    bodies: dict[tuple[int | None, str], str] = {
        (m.start, m.norm.canonical): clean(m.text) for m in mentions if isinstance(m.norm, OrgNorm)
    }

    def name_of(fact: Fact, field: str, name: str | None) -> str | None:
        ground = fact.ground(field)
        written = bodies.get((ground.start, name)) if ground and name else None
        if name is None or written is None:
            return _listed(name, names, document)
        return names.shown(names.identity(name, written, document))

    return tuple(
        dataclasses.replace(
            fact,
            subject=name_of(fact, "subject", fact.subject),
            conferrer=name_of(fact, "conferrer", fact.conferrer),
            name=_listed(fact.name, names, document) if fact.kind in _NAMED else fact.name,
        )
        for fact in facts
    )


def _listed(name: str | None, names: Decisions, document: str) -> str | None:
    """The name, or each of several (甲、乙), as decided."""
    if name is None:
        return None
    whole = names.shown(names.identity(name, name, document))
    if whole != name or "、" not in name:
        return whole
    parts = (names.shown(names.identity(one, one, document)) for one in name.split("、"))
    return "、".join(parts)


def unknown_splits(mentions: Sequence[Mention], names: Decisions, document: str) -> Iterator[Issue]:
    """An issue for every split meant for this document whose name does not stand in it."""
    written = {clean(mention.text) for mention in mentions}
    for split in names.splits:
        if split.document == document and split.name not in written:
            message = f"{split.name} is to be split here, but nothing is called so"
            yield Issue("facts", "unknown_name", message)
