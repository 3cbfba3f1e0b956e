"""From a file to everything that was read from it: the whole path in one place."""

from dataclasses import replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

from jixiao.errors import OffsetError, ReadError, ResourceError
from jixiao.types import Document, Extraction, Failure, Mention, Relation

if TYPE_CHECKING:
    from spacy.language import Language

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

        meta = self.nlp.meta
        weights = sha256(self.nlp.to_bytes(exclude=["vocab", "meta"])).hexdigest()[:8]
        model = f"{meta.get('name')}-{meta.get('version')}-{weights}"
        return f"jixiao-{__version__}/schema-{SCHEMA_VERSION}/{model}"

    def extract(self, source: str | Path) -> Extraction:
        """Everything in the file `source`. Raises ReadError if it cannot be read."""
        from jixiao.readers import read

        return self.extract_document(read(source))

    def extract_document(self, document: Document) -> Extraction:
        """Everything in a document that was read before."""
        from jixiao.checks import check
        from jixiao.facts import build
        from jixiao.readers.metadata import metadata
        from jixiao.readers.outline import outline

        sections = outline(document)
        about = metadata(document, sections)
        mentions, relations = self.annotate(document.text)
        result = build(document, sections, about, mentions, relations)
        checks = check(document, sections, result.mentions, relations, result.facts)
        extraction = Extraction(
            document=document,
            metadata=about,
            sections=sections,
            mentions=result.mentions,
            relations=relations,
            entities=result.entities,
            facts=result.facts,
            checks=checks,
            issues=result.issues,
        )
        assert_grounded(extraction)
        return extraction

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

    def try_extract(self, source: str | Path, data: bytes | None = None) -> Extraction | Failure:
        """The extraction of one file, or a Failure saying why there is none.

        `data` are the bytes of the file where they were read before.
        """
        from jixiao.readers import doc_id, load, read

        content = data
        try:
            content = load(source) if data is None else data
            return self.extract_document(read(source, data=content))
        except ReadError as error:
            status, reason = error.status, error.reason
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
