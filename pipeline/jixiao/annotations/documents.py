"""The texts of a batch as lines: kept in the batch, or stand-off in files outside it."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jixiao.annotations.checks import check_hash, check_name
from jixiao.annotations.lines import fields, placed, read_bytes, read_rows
from jixiao.annotations.records import Source, SourceText, text_hash
from jixiao.errors import AnnotationError

# Two halves side by side come out of JSON as one character.
_HALF = re.compile("[\ud800-\udfff]")
Reader = Callable[[str], str]
_SOURCE = {"name": str, "sha256": str, "start": int, "end": int}
_LINE = {"doc_id": str, "sha256": str, "title": str, "meta": dict}


def check_source_name(name: str) -> None:
    """A path relative to the folder of sources that does not lead out of it."""
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or "\x00" in name:
        raise AnnotationError(f"source {name!r}: give a path inside the folder of sources, with /")


def folder_reader(folder: Path) -> Reader:
    """Reads sources as UTF-8 text files below a folder, as jixiao reads a txt file."""

    def read(name: str) -> str:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise AnnotationError(f"source {name!r} lies outside {folder}")
        with placed(path):
            return read_bytes(path).decode("utf-8-sig")

    return read


def check_source_text(text: SourceText) -> None:
    """What must hold of a text before it is kept: its names, and its place in its source."""
    check_name(text.doc_id, "doc_id")
    if not text.text:
        raise AnnotationError(f"{text.doc_id}: the text is empty")
    if half := _HALF.search(text.text):
        raise AnnotationError(
            f"{text.doc_id}: character {half.start()} is half a surrogate pair, which is no text"
        )
    if len(dict(text.meta)) < len(text.meta):
        raise AnnotationError(f"{text.doc_id}: a field of meta stands twice")
    if source := text.source:
        check_source_name(source.name)
        check_hash(source.sha256)
        if source.start < 0 or source.end - source.start != len(text.text):
            raise AnnotationError(
                f"{text.doc_id}: [{source.start}, {source.end}) of {source.name} is no place "
                f"for {len(text.text)} characters"
            )


def document_row(text: SourceText) -> dict[str, Any]:
    """The line of a text: with its characters, or with the place where they lie."""
    check_source_text(text)
    row: dict[str, Any] = {
        "doc_id": text.doc_id,
        "sha256": text.sha256,
        "title": text.title,
        "meta": dict(text.meta),
    }
    if text.source is None:
        return {**row, "text": text.text}
    source = {name: getattr(text.source, name) for name in _SOURCE}
    return {**row, "source": source}


def _cut(source: Source, read: Reader | None) -> str:
    if read is None:
        raise AnnotationError(
            f"the text lies in {source.name}, outside the batch: say where the sources are"
        )
    whole = read(source.name)
    if (found := text_hash(whole)) != source.sha256:
        raise AnnotationError(
            f"{source.name} has changed: annotated was SHA-256 {source.sha256}, it has {found}"
        )
    if not 0 <= source.start < source.end <= len(whole):
        raise AnnotationError(
            f"[{source.start}, {source.end}) is no range of {source.name}, "
            f"which has {len(whole)} characters"
        )
    return whole[source.start : source.end]


def _text(row: dict[str, Any], read: Reader | None) -> SourceText:
    fields(row, _LINE, {"text": str, "source": dict})
    if ("text" in row) == ("source" in row):
        raise AnnotationError("say either text or source")
    source = None
    if "source" in row:
        fields(row["source"], _SOURCE, {})
        source = Source(**row["source"])
        check_source_name(source.name)
    text = row["text"] if source is None else _cut(source, read)
    if not all(isinstance(value, str) for value in row["meta"].values()):
        raise AnnotationError("the values of meta are text")
    made = SourceText(row["doc_id"], text, row["title"], tuple(row["meta"].items()), source)
    check_source_text(made)
    if made.sha256 != row["sha256"]:
        raise AnnotationError(
            f"{made.doc_id}: the text has SHA-256 {made.sha256}, the line says {row['sha256']}"
        )
    return made


def read_documents(path: Path, read: Reader | None) -> tuple[SourceText, ...]:
    """The texts of a documents.jsonl; `read` gives the whole text of a source by its name.

    Every source is read once. Raises AnnotationError with file, line and cause.
    """
    once = None if read is None else cache(read)
    texts: dict[str, SourceText] = {}
    for number, row in read_rows(path):
        with placed(path, number):
            text = _text(row, once)
            if text.doc_id in texts:
                raise AnnotationError(f"{text.doc_id} stands twice")
            texts[text.doc_id] = text
    return tuple(texts.values())


def merged(old: Iterable[SourceText], new: Iterable[SourceText]) -> tuple[SourceText, ...]:
    """`old`, then those of `new` that are not there yet.

    Raises AnnotationError for another text under a name that is taken.
    """
    texts = {text.doc_id: text for text in old}
    for text in new:
        if texts.setdefault(text.doc_id, text) != text:
            raise AnnotationError(f"{text.doc_id} is in the batch already, with another content")
    return tuple(texts.values())
