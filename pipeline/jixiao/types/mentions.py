"""Mentions, their normalised values, and the relations between them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jixiao.types.text import Quote


class Label(StrEnum):
    """The ten mention labels of the annotation scheme."""

    MONEY = "MONEY"
    PERCENT = "PERCENT"
    ORG = "ORG"
    AWARD = "AWARD"
    PROJECT = "PROJECT"
    INDICATOR = "INDICATOR"
    DATE = "DATE"
    QUANTITY = "QUANTITY"
    PERSON = "PERSON"
    DOC = "DOC"


class RelationLabel(StrEnum):
    """The eleven relation labels of the annotation scheme."""

    VALUE = "VALUE"
    CHANGE = "CHANGE"
    SHARE = "SHARE"
    RANK = "RANK"
    FUNDING = "FUNDING"
    OBTAINS = "OBTAINS"
    RECEIVES = "RECEIVES"
    CONFERS = "CONFERS"
    UNDERTAKES = "UNDERTAKES"
    SUBJECT = "SUBJECT"
    PERIOD = "PERIOD"


class Modifier(StrEnum):
    """How close a stated figure is to the true one."""

    EXACT = "exact"
    APPROX = "approx"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class MoneyNorm:
    """An amount in units of `currency` (yuan for CNY), ISO 4217 code.

    `value` is None for a range, whose ends are `low` and `high`. `per` is the
    denominator of a rate as written (人, 亩, 人·月) or None.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = "CNY"
    modifier: Modifier = Modifier.EXACT
    per: str | None = None


@dataclass(frozen=True, slots=True)
class PercentNorm:
    """A share or rate; `unit` is fraction (16.6% is 0.166) or pp (3.2个百分点 is 0.032)."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = "fraction"
    modifier: Modifier = Modifier.EXACT


@dataclass(frozen=True, slots=True)
class DateNorm:
    """First and last day of a date or period; None where an end is open or unknown."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class QuantityNorm:
    """A count or measure; `unit` is the measure word, or rank for a place in a ranking."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    modifier: Modifier = Modifier.EXACT


@dataclass(frozen=True, slots=True)
class OrgNorm:
    """The full name of an organisation and its entity id."""

    canonical: str
    entity_id: str


@dataclass(frozen=True, slots=True)
class AwardNorm:
    """The level of an honour: national, provincial, municipal, county or None."""

    level: str | None


Norm = MoneyNorm | PercentNorm | DateNorm | QuantityNorm | OrgNorm | AwardNorm


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled span. `origin` is rule or model; `score` lies in [0, 1]."""

    id: str
    start: int
    end: int
    label: Label
    text: str
    score: float = 1.0
    origin: str = "rule"
    norm: Norm | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed link between two mentions, named by their ids."""

    head: str
    label: RelationLabel
    tail: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """One body, project, award or person under all its names in a document.

    `kind` is the mention label; `aliases` are the names as written, each once,
    in order of appearance, and `seen` every place where one stands; `level` and
    `region` are None where unknown.
    """

    entity_id: str
    kind: Label
    canonical: str
    aliases: tuple[str, ...] = ()
    level: str | None = None
    region: str | None = None
    seen: tuple[Quote, ...] = ()
