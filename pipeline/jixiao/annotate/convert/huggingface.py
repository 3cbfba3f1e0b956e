"""A folder that ``datasets.load_from_disk`` of Hugging Face opens, one row a text.

Columns: doc_id, sha256, status, by, at, title, meta (JSON), text, spans (start,
end, label, surface, by, origin, score), relations (head, label, tail, by,
origin, score; ends are ids of spans, ``sSTART-END``), comments. Needs the
extra `train`.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from jixiao.annotate.convert.pairs import Kept, Pair, Who
from jixiao.annotations.layers import annotation_of, annotation_rows
from jixiao.annotations.lines import LIMIT, parse_row, placed
from jixiao.annotations.records import SourceText
from jixiao.errors import AnnotationError, ResourceError

KEPT = frozenset(Kept)
_HEAD = ("doc_id", "sha256", "status", "by", "at")
_TEXTS = (*_HEAD, "title", "meta", "text")
_LISTS = ("spans", "relations", "comments")
_SPAN = {"label": "string", "surface": "string", "by": "string", "origin": "string"}
_LINK = {"head": "string", "label": "string", "tail": "string", "by": "string", "origin": "string"}
_COMMENT = {"comment": "string", "by": "string", "at": "string"}


def _datasets() -> ModuleType:
    try:
        return import_module("datasets")
    except ModuleNotFoundError as error:
        raise ResourceError(
            f"this format needs {error.name}: pip install 'jixiao[train]' (缺少 datasets)"
        ) from error


@contextmanager
def _quiet(datasets: ModuleType) -> Iterator[None]:
    """Without the progress bars of the library, which would stand among our notes."""
    shown = datasets.is_progress_bar_enabled()
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        if shown:
            datasets.enable_progress_bars()


def _features(datasets: ModuleType) -> Any:
    def struct(fields: dict[str, str]) -> Any:
        return datasets.List({name: datasets.Value(kind) for name, kind in fields.items()})

    return datasets.Features(
        {
            **{name: datasets.Value("string") for name in _TEXTS},
            "spans": struct({"start": "int64", "end": "int64", **_SPAN, "score": "float64"}),
            "relations": struct({**_LINK, "score": "float64"}),
            "comments": struct(_COMMENT),
        }
    )


def _row(pair: Pair) -> dict[str, Any]:
    text, annotation = pair
    head, *lines = annotation_rows(annotation)
    return {
        **head,
        "title": text.title,
        "meta": json.dumps(dict(text.meta), ensure_ascii=False),
        "text": text.text,
        "spans": [{"score": None, **line} for line in lines if "start" in line],
        "relations": [{"score": None, **line} for line in lines if "head" in line],
        "comments": [line for line in lines if "comment" in line],
    }


def write(pairs: Iterable[Pair], folder: Path) -> None:
    """Write the folder. Raises ResourceError without the library."""
    datasets = _datasets()
    rows = [_row(pair) for pair in pairs]
    columns = {name: [row[name] for row in rows] for name in (*_TEXTS, *_LISTS)}
    made = datasets.Dataset.from_dict(columns, features=_features(datasets))
    with _quiet(datasets):
        made.save_to_disk(str(folder))


def _check_folder(folder: Path) -> None:
    if not (folder / "dataset_info.json").is_file():
        raise AnnotationError("no folder that save_to_disk wrote", str(folder))
    if sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) > LIMIT:
        raise AnnotationError(f"larger than {LIMIT // 2**20} MiB", str(folder))


def _pair(row: dict[str, Any]) -> Pair:
    meta = parse_row(row["meta"])
    text = SourceText(row["doc_id"], row["text"], row["title"], tuple(meta.items()))
    made = [
        {name: value for name, value in line.items() if name != "score" or value is not None}
        for line in (*row["spans"], *row["relations"], *row["comments"])
    ]
    head = {name: row[name] for name in _HEAD}
    return text, annotation_of([head, *made], text)


def read(folder: Path, who: Who) -> Iterator[Pair]:
    """The texts of a folder that `write` wrote, or that has the same columns.

    Raises ResourceError without the library, AnnotationError with the folder
    where a row does not fit.
    """
    datasets = _datasets()
    _check_folder(folder)
    with placed(folder):
        for row in datasets.load_from_disk(str(folder)):
            yield _pair(row)
