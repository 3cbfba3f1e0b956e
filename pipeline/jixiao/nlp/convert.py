"""The only code that turns a spaCy Doc into rows."""

from spacy.tokens import Doc, Span

from jixiao.nlp.extensions import MENTIONS, text_of
from jixiao.types import Label, Mention, Relation, RelationLabel


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """The mentions on `doc`, ids m1, m2 … in text order; empty if it was never annotated."""
    if MENTIONS not in doc.spans:
        return ()
    group, text = doc.spans[MENTIONS], text_of(doc)
    rows = zip(group, group.attrs["scores"], group.attrs["origins"], strict=True)
    return tuple(
        _mention(f"m{number}", text, span, score, origin)
        for number, (span, score, origin) in enumerate(rows, 1)
    )


def _mention(name: str, text: str, span: Span, score: float, origin: str) -> Mention:
    start, end = span.start_char, span.end_char
    return Mention(name, start, end, Label(span.label_), text[start:end], score, origin)


def relations_of(doc: Doc) -> tuple[Relation, ...]:
    """The relations on `doc`, between the ids of `mentions_of`."""
    return tuple(
        Relation(f"m{head + 1}", RelationLabel(label), f"m{tail + 1}", score)
        for head, label, tail, score in doc._.relations
    )
