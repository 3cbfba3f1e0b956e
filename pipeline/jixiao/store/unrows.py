"""Rows of the knowledge base's tables, as what was read from a file: `rows` backwards."""

import json
from collections.abc import Iterator
from typing import Any

from jixiao.schema import FACTS
from jixiao.store.norms import norm_from
from jixiao.store.rows import Row, Rows
from jixiao.types import (
    Block,
    Box,
    Check,
    Document,
    Entity,
    Evidenced,
    Extraction,
    Fact,
    Ground,
    How,
    Issue,
    Label,
    Mention,
    Metadata,
    Page,
    Quote,
    Relation,
    RelationLabel,
    Section,
    Span,
    Verdict,
)

_EVIDENCE = ("doc_id", "evidence_start", "evidence_end", "evidence")
_FACT_FIELDS = tuple(c.name for c in FACTS.columns if c.name not in _EVIDENCE)


def from_rows(rows: Rows) -> Extraction:
    """The extraction whose rows these are: equal to the one that `to_rows` was given.

    ``rows["documents"]`` holds the one row of a document with text.
    """
    return Extraction(
        document=_document(rows["documents"][0], rows["issues"]),
        metadata=_metadata(rows["documents"][0]),
        sections=tuple(Section(**_own(row)) for row in rows["sections"]),
        mentions=tuple(_mention(row) for row in rows["mentions"]),
        relations=tuple(_relation(row) for row in rows["relations"]),
        entities=tuple(_entity(row) for row in rows["entities"]),
        facts=tuple(_fact(row) for row in rows["facts"]),
        checks=tuple(_check(row) for row in rows["checks"]),
        issues=_issues(rows["issues"], reading=False),
    )


def _own(row: Row, *without: str) -> Row:
    return {name: value for name, value in row.items() if name not in ("doc_id", *without)}


def _document(row: Row, issues: list[Row]) -> Document:
    layout: dict[str, list[Any]] = json.loads(row["blocks"])
    return Document(
        doc_id=row["doc_id"],
        source=row["source"],
        media_type=row["media_type"],
        text=row["text"],
        blocks=tuple(Block(**block) for block in layout["blocks"]),
        pages=tuple(Page(**page) for page in layout["pages"]),
        warnings=_issues(issues, reading=True),
        boxes=tuple(Box(*box) for box in layout.get("boxes", ())),
    )


def _issues(rows: list[Row], *, reading: bool) -> tuple[Issue, ...]:
    return tuple(
        Issue(**_own(row, "source", "reading")) for row in rows if row["reading"] is reading
    )


def _metadata(row: Row) -> Metadata:
    found = json.loads(row["evidence"])
    return Metadata(**{name: _evidenced(item) for name, item in found.items()})


def _evidenced(item: Row) -> Evidenced:
    return Evidenced(item["value"], Quote(item["text"], item["start"], item["end"]))


def _mention(row: Row) -> Mention:
    label = Label(row["label"])
    norm = None if row["norm"] is None else norm_from(label, json.loads(row["norm"]))
    return Mention(**_own(row) | {"label": label, "norm": norm})


def _relation(row: Row) -> Relation:
    return Relation(**_own(row) | {"label": RelationLabel(row["label"])})


def _entity(row: Row) -> Entity:
    seen = tuple(Quote(**place) for place in json.loads(row["seen"]))
    names = {"kind": Label(row["kind"]), "aliases": tuple(row["aliases"]), "seen": seen}
    return Entity(**_own(row) | names)


def _fact(row: Row) -> Fact:
    fields = {name: row[name] for name in _FACT_FIELDS}
    fields["grounds"] = tuple(_grounds(json.loads(row["grounds"])))
    return Fact(evidence=Span(row["evidence_start"], row["evidence_end"]), **fields)


def _grounds(found: dict[str, list[Any]]) -> Iterator[Ground]:
    for name, (how, start, end) in found.items():
        yield Ground(name, How(how), start, end)


def _check(row: Row) -> Check:
    return Check(
        kind=row["kind"],
        verdict=Verdict(row["verdict"]),
        stated=Quote(row["stated"], row["start"], row["end"]),
        terms=tuple(Quote(**term) for term in json.loads(row["terms"])),
        computed=row["computed"],
        formula=row["formula"],
        note=row["note"],
    )
