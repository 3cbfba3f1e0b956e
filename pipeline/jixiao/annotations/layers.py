"""A layer as lines: per text a head, its spans, relations and comments, in a fixed order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jixiao.annotations.checks import (
    check_annotation,
    check_comment,
    check_flat,
    check_head,
    check_relation,
    check_span,
    check_text,
    overlapping,
)
from jixiao.annotations.lines import fields, placed, read_rows
from jixiao.annotations.records import (
    Annotation,
    Comment,
    Origin,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
    Status,
)
from jixiao.errors import AnnotationError
from jixiao.types import Label, RelationLabel

_HEAD = {"doc_id": str, "sha256": str, "status": str, "by": str, "at": str}
_SPAN = {"start": int, "end": int, "label": str, "surface": str, "by": str, "origin": str}
_RELATION = {"head": str, "label": str, "tail": str, "by": str, "origin": str}
_COMMENT = {"comment": str, "by": str, "at": str}
_SCORE: dict[str, type] = {"score": float}


def sort_annotation(annotation: Annotation) -> Annotation:
    """The same annotation in the order of the file: spans and relations by place."""
    places = {span.id: (span.start, span.end) for span in annotation.spans}
    nowhere = (-1, -1)
    return replace(
        annotation,
        spans=tuple(sorted(annotation.spans, key=lambda span: (span.start, span.end))),
        relations=tuple(
            sorted(
                annotation.relations,
                key=lambda link: (
                    places.get(link.head, nowhere),
                    places.get(link.tail, nowhere),
                    link.label,
                ),
            )
        ),
        comments=tuple(sorted(annotation.comments, key=lambda one: (one.at, one.by, one.text))),
    )


def _scored(row: dict[str, Any], score: float | None) -> dict[str, Any]:
    return row if score is None else {**row, "score": score}


def annotation_rows(annotation: Annotation) -> Iterator[dict[str, Any]]:
    """The lines of one annotation: its head, spans, relations and comments as they stand."""
    yield {name: str(getattr(annotation, name)) for name in _HEAD}
    for span in annotation.spans:
        row = {
            "start": span.start,
            "end": span.end,
            "label": str(span.label),
            "surface": span.surface,
            "by": span.by,
            "origin": str(span.origin),
        }
        yield _scored(row, span.score)
    for link in annotation.relations:
        yield _scored({name: str(getattr(link, name)) for name in _RELATION}, link.score)
    for comment in annotation.comments:
        yield {"comment": comment.text, "by": comment.by, "at": comment.at}


def layer_rows(
    annotations: Iterable[Annotation], texts: Iterable[SourceText]
) -> Iterator[dict[str, Any]]:
    """The rows of a layer file, checked, in the order of `texts`.

    Raises AnnotationError for an annotation that does not fit its text.
    """
    by_id = {}
    for annotation in annotations:
        if annotation.doc_id in by_id:
            raise AnnotationError(f"{annotation.doc_id} is annotated twice in one layer")
        by_id[annotation.doc_id] = annotation
    for text in texts:
        if text.doc_id in by_id:
            annotation = by_id.pop(text.doc_id)
            check_text(annotation, text.sha256)
            check_annotation(annotation, text.text)
            yield from annotation_rows(sort_annotation(annotation))
    if by_id:
        raise AnnotationError(f"the batch has no text {', '.join(sorted(by_id))}")


@dataclass(slots=True)
class _Draft:
    """An annotation as far as its lines have been read; `lines` tells where its spans stand."""

    head: Annotation
    text: str
    spans: dict[str, SpanAnnotation] = field(default_factory=dict)
    relations: dict[str, RelationAnnotation] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def add(self, row: dict[str, Any], line: int) -> None:
        """Take in a line that is no head."""
        if "comment" in row:
            self._add_comment(row)
        elif "head" in row:
            self._add_relation(row)
        else:
            self._add_span(row, line)

    def _add_span(self, row: dict[str, Any], line: int) -> None:
        fields(row, _SPAN, _SCORE)
        span = SpanAnnotation(
            **row | {"label": Label(row["label"]), "origin": Origin(row["origin"])}
        )
        if span.id in self.spans:
            raise AnnotationError(f"a second span at [{span.start}, {span.end}): spans are flat")
        check_span(span, self.text, self.head.status)
        self.spans[span.id] = span
        self.lines[span.id] = line

    def _add_relation(self, row: dict[str, Any]) -> None:
        fields(row, _RELATION, _SCORE)
        label, origin = RelationLabel(row["label"]), Origin(row["origin"])
        link = RelationAnnotation(**row | {"label": label, "origin": origin})
        if link.id in self.relations:
            raise AnnotationError(f"{link.id} stands twice")
        check_relation(link, self.spans, self.head.status)
        self.relations[link.id] = link

    def _add_comment(self, row: dict[str, Any]) -> None:
        fields(row, _COMMENT, {})
        comment = Comment(row["comment"], row["by"], row["at"])
        check_comment(comment)
        self.comments.append(comment)

    def finish(self, path: Path | str) -> Annotation:
        """The whole annotation. Raises AnnotationError where two spans overlap."""
        if pair := overlapping(self.spans.values()):
            with placed(path, max(self.lines[span.id] for span in pair)):
                check_flat(pair)
        whole = replace(
            self.head,
            spans=tuple(self.spans.values()),
            relations=tuple(self.relations.values()),
            comments=tuple(self.comments),
        )
        return sort_annotation(whole)


def _head(row: dict[str, Any], texts: Mapping[str, SourceText]) -> _Draft:
    fields(row, _HEAD, {})
    head = Annotation(**row | {"status": Status(row["status"])})
    if head.doc_id not in texts:
        raise AnnotationError(f"the batch has no text {head.doc_id!r}")
    text = texts[head.doc_id]
    check_text(head, text.sha256)
    check_head(head)
    return _Draft(head, text.text)


def annotation_of(rows: Iterable[dict[str, Any]], text: SourceText) -> Annotation:
    """The annotation of `text` that `annotation_rows` gave, checked as `read_layer` checks."""
    draft = None
    for number, row in enumerate(rows):
        if draft is None:
            draft = _head(row, {text.doc_id: text})
        else:
            draft.add(row, number)
    if draft is None:
        raise AnnotationError(f"{text.doc_id}: no head")
    return draft.finish(text.doc_id)


def read_layer(path: Path, texts: Mapping[str, SourceText]) -> tuple[Annotation, ...]:
    """The annotations of a layer file, checked against the texts by their ids.

    Raises AnnotationError with file, line and cause.
    """
    drafts: dict[str, _Draft] = {}
    draft = None
    for number, row in read_rows(path):
        with placed(path, number):
            if "doc_id" in row:
                draft = _head(row, texts)
                if draft.head.doc_id in drafts:
                    raise AnnotationError(f"{draft.head.doc_id} has a head line already")
                drafts[draft.head.doc_id] = draft
            elif draft is None:
                raise AnnotationError("a line before the first head line (doc_id …)")
            else:
                draft.add(row, number)
    return tuple(draft.finish(path) for draft in drafts.values())
