"""Annotations written inline, and two annotations of one text as hypothesis draws them."""

from hypothesis import strategies as st

from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import Annotation, SourceText, Status

from ..annotations.strategies import AT, annotated, relations_of, spans_of


def said(marked: str, by: str = "person:li", doc_id: str = "t") -> tuple[SourceText, Annotation]:
    """A text with its confirmed annotation, from inline marks."""
    return parse_inline(marked, doc_id=doc_id, by=by, at=AT, status=Status.CONFIRMED)


@st.composite
def two_annotations(draw):
    """A text and two confirmed annotations of it by different people."""
    text, left = draw(annotated())
    shared = draw(st.lists(st.sampled_from(left.spans), unique=True)) if left.spans else []
    drawn = draw(spans_of(text.text, "person:wang", None))
    free = [
        span
        for span in drawn
        if not any(span.start < other.end and other.start < span.end for other in shared)
    ]
    spans = tuple(sorted([*shared, *free]))
    relations = draw(relations_of(spans, "person:wang"))
    right = Annotation(left.doc_id, left.sha256, "person:wang", AT, left.status, spans, relations)
    return text, left, right
