"""A batch: a folder of texts and of what was said of them, as files for git."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from jixiao.annotations.checks import check_layer
from jixiao.annotations.documents import (
    Reader,
    document_row,
    folder_reader,
    merged,
    read_documents,
)
from jixiao.annotations.layers import layer_rows, read_layer
from jixiao.annotations.lines import parse_row, placed, read_bytes, replace_file, write_rows
from jixiao.annotations.records import ANNOTATOR, GOLD, PRE, Annotation, SourceText
from jixiao.errors import AnnotationError

PARTS = ("train", "dev")


class Batch:
    """A folder of annotated texts (docs/annotations.md describes its files).

    `sources` is needed only for stand-off texts: the folder that holds their
    files (UTF-8), or a function that gives the whole text of a source by its
    name. Nothing is read before it is asked for; each call reads anew.
    """

    def __init__(self, path: Path | str, sources: Path | str | Reader | None = None) -> None:
        self.path = Path(path)
        self._read = folder_reader(Path(sources)) if isinstance(sources, Path | str) else sources

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.path.resolve().name

    @property
    def _documents(self) -> Path:
        return self.path / "documents.jsonl"

    def _layer(self, layer: str) -> Path:
        check_layer(layer)
        return self.path / "layers" / f"{layer}.jsonl"

    def texts(self) -> tuple[SourceText, ...]:
        """The texts in the order of documents.jsonl.

        Raises AnnotationError if the folder is no batch, a line is wrong, or a
        source is not the one that was annotated.
        """
        if not self._documents.exists():
            raise AnnotationError(
                f"no batch of annotations: there is no {self._documents.name}", str(self.path)
            )
        return read_documents(self._documents, self._read)

    def add_texts(self, texts: Iterable[SourceText]) -> None:
        """Add texts at the end; the folder is made if it is not there.

        A text that is there already stays as it is. Raises AnnotationError if
        another text has its doc_id, or a name is not fit for a file name.
        """
        old = self.texts() if self._documents.exists() else ()
        with placed(self._documents):
            write_rows(self._documents, map(document_row, merged(old, texts)))

    def layers(self) -> tuple[str, ...]:
        """The names of the layers that are there: pre, the annotators', gold."""
        names = {path.stem for path in (self.path / "layers").glob("*.jsonl")}
        annotators = sorted(name for name in names if name.startswith(ANNOTATOR))
        return tuple(name for name in (PRE, *annotators, GOLD) if name in names)

    def read(self, layer: str) -> tuple[Annotation, ...]:
        """The annotations of a layer, in the order of the texts.

        Raises AnnotationError, naming file and line, if the layer is not there
        or something in it does not fit its text or the scheme.
        """
        path = self._layer(layer)
        texts = {text.doc_id: text for text in self.texts()}
        if not path.exists():
            there = ", ".join(self.layers()) or "none"
            raise AnnotationError(f"no layer {layer!r}; there: {there}", str(self.path))
        found = {annotation.doc_id: annotation for annotation in read_layer(path, texts)}
        return tuple(found[name] for name in texts if name in found)

    def write(self, layer: str, annotations: Iterable[Annotation]) -> None:
        """Write a layer whole, in the order of the texts; the same content gives the same bytes.

        Raises AnnotationError, and writes nothing, if an annotation does not
        fit its text or the scheme.
        """
        path = self._layer(layer)
        with placed(path):
            rows = list(layer_rows(annotations, self.texts()))
        write_rows(path, rows)

    def split(self) -> dict[str, list[str]]:
        """The doc_ids of each part (train, dev); empty if the batch is not split.

        Raises AnnotationError for a doc_id that is not there or in two parts.
        """
        path = self.path / "split.json"
        if not path.exists():
            return {}
        with placed(path):
            parts = parse_row(read_bytes(path).decode("utf-8"))
            self._check_split(parts)
        return {part: parts[part] for part in PARTS if part in parts}

    def write_split(self, parts: Mapping[str, list[str]]) -> None:
        """Write which texts are for training and which for measuring, in the order of the texts."""
        path = self.path / "split.json"
        with placed(path):
            self._check_split(parts)
        order = [text.doc_id for text in self.texts()]
        sorted_parts = {
            part: sorted(parts[part], key=order.index) for part in PARTS if part in parts
        }
        data = json.dumps(sorted_parts, ensure_ascii=False, indent=1) + "\n"
        replace_file(path, data.encode("utf-8"))

    def _check_split(self, parts: Mapping[str, list[str]]) -> None:
        if unknown := set(parts) - set(PARTS):
            raise AnnotationError(f"unknown part {', '.join(sorted(unknown))}; known: train, dev")
        names = [name for part in parts.values() for name in part]
        if missing := set(names) - {text.doc_id for text in self.texts()}:
            raise AnnotationError(f"the batch has no text {', '.join(sorted(missing))}")
        if len(set(names)) < len(names):
            raise AnnotationError("a text is in both parts, or twice in one")
