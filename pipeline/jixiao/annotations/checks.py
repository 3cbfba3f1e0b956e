"""What must hold of an annotation, whichever way it comes into a batch.

Every function raises AnnotationError with the cause; where in which file is
for the caller to say.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

from jixiao.annotations.records import (
    ANNOTATOR,
    GOLD,
    PRE,
    Annotation,
    Comment,
    Origin,
    RelationAnnotation,
    SpanAnnotation,
    Status,
)
from jixiao.errors import AnnotationError
from jixiao.resources import Signature, scheme
from jixiao.types import RelationLabel

NAME_LIMIT = 180
_NAME = re.compile(r"[\w〔〕（）()-][\w〔〕（）().-]*")
_ROLE = re.compile(r"(model|agent|person):[^\s\x00-\x1f][^\x00-\x1f]*")
_HASH = re.compile(r"[0-9a-f]{64}")


def check_name(name: str, what: str) -> None:
    """A name that is safe as a part of a file name: letters, digits, Chinese, brackets, ``._-``.

    It does not begin with a point, holds no slash, and has at most 180 bytes in UTF-8.
    """
    if not _NAME.fullmatch(name) or len(name.encode("utf-8")) > NAME_LIMIT:
        raise AnnotationError(
            f"{what} {name[:NAME_LIMIT]!r}: use letters, digits, Chinese characters and . _ -, "
            f"at most {NAME_LIMIT} bytes, with no point at the beginning"
        )


def check_layer(name: str) -> None:
    """The name of a layer: pre, gold or annotator-NAME."""
    check_name(name, "layer")
    if name not in (PRE, GOLD) and not (name.startswith(ANNOTATOR) and name != ANNOTATOR):
        raise AnnotationError(f"layer {name!r}: a layer is {PRE}, {GOLD} or {ANNOTATOR}NAME")


def check_hash(value: str) -> None:
    """A SHA-256, hexadecimal in small letters."""
    if not _HASH.fullmatch(value):
        raise AnnotationError(f"{value[:80]!r} is no SHA-256 in hexadecimal")


def check_by(by: str) -> None:
    """Who: ``model:NAME``, ``agent:NAME`` or ``person:NAME``."""
    if not _ROLE.fullmatch(by):
        raise AnnotationError(f"by {by!r}: say model:NAME, agent:NAME or person:NAME")


def check_time(at: str) -> None:
    """When: ISO 8601 in UTC, such as 2024-05-01T08:00:00Z."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise AnnotationError(f"at {at!r} is no time in ISO 8601") from error
    if moment.utcoffset() != timedelta(0):
        raise AnnotationError(f"at {at!r} is not in UTC: say 2024-05-01T08:00:00Z")


def check_head(annotation: Annotation) -> None:
    """The head of an annotation: who, when, and that no program confirms a text."""
    check_by(annotation.by)
    check_time(annotation.at)
    if annotation.status is Status.CONFIRMED and annotation.by.startswith("model:"):
        raise AnnotationError(f"{annotation.by} cannot confirm a text: a person or an agent reads")


def check_text(annotation: Annotation, sha256: str) -> None:
    """The annotation is of the text with this hash."""
    if annotation.sha256 != sha256:
        raise AnnotationError(
            f"{annotation.doc_id}: annotated was a text with SHA-256 {annotation.sha256}, "
            f"the batch has {sha256}"
        )


def _check_made(made: SpanAnnotation | RelationAnnotation, status: Status) -> None:
    check_by(made.by)
    if made.score is not None and not 0 <= made.score <= 1:
        raise AnnotationError(f"score {made.score} lies outside [0, 1]")
    if made.origin is Origin.MACHINE and made.by.startswith("person:"):
        raise AnnotationError(f"origin {made.origin}, but by {made.by}")
    if made.origin is Origin.MACHINE and status is Status.CONFIRMED:
        raise AnnotationError(
            f"origin {made.origin} in a confirmed text: what was confirmed is "
            f"{Origin.ACCEPTED}, {Origin.CHANGED} or {Origin.ADDED}"
        )


def check_span(span: SpanAnnotation, text: str, status: Status) -> None:
    """The span lies in the text, holds its surface, and its author fits its origin."""
    if not 0 <= span.start < span.end <= len(text):
        raise AnnotationError(
            f"[{span.start}, {span.end}) is no range of a text of {len(text)} characters"
        )
    if (there := text[span.start : span.end]) != span.surface:
        raise AnnotationError(
            f"[{span.start}, {span.end}) holds {there!r} in the text, not {span.surface!r}"
        )
    _check_made(span, status)


def overlapping(
    spans: Iterable[SpanAnnotation],
) -> tuple[SpanAnnotation, SpanAnnotation] | None:
    """The first two spans that share a character, in text order, or None: spans are flat."""
    for one, other in pairwise(sorted(spans, key=lambda span: (span.start, span.end))):
        if other.start < one.end:
            return one, other
    return None


def check_flat(spans: Iterable[SpanAnnotation]) -> None:
    """No two spans share a character."""
    if pair := overlapping(spans):
        one, other = pair
        raise AnnotationError(
            f"{other.label} {other.surface!r} at [{other.start}, {other.end}) overlaps "
            f"{one.label} {one.surface!r} at [{one.start}, {one.end}): spans are flat"
        )


@cache
def _signatures() -> dict[RelationLabel, Signature]:
    return {signature.name: signature for signature in scheme().relations}


def check_relation(
    relation: RelationAnnotation, spans: Mapping[str, SpanAnnotation], status: Status
) -> None:
    """Both ends are among the spans (by id), and their labels fit the scheme."""
    for end in (relation.head, relation.tail):
        if end not in spans:
            raise AnnotationError(f"{relation.id}: there is no span {end}")
    if relation.head == relation.tail:
        raise AnnotationError(f"{relation.id}: a span has no relation to itself")
    head, tail = spans[relation.head], spans[relation.tail]
    allowed = _signatures()[relation.label]
    if head.label not in allowed.heads or tail.label not in allowed.tails:
        raise AnnotationError(
            f"{relation.label} does not join {head.label} {head.surface!r} "
            f"to {tail.label} {tail.surface!r}: its heads are {', '.join(sorted(allowed.heads))}, "
            f"its tails {', '.join(sorted(allowed.tails))}"
        )
    _check_made(relation, status)


def check_comment(comment: Comment) -> None:
    """Who and when of a remark."""
    check_by(comment.by)
    check_time(comment.at)


def check_annotation(annotation: Annotation, text: str) -> None:
    """Everything that must hold of an annotation of this text, but its hash."""
    check_head(annotation)
    for span in annotation.spans:
        check_span(span, text, annotation.status)
    check_flat(annotation.spans)
    spans = {span.id: span for span in annotation.spans}
    seen = set()
    for relation in annotation.relations:
        check_relation(relation, spans, annotation.status)
        if relation.id in seen:
            raise AnnotationError(f"{relation.id} stands twice")
        seen.add(relation.id)
    for comment in annotation.comments:
        check_comment(comment)
