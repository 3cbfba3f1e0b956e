"""Whose figure it is: the relations' answer first, else what the sentence implies."""

import dataclasses
import re
from collections.abc import Sequence

from jixiao.facts.names import clean
from jixiao.facts.reading import Reading
from jixiao.facts.subjects import Subject, elided, named
from jixiao.facts.turns import body_in_turn
from jixiao.types import Label, Mention, RelationLabel

_EACH = re.compile(r"分别|各(?:自|获|得|给予|奖励)?|均")
_PAIRED = (RelationLabel.VALUE, RelationLabel.CHANGE)


def owners(reading: Reading, head: Mention, figure: Mention) -> list[Subject]:
    """Subjects of a figure, one per row to tell: several only where each gets the money.

    The body that SUBJECT ties to the indicator comes first, then who gets or
    gives the money, then who does elsewhere for the same indicator or
    project, and last the elided subject.
    """
    turn = body_in_turn(reading, figure)
    if turn or head.label == Label.ORG:
        return [named(reading, turn or head)]
    stated = stated_owner(reading, head, figure)
    if stated:
        return [stated]
    return _payees(reading, figure) or [owner(reading, head, figure)]


def owner(reading: Reading, head: Mention, figure: Mention) -> Subject:
    """The one subject of a figure; several bodies that share it are named together."""
    if head.label == Label.ORG:
        return named(reading, head)
    found = stated_owner(reading, head, figure) or _together(_payees(reading, figure))
    if found:
        return found
    sibling = _sibling(reading, head)
    return sibling or elided(reading, figure, head if head.label == Label.INDICATOR else None)


def stated_owner(reading: Reading, head: Mention, figure: Mention) -> Subject | None:
    """The body that a SUBJECT relation ties to the indicator, or None.

    Of 甲、乙利润分别增长3%、5% each figure has its own body, in order.
    """
    heads = sorted(reading.to(head, RelationLabel.SUBJECT), key=lambda pair: pair[0].start)
    found = [named(reading, org) for org, _ in heads]
    paired = _in_turn(reading, head, figure, [org for org, _ in heads])
    return found[paired] if paired is not None else _together(found)


def _in_turn(
    reading: Reading, head: Mention, figure: Mention, bodies: Sequence[Mention]
) -> int | None:
    """Which of the bodies a figure of a 分别 list belongs to."""
    if len(bodies) < 2:
        return None
    for label in _PAIRED:
        figures = sorted((m for m, _ in reading.from_(head, label)), key=lambda m: m.start)
        if figure in figures and len(figures) == len(bodies):
            between = reading.text[bodies[-1].end : figures[0].start]
            return figures.index(figure) if "分别" in between else None
    return None


def _together(subjects: Sequence[Subject]) -> Subject | None:
    if not subjects:
        return None
    names = dict.fromkeys(s.name for s in subjects if s.name)
    return dataclasses.replace(subjects[0], name="、".join(names) or None)


def _payees(reading: Reading, money: Mention) -> list[Subject]:
    """Who gets or gives the money: apart where each does, else together."""
    pairs = sorted(reading.to(money, RelationLabel.OBTAINS), key=lambda pair: pair[0].start)
    found = []
    for body, _ in pairs:
        subject = named(reading, body)
        # 立项5项共60万元: a figure that counts nothing named is nobody.
        if subject.name != clean(body.text) or body.label != Label.QUANTITY:
            found.append(subject)
    if len(found) < 2 or _EACH.search(reading.text, pairs[-1][0].end, money.start):
        return found
    together = _together(found)
    return [together] if together else []


def _sibling(reading: Reading, head: Mention) -> Subject | None:
    """Who gets the money that the same indicator or project states elsewhere."""
    for label in (RelationLabel.VALUE, RelationLabel.FUNDING):
        for money, _ in reading.from_(head, label):
            found = _together(_payees(reading, money))
            if found:
                return found
    return None
