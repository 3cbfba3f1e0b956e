"""From a file to everything that was read from it: the whole path in one place."""

from dataclasses import replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

from jixiao.bodies.decisions import NOTHING_DECIDED, Decisions
from jixiao.errors import OffsetError, ReadError, ResourceError
from jixiao.types import Document, Extraction, Failure, Mention, Metadata, Relation

if TYPE_CHECKING:
    from spacy.language import Language

    from jixiao.nlp.doubts import Doubts

DEFAULT_MODEL = "models/jixiao_zh_base"
# spaCy refuses longer texts; a longer document is annotated piece by piece.
_PIECE = 200_000


class Pipeline:
    """A loaded model together with readers, post-processor and checks."""

    def __init__(self, nlp: "Language") -> None:
        self.nlp = nlp

    @cached_property
    def fingerprint(self) -> str:
        """Program, schema and model with a hash of its weights: same fingerprint, same rows.

        A model that was trained anew under the same name and version is another one.
        """
        from jixiao import __version__
        from jixiao.schema import SCHEMA_VERSION

        model = f"{self._name}-{self._weights}"
        return f"jixiao-{__version__}/schema-{SCHEMA_VERSION}/{model}"

    @property
    def model(self) -> str:
        """Name, version and hash of the weights: NAME-VERSION@DIGEST."""
        return f"{self._name}@{self._weights}"

    @property
    def _name(self) -> str:
        return f"{self.nlp.meta.get('name')}-{self.nlp.meta.get('version')}"

    @cached_property
    def _weights(self) -> str:
        return sha256(self.nlp.to_bytes(exclude=["vocab", "meta"])).hexdigest()[:8]

    def extract(self, source: str | Path) -> Extraction:
        """Everything in the file `source`. Raises ReadError if it cannot be read."""
        from jixiao.readers import read

        return self.extract_document(read(source))

    def extract_document(
        self, document: Document, names: Decisions = NOTHING_DECIDED
    ) -> Extraction:
        """Everything in a document that was read before, names as `names` decides."""
        return complete(document, *self.annotate(document.text), names)

    def annotate(self, text: str) -> tuple[tuple[Mention, ...], tuple[Relation, ...]]:
        """Mentions and relations of `text`, found piece by piece if it is long."""
        from jixiao.nlp.convert import mentions_of, relations_of
        from jixiao.nlp.windows import windows

        mentions: list[Mention] = []
        relations: list[Relation] = []
        for piece in windows(text, _PIECE):
            doc = self.nlp(piece.of(text))
            names = {}
            for mention in mentions_of(doc):
                names[mention.id] = f"m{len(mentions) + 1}"
                mentions.append(
                    replace(
                        mention,
                        id=names[mention.id],
                        start=mention.start + piece.start,
                        end=mention.end + piece.start,
                    )
                )
            relations += [
                replace(link, head=names[link.head], tail=names[link.tail])
                for link in relations_of(doc)
            ]
        return tuple(mentions), tuple(relations)

    def doubts(self, text: str) -> "Doubts":
        """How sure the model is of `text`, and where rules and network differ."""
        from jixiao.nlp.doubts import Doubts, find_doubts
        from jixiao.nlp.windows import windows

        pieces = windows(text, _PIECE)
        parts = [find_doubts(self.nlp, piece.of(text)) for piece in pieces]
        return Doubts(
            sum(part.tags for part in parts),
            sum(part.pairs for part in parts),
            tuple(
                replace(one, start=one.start + piece.start, end=one.end + piece.start)
                for piece, part in zip(pieces, parts, strict=True)
                for one in part.disputes
            ),
        )

    def try_extract(
        self,
        source: str | Path,
        data: bytes | None = None,
        names: Decisions = NOTHING_DECIDED,
    ) -> Extraction | Failure:
        """The extraction of one file, or a Failure saying why there is none.

        `data` are the bytes of the file where they were read before, `names`
        what was decided about names.
        """
        from jixiao.readers import doc_id, load, read

        content = data
        try:
            content = load(source) if data is None else data
            return self.extract_document(read(source, data=content), names)
        except ReadError as error:
            status, reason = error.status, error.reason
        except MemoryError:
            status, reason = "too_large", "it takes more memory than there is"
        except Exception as error:
            status, reason = "error", f"{type(error).__name__}: {error}"
        return Failure(
            doc_id(content) if content is not None else None, str(source), status, reason
        )

    @classmethod
    def load(cls, model: str | Path | None = None) -> Self:
        """The pipeline in the folder `model`, by default the one that ships with jixiao.

        Raises ResourceError if there is no model in the folder.
        """
        import spacy

        from jixiao.resources import data_path

        folder = Path(model) if model else data_path(DEFAULT_MODEL)
        if not (folder / "meta.json").exists():
            raise ResourceError(f"{folder} holds no spaCy pipeline (no meta.json)")
        return cls(spacy.load(folder))


def complete(
    document: Document,
    mentions: tuple[Mention, ...],
    relations: tuple[Relation, ...],
    names: Decisions = NOTHING_DECIDED,
) -> Extraction:
    """Everything that follows from a document and its annotations; no model is needed."""
    from jixiao.checks import check
    from jixiao.facts import build
    from jixiao.readers.metadata import metadata
    from jixiao.readers.outline import outline

    sections = outline(document)
    about = metadata(document, sections)
    result = build(document, sections, about, mentions, relations, names)
    checks = check(
        document, sections, result.mentions, result.relations, result.facts, result.tables
    )
    extraction = Extraction(
        document=document,
        metadata=_decided(about, names),
        sections=sections,
        mentions=result.mentions,
        relations=result.relations,
        entities=result.entities,
        facts=result.facts,
        checks=checks,
        issues=result.issues,
    )
    assert_grounded(extraction)
    return extraction


def _decided(about: Metadata, names: Decisions) -> Metadata:
    """The metadata with the issuer under the name decided for it; its quotation stays."""
    if about.issuer is None:
        return about
    shown = names.shown(names.identity(about.issuer.value))
    return replace(about, issuer=replace(about.issuer, value=shown))


def load(model: str | Path | None = None) -> Pipeline:
    """The pipeline in the folder `model`, by default the one that ships with jixiao.

    Raises ResourceError if there is no model in the folder.
    """
    return Pipeline.load(model)


@cache
def _default() -> Pipeline:
    return load()


def extract(source: str | Path) -> Extraction:
    """Everything in one file, by the shipped model, which is loaded once.

    Raises ReadError if the file cannot be read.
    """
    return _default().extract(source)


def assert_grounded(extraction: Extraction) -> None:
    """Hold every mention, fact and check to its characters, the law of the whole project.

    Raises OffsetError naming the first that does not hold what it claims.
    """
    text = extraction.document.text
    quotes = [(m.start, m.end, m.text, f"mention {m.id}") for m in extraction.mentions]
    for check in extraction.checks:
        quotes += [(q.start, q.end, q.text, "check") for q in (check.stated, *check.terms)]
    for start, end, surface, what in quotes:
        if not surface or text[start:end] != surface:
            raise OffsetError(f"{what}: [{start}, {end}) is {text[start:end]!r}, not {surface!r}")
    for fact in extraction.facts:
        if not 0 <= fact.evidence.start < fact.evidence.end <= len(text):
            raise OffsetError(f"fact {fact.fact_id}: its evidence is no range of the text")
        for ground in fact.grounds:
            place = (ground.start, ground.end)
            if place != (None, None) and not text[slice(*place)]:
                raise OffsetError(f"fact {fact.fact_id}: {ground.field} stands at no place")
