"""Whose figure or honour it is, where the relations leave it to the reader."""

import re
from dataclasses import dataclass

from jixiao.facts.names import clean
from jixiao.facts.nouns import counted
from jixiao.facts.reading import Reading
from jixiao.types import Label, Mention, RelationLabel, Span

_CONTINUES = re.compile(r"^\s*(?:其中|同时|此外|并|分别)")
_GOVERNMENT = re.compile(r"人民政府$")


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved subject and the mention that names it, if one does."""

    name: str | None
    span: str | None = None
    score: float = 1.0


def named(reading: Reading, mention: Mention) -> Subject:
    """A mention as subject: a body by its full name, a figure with what it counts."""
    if mention.label == Label.ORG:
        return Subject(reading.org_name(mention), mention.id, mention.score)
    if mention.label == Label.QUANTITY:
        return Subject(_figure(reading, mention), mention.id, mention.score)
    return Subject(clean(mention.text), mention.id, mention.score)


def _figure(reading: Reading, mention: Mention) -> str:
    clause = reading.layout.clause(mention.start)
    noun = counted(reading.text, mention.end, clause.end)
    return clean(mention.text) + (noun.noun if noun else "")


def elided(reading: Reading, anchor: Mention, name: Mention | None = None) -> Subject:
    """The subject of a statement whose relations name none.

    In this order: the division that 全市, 我省 … mean, the body that opens
    the sentence or the one it continues, the division of a government's
    report, the issuer. `name` is the indicator, whose scope words count too.
    """
    first = min(anchor.start, name.start if name else anchor.start)
    scope = _scope(reading, first, anchor, name)
    opening = reading.opening_org(first) or _continued(reading, first)
    if opening and (scope is None or opening.start > scope[1]):
        return named(reading, opening)
    if scope:
        return Subject(scope[0])
    return default(reading)


def default(reading: Reading) -> Subject:
    """Who speaks when nobody is named: the division of a government, else the issuer."""
    issuer, region = reading.issuer, reading.grammar.place.region
    if region and (issuer is None or _GOVERNMENT.search(issuer)):
        return Subject(region)
    return Subject(issuer)


def _scope(
    reading: Reading, first: int, anchor: Mention, name: Mention | None
) -> tuple[str, int] | None:
    """The division in the indicator or at the start of a clause of the sentence."""
    if name:
        found = reading.scope(name.start, min(name.start + 4, name.end))
        if found and found[1] == name.start:
            return found
    sentence = reading.layout.sentence(first)
    start = sentence.start
    latest = None
    while start < min(first + 1, sentence.end):
        clause = reading.layout.clause(start)
        found = reading.scope(clause.start, min(clause.end, anchor.start + 4))
        if found and _at_start(reading, clause, found[1]):
            latest = found
        start = clause.end
    return latest


def _at_start(reading: Reading, clause: Span, position: int) -> bool:
    lead = reading.text[clause.start : position]
    for date in reading.within(Span(clause.start, position), Label.DATE):
        lead = lead.replace(date.text, "", 1)
    return not lead.strip(" \t\n\u3000（(其中")


def _continued(reading: Reading, position: int) -> Mention | None:
    """The opening body of the sentence before, where this one plainly continues it."""
    sentence = reading.layout.sentence(position)
    if sentence.start == 0 or not _CONTINUES.match(reading.text[sentence.start : sentence.end]):
        return None
    return reading.opening_org(sentence.start - 1)


def of_indicator(reading: Reading, indicator: Mention) -> Subject | None:
    """The body that a SUBJECT relation ties to the indicator."""
    for org, relation in reading.to(indicator, RelationLabel.SUBJECT):
        found = named(reading, org)
        return Subject(found.name, found.span, min(found.score, relation.score))
    return None


def of_money(reading: Reading, money: Mention) -> Subject | None:
    """Who gets or gives the money."""
    for head, relation in reading.to(money, RelationLabel.OBTAINS):
        found = named(reading, head)
        return Subject(found.name, found.span, min(found.score, relation.score))
    return None
