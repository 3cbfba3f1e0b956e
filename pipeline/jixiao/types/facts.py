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


class How(StrEnum):
    """How a field of a fact was got.

    STATED: its characters say it. RESOLVED: they say it in another form (我局,
    a short name, 其中 for the thing before). INHERITED: said elsewhere for what
    stands here too (heading, unit header, title, sentence before). ASSUMED: what
    holds where nothing says otherwise.
    """

    STATED = "stated"
    RESOLVED = "resolved"
    INHERITED = "inherited"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Ground:
    """How the field `field` of a fact was got, and the characters that say so.

    `start` and `end` are code points of the text, both None where no
    characters say it. The ground of `period` is that of both its ends.
    """

    field: str
    how: How
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated figure or honour, normalised (see the scheme's last section).

    `kind` is measure, change, share, rank, funding, award or undertaking.
    `value`, `low`, `high` are in `unit`: 元, fraction, pp, a measure word,
    rank; changes carry their sign. `value_span`, `name_span` and
    `subject_span` are mention ids. `evidence` reaches from the first to the
    last clause that the fact was read from. `section` is a section id.

    `grade` is the class or place of an honour as written (一等奖, 第一名),
    `role` what money is to a project: budget, actual, grant or investment.
    `vintage` tells versions of one figure apart: preliminary (快报数), initial
    (年初), adjusted (调整后) or final (核实). `repeats` is the id of the first
    fact that states the same, `part_of` that of the whole this one is part of.
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
    grade: str | None = None
    role: str | None = None
    vintage: str | None = None
    repeats: str | None = None
    part_of: str | None = None
    grounds: tuple[Ground, ...] = ()

    def ground(self, field: str) -> Ground | None:
        """How this field was got, None for one without a value."""
        return next((ground for ground in self.grounds if ground.field == field), None)


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
