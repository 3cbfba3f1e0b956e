"""Checks with what a reader needs to judge them: the sentences, their page and section."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from jixiao.checks import passages
from jixiao.types import Check, Document, Extraction, Quote, Section, Span, Verdict

#: Sentences shown of one check: a total of forty rows needs not all of them.
_MOST_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence of the report, with its page (from 1) and headings where it has them.

    `figures` are the figures of the check that stand in it, in order.
    """

    text: str
    start: int
    end: int
    figures: tuple[Quote, ...]
    page: int | None
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A check and the sentences it is about, that of the stated figure first."""

    check: Check
    sentences: tuple[Cited, ...]


def findings(
    extraction: Extraction,
    verdicts: Collection[Verdict] = (Verdict.CONTRADICTION, Verdict.OTHER_SCOPE),
) -> tuple[Finding, ...]:
    """The checks with one of `verdicts`, contradictions first, then by place."""
    wanted = [check for check in extraction.checks if check.verdict in verdicts]
    if not wanted:
        return ()
    order = list(Verdict)
    order.sort(key=lambda verdict: verdict is not Verdict.CONTRADICTION)
    wanted.sort(key=lambda check: (order.index(check.verdict), check.stated.start))
    spans = passages.sentences(extraction.document, extraction.sections)
    return tuple(Finding(check, _cited(extraction, spans, check)) for check in wanted)


def _cited(extraction: Extraction, spans: tuple[Span, ...], check: Check) -> tuple[Cited, ...]:
    quotes = (check.stated, *check.terms)
    numbers = dict.fromkeys(passages.at(spans, quote.start) for quote in quotes)
    shown = islice((number for number in numbers if number >= 0), _MOST_SENTENCES)
    return tuple(_cite(extraction, spans[number], quotes) for number in shown)


def _cite(extraction: Extraction, span: Span, quotes: tuple[Quote, ...]) -> Cited:
    document = extraction.document
    here = sorted(
        {quote for quote in quotes if span.start <= quote.start < span.end},
        key=lambda quote: quote.start,
    )
    return Cited(
        text=span.of(document.text),
        start=span.start,
        end=span.end,
        figures=tuple(here),
        page=_page(document, span.start),
        headings=tuple(_headings(extraction.sections, span.start)),
    )


def _page(document: Document, place: int) -> int | None:
    return next((page.number for page in document.pages if page.start <= place < page.end), None)


def _headings(sections: tuple[Section, ...], place: int) -> Iterator[str]:
    """The headings that a place stands under, the outermost first."""
    for section in sorted(sections, key=lambda section: (section.start, section.level)):
        if section.start <= place < section.end:
            yield f"{section.number}{section.title}".strip()
