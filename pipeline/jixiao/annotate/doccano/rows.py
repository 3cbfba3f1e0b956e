"""A text with its spans and relations as a row of doccano's JSONL, there and back.

Offsets are UTF-16 code units over there: that is how its pages count.
"""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jixiao.annotations.checks import check_relation
from jixiao.annotations.records import (
    Annotation,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
    Status,
)
from jixiao.annotations.utf16 import Units
from jixiao.errors import AnnotationError, DoccanoError, OffsetError
from jixiao.types import Label, RelationLabel


@dataclass(frozen=True, slots=True)
class PullIssue:
    """Something in doccano that cannot become an annotation: where, what, why.

    `code` is changed_text, unknown_text, no_snapshot, duplicate_text, missing_text,
    span, overlap, relation or duplicate_relation.
    """

    doc_id: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.doc_id}: {self.code}: {self.message}"


@dataclass(slots=True)
class Found:
    """The spans and relations of a row that hold, `by` as given; and those that do not."""

    spans: list[SpanAnnotation] = field(default_factory=list)
    relations: list[RelationAnnotation] = field(default_factory=list)
    issues: list[PullIssue] = field(default_factory=list)


def check_sendable(text: SourceText) -> None:
    """Raises AnnotationError for a text that doccano cannot keep as it is."""
    if not text.text:
        raise AnnotationError(f"{text.doc_id}: the text is empty: doccano takes none")
    for what, value in (("text", text.text), ("title", text.title)):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise AnnotationError(
                f"{text.doc_id}: the {what} has half a surrogate pair at {error.start}: "
                "doccano cannot keep it"
            ) from error


def to_row(text: SourceText, annotation: Annotation | None) -> dict[str, Any]:
    """The row that doccano imports. Every row has the same keys, as its importer needs.

    >>> to_row(SourceText("a", "公务接待费"), None)["entities"]
    []
    """
    units = Units(text.text)
    spans = annotation.spans if annotation else ()
    numbers = {span.id: number for number, span in enumerate(spans)}
    return {
        "text": text.text,
        "doc_id": text.doc_id,
        "title": text.title,
        "entities": [
            {
                "id": numbers[span.id],
                "label": span.label,
                "start_offset": units.units(span.start),
                "end_offset": units.units(span.end),
            }
            for span in spans
        ],
        "relations": [
            {"from_id": numbers[one.head], "to_id": numbers[one.tail], "type": one.label}
            for one in (annotation.relations if annotation else ())
        ],
    }


def dump_rows(rows: Iterable[dict[str, Any]]) -> bytes:
    """The rows as JSONL in ASCII, which no guess at the encoding can spoil."""
    return "".join(json.dumps(row) + "\n" for row in rows).encode("ascii")


def read_export(data: bytes) -> list[dict[str, Any]]:
    """The rows of an export. Raises DoccanoError if it is not what doccano 1.8.4 writes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            lines = archive.read("all.jsonl").decode("utf-8").split("\n")
        return [json.loads(line) for line in lines if line]
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise DoccanoError(
            f"the export is not what doccano 1.8.4 writes ({error}): which version runs there?"
        ) from error


def from_row(row: dict[str, Any], text: SourceText, by: str) -> Found:
    """What a row of the export says of a text, in code points; what cannot hold as issues."""
    found = Found()
    ids = dict(_spans(row, text, by, found))
    _keep_flat(ids, text, found)
    _keep_relations(row, text, by, ids, found)
    return found


def _spans(
    row: dict[str, Any], text: SourceText, by: str, found: Found
) -> Iterator[tuple[int, SpanAnnotation]]:
    """Doccano's ids with the spans that can be read."""
    units = Units(text.text)
    for entity in row["entities"]:
        place = f"{entity['label']} [{entity['start_offset']}, {entity['end_offset']}) in UTF-16"
        try:
            start = units.points(entity["start_offset"])
            end = units.points(entity["end_offset"])
            if start >= end:
                raise OffsetError("is empty")
            label = Label(entity["label"])
        except ValueError as error:
            found.issues.append(PullIssue(text.doc_id, "span", f"{place}: {error}"))
            continue
        yield entity["id"], SpanAnnotation(start, end, label, text.text[start:end], by)


def _keep_flat(ids: dict[int, SpanAnnotation], text: SourceText, found: Found) -> None:
    """Move the spans to `found`, but those that overlap an earlier one."""
    end = 0
    for number, span in sorted(ids.items(), key=lambda item: (item[1].start, item[1].end)):
        if span.start < end:
            del ids[number]
            place = f"{span.label} {span.surface!r} at [{span.start}, {span.end})"
            found.issues.append(PullIssue(text.doc_id, "overlap", f"{place} overlaps another"))
        else:
            found.spans.append(span)
            end = span.end


def _keep_relations(
    row: dict[str, Any],
    text: SourceText,
    by: str,
    ids: dict[int, SpanAnnotation],
    found: Found,
) -> None:
    by_place = {span.id: span for span in found.spans}
    counts: Counter[str] = Counter()
    for raw in row["relations"]:
        try:
            head, tail = ids[raw["from_id"]], ids[raw["to_id"]]
            made = RelationAnnotation(head.id, RelationLabel(raw["type"]), tail.id, by)
            check_relation(made, by_place, Status.OPEN)
        except KeyError:
            message = f"{raw['type']}: one of its spans is not there, or could not be read"
            found.issues.append(PullIssue(text.doc_id, "relation", message))
        except (AnnotationError, ValueError) as error:
            found.issues.append(PullIssue(text.doc_id, "relation", f"{raw['type']}: {error}"))
        else:
            counts[made.id] += 1
            if counts[made.id] == 1:
                found.relations.append(made)
    for name, count in counts.items():
        if count > 1:
            message = f"{name} stands {count} times; one is kept"
            found.issues.append(PullIssue(text.doc_id, "duplicate_relation", message))
