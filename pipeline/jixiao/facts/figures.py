"""Facts with a figure: measure, change, share, rank and funding, from their relations."""

import dataclasses
import re
from collections.abc import Iterator

from jixiao.facts.changes import change_of
from jixiao.facts.drafts import (
    Draft,
    draft,
    grounded,
    read_figure,
    with_change,
    with_figure,
    with_name,
    with_stage,
)
from jixiao.facts.naming import money_name, name_of, stage_at
from jixiao.facts.owners import owner, owners, stated_owner
from jixiao.facts.projects import project_of
from jixiao.facts.reading import Reading
from jixiao.facts.roles import with_role
from jixiao.facts.stages import whole_of
from jixiao.facts.subjects import Subject, elided, named
from jixiao.facts.turns import body_in_turn
from jixiao.types import How, Label, Mention, Relation, RelationLabel, Span

_RANK_SCOPE = re.compile(
    r"(全国|全省|全市|全县|全区|全州|全球|世界|亚洲|(?:[\u4e00-\u9fff]{1,8}(?:省|市|区|县))?"
    r"[\u4e00-\u9fff]{0,10}(?:同类|地级市|城市|县市区|开发区|省会|省份|地区|高新区|经开区))"
)


def figures(reading: Reading) -> Iterator[Draft]:
    """Drafts for every relation that states a figure; unreadable figures give none."""
    readers = {
        RelationLabel.VALUE: _measures,
        RelationLabel.CHANGE: _changes,
        RelationLabel.SHARE: _shares,
        RelationLabel.RANK: _ranks,
        RelationLabel.FUNDING: _fundings,
        RelationLabel.OBTAINS: _obtained,
    }
    for relation in reading.relations:
        read = readers.get(relation.label)
        if read:
            head, tail = reading.by_id[relation.head], reading.by_id[relation.tail]
            yield from read(reading, head, tail, relation)


def _has(reading: Reading, tail: Mention, label: RelationLabel) -> bool:
    return any(True for _ in reading.to(tail, label))


def _ties(reading: Reading, head: Mention, tail: Mention, label: RelationLabel) -> bool:
    """Whether this relation too holds between the two."""
    return any(other.id == head.id for other, _ in reading.to(tail, label))


def _measures(
    reading: Reading, head: Mention, tail: Mention, relation: Relation
) -> Iterator[Draft]:
    """The level of an indicator; money that funds a project is told as funding instead."""
    figure = read_figure(tail)
    if figure is None or _has(reading, tail, RelationLabel.FUNDING):
        return
    name = name_of(reading, head, tail)
    payees = tuple(h for h, _ in reading.to(tail, RelationLabel.OBTAINS))
    spans = (*name.spans, *payees, head, tail)
    stage = stage_at(reading, name, spans)
    for subject in owners(reading, head, tail):
        made = draft(reading, "measure", tail, spans, subject, (relation,))
        made = with_stage(with_figure(with_name(made, name), reading, tail, figure), stage)
        yield with_role(reading, made, tail) if project_of(reading, head) else made


def _changes(reading: Reading, head: Mention, tail: Mention, relation: Relation) -> Iterator[Draft]:
    """An increase or decrease, signed by its direction; none where nothing says which it is."""
    change = change_of(reading, head, tail)
    figure = read_figure(tail, negative=change.direction == "down")
    if (
        figure is None
        or change.direction is None
        or _ties(reading, head, tail, RelationLabel.FUNDING)
    ):
        return
    name = name_of(reading, head, tail)
    spans = (*name.spans, head, tail)
    made = draft(reading, "change", tail, spans, owner(reading, head, tail), (relation,))
    made = with_figure(with_name(made, name), reading, tail, figure)
    yield with_change(with_stage(made, stage_at(reading, name, spans)), change)


def _shares(reading: Reading, head: Mention, tail: Mention, relation: Relation) -> Iterator[Draft]:
    """The part of a whole, or of a budget or plan."""
    figure = read_figure(tail)
    if figure is None:
        return
    name = name_of(reading, head)
    spans = (*name.spans, head, tail)
    made = draft(
        reading, "share", tail, spans, owner(reading, name.mention or head, tail), (relation,)
    )
    made = with_figure(with_name(made, name), reading, tail, figure)
    made = with_stage(made, stage_at(reading, name, (head,)))
    yield _with_basis(reading, made, tail)


def _with_basis(reading: Reading, made: Draft, share: Mention) -> Draft:
    start = reading.layout.clause(share.start).start
    basis = whole_of(reading.words(start, share.start, {Label.DATE}))
    made = Draft(made.anchor, dataclasses.replace(made.fact, basis=basis))
    return grounded(made, "basis", How.STATED, Span(start, share.end))


def _ranks(reading: Reading, head: Mention, tail: Mention, relation: Relation) -> Iterator[Draft]:
    """A place in a ranking; the ranking's scope is part of the name."""
    figure = read_figure(tail)
    if figure is None:
        return
    name = name_of(reading, head)
    subject = owner(reading, name.mention or head, tail)
    spans = (*name.spans, head, tail)
    made = draft(reading, "rank", tail, spans, subject, (relation,))
    text = f"{name.text or ''}{_rank_scope(reading, head, tail)}排名"
    made = with_name(made, dataclasses.replace(name, text=text, how=How.RESOLVED))
    made = with_figure(made, reading, tail, figure)
    yield with_stage(made, stage_at(reading, name, spans))


def _rank_scope(reading: Reading, head: Mention, tail: Mention) -> str:
    """Among whom the place was taken, from the words before it."""
    clause = reading.layout.clause(tail.start)
    start = max(clause.start, head.end if head.end <= tail.start else clause.start)
    found = _RANK_SCOPE.findall(reading.text[start : tail.start])
    return re.sub(r"^(?:.*(?:在|居|列|位居|排名))", "", found[-1]) if found else ""


def _fundings(
    reading: Reading, head: Mention, tail: Mention, relation: Relation
) -> Iterator[Draft]:
    """Money for a project; newly added money also has its direction."""
    figure = read_figure(tail)
    if figure is None:
        return
    name, spans = name_of(reading, head), (head, tail)
    stage = stage_at(reading, name, spans)
    added = _ties(reading, head, tail, RelationLabel.CHANGE)
    change = change_of(reading, head, tail) if added else None
    for subject in _funders(reading, head, tail):
        made = draft(reading, "funding", tail, spans, subject, (relation,))
        made = with_stage(with_figure(with_name(made, name), reading, tail, figure), stage)
        made = with_role(reading, made, tail)
        yield with_change(made, dataclasses.replace(change, basis=None)) if change else made


def _funders(reading: Reading, project: Mention, money: Mention) -> list[Subject]:
    """The body tied to the money's own indicator (出资部分), else the money's."""
    for indicator, _ in reading.to(money, RelationLabel.VALUE):
        found = stated_owner(reading, indicator, money)
        if found:
            return [found]
    return owners(reading, project, money)


def _obtained(
    reading: Reading, head: Mention, tail: Mention, relation: Relation
) -> Iterator[Draft]:
    """Money that somebody gets or gives and that neither indicator nor project names."""
    figure = read_figure(tail)
    told = (RelationLabel.VALUE, RelationLabel.FUNDING)
    if figure is None or any(_has(reading, tail, label) for label in told):
        return
    turn = body_in_turn(reading, tail)
    if turn is not None and turn is not head:
        return
    name, spans = money_name(reading, tail, head), (head, tail)
    tied = head.label == Label.QUANTITY and _has(reading, head, RelationLabel.VALUE)
    subject = elided(reading, tail) if tied else named(reading, head)
    made = draft(reading, "funding", tail, spans, subject, (relation,))
    made = with_figure(with_name(made, name), reading, tail, figure)
    yield with_role(reading, with_stage(made, stage_at(reading, name, spans)), tail)
