"""From reports to passages with the pipeline's annotations, for people to correct."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from jixiao.annotate.passages import DEFAULT_SIZE, cut
from jixiao.annotations.documents import Reader
from jixiao.annotations.records import (
    Annotation,
    Origin,
    RelationAnnotation,
    Source,
    SourceText,
    SpanAnnotation,
    Status,
    text_hash,
)
from jixiao.errors import AnnotationError, ReadError
from jixiao.pipeline import Pipeline
from jixiao.readers import doc_id, load, read
from jixiao.readers.metadata import metadata
from jixiao.readers.outline import outline
from jixiao.types import Document, Evidenced, Failure, Mention, Section, Span


@dataclass(frozen=True, slots=True)
class Cutting:
    """How documents become texts.

    `size` is the length of a passage in characters, None for whole documents.
    With `sources`, the folder where the files lie, texts are stand-off: the
    batch keeps their place and hash, not their characters.
    """

    size: int | None = DEFAULT_SIZE
    sources: Path | None = None


@dataclass(slots=True)
class Reading:
    """Texts made of files, and the files that gave none."""

    texts: list[SourceText] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    known: int = 0


def now() -> str:
    """The present moment in UTC to the second, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def document_reader(folder: Path) -> Reader:
    """Gives the text of a source of any format below `folder`, as the readers read it.

    Raises AnnotationError for a name that leads out of the folder or a file
    that cannot be read.
    """

    def text_of(name: str) -> str:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise AnnotationError(f"source {name!r} lies outside {folder}")
        try:
            return read(path).text
        except ReadError as error:
            raise AnnotationError(error.reason, str(path)) from error

    return text_of


def read_texts(
    paths: Iterable[Path],
    cutting: Cutting,
    known: Iterable[SourceText] = (),
    report: Callable[[str], None] = lambda name: None,
) -> Reading:
    """The texts of the files; `report` is called with the name of each.

    A document that is among the `known` texts, or came before under another
    name, is counted and left out. A file that cannot be read becomes a Failure.
    """
    reading = Reading()
    seen = {dict(text.meta).get("document") for text in known}
    for path in paths:
        content = None
        try:
            content = load(path)
            if doc_id(content) in seen:
                reading.known += 1
            else:
                reading.texts += texts_of(read(path, data=content), cutting)
                seen.add(doc_id(content))
        except Exception as error:
            reading.failures.append(_failure(path, content, error))
        report(path.name)
    return reading


def _failure(path: Path, content: bytes | None, error: Exception) -> Failure:
    made_of = doc_id(content) if content is not None else None
    if isinstance(error, ReadError):
        return Failure(made_of, str(path), error.status, error.reason)
    return Failure(made_of, str(path), "error", f"{type(error).__name__}: {error}")


def texts_of(document: Document, cutting: Cutting) -> list[SourceText]:
    """The passages of a document, each with its place in it and what the document says of itself.

    Raises AnnotationError if the texts shall be stand-off and the file does not
    lie in the folder of sources.
    """
    text = document.text
    sections = outline(document)
    about = metadata(document, sections)
    whole = cutting.size is None
    spans = (Span(0, len(text)),) if cutting.size is None else cut(document, cutting.size)
    title = _plain(about.title) or Path(document.source).stem
    shared = {
        "document": document.doc_id,
        "file": Path(document.source).name,
        "bureau": _plain(about.issuer),
        "genre": _plain(about.kind),
        "region": _plain(about.region),
        "year": _plain(about.year),
    }
    return [
        SourceText(
            document.doc_id if whole else f"{document.doc_id}-{span.start}-{span.end}",
            span.of(text),
            title,
            (
                *shared.items(),
                ("section", _section_at(sections, span.start)),
                ("start", str(span.start)),
                ("end", str(span.end)),
            ),
            _source(document, span, cutting.sources),
        )
        for span in spans
    ]


def _plain(value: Evidenced | None) -> str:
    return value.value if value else ""


def _section_at(sections: Sequence[Section], place: int) -> str:
    """The headings that hold at a place, from the outermost in."""
    around = [section for section in sections if section.start <= place < section.end]
    return " / ".join(f"{section.number}{section.title}" for section in around)


def _source(document: Document, span: Span, folder: Path | None) -> Source | None:
    if folder is None:
        return None
    path = Path(document.source).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise AnnotationError(f"stand-off, but it does not lie in the folder of sources {folder}")
    name = path.relative_to(folder.resolve()).as_posix()
    return Source(name, text_hash(document.text), span.start, span.end)


def preannotate(pipeline: Pipeline, text: SourceText, at: str) -> Annotation:
    """What the pipeline finds in a text, open, by ``model:NAME-VERSION@DIGEST``.

    Scores are those of the network: the least probability of a span's tags,
    the probability of a relation. What rules found has none.
    """
    by = f"model:{pipeline.model}"
    mentions, relations = pipeline.annotate(text.text)
    spans = {mention.id: _span(mention, by) for mention in mentions}
    links = tuple(
        RelationAnnotation(
            spans[link.head].id, link.label, spans[link.tail].id, by, Origin.MACHINE, link.score
        )
        for link in relations
    )
    return Annotation(
        text.doc_id, text.sha256, by, at, spans=tuple(spans.values()), relations=links
    )


def _span(mention: Mention, by: str) -> SpanAnnotation:
    score = mention.score if mention.origin == "model" else None
    return SpanAnnotation(
        mention.start, mention.end, mention.label, mention.text, by, Origin.MACHINE, score
    )


def preannotate_all(
    pipeline: Pipeline,
    texts: Iterable[SourceText],
    layer: dict[str, Annotation],
    report: Callable[[str], None] = lambda name: None,
) -> list[Failure]:
    """Put the pipeline's annotation of each text into `layer`, which is known by doc_id.

    A text that this very pipeline has annotated stays as it is. The texts that
    the pipeline could not annotate are returned with the reason; what an
    interrupted run did stands in `layer`.
    """
    failures = []
    by, at = f"model:{pipeline.model}", now()
    for text in texts:
        old = layer.get(text.doc_id)
        stays = old and (old.by == by or old.status is Status.CONFIRMED)
        if not stays:
            try:
                layer[text.doc_id] = preannotate(pipeline, text, at)
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                failures.append(Failure(text.doc_id, text.doc_id, "error", reason))
        report(text.title)
    return failures
