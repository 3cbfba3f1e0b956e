"""The only code that turns a spaCy Doc into rows."""

from spacy.tokens import Doc

from jixiao.nlp.extensions import MENTIONS
from jixiao.types import Label, Mention, Relation, RelationLabel


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """The mentions on `doc`, ids m1, m2 … in text order; empty if it was never annotated."""
    if MENTIONS not in doc.spans:
        return ()
    group = doc.spans[MENTIONS]
    return tuple(
        Mention(
            f"m{number}",
            span.start_char,
            span.end_char,
            Label(span.label_),
            span.text,
            score,
            origin,
        )
        for number, (span, score, origin) in enumerate(
            zip(group, group.attrs["scores"], group.attrs["origins"], strict=True), 1
        )
    )


def relations_of(doc: Doc) -> tuple[Relation, ...]:
    """The relations on `doc`, between the ids of `mentions_of`."""
    return tuple(
        Relation(f"m{head + 1}", RelationLabel(label), f"m{tail + 1}", score)
        for head, label, tail, score in doc._.relations
    )
