"""Facts before they are numbered: the one place where a fact is put together."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.facts.periods import period_of
from jixiao.facts.reading import Reading
from jixiao.facts.subjects import Subject
from jixiao.types import Fact, Mention, MoneyNorm, PercentNorm, QuantityNorm, Relation, Span

#: Confidence of a statement that no relation makes but the words themselves do.
INFERRED = 0.8


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
    sure: Iterable[Relation | float] = (),
) -> Draft:
    """A fact with its place, period, subject and confidence; the rest is the caller's.

    `anchor` is the figure or honour, `spans` every mention it was read from,
    `sure` the relations (or plain factors) that its confidence rests on.
    """
    start, end = period_of(reading, anchor)
    around = reading.layout.enclosing(anchor.start)
    evidence = reading.layout.evidence([Span(m.start, m.end) for m in spans])
    confidence = subject.score
    for mention in {m.id: m for m in (*spans, anchor)}.values():
        confidence *= mention.score
    for factor in sure:
        confidence *= factor if isinstance(factor, float) else factor.score
    fact = Fact(
        fact_id="",
        kind=kind,
        evidence=evidence,
        subject=subject.name,
        period_start=start,
        period_end=end,
        subject_span=subject.span,
        confidence=round(confidence, 4),
        section=around[0].id if around else None,
    )
    return Draft(anchor.start, fact)


def with_figure(
    made: Draft, mention: Mention | None, figure: Figure, stage: str | None = None
) -> Draft:
    """The draft with a figure; `mention` is None where the figure is said in words alone."""
    fact = dataclasses.replace(
        made.fact,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=figure.unit or None,
        modifier=figure.modifier,
        value_span=mention.id if mention else None,
        stage=stage,
    )
    return Draft(made.anchor, fact)


def with_name(made: Draft, name: str | None, mention: Mention | None = None) -> Draft:
    """The draft with a name and the mention that says it."""
    span = mention.id if mention else None
    return Draft(made.anchor, dataclasses.replace(made.fact, name=name, name_span=span))
