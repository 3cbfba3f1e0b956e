"""What jixiao writes on a spaCy Doc: span groups and plain lists, which DocBin can keep."""

from spacy.tokens import Doc

VALUES = "values"
MENTIONS = "mentions"


def register() -> None:
    """Add ``doc._.relations``: (head, label, tail, score), by number in the mentions group."""
    if not Doc.has_extension("relations"):
        Doc.set_extension("relations", default=[])


def text_of(doc: Doc) -> str:
    """``doc.text``, which spaCy puts together anew each time, from an object for every token."""
    orths, spaces = doc.to_array(["ORTH", "SPACY"]).T.tolist()
    words = {orth: doc.vocab.strings[orth] for orth in set(orths)}
    return "".join(
        words[orth] + " " if space else words[orth]
        for orth, space in zip(orths, spaces, strict=True)
    )


def set_spans(doc: Doc, group: str, spans: list[tuple[int, int, str, float, str]]) -> None:
    """Store (start, end, label, score, origin), offsets in code points, as a span group.

    Scores and origins stand in the group's attrs, in the order of the spans:
    a span's own extension values are shared by all spans of the same extent.
    Raises ValueError for a span that does not fall on characters of the Doc.
    """
    made = [doc.char_span(start, end, label=label) for start, end, label, _, _ in spans]
    missing = [span for span, one in zip(spans, made, strict=True) if one is None]
    if missing:
        raise ValueError(f"spans {missing[:3]} begin or end outside the characters of the Doc")
    attrs = {"scores": [span[3] for span in spans], "origins": [span[4] for span in spans]}
    doc.spans[group] = [span for span in made if span is not None]
    doc.spans[group].attrs.update(attrs)
