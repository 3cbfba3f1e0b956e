"""What `jixiao check` found, as a report to read and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jixiao.checks.across import Crossing, Known
from jixiao.checks.findings import Cited, Finding, findings
from jixiao.types import Check, Extraction, Quote, Verdict

#: Verdicts that are listed; the others are counted.
LISTED = (Verdict.CONTRADICTION, Verdict.OTHER_SCOPE)
_CHINESE = {
    Verdict.CONTRADICTION: "矛盾",
    Verdict.OTHER_SCOPE: "口径不同",
    Verdict.ROUNDING: "差在四舍五入",
    Verdict.AGREES: "相符",
    Verdict.NOT_CHECKABLE: "无法核对",
}
_KINDS = {
    "sum": "合计",
    "share": "占比",
    "growth": "增减率",
    "difference": "差额",
    "ratio": "比率",
    "count": "计数",
    "bound": "大小",
    "repeat": "重复数字",
}
#: Characters of a sentence shown on each side of its figures.
_AROUND = 60


@dataclass(frozen=True)
class Found:
    """A finding and the report it is in."""

    source: str
    doc_id: str
    issuer: str | None
    year: str | None
    finding: Finding


@dataclass
class Report:
    """The findings of some documents, and how many checks have each verdict."""

    documents: int = 0
    counts: Counter[Verdict] = field(default_factory=Counter)
    found: list[Found] = field(default_factory=list)
    crossings: list[Crossing] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, extraction: Extraction, *, everything: bool) -> None:
        """Take in the checks of a document, all of them or those worth a look."""
        self.documents += 1
        self.counts.update(check.verdict for check in extraction.checks)
        about, document = extraction.metadata, extraction.document
        for finding in findings(extraction, tuple(Verdict) if everything else LISTED):
            issuer = about.issuer.value if about.issuer else None
            year = about.year.value if about.year else None
            self.found.append(Found(document.source, document.doc_id, issuer, year, finding))

    def cross(self, crossing: Crossing, *, everything: bool) -> None:
        """Take in a comparison of two reports."""
        self.counts[crossing.verdict] += 1
        if everything or crossing.verdict in LISTED:
            self.crossings.append(crossing)


def to_text(report: Report) -> str:
    """The report to read: contradictions, then other findings, then counts."""
    lines: list[str] = []
    for verdict in sorted(Verdict, key=lambda verdict: verdict is not Verdict.CONTRADICTION):
        of_this = [f for f in report.found if f.finding.check.verdict is verdict]
        crossings = [c for c in report.crossings if c.verdict is verdict]
        if of_this or crossings:
            total = len(of_this) + len(crossings)
            lines += [f"{_name(verdict).upper()} ({_CHINESE[verdict]}): {total}", ""]
            for number, found in enumerate(of_this, start=1):
                lines += [*_told(number, found), ""]
            for number, crossing in enumerate(crossings, start=len(of_this) + 1):
                lines += [*_crossed(number, crossing), ""]
    return "\n".join([*lines, _summary(report)]) + "\n"


def _summary(report: Report) -> str:
    counted = ", ".join(
        f"{report.counts[verdict]} {_name(verdict)} ({_CHINESE[verdict]})" for verdict in Verdict
    )
    return f"{report.documents} documents (文档): {counted}"


def _name(verdict: Verdict) -> str:
    return str(verdict).replace("_", " ")


def _told(number: int, found: Found) -> Iterator[str]:
    check = found.finding.check
    where = [Path(found.source).name, f"{found.issuer or ''} {found.year or ''}".strip()]
    yield f"{number}. {' · '.join(part for part in where if part)}"
    yield f"   {check.kind} ({_KINDS.get(check.kind, check.kind)}): {_flat(check.note)}"
    yield f"   {_in_chinese(check)}"
    for cited in found.finding.sentences:
        yield f"   {_place(cited)}“{_marked(cited)}”"


def _in_chinese(check: Check) -> str:
    """The arithmetic for a reader of Chinese, without words that only English has."""
    stated = _flat(check.stated.text)
    if check.kind == "count":
        return f"原文“{stated}”，列出 {check.computed} 项。"
    return f"原文“{stated}”，核算：{_flat(check.formula)}。"


def _place(cited: Cited) -> str:
    parts = [*cited.headings[-1:], f"p. {cited.page}" if cited.page else ""]
    place = ", ".join(part for part in map(_flat, parts) if part)
    return f"[{place}] " if place else ""


def _marked(cited: Cited) -> str:
    """The sentence with its figures between « and », far ends cut off."""
    first, last = cited.figures[0], cited.figures[-1]
    begin = max(cited.start, first.start - _AROUND)
    end = min(cited.end, last.end + _AROUND)
    pieces, at = [], begin
    for figure in cited.figures:
        pieces += [_piece(cited, at, figure.start), f"«{figure.text}»"]
        at = figure.end
    pieces.append(_piece(cited, at, end))
    text = _flat("".join(pieces))
    return f"{'…' if begin > cited.start else ''}{text}{'…' if end < cited.end else ''}"


def _piece(cited: Cited, start: int, end: int) -> str:
    return cited.text[start - cited.start : end - cited.start]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _crossed(number: int, crossing: Crossing) -> Iterator[str]:
    yield f"{number}. {crossing.stated.fact.subject}"
    yield f"   repeat ({_KINDS['repeat']}): {_flat(crossing.note)}"
    for one in dict.fromkeys((crossing.stated, *crossing.terms)):
        yield f"   {Path(one.source).name}: “{_in_clauses(one)}”"


def _in_clauses(one: Known) -> str:
    """The clauses of a figure with the figure between « and »."""
    at = one.place.start - one.clauses.start
    text, figure = one.clauses.text, one.place.text
    return _flat(f"{text[:at]}«{figure}»{text[at + len(figure) :]}")


def to_json(report: Report) -> str:
    """One object: counts by verdict, findings, comparisons of reports, failures."""
    whole = {
        "documents": report.documents,
        "counts": {str(verdict): report.counts[verdict] for verdict in Verdict},
        "checks": [_as_object(found) for found in report.found],
        "across": [_crossing_object(crossing) for crossing in report.crossings],
        "failures": report.failures,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _as_object(found: Found) -> dict[str, Any]:
    check = found.finding.check
    return {
        "source": found.source,
        "doc_id": found.doc_id,
        "issuer": found.issuer,
        "year": found.year,
        "kind": check.kind,
        "verdict": str(check.verdict),
        "stated": _quoted(check.stated),
        "terms": [_quoted(term) for term in check.terms],
        "computed": check.computed,
        "formula": check.formula,
        "note": check.note,
        "sentences": [
            {
                "text": cited.text,
                "start": cited.start,
                "end": cited.end,
                "page": cited.page,
                "headings": list(cited.headings),
            }
            for cited in found.finding.sentences
        ],
    }


def _crossing_object(crossing: Crossing) -> dict[str, Any]:
    return {
        "verdict": str(crossing.verdict),
        "subject": crossing.stated.fact.subject,
        "name": crossing.stated.fact.name,
        "stated": _known(crossing.stated),
        "terms": [_known(term) for term in crossing.terms],
        "computed": crossing.computed,
        "formula": crossing.formula,
        "note": crossing.note,
    }


def _known(one: Known) -> dict[str, Any]:
    place = {"source": one.source, "doc_id": one.doc_id, **_quoted(one.place)}
    return {**place, "clauses": _flat(one.clauses.text)}


def _quoted(quote: Quote) -> dict[str, Any]:
    return {"text": quote.text, "start": quote.start, "end": quote.end}
