"""Direction and base of a change, also where its list or the change before says them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jixiao.facts.reading import Reading
from jixiao.types import How, Issue, Mention, RelationLabel, Span
from jixiao.values import Change, read_change

_UP = re.compile(r"(?:新增|净增|增加|扩大|提高|提升)$")
_DOWN = re.compile(r"(?:减少|降低|压减|压降|压缩|减轻|下降)$")
_RISE = re.compile(r"(?:增幅|涨幅|增长率|增量)$")
_FALL = re.compile(r"(?:降幅|减幅|减量)$")
_LIST = re.compile(r"[\s、，,和及以]*")


@dataclass(frozen=True, slots=True)
class Told:
    """A change, how its direction was got, and the words that say so."""

    direction: str | None
    basis: str | None
    how: How = How.STATED
    place: Span | None = None
    basis_place: Span | None = None


def change_of(reading: Reading, head: Mention, figure: Mention) -> Told:
    """How the figure changed: by its own words, else by those of its list.

    In 新增甲类3家、乙类2家 the second has the direction of the first; in
    比上年增加5万元，增长3% the second has the base of the first.
    """
    read = _read(reading, figure)
    own = Told(read.direction, read.basis, How.STATED, *(_clause(reading, figure),) * 2)
    if own.direction is None:
        said = _said_of_head(reading, head, figure)
        own = replace(own, direction=said, place=_clause(reading, head))
    if own.direction is None:
        listed = _before_in_list(reading, head, figure)
        if listed:
            own = replace(
                listed,
                basis=own.basis or listed.basis,
                how=How.INHERITED,
                basis_place=own.basis_place if own.basis else listed.basis_place,
            )
    return own if own.basis else _with_basis_before(reading, own, head, figure)


def _clause(reading: Reading, mention: Mention) -> Span:
    return Span(reading.layout.clause(mention.start).start, mention.end)


def undirected(reading: Reading) -> Iterator[Issue]:
    """Issues for the changes of which no word says whether they went up or down.

    They give no fact: most are the level that a change starts from (比上年20万元
    减少3万元).
    """
    for relation in reading.relations:
        if relation.label == RelationLabel.CHANGE:
            head, figure = reading.by_id[relation.head], reading.by_id[relation.tail]
            if change_of(reading, head, figure).direction is None:
                message = f"nothing says which way {figure.text!r} went; it gives no change"
                yield Issue("facts", "undirected_change", message, figure.start, figure.end)


def _said_of_head(reading: Reading, head: Mention, figure: Mention) -> str | None:
    """The direction of the verb that governs the indicator (新增5G基站2座), or of its name."""
    if head.id == figure.id or figure.start < head.end:
        return None
    clause = reading.layout.clause(head.start)
    before = reading.layout.flowing[clause.start : head.start]
    if _UP.search(before) or _RISE.search(head.text):
        return "up"
    return "down" if _DOWN.search(before) or _FALL.search(head.text) else None


def _read(reading: Reading, figure: Mention) -> Change:
    return read_change(reading.layout.flowing, figure.start, figure.end)


def _before_in_list(reading: Reading, head: Mention, figure: Mention) -> Told | None:
    """The change that stands directly before the head, parted by list marks alone."""
    sentence = reading.layout.sentence(figure.start)
    changed = None
    for mention in reading.within(Span(sentence.start, min(head.start, figure.start))):
        for before, _ in reading.to(mention, RelationLabel.CHANGE):
            changed = (before, mention)
    if changed is None or head.id == figure.id:
        return None
    before, last = changed
    plain = _LIST.fullmatch(reading.text, last.end, head.start)
    tight = not reading.text[head.end : figure.start].strip()
    return change_of(reading, before, last) if plain and tight else None


def _with_basis_before(reading: Reading, own: Told, head: Mention, figure: Mention) -> Told:
    """The change with the base of the one before it of the same head."""
    start = reading.layout.sentence(figure.start).start
    before = [
        m
        for m, _ in reading.from_(head, RelationLabel.CHANGE)
        if start <= m.start and m.end <= figure.start
    ]
    if not before:
        return own
    last = max(before, key=lambda m: m.start)
    return replace(own, basis=_read(reading, last).basis, basis_place=_clause(reading, last))
