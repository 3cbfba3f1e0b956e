"""Facts from the figures of tables: name from the row, role from the column."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from jixiao.facts.confidence import evidence
from jixiao.facts.drafts import Draft, Figure, grounded, read_figure
from jixiao.facts.entities import project_name
from jixiao.facts.names import clean
from jixiao.facts.periods import Period, period_of
from jixiao.facts.reading import Reading
from jixiao.facts.subjects import Subject, default, named
from jixiao.facts.tabular import Tabled, relation_label
from jixiao.tables.meaning import Meaning
from jixiao.tables.roles import Role
from jixiao.types import (
    DateNorm,
    Fact,
    Ground,
    How,
    Label,
    Mention,
    Metadata,
    RelationLabel,
)
from jixiao.values import Context, normalise

#: How often row, column, unit and period of a cell are read right: all of 75 drawn at random from
#: the tables of three disclosures, (75 + 1) / (75 + 2) by the rule of succession.
STRUCTURE = 0.987

_KINDS = {
    RelationLabel.CHANGE: "change",
    RelationLabel.SHARE: "share",
    RelationLabel.FUNDING: "funding",
}
_STAGES = {
    Role.BUDGET: "budget",
    Role.INITIAL: "budget",
    Role.ADJUSTED: "budget",
    Role.ACTUAL: "actual",
    Role.REACHED: "actual",
    Role.SCORE: "actual",
    Role.TARGET: "plan",
    Role.PLAN: "plan",
}
_VINTAGES = {Role.INITIAL: "initial", Role.ADJUSTED: "adjusted"}
_MONEY_ROLES = {
    Role.BUDGET: "budget",
    Role.INITIAL: "budget",
    Role.ADJUSTED: "budget",
    Role.ACTUAL: "actual",
}


def table_facts(reading: Reading, tabled: Tabled) -> Iterator[Draft]:
    """A draft for every figure of a table; its evidence is the cell."""
    for figure, meaning in tabled.figures.items():
        mention, name = reading.by_id[figure], reading.by_id[tabled.names[figure]]
        kind = _KINDS.get(relation_label(meaning, name.label), "measure")
        read = read_figure(mention)
        if read is not None:
            yield _drafted(reading, meaning, kind, (mention, name), read)


def _drafted(
    reading: Reading,
    meaning: Meaning,
    kind: str,
    mentions: tuple[Mention, Mention],
    read: Figure,
) -> Draft:
    figure, name = mentions
    subject = _subject(reading, meaning)
    period = _period(reading, meaning, figure)
    around = reading.layout.enclosing(figure.start)
    changed = kind == "change"
    fact = Fact(
        fact_id="",
        kind=kind,
        evidence=meaning.cell.place,
        subject=subject.name,
        name=project_name(meaning.name) if kind == "funding" else clean(meaning.name),
        value=read.value,
        unit=read.unit or None,
        modifier=read.modifier,
        direction=_direction(read) if changed else None,
        basis=meaning.basis,
        stage=_stage(reading.metadata, meaning),
        period_start=period.start,
        period_end=period.end,
        value_span=figure.id,
        name_span=name.id,
        subject_span=subject.span,
        confidence=evidence((figure,)) * STRUCTURE,
        section=around[0].id if around else None,
        role=_MONEY_ROLES.get(meaning.column.role) if kind == "funding" else None,
        vintage=_VINTAGES.get(meaning.column.role),
    )
    made = grounded(Draft(figure.start, fact), "subject", subject.how, subject.place)
    made = grounded(made, "period", period.how, period.place)
    return _with_grounds(made, meaning, name)


def _subject(reading: Reading, meaning: Meaning) -> Subject:
    """The body that the row names, else the report's issuer."""
    if meaning.body is None:
        return default(reading)
    said = reading.within(meaning.body, Label.ORG)
    if len(said) == 1 and len(clean(said[0].text)) * 2 > len(clean(meaning.body.of(reading.text))):
        return named(reading, said[0])
    written = clean(meaning.body.of(reading.text))
    full = reading.grammar.expand(written)
    how = How.STATED if full == written else How.RESOLVED
    return Subject(full, how=how, place=meaning.body)


def _period(reading: Reading, meaning: Meaning, figure: Mention) -> Period:
    """The days that heads or title say, else those of the headings, else the report's year."""
    said = meaning.cell.period
    if said is not None:
        year = reading.years.at(figure.start)
        context = Context(year=year)
        norm = normalise(reading.text, said.start, said.end, Label.DATE, context)
        if isinstance(norm, DateNorm) and (norm.start or norm.end):
            return Period(norm.start, norm.end, How.INHERITED, said)
        written = clean(said.of(reading.text))
        if written.isdecimal():
            year = int(written)
            return Period(date(year, 1, 1), date(year, 12, 31), How.INHERITED, said)
    return period_of(reading, figure)


def _stage(metadata: Metadata, meaning: Meaning) -> str | None:
    """Stage by the column's head, then the title, then the kind of report."""
    if meaning.column.role is Role.FULL_MARK:
        return None
    said = _STAGES.get(meaning.column.role)
    if said or meaning.column.role is not Role.LEVEL:
        return said or "actual"
    kind = meaning.caption.kind or (metadata.kind.value if metadata.kind else None)
    return "budget" if kind == "预算" and meaning.figure.label is Label.MONEY else "actual"


def _direction(read: Figure) -> str:
    if not read.value:
        return "flat"
    return "up" if read.value > 0 else "down"


def _with_grounds(made: Draft, meaning: Meaning, name: Mention) -> Draft:
    """The draft that points to row head, column heads and unit."""
    cell, figure = meaning.cell, meaning.place
    heads = cell.column_heads
    inner = heads[-1] if heads else None
    said = heads[meaning.column.said] if meaning.column.said is not None else None
    plain = clean(name.text) == made.fact.name
    made = grounded(made, "value", How.STATED, figure)
    how = How.STATED if meaning.figure.own_unit else How.INHERITED
    place = figure if meaning.figure.own_unit else cell.unit_place or inner or meaning.name_place
    made = grounded(made, "unit", how, place)
    named_how = How.INHERITED if plain else How.RESOLVED
    made = grounded(made, "name", named_how, meaning.name_place)
    stage = said or (meaning.caption_place if meaning.caption.kind else None)
    made = grounded(made, "stage", How.INHERITED if stage else How.ASSUMED, stage)
    for field in ("direction", "basis", "role", "vintage"):
        made = grounded(made, field, How.INHERITED, said or inner)
    return made


def parts_of(tabled: Tabled, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts, numbered before, those of figures in tables with the whole they are part of."""
    facts = {made.fact.value_span: made.fact for made in drafts if made.fact.value_span}
    return tuple(_part(tabled, facts, made) for made in drafts)


def _part(tabled: Tabled, facts: dict[str, Fact], made: Draft) -> Draft:
    """The draft with its whole, unless it is more than that."""
    figure = made.fact.value_span or ""
    whole = facts.get(tabled.wholes.get(figure, ""))
    own = made.fact.value or Decimal(0)
    if whole is None or abs(own) > abs(whole.value or Decimal(0)):
        return made
    heads = tabled.figures[tabled.wholes[figure]].row_heads
    place = heads[-1] if heads else tabled.figures[tabled.wholes[figure]].name_place
    ground = Ground("part_of", How.RESOLVED, place.start, place.end)
    fact = dataclasses.replace(
        made.fact, part_of=whole.fact_id, grounds=(*made.fact.grounds, ground)
    )
    return Draft(made.anchor, fact)
