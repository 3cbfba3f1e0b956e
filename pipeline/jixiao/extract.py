"""From a file to everything that was read from it: the whole path in one place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from jixiao.errors import OffsetError, ReadError, ResourceError
from jixiao.types import Document, Extraction, Failure, Issue, Mention

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
        """Program and model version: the same fingerprint, the same rows."""
        from jixiao import __version__
        from jixiao.schema import SCHEMA_VERSION

        meta = self.nlp.meta
        model = f"{meta.get('name')}-{meta.get('version')}"
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
        plain = self._annotate(document.text)
        result = build(document, sections, about, plain.mentions, plain.relations)
        checks = check(document, sections, result.mentions, plain.relations, result.facts)
        extraction = Extraction(
            document=document,
            metadata=about,
            sections=sections,
            mentions=result.mentions,
            relations=plain.relations,
            entities=result.entities,
            facts=result.facts,
            checks=checks,
            issues=(*document.warnings, *result.issues),
        )
        assert_grounded(extraction)
        return extraction

    def _annotate(self, text: str) -> Extraction:
        """Mentions and relations of `text`, found piece by piece if it is long."""
        from jixiao.nlp.convert import mentions_of, relations_of
        from jixiao.nlp.windows import windows

        mentions: list[Mention] = []
        relations = []
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
        document = Document("", "", "txt", text)
        return Extraction(document, mentions=tuple(mentions), relations=tuple(relations))

    def run(self, sources: Iterable[str | Path]) -> Iterator[Extraction | Failure]:
        """The extraction of every file in order, or why there is none; one bad file stops nothing."""
        for source in sources:
            yield self.try_extract(source)

    def try_extract(self, source: str | Path) -> Extraction | Failure:
        """The extraction of one file, or a Failure saying why there is none."""
        from jixiao.readers import content_id

        try:
            return self.extract(source)
        except ReadError as error:
            return Failure(content_id(source), str(source), error.status, error.reason)
        except Exception as error:  # a batch goes on, and the row says what happened
            reason = f"{type(error).__name__}: {error}"
            return Failure(content_id(source), str(source), "error", reason)

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
    """The pipeline in the folder `model`, by default the one that ships with jixiao."""
    return Pipeline.load(model)


def extract(source: str | Path, *, model: str | Path | None = None) -> Extraction:
    """Everything in one file. For more than one, keep the Pipeline that `load` gives.

    Raises ReadError if the file cannot be read.
    """
    return load(model).extract(source)


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


def failure_issue(failure: Failure) -> Issue:
    """The issue row of a file that gave no document."""
    return Issue("read", failure.status, failure.reason)
