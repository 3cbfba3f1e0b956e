"""What was read from a file, as rows of the knowledge base's tables."""

import hashlib
from dataclasses import asdict, astuple, fields
from decimal import Decimal
from typing import Any

from jixiao.errors import StoreError
from jixiao.store.contract import grounds_object, quote_object
from jixiao.store.norms import norm_object
from jixiao.store.plain import dumps, printable, storable
from jixiao.types import (
    Block,
    Check,
    Document,
    Entity,
    Evidenced,
    Extraction,
    Fact,
    Failure,
    Issue,
    Mention,
    Metadata,
    Page,
    Relation,
    Section,
)

Row = dict[str, Any]
Rows = dict[str, list[Row]]

METADATA = ("title", "issuer", "region", "year", "kind")
_AMOUNTS = ("value", "low", "high")


def path_id(source: str) -> str:
    """The document id of a file that is missing: a hash of its path, which is all there is.

    >>> path_id("missing.txt") == path_id("missing.txt") != path_id("other.txt")
    True
    """
    data = b"path:" + source.encode("utf-8", "surrogateescape")
    return hashlib.sha256(data).hexdigest()[:16]


def doc_id_of(item: Extraction | Failure) -> str:
    """The id under which the file stands in the knowledge base."""
    if isinstance(item, Extraction):
        return item.document.doc_id
    return item.doc_id or path_id(item.source)


def source_of(item: Extraction | Failure) -> str:
    """The path of the file as given."""
    return item.document.source if isinstance(item, Extraction) else item.source


def to_rows(item: Extraction | Failure, pipeline: str) -> Rows:
    """The rows of one file by table; `pipeline` is the fingerprint of what made them.

    A number that a decimal column cannot hold exactly is rounded, or left out
    if it is too large, and an issue says so; the mention keeps it as it was.
    Raises StoreError if a norm does not fit its label, evidence lies outside
    the text, or the text is no valid Unicode.
    """
    return _failed(item, pipeline) if isinstance(item, Failure) else _read(item, pipeline)


def _failed(failure: Failure, pipeline: str) -> Rows:
    doc_id, source = doc_id_of(failure), printable(failure.source)
    row = _document_row(doc_id, source, pipeline)
    issue = Issue("read", failure.status, failure.reason)
    return {
        "documents": [row | {"status": failure.status, "reason": failure.reason}],
        "issues": [_issue(doc_id, source, issue, reading=True)],
    }


def _document_row(doc_id: str, source: str, pipeline: str) -> Row:
    unknown = dict.fromkeys(("reason", "media_type", *METADATA, "evidence", "text", "blocks"))
    counts = {"characters": 0, "pages": 0}
    return {"doc_id": doc_id, "source": source, "pipeline": pipeline} | counts | unknown


def _read(extraction: Extraction, pipeline: str) -> Rows:
    document = extraction.document
    doc_id, source = document.doc_id, printable(document.source)
    _check_text(document)
    facts, losses = _facts(extraction)
    issues = [_issue(doc_id, source, issue, reading=True) for issue in document.warnings]
    issues += [_issue(doc_id, source, i, reading=False) for i in (*extraction.issues, *losses)]
    return {
        "documents": [
            _document_row(doc_id, source, pipeline) | _text(document) | _said(extraction.metadata)
        ],
        "sections": [_section(doc_id, section) for section in extraction.sections],
        "mentions": [_mention(doc_id, mention) for mention in extraction.mentions],
        "entities": [_entity(doc_id, entity) for entity in extraction.entities],
        "relations": [_relation(doc_id, relation) for relation in extraction.relations],
        "facts": facts,
        "checks": [_check(doc_id, check) for check in extraction.checks],
        "issues": issues,
    }


def _check_text(document: Document) -> None:
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{document.source}: the character at {error.start} is half a surrogate pair"
        ) from error


def _text(document: Document) -> Row:
    layout = {
        "blocks": [_set_fields(block) for block in document.blocks],
        "pages": [_set_fields(page) for page in document.pages],
        "boxes": [astuple(box) for box in document.boxes],
    }
    return {
        "status": "ok",
        "media_type": document.media_type,
        "characters": len(document.text),
        "pages": len(document.pages),
        "text": document.text,
        "blocks": dumps(layout),
    }


def _set_fields(item: Block | Page) -> Row:
    usual = {field.name: field.default for field in fields(item)}
    return {name: value for name, value in asdict(item).items() if value != usual[name]}


def _said(metadata: Metadata) -> Row:
    found = {name: getattr(metadata, name) for name in METADATA}
    values: Row = {name: item and item.value for name, item in found.items()}
    evidence = {name: _evidenced(item) for name, item in found.items() if item}
    return values | {"year": _year(values["year"]), "evidence": dumps(evidence)}


def _evidenced(item: Evidenced) -> Row:
    return {"value": item.value} | quote_object(item.evidence)


def _year(value: str | None) -> int | None:
    is_year = value is not None and len(value) == 4 and value.isascii() and value.isdigit()
    return int(value) if value is not None and is_year else None


def _section(doc_id: str, section: Section) -> Row:
    return {"doc_id": doc_id} | asdict(section)


def _mention(doc_id: str, mention: Mention) -> Row:
    norm = norm_object(mention)
    return {
        "doc_id": doc_id,
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "label": mention.label.value,
        "text": mention.text,
        "norm": None if norm is None else dumps(norm),
        "score": mention.score,
        "origin": mention.origin,
    }


def _entity(doc_id: str, entity: Entity) -> Row:
    names = {"kind": entity.kind.value, "aliases": list(entity.aliases)}
    seen = {"seen": dumps([quote_object(place) for place in entity.seen])}
    return {"doc_id": doc_id} | asdict(entity) | names | seen


def _relation(doc_id: str, relation: Relation) -> Row:
    return {"doc_id": doc_id} | asdict(relation) | {"label": relation.label.value}


def _facts(extraction: Extraction) -> tuple[list[Row], list[Issue]]:
    rows, losses = [], []
    for fact in extraction.facts:
        amounts: dict[str, Decimal | None] = {}
        for name in _AMOUNTS:
            exact = getattr(fact, name)
            amounts[name] = None if exact is None else storable(exact)
            if amounts[name] != exact:
                losses.append(_loss(fact, name, exact, amounts[name]))
        rows.append(_fact(extraction.document, fact) | amounts)
    return rows, losses


def _loss(fact: Fact, name: str, exact: Decimal, kept: Decimal | None) -> Issue:
    code, what = ("too_large", "left out") if kept is None else ("rounded", f"kept as {kept}")
    message = f"fact {fact.fact_id}: {name} {exact} has no exact place in the table, {what}"
    return Issue("store", code, message, fact.evidence.start, fact.evidence.end)


def _fact(document: Document, fact: Fact) -> Row:
    start, end = fact.evidence.start, fact.evidence.end
    if not 0 <= start < end <= len(document.text):
        raise StoreError(f"{document.source}: fact {fact.fact_id} has no text at [{start}, {end})")
    place = {"evidence_start": start, "evidence_end": end, "evidence": document.text[start:end]}
    grounds = {"grounds": dumps(grounds_object(fact.grounds))}
    return {"doc_id": document.doc_id} | asdict(fact) | place | grounds


def _check(doc_id: str, check: Check) -> Row:
    return {
        "doc_id": doc_id,
        "kind": check.kind,
        "verdict": check.verdict.value,
        "stated": check.stated.text,
        "start": check.stated.start,
        "end": check.stated.end,
        "terms": dumps([quote_object(term) for term in check.terms]),
        "computed": check.computed,
        "formula": check.formula,
        "note": check.note,
    }


def _issue(doc_id: str, source: str, issue: Issue, *, reading: bool) -> Row:
    return {"doc_id": doc_id, "source": source, "reading": reading} | asdict(issue)
