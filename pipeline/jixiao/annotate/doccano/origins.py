"""What a person did to what was pushed: told by comparing both, for doccano keeps no record."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from jixiao.annotations.records import (
    Annotation,
    Comment,
    Origin,
    RelationAnnotation,
    SpanAnnotation,
    Status,
)

_Made = TypeVar("_Made", SpanAnnotation, RelationAnnotation)


def with_origins(
    pushed: Annotation,
    spans: Iterable[SpanAnnotation],
    relations: Iterable[RelationAnnotation],
    status: Status,
) -> tuple[tuple[SpanAnnotation, ...], tuple[RelationAnnotation, ...]]:
    """The spans and relations with how they came to be; their `by` is the person who worked.

    Left as pushed: accepted in a confirmed text, else what they were. Like a
    pushed one that is gone, but with another label or extent: changed. Others:
    added.
    """
    spans = tuple(spans)
    before = {(span.start, span.end, span.label): span for span in pushed.spans}
    kept = {(span.start, span.end, span.label) for span in spans} & before.keys()
    gone = [span for place, span in before.items() if place not in kept]
    successors: dict[str, str] = {}
    made = []
    for span in spans:
        place = (span.start, span.end, span.label)
        if place in kept:
            made.append(_left(before[place], span.by, status))
            successors[span.id] = span.id
        else:
            old = _predecessor(span, gone)
            if old is not None:
                gone.remove(old)
                successors[old.id] = span.id
            made.append(replace(span, origin=Origin.ADDED if old is None else Origin.CHANGED))
    return tuple(made), _relations(pushed, relations, successors, status)


def _left(old: _Made, by: str, status: Status) -> _Made:
    """What was left as it was pushed; in a confirmed text the person stands for a program's."""
    if status is Status.OPEN or old.by.startswith("person:"):
        return old
    return replace(old, by=by, origin=Origin.ACCEPTED)


def _predecessor(span: SpanAnnotation, gone: list[SpanAnnotation]) -> SpanAnnotation | None:
    """The pushed span that this one stands for: the one it shares most characters with."""
    shared = [(min(span.end, old.end) - max(span.start, old.start), old) for old in gone]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] > 0 else None


def _relations(
    pushed: Annotation,
    relations: Iterable[RelationAnnotation],
    successors: dict[str, str],
    status: Status,
) -> tuple[RelationAnnotation, ...]:
    relations = tuple(relations)
    before = {one.id: one for one in pushed.relations}
    kept = {one.id for one in relations} & before.keys()
    gone = [
        {successors.get(old.head), successors.get(old.tail)}
        for name, old in before.items()
        if name not in kept
    ]
    made = []
    for one in relations:
        ends: set[str | None] = {one.head, one.tail}
        if one.id in kept:
            made.append(_left(before[one.id], one.by, status))
        elif ends in gone:
            gone.remove(ends)
            made.append(replace(one, origin=Origin.CHANGED))
        else:
            made.append(replace(one, origin=Origin.ADDED))
    return tuple(made)


def with_authors(pushed: Annotation, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments, those that were pushed with their own author and time."""
    left = list(pushed.comments)
    made = []
    for comment in comments:
        old = next((one for one in left if one.text.strip() == comment.text), None)
        if old is not None:
            left.remove(old)
        made.append(old or comment)
    return tuple(made)
