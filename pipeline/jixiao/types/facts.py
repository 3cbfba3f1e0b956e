"""Facts, checks, and everything that was read from one document."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jixiao.types.mentions import Entity, Mention, Relation
from jixiao.types.text import Document, Issue, Metadata, Quote, Section, Span


class Verdict(StrEnum):
    """What a check finds when it computes a statement."""

    AGREES = "agrees"
    ROUNDING = "rounding"
    CONTRADICTION = "contradiction"
    OTHER_SCOPE = "other_scope"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated figure or honour, normalised (see the scheme's last section).

    `kind` is measure, change, share, rank, funding, award or undertaking.
    `value`, `low`, `high` are in `unit`: 元, fraction, pp, a measure word,
    rank; changes carry their sign. `value_span`, `name_span` and
    `subject_span` are mention ids. `evidence` reaches from the first to the
    last clause that the fact was read from. `section` is a section id.
    """

    fact_id: str
    kind: str
    evidence: Span
    subject: str | None = None
    name: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    modifier: str | None = None
    direction: str | None = None
    basis: str | None = None
    stage: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    conferrer: str | None = None
    level: str | None = None
    value_span: str | None = None
    name_span: str | None = None
    subject_span: str | None = None
    confidence: float = 1.0
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A statement of the text, computed again.

    `kind` is sum, share, growth, difference, ratio, count, bound or repeat.
    `computed` is decimal text in the unit of `stated` as printed (percent
    points for a percentage, 万元 for an amount in 万元). `formula` shows the
    operands, `note` is a sentence a person understands.
    """

    kind: str
    verdict: Verdict
    stated: Quote
    terms: tuple[Quote, ...]
    computed: str | None
    formula: str
    note: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that jixiao read from one document."""

    document: Document
    metadata: Metadata = field(default_factory=Metadata)
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    issues: tuple[Issue, ...] = ()
