"""The formats by name: what each keeps, and how a batch goes out and comes in."""

import importlib
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import ModuleType

from jixiao.annotate.convert.pairs import Kept, Pair, Who, left_out
from jixiao.annotate.doccano.origins import with_origins
from jixiao.annotations.folder import Batch
from jixiao.annotations.records import PRE, Annotation, SourceText
from jixiao.errors import AnnotationError

Advance = Callable[[str], object]
_MODULES = {"spacy": "docbin", "bio": "conll", "bioes": "conll", "doccano": "doccano_jsonl"}


@dataclass(frozen=True, slots=True)
class Converted:
    """How many texts, spans and relations were converted, and what there is to say of it."""

    texts: int
    spans: int
    relations: int
    notes: tuple[str, ...]


def _module(form: str) -> ModuleType:
    return importlib.import_module(f"jixiao.annotate.convert.{_MODULES.get(form, form)}")


def _writer(form: str) -> Callable[[Iterable[Pair], Path], None]:
    write: Callable[..., None] = _module(form).write
    return partial(write, scheme=form) if form in ("bio", "bioes") else write


def _kept(form: str) -> frozenset[Kept]:
    kept: frozenset[Kept] = getattr(_module(form), "KEPT", frozenset())
    return kept


def _counted(pairs: Sequence[Pair], notes: Sequence[str]) -> Converted:
    spans = sum(len(annotation.spans) for _, annotation in pairs)
    relations = sum(len(annotation.relations) for _, annotation in pairs)
    return Converted(len(pairs), spans, relations, tuple(notes))


def _told(pairs: Iterable[Pair], advance: Advance) -> Iterator[Pair]:
    """The same pairs; `advance` is called with the name of each that is done."""
    for pair in pairs:
        yield pair
        advance(pair[0].doc_id)


def layer_pairs(batch: Batch, layer: str, part: str | None = None) -> list[Pair]:
    """The texts of a batch that the layer annotates, of one part of the split if one is named."""
    texts = {text.doc_id: text for text in batch.texts()}
    annotations = batch.read(layer)
    if part is not None:
        split = batch.split()
        if part not in split:
            raise AnnotationError(f"the batch has no part {part}", str(batch.path))
        annotations = tuple(one for one in annotations if one.doc_id in split[part])
    return [(texts[annotation.doc_id], annotation) for annotation in annotations]


def _check_free(path: Path) -> None:
    if path.exists():
        raise AnnotationError("is there already: give another name, or delete it", str(path))


def export_layer(
    batch: Batch,
    layer: str,
    form: str,
    output: Path,
    part: str | None = None,
    advance: Advance = lambda _: None,
) -> Converted:
    """Write a layer in one of `FORMATS`; the file or folder appears whole or not at all.

    `advance` is called with the name of each text that is done. Raises
    AnnotationError if `output` is there already, or the format cannot hold a text.
    """
    _check_free(output)
    pairs = layer_pairs(batch, layer, part)
    if not pairs:
        raise AnnotationError(f"the layer {layer} has no text to convert", str(batch.path))
    output.parent.mkdir(parents=True, exist_ok=True)
    staging = output.with_name(f".{uuid.uuid4().hex}.tmp")
    staging.mkdir()
    try:
        _writer(form)(_told(pairs, advance), staging / output.name)
        # Last the name that was asked for: who sees it sees what belongs to it.
        for made in sorted(staging.iterdir(), key=lambda path: path.name == output.name):
            _check_free(output.with_name(made.name))
            made.rename(output.with_name(made.name))
    finally:
        shutil.rmtree(staging)
    without = len(batch.texts()) - len(pairs)
    notes = [f"not converted: {without} texts of the batch"] if without else []
    return _counted(pairs, [*notes, *left_out(pairs, _kept(form))])


def read_pairs(
    form: str, source: Path, who: Who, advance: Advance = lambda _: None
) -> tuple[list[Pair], list[str]]:
    """The texts in a file or folder in one of `FORMATS`, and what was passed over in it."""
    if not source.exists():
        raise AnnotationError("there is no such file or folder", str(source))
    if form == "brat":
        from jixiao.annotate.convert.brat import read as read_brat

        passed: dict[str, int] = {}
        pairs = list(_told(read_brat(source, who, passed), advance))
        return pairs, [f"left out: {name} ({count})" for name, count in passed.items()]
    read: Callable[[Path, Who], Iterator[Pair]] = _module(form).read
    return list(_told(read(source, who), advance)), []


def _add(batch: Batch, texts: Sequence[SourceText]) -> None:
    """Add the texts that are not there; one that is keeps its title, meta and source."""
    try:
        there = {text.doc_id: text.sha256 for text in batch.texts()}
    except AnnotationError:
        if (batch.path / "documents.jsonl").exists():
            raise
        there = {}
    for text in texts:
        if there.get(text.doc_id, text.sha256) != text.sha256:
            raise AnnotationError(
                f"{text.doc_id} has another text in the batch (SHA-256 {there[text.doc_id]}, "
                f"here {text.sha256})",
                str(batch.path),
            )
    batch.add_texts([text for text in texts if text.doc_id not in there])


def import_layer(
    batch: Batch, layer: str, form: str, source: Path, who: Who, advance: Advance = lambda _: None
) -> Converted:
    """Read a layer from one of `FORMATS`; texts that the batch does not have are added.

    Annotations of other texts stay. What the layer `pre` has too was made by a
    program: it keeps that origin, or is accepted where a text is confirmed.

    Raises AnnotationError, and changes
    nothing, if a text is another than in the batch, or the layer has another
    annotation of it already.
    """
    pairs, notes = read_pairs(form, source, who, advance)
    if not pairs:
        raise AnnotationError("holds no text", str(source))
    there = _there(batch, layer)
    if Kept.AUTHORS not in _kept(form):
        pre = _there(batch, PRE)
        pairs = [_with_origin(pair, pre) for pair in pairs]
    for text, annotation in pairs:
        if there.setdefault(text.doc_id, annotation) != annotation:
            raise AnnotationError(
                f"{layer} has an annotation of {text.doc_id} already: take another layer",
                str(batch.path),
            )
    _add(batch, [text for text, _ in pairs])
    batch.write(layer, there.values())
    return _counted(pairs, notes)


def _with_origin(pair: Pair, pre: Mapping[str, Annotation]) -> Pair:
    """The annotation with what the pre-annotation tells of how it came to be."""
    text, annotation = pair
    before = pre.get(text.doc_id)
    if before is None or before.sha256 != text.sha256:
        return pair
    spans, relations = with_origins(
        before, annotation.spans, annotation.relations, annotation.status
    )
    return text, replace(annotation, spans=spans, relations=relations)


def _there(batch: Batch, layer: str) -> dict[str, Annotation]:
    if layer not in batch.layers():
        return {}
    return {annotation.doc_id: annotation for annotation in batch.read(layer)}
