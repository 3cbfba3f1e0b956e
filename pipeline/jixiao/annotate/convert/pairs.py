"""What every format converts: texts, each with its annotation, and what a format leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jixiao.annotations.checks import check_annotation, check_name
from jixiao.annotations.layers import sort_annotation
from jixiao.annotations.records import (
    Annotation,
    Comment,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
    Status,
)
from jixiao.errors import AnnotationError
from jixiao.types import Label, RelationLabel

Pair = tuple[SourceText, Annotation]
Places = Sequence[tuple[int, int, str]]
Links = Sequence[tuple[int, str, int]]


@dataclass(frozen=True, slots=True)
class Who:
    """Whose annotations a file holds that does not say so itself."""

    by: str
    at: str
    status: Status = Status.OPEN


class Kept(StrEnum):
    """What a format may keep besides texts, spans and relations."""

    TITLES = "titles"
    META = "meta"
    STATUS = "who confirmed a text, and when"
    AUTHORS = "who made a span or relation, its origin and score"
    COMMENTS = "comments"


def make_pair(
    doc_id: str, text: str, places: Places, links: Links, who: Who, remarks: Sequence[str] = ()
) -> Pair:
    """A text with an annotation: spans (start, end, label), relations by numbers of spans.

    Raises AnnotationError if something does not fit the text or the scheme.
    """
    check_name(doc_id, "doc_id")
    source = SourceText(doc_id, text)
    try:
        spans = [
            SpanAnnotation(start, end, Label(label), text[start:end], who.by)
            for start, end, label in places
        ]
        relations = [
            RelationAnnotation(spans[head].id, RelationLabel(label), spans[tail].id, who.by)
            for head, label, tail in links
        ]
    except ValueError as error:
        raise AnnotationError(f"{doc_id}: {error}") from error
    annotation = Annotation(
        doc_id,
        source.sha256,
        who.by,
        who.at,
        who.status,
        tuple(spans),
        tuple(relations),
        tuple(Comment(remark, who.by, who.at) for remark in remarks),
    )
    try:
        check_annotation(annotation, text)
    except AnnotationError as error:
        raise AnnotationError(f"{doc_id}: {error.cause}") from error
    return source, sort_annotation(annotation)


def links_of(annotation: Annotation) -> list[tuple[int, str, int]]:
    """The relations by the numbers of their spans, from 0."""
    numbers = {span.id: number for number, span in enumerate(annotation.spans)}
    return [
        (numbers[link.head], str(link.label), numbers[link.tail]) for link in annotation.relations
    ]


def left_out(pairs: Iterable[Pair], kept: frozenset[Kept]) -> list[str]:
    """What of these annotations a format that keeps only `kept` leaves out, one line each."""
    counts = dict.fromkeys(Kept, 0)
    for text, annotation in pairs:
        counts[Kept.TITLES] += bool(text.title)
        counts[Kept.META] += bool(text.meta)
        counts[Kept.STATUS] += 1
        counts[Kept.AUTHORS] += len(annotation.spans) + len(annotation.relations)
        counts[Kept.COMMENTS] += len(annotation.comments)
    return [
        f"left out: {what} ({count})"
        for what, count in counts.items()
        if count and what not in kept
    ]
