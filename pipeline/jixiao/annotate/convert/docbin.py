"""spaCy's DocBin: one file; what spaCy has no place for stands in ``user_data["jixiao"]``."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from jixiao.annotate.convert.pairs import Kept, Pair, Who, make_pair
from jixiao.annotations.checks import check_annotation
from jixiao.annotations.lines import parse_row, placed, read_bytes, replace_file
from jixiao.annotations.records import (
    Annotation,
    Comment,
    Origin,
    RelationAnnotation,
    SpanAnnotation,
    Status,
)
from jixiao.nlp.docbin import AnnotatedText, read_docs, write_docs
from jixiao.types import Mention, Relation

KEPT = frozenset(Kept)
Made = SpanAnnotation | RelationAnnotation
_Made = TypeVar("_Made", SpanAnnotation, RelationAnnotation)


def _key(made: Made) -> str:
    """What a span or relation is known by: one that was moved or renamed is another."""
    return f"{made.id} {made.label}" if isinstance(made, SpanAnnotation) else made.id


def _note(pair: Pair) -> str:
    text, annotation = pair
    made: tuple[Made, ...] = (*annotation.spans, *annotation.relations)
    note = {
        "doc_id": text.doc_id,
        "sha256": text.sha256,
        "title": text.title,
        "meta": dict(text.meta),
        "by": annotation.by,
        "at": annotation.at,
        "status": str(annotation.status),
        "comments": [[comment.text, comment.by, comment.at] for comment in annotation.comments],
        "made": {_key(one): [one.by, str(one.origin), one.score] for one in made},
    }
    return json.dumps(note)


def _item(pair: Pair) -> AnnotatedText:
    text, annotation = pair
    mentions = [
        Mention(
            span.id,
            span.start,
            span.end,
            span.label,
            span.surface,
            1.0 if span.score is None else span.score,
            str(span.origin),
        )
        for span in annotation.spans
    ]
    relations = [
        Relation(link.head, link.label, link.tail, 1.0 if link.score is None else link.score)
        for link in annotation.relations
    ]
    return AnnotatedText(text.text, mentions, relations, _note(pair))


def write(pairs: Iterable[Pair], path: Path) -> None:
    """Write the .spacy file."""
    replace_file(path, write_docs(map(_item, pairs)))


def _said(one: _Made, made: dict[str, Any]) -> _Made:
    """The span or relation with the author that the note names; else it stays as read."""
    if _key(one) not in made:
        return one
    by, origin, score = made[_key(one)]
    return replace(one, by=by, origin=Origin(origin), score=score)


def _with_note(pair: Pair, note: dict[str, Any]) -> Pair:
    text, annotation = pair
    if note["sha256"] != text.sha256:
        raise ValueError(f"{text.doc_id}: the text is not the one with SHA-256 {note['sha256']}")
    whole = Annotation(
        text.doc_id,
        text.sha256,
        note["by"],
        note["at"],
        Status(note["status"]),
        tuple(_said(span, note["made"]) for span in annotation.spans),
        tuple(_said(link, note["made"]) for link in annotation.relations),
        tuple(Comment(*comment) for comment in note["comments"]),
    )
    check_annotation(whole, text.text)
    return replace(text, title=note["title"], meta=tuple(note["meta"].items())), whole


def _pair(item: AnnotatedText, name: str, who: Who) -> Pair:
    note = parse_row(item.note) if item.note else {}
    numbers = {mention.id: number for number, mention in enumerate(item.mentions)}
    pair = make_pair(
        note.get("doc_id", name),
        item.text,
        [(m.start, m.end, str(m.label)) for m in item.mentions],
        [(numbers[one.head], str(one.label), numbers[one.tail]) for one in item.relations],
        who,
    )
    return _with_note(pair, note) if note else pair


def read(path: Path, who: Who) -> Iterator[Pair]:
    """The texts of a .spacy file; texts that do not say so are named by file and number.

    A span or relation that was changed since `write` is `who`'s. Raises
    AnnotationError with the file.
    """
    with placed(path):
        for number, item in enumerate(read_docs(read_bytes(path)), 1):
            yield _pair(item, f"{path.stem}-{number}", who)
