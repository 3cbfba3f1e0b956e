"""Facts before they are numbered: the one place where a fact is put together."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.facts.changes import Told
from jixiao.facts.confidence import confidence, evidence
from jixiao.facts.naming import Name, Stage
from jixiao.facts.periods import period_of
from jixiao.facts.reading import Reading
from jixiao.facts.subjects import Subject
from jixiao.types import (
    Fact,
    Ground,
    How,
    Mention,
    MoneyNorm,
    PercentNorm,
    QuantityNorm,
    Relation,
    Span,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact without id, and where its figure or honour stands."""

    anchor: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Figure:
    """The normalised value of a figure, ready for a fact."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    modifier: str


def read_figure(mention: Mention, *, negative: bool = False) -> Figure | None:
    """The value of a figure, or None where it was not readable.

    `negative` turns a decrease's sign: the ends of a range change places.
    """
    norm = mention.norm
    if not isinstance(norm, MoneyNorm | PercentNorm | QuantityNorm):
        return None
    if norm.value is None and norm.low is None and norm.high is None:
        return None
    # 增长-1.2% is written as a decrease already.
    turned = negative and not any(n is not None and n < 0 for n in (norm.value, norm.low))
    ends = (_minus(norm.high), _minus(norm.low)) if turned else (norm.low, norm.high)
    value = _minus(norm.value) if turned else norm.value
    return Figure(value, *ends, _unit(norm), str(norm.modifier))


def _minus(value: Decimal | None) -> Decimal | None:
    return value.copy_negate() if value else value


def _unit(norm: MoneyNorm | PercentNorm | QuantityNorm) -> str:
    if not isinstance(norm, MoneyNorm):
        return norm.unit
    unit = "元" if norm.currency == "CNY" else norm.currency
    return f"{unit}/{norm.per}" if norm.per else unit


def draft(
    reading: Reading,
    kind: str,
    anchor: Mention,
    spans: Sequence[Mention],
    subject: Subject,
    relations: Iterable[Relation] = (),
) -> Draft:
    """A fact with its place, period and subject; the rest is the caller's.

    `anchor` is the figure or honour, `spans` every mention it was read from,
    `relations` those that state it; without any it is inferred from the words.
    Its confidence is that of what it was read from, until it is `tidied`.
    """
    relations = tuple(relations)
    period = period_of(reading, anchor)
    around = reading.layout.enclosing(anchor.start)
    fact = Fact(
        fact_id="",
        kind=kind,
        evidence=reading.layout.evidence([Span(m.start, m.end) for m in spans]),
        subject=subject.name,
        period_start=period.start,
        period_end=period.end,
        subject_span=subject.span,
        confidence=evidence((*spans, anchor, *relations), inferred=not relations),
        section=around[0].id if around else None,
    )
    made = grounded(Draft(anchor.start, fact), "subject", subject.how, subject.place)
    return grounded(made, "period", period.how, period.place)


def grounded(made: Draft, field: str, how: How, place: Span | None = None) -> Draft:
    """The draft that knows how this field of it was got, and where."""
    start, end = (place.start, place.end) if place else (None, None)
    others = tuple(ground for ground in made.fact.grounds if ground.field != field)
    grounds = (*others, Ground(field, how, start, end))
    return Draft(made.anchor, dataclasses.replace(made.fact, grounds=grounds))


def with_figure(made: Draft, reading: Reading, mention: Mention, figure: Figure) -> Draft:
    """The draft with the figure that `mention` says; one of no id is words (持平) alone."""
    fact = dataclasses.replace(
        made.fact,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=figure.unit or None,
        modifier=figure.modifier,
        value_span=mention.id or None,
    )
    place = Span(mention.start, mention.end)
    made = grounded(Draft(made.anchor, fact), "value", How.STATED, place)
    header = reading.unit_header(mention)
    how = How.INHERITED if header else How.STATED
    return grounded(made, "unit", how, header or place)


def with_name(made: Draft, name: Name) -> Draft:
    """The draft with a name, the mention that says it, and where it is from."""
    span = name.mention.id if name.mention else None
    fact = dataclasses.replace(made.fact, name=name.text, name_span=span or None)
    return grounded(Draft(made.anchor, fact), "name", name.how, name.place)


def with_stage(made: Draft, stage: Stage) -> Draft:
    """The draft with its stage and what says so."""
    fact = dataclasses.replace(made.fact, stage=stage.name)
    return grounded(Draft(made.anchor, fact), "stage", stage.how, stage.place)


def with_change(made: Draft, change: Told) -> Draft:
    """The draft with direction and base of its change, and the words that say so."""
    fact = dataclasses.replace(made.fact, direction=change.direction, basis=change.basis)
    made = grounded(Draft(made.anchor, fact), "direction", change.how, change.place)
    own = change.basis_place == change.place
    how = change.how if own else How.INHERITED
    return grounded(made, "basis", how, change.basis_place)


#: The fields that a ground may be of, in the order of the schema.
_FIELDS = (
    *("subject", "name", "value", "unit", "direction", "basis", "stage", "period"),
    *("conferrer", "level", "grade", "role", "vintage", "part_of"),
)


def tidied(fact: Fact) -> Fact:
    """The fact as it is told: sure as its name and what it was read from make it.

    Grounds are those of the fields that have a value, in the order of the schema.
    """
    known = {ground.field: ground for ground in fact.grounds}
    grounds = (known[name] for name in _FIELDS if name in known and _has(fact, name))
    sure = confidence(fact.confidence, fact.name)
    return dataclasses.replace(fact, confidence=sure, grounds=tuple(grounds))


def _has(fact: Fact, name: str) -> bool:
    if name == "period":
        return fact.period_start is not None or fact.period_end is not None
    if name == "value":
        return any(v is not None for v in (fact.value, fact.low, fact.high))
    return getattr(fact, name) is not None
