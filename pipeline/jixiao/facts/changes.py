"""Direction and base of a change, also where its list or the change before says them."""

import re
from collections.abc import Iterator

from jixiao.facts.reading import Reading
from jixiao.types import Issue, Mention, RelationLabel, Span
from jixiao.values import Change, read_change

_UP = re.compile(r"(?:新增|净增|增加|扩大|提高|提升)$")
_DOWN = re.compile(r"(?:减少|降低|压减|压降|压缩|减轻|下降)$")
_RISE = re.compile(r"(?:增幅|涨幅|增长率|增量)$")
_FALL = re.compile(r"(?:降幅|减幅|减量)$")
_LIST = re.compile(r"[\s、，,和及以]*")


def change_of(reading: Reading, head: Mention, figure: Mention) -> Change:
    """How the figure changed: by its own words, else by those of its list.

    In 新增甲类3家、乙类2家 the second has the direction of the first; in
    比上年增加5万元，增长3% the second has the base of the first.
    """
    own = _read(reading, figure)
    direction, basis = own.direction, own.basis
    if direction is None:
        direction = _said_of_head(reading, head, figure)
    if direction is None:
        listed = _before_in_list(reading, head, figure)
        if listed:
            direction, basis = listed.direction, basis or listed.basis
    return Change(direction, basis or _basis_before(reading, head, figure), own.is_change)


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


def _before_in_list(reading: Reading, head: Mention, figure: Mention) -> Change | None:
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


def _basis_before(reading: Reading, head: Mention, figure: Mention) -> str | None:
    start = reading.layout.sentence(figure.start).start
    before = [
        m
        for m, _ in reading.from_(head, RelationLabel.CHANGE)
        if start <= m.start and m.end <= figure.start
    ]
    return _read(reading, max(before, key=lambda m: m.start)).basis if before else None
