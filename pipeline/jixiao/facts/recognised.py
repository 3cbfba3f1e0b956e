"""Facts read from recognised characters (OCR): as sure as those characters are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jixiao.types import Document, Fact, Mention

_PLACES = 4


def as_recognised(
    facts: Iterable[Fact], document: Document, mentions: Mapping[str, Mention]
) -> tuple[Fact, ...]:
    """The facts, each with its confidence times how sure the characters of its figure are.

    An honour or undertaking has no figure: the characters of its name count.
    Over pages of 75 to 300 dpi the score of the least sure character is about
    how often the figure is right (benchmarks/ocr.py); on good scans it is low.
    """
    return tuple(_as_recognised(fact, document, mentions) for fact in facts)


def _as_recognised(fact: Fact, document: Document, mentions: Mapping[str, Mention]) -> Fact:
    read = mentions.get(fact.value_span or fact.name_span or "")
    sure = document.certainty(read.start, read.end) if read else 1.0
    return fact if sure == 1.0 else replace(fact, confidence=round(fact.confidence * sure, _PLACES))
