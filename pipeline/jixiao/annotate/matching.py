"""Laying two annotations of one text side by side: which spans stand for each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.annotations.records import Annotation, SpanAnnotation
from jixiao.scoring import matched

Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Spans of a left and a right annotation.

    `same` agree in place and label; `other` share characters, but differ in
    label or ends; None stands where one side has nothing.
    """

    same: tuple[tuple[SpanAnnotation, SpanAnnotation], ...]
    other: tuple[tuple[SpanAnnotation | None, SpanAnnotation | None], ...]


def key(span: SpanAnnotation) -> Key:
    """Place and label of a span."""
    return span.start, span.end, str(span.label)


def pair(left: Annotation, right: Annotation) -> Pairing:
    """The spans of two annotations of the same text, those that agree paired first.

    Then spans at the same place, then overlapping ones, are counterparts. The
    pairing of (right, left) is that of (left, right) with its sides exchanged.
    """
    ours, theirs = {key(s): s for s in left.spans}, {key(s): s for s in right.spans}
    shared = sorted(ours.keys() & theirs.keys())
    ours_left = [span for name, span in ours.items() if name not in theirs]
    theirs_left = [span for name, span in theirs.items() if name not in ours]
    places = {(span.start, span.end): span for span in theirs_left}
    pairs = [(one, places[one.start, one.end]) for one in ours_left if _place(one) in places]
    pairs += matched(*_without(pairs, ours_left, theirs_left))
    alone_left, alone_right = _without(pairs, ours_left, theirs_left)
    other: list[tuple[SpanAnnotation | None, SpanAnnotation | None]] = [*pairs]
    other += [(span, None) for span in alone_left] + [(None, span) for span in alone_right]
    return Pairing(
        tuple((ours[name], theirs[name]) for name in shared),
        tuple(sorted(other, key=_order)),
    )


def _place(span: SpanAnnotation) -> tuple[int, int]:
    return span.start, span.end


def _without(
    pairs: Sequence[tuple[SpanAnnotation, SpanAnnotation]],
    left: Iterable[SpanAnnotation],
    right: Iterable[SpanAnnotation],
) -> tuple[list[SpanAnnotation], list[SpanAnnotation]]:
    """The spans of both sides that are in none of the pairs."""
    ours, theirs = {key(one) for one, _ in pairs}, {key(other) for _, other in pairs}
    return (
        [span for span in left if key(span) not in ours],
        [span for span in right if key(span) not in theirs],
    )


def _order(sides: tuple[SpanAnnotation | None, SpanAnnotation | None]) -> tuple[int, int]:
    spans = [span for span in sides if span]
    return min(span.start for span in spans), max(span.end for span in spans)
