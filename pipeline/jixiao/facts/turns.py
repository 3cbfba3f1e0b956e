"""Lists told in turn: 甲县、乙县分别获得A、B, each body with its own."""

import re

from jixiao.facts.reading import Reading
from jixiao.types import Label, Mention, Span

_LISTED = re.compile(r"[\s、，,和及与“”\"]{1,4}")
_IN_TURN = re.compile(
    r"\s*(?:两|[二三四五六七八九十\d]+)?[家个名人县区市]?分别[\u4e00-\u9fff“\"]{0,10}"
)
_BODIES = frozenset({Label.ORG, Label.PERSON})


def body_in_turn(reading: Reading, item: Mention) -> Mention | None:
    """The body that `item` belongs to by its place in a 分别 list; None outside of such lists.

    There must be as many bodies before 分别 as items of its label behind it.
    """
    items = row_of(reading, item)
    if len(items) < 2:
        return None
    start = reading.layout.sentence(item.start).start
    before = [m for m in reading.within(Span(start, items[0].start)) if m.label in _BODIES]
    if not before or not _IN_TURN.fullmatch(reading.text, before[-1].end, items[0].start):
        return None
    bodies = row_of(reading, before[-1])
    return bodies[items.index(item)] if len(bodies) == len(items) else None


def row_of(reading: Reading, mention: Mention) -> list[Mention]:
    """The mentions of one label that list marks alone part from this one, and itself, in order."""
    same = reading.within(reading.layout.sentence(mention.start), mention.label)
    place = same.index(mention) if mention in same else 0
    first = last = place
    while first > 0 and _joined(reading, same[first - 1], same[first]):
        first -= 1
    while last + 1 < len(same) and _joined(reading, same[last], same[last + 1]):
        last += 1
    return same[first : last + 1] if mention in same else [mention]


def _joined(reading: Reading, one: Mention, other: Mention) -> bool:
    return _LISTED.fullmatch(reading.text, one.end, other.start) is not None
