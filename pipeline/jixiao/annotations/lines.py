"""JSON lines as git shows them best: one thing a line, the same content the same bytes."""

import json
import os
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jixiao.errors import AnnotationError

LIMIT = 512 * 2**20
# Characters that UTF-8 cannot hold, that some tool takes for a line end, or that
# no editor shows.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u200b-\u200f\ufeff\ud800-\udfff]")


def dump_line(row: object) -> str:
    r"""One line of JSON, ended; Chinese as it is, odd characters escaped.

    >>> dump_line({"surface": "预算\u2028"})
    '{"surface": "预算\\u2028"}\n'
    """
    line = json.dumps(row, ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"


@contextmanager
def placed(path: Path | str, line: int | None = None) -> Iterator[None]:
    """Say in which file and line an AnnotationError arose; other errors of data become one."""
    try:
        yield
    except AnnotationError as error:
        if error.path is not None:
            raise
        raise AnnotationError(error.cause, str(path), line, error.column) from error
    except KeyError as error:
        raise AnnotationError(f"the field {error} is missing", str(path), line) from error
    except (ValueError, TypeError, RecursionError) as error:
        raise AnnotationError(str(error), str(path), line) from error


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises AnnotationError above 512 MiB and if it cannot be read."""
    try:
        if path.stat().st_size > LIMIT:
            raise AnnotationError(f"larger than {LIMIT // 2**20} MiB", str(path))
        return path.read_bytes()
    except OSError as error:
        raise AnnotationError(f"cannot be read: {error.strerror}", str(path)) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise AnnotationError("a field stands twice")
    return row


def _no_constant(name: str) -> float:
    raise AnnotationError(f"{name} is no number")


def parse_row(line: str) -> dict[str, Any]:
    """One JSON object. Raises AnnotationError for anything else, and for doubled fields."""
    row = json.loads(line, object_pairs_hook=_unique, parse_constant=_no_constant)
    if not isinstance(row, dict):
        raise AnnotationError("not a JSON object")
    return row


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers (from 1) and objects of a JSON lines file; empty lines are passed over.

    Raises AnnotationError with file and line where a line is no object.
    """
    for number, raw in enumerate(read_bytes(path).split(b"\n"), 1):
        if raw.strip():
            with placed(path, number):
                row = parse_row(raw.decode("utf-8"))
            yield number, row


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that it is seen whole, the old or the new; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_rows(path: Path, rows: Iterable[object]) -> None:
    """Write a JSON lines file whole, or not at all; an unchanged file is not touched."""
    data = "".join(map(dump_line, rows)).encode("utf-8")
    if not path.exists() or path.read_bytes() != data:
        replace_file(path, data)


def fields(
    row: Mapping[str, Any], required: Mapping[str, type], optional: Mapping[str, type]
) -> None:
    """Check that a row has these fields, of these types, and no others."""
    if unknown := row.keys() - required.keys() - optional.keys():
        raise AnnotationError(f"unknown field {', '.join(sorted(unknown))}")
    if missing := required.keys() - row.keys():
        raise AnnotationError(f"the field {', '.join(sorted(missing))} is missing")
    for name, value in row.items():
        kind = required.get(name) or optional[name]
        right = isinstance(value, int | float if kind is float else kind)
        if not right or isinstance(value, bool):
            raise AnnotationError(f"{name} is {value!r}, not {kind.__name__}")
