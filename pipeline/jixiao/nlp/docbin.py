"""Annotated texts as a spaCy DocBin, laid out as the pipeline leaves a Doc.

One token a character, spans in ``doc.spans["mentions"]`` and ``doc.ents``,
relations in ``doc._.relations``.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from jixiao.nlp.convert import mentions_of, relations_of
from jixiao.nlp.extensions import MENTIONS, register, set_spans
from jixiao.types import Label, Mention, Relation

LIMIT = 2**30
_NOTE = "jixiao"
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with mentions and relations; `note` is kept in ``doc.user_data["jixiao"]``."""

    text: str
    mentions: Sequence[Mention]
    relations: Sequence[Relation]
    note: str = ""


def _doc(vocab: Vocab, item: AnnotatedText) -> Doc:
    doc = Doc(vocab, words=list(item.text), spaces=[False] * len(item.text))
    spans = [(m.start, m.end, str(m.label), m.score, m.origin) for m in item.mentions]
    set_spans(doc, MENTIONS, spans)
    doc.ents = tuple(doc.spans[MENTIONS])
    numbers = {mention.id: number for number, mention in enumerate(item.mentions)}
    doc._.relations = [
        (numbers[link.head], str(link.label), numbers[link.tail], link.score)
        for link in item.relations
    ]
    doc.user_data[_NOTE] = item.note
    return doc


def write_docs(items: Iterable[AnnotatedText]) -> bytes:
    """The bytes of a DocBin (a .spacy file) that holds these texts."""
    register()
    vocab = Vocab()
    docs = [_doc(vocab, item) for item in items]
    return DocBin(docs=docs, store_user_data=True).to_bytes()


def _unpacked_size(data: bytes) -> int:
    """How many bytes the data unpacks to; counted until it is too many."""
    unpacker, size = zlib.decompressobj(), 0
    while data and not unpacker.eof and size <= LIMIT:
        size += len(unpacker.decompress(data, _CHUNK))
        data = unpacker.unconsumed_tail
    return size


def _mentions(doc: Doc) -> tuple[Mention, ...]:
    if MENTIONS in doc.spans and {"scores", "origins"} <= doc.spans[MENTIONS].attrs.keys():
        return mentions_of(doc)
    spans = doc.spans.get(MENTIONS, doc.ents)
    return tuple(
        Mention(f"m{number}", span.start_char, span.end_char, Label(span.label_), span.text)
        for number, span in enumerate(spans, 1)
    )


def read_docs(data: bytes) -> Iterator[AnnotatedText]:
    """The texts of a DocBin, whoever wrote it; entities where there is no group of mentions.

    Raises ValueError if the bytes are no DocBin, unpack to more than 1 GiB, or
    hold a label that the scheme does not know.
    """
    register()
    try:
        size = _unpacked_size(data)
        docs = DocBin(store_user_data=True).from_bytes(data) if size <= LIMIT else None
        found = list(docs.get_docs(Vocab())) if docs else []
    except Exception as error:
        # The parts of a damaged file fail each in its own way.
        raise ValueError(f"no DocBin of spaCy: {type(error).__name__}: {error}") from error
    if size > LIMIT:
        raise ValueError(f"the DocBin unpacks to more than {LIMIT // 2**20} MiB")
    for doc in found:
        note = doc.user_data.get(_NOTE, "")
        yield AnnotatedText(doc.text, _mentions(doc), relations_of(doc), str(note))
