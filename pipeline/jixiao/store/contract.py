"""The jsonl object of one document: jixiao's output contract."""

from typing import Any

from jixiao.store.norms import digits, iso, norm_object
from jixiao.store.plain import dumps, printable
from jixiao.types import (
    Check,
    Extraction,
    Fact,
    Failure,
    Ground,
    Issue,
    Mention,
    Quote,
    Relation,
)

__all__ = ["dumps", "issues_of", "to_contract"]


def to_contract(item: Extraction | Failure) -> dict[str, Any]:
    """The document as plain json values, keys in a fixed order.

    Decimals are plain text (yuan, fraction), dates ISO days, offsets code
    points of ``text``. A file that could not be read has an empty text and one
    issue that says why. Raises StoreError if a norm does not fit its label.

    >>> to_contract(Failure("3f", "a.pdf", "scanned", "no text layer"))["issues"][0]["code"]
    'scanned'
    """
    if isinstance(item, Failure):
        return _failed(item)
    document, title = item.document, item.metadata.title
    return {
        "doc_id": document.doc_id,
        "source": printable(document.source),
        "title": None if title is None else title.value,
        "text": document.text,
        "spans": [_span(mention) for mention in item.mentions],
        "relations": [_relation(relation) for relation in item.relations],
        "facts": [_fact(fact) for fact in item.facts],
        "checks": [_check(check) for check in item.checks],
        "issues": [_issue(issue) for issue in issues_of(item)],
    }


def issues_of(extraction: Extraction) -> list[Issue]:
    """What came up while reading, then what came up later, each once."""
    return list(dict.fromkeys(extraction.document.warnings + extraction.issues))


def _failed(failure: Failure) -> dict[str, Any]:
    return {
        "doc_id": failure.doc_id,
        "source": printable(failure.source),
        "title": None,
        "text": "",
        "spans": [],
        "relations": [],
        "facts": [],
        "checks": [],
        "issues": [_issue(Issue("read", failure.status, failure.reason))],
    }


def _span(mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "label": mention.label.value,
        "text": mention.text,
        "norm": norm_object(mention),
        "score": mention.score,
        "origin": mention.origin,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "head": relation.head,
        "label": relation.label.value,
        "tail": relation.tail,
        "score": relation.score,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "fact_id": fact.fact_id,
        "kind": fact.kind,
        "subject": fact.subject,
        "name": fact.name,
        "value": digits(fact.value),
        "unit": fact.unit,
        "low": digits(fact.low),
        "high": digits(fact.high),
        "modifier": fact.modifier,
        "direction": fact.direction,
        "basis": fact.basis,
        "stage": fact.stage,
        "period_start": iso(fact.period_start),
        "period_end": iso(fact.period_end),
        "conferrer": fact.conferrer,
        "level": fact.level,
        "evidence": [fact.evidence.start, fact.evidence.end],
        "value_span": fact.value_span,
        "name_span": fact.name_span,
        "subject_span": fact.subject_span,
        "confidence": fact.confidence,
        "section": fact.section,
        "grade": fact.grade,
        "role": fact.role,
        "vintage": fact.vintage,
        "repeats": fact.repeats,
        "part_of": fact.part_of,
        "grounds": grounds_object(fact.grounds),
    }


def grounds_object(grounds: tuple[Ground, ...]) -> dict[str, list[Any]]:
    """How each field was got, by field: how, start, end.

    >>> from jixiao.types import How
    >>> grounds_object((Ground("unit", How.STATED, 4, 6),))
    {'unit': ['stated', 4, 6]}
    """
    return {g.field: [g.how.value, g.start, g.end] for g in grounds}


def _check(check: Check) -> dict[str, Any]:
    return {
        "kind": check.kind,
        "verdict": check.verdict.value,
        "stated": quote_object(check.stated),
        "terms": [quote_object(term) for term in check.terms],
        "computed": check.computed,
        "formula": check.formula,
        "note": check.note,
    }


def quote_object(quote: Quote) -> dict[str, Any]:
    """A quotation as a json object: text, start, end."""
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "stage": issue.stage,
        "code": issue.code,
        "message": issue.message,
        "start": issue.start,
        "end": issue.end,
    }
