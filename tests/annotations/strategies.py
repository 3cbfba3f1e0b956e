"""Texts and annotations of them as hypothesis draws them, odd characters included."""

from hypothesis import strategies as st

from jixiao.annotations.records import (
    GOLD,
    Annotation,
    Comment,
    Origin,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
    Status,
)
from jixiao.resources import scheme
from jixiao.types import Label

AT = "2024-05-01T08:00:00Z"
ME = "person:李"
ODD = "\x00\t\n\r\x0b\x0c\x1c\x85\u00a0\u2028\u2029\u200d\ufeff\ufffe😀𠮷👨‍👩‍👧e\u0301«»|\\-—“”"
CHARACTERS = st.sampled_from(list("我局会议费支出3万元年 ，。" + ODD))
SCORES = st.none() | st.floats(0, 1)


def text_of(characters=CHARACTERS, longest=40):
    """Non-empty texts of these characters; line ends as Windows writes them, rules of inline."""
    pieces = st.one_of(characters, st.sampled_from(["\r\n", "\n----\n", "----", "\n\n", "«", "|"]))
    if characters is not CHARACTERS:
        pieces = characters
    return st.lists(pieces, min_size=1, max_size=longest).map("".join)


@st.composite
def spans_of(draw, text, author, made):
    """Flat spans of a text."""
    places = draw(
        st.lists(st.integers(0, len(text)), unique=True, max_size=min(12, len(text) + 1)).map(
            sorted
        )
    )
    spans = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        by, origin, score = author, Origin.ADDED, None
        if made is not None:
            origin = draw(st.sampled_from(made))
            by = "model:m" if origin is Origin.MACHINE else author
            score = draw(SCORES)
        label = draw(st.sampled_from(list(Label)))
        spans.append(SpanAnnotation(start, end, label, text[start:end], by, origin, score))
    return tuple(spans)


@st.composite
def relations_of(draw, spans, author):
    """Relations between the spans that the scheme allows."""
    possible = [
        (head.id, signature.name, tail.id)
        for signature in scheme().relations
        for head in spans
        for tail in spans
        if head.label in signature.heads and tail.label in signature.tails and head != tail
    ]
    if not possible:
        return ()
    chosen = draw(st.lists(st.sampled_from(possible), unique=True, max_size=6))
    places = {span.id: (span.start, span.end) for span in spans}
    chosen.sort(key=lambda link: (places[link[0]], places[link[2]], link[1]))
    return tuple(RelationAnnotation(*link, author) for link in chosen)


@st.composite
def annotated(draw, texts=None, doc_id="水利_2023", rich=False):
    """A text with its annotation; `rich` ones have origins, scores and comments."""
    text = SourceText(doc_id, draw(text_of() if texts is None else texts))
    status = draw(st.sampled_from(list(Status))) if rich else Status.CONFIRMED
    made = None
    if rich:
        made = [one for one in Origin if (one is Origin.MACHINE) <= (status is Status.OPEN)]
    spans = draw(spans_of(text.text, ME, made))
    comments = (
        draw(st.lists(text_of().map(lambda t: Comment(t, ME, AT)), max_size=2)) if rich else ()
    )
    annotation = Annotation(
        doc_id,
        text.sha256,
        ME,
        AT,
        status,
        spans,
        draw(relations_of(spans, ME)),
        tuple(sorted(comments, key=lambda one: one.text)),
    )
    return text, annotation


@st.composite
def batches(draw, texts=None, rich=False):
    """Up to three texts with annotations of some of them."""
    pairs = [
        draw(annotated(texts, f"d{number}", rich)) for number in range(draw(st.integers(1, 3)))
    ]
    return [text for text, _ in pairs], [annotation for _, annotation in pairs]


__all__ = ["AT", "GOLD", "ME", "annotated", "batches", "text_of"]
