"""Reading a report from a file or from bytes."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from jixiao.errors import ReadError
from jixiao.readers.content import Content, warning
from jixiao.readers.limits import DEFAULT_LIMITS, Limits
from jixiao.readers.office import CONVERTED, read_office
from jixiao.readers.selfcheck import lost_numbers
from jixiao.readers.sniff import sniff, suffix_disagrees
from jixiao.readers.wholeness import cut_short
from jixiao.types import Document

# libxml2 says so where a document exceeds the bounds that it sets itself.
_XML_LIMIT = "XML_PARSE_HUGE"
Reader = Callable[[bytes, Limits], Content]


def read(
    source: str | Path, *, data: bytes | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """The document in the file `source`, or in `data` if given; then `source` is only its name.

    The kind of file is found by its content. Raises ReadError, whose `status`
    is missing, unreadable, empty, encrypted, broken, scanned, unsupported or
    too_large.
    """
    if data is None:
        data = load(source, limits)
    with _naming(source):
        return read_bytes(data, str(source), limits=limits)


def read_bytes(data: bytes, source: str, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in the bytes of a file named `source`.

    The text of a txt file is the decoded file without its byte order mark;
    other formats give paragraphs joined by a line feed and table rows with
    their cells joined by a tab. Raises ReadError as `read` does.
    """
    limits.check("bytes", len(data), limits.max_bytes)
    kind = sniff(data, source, limits)
    content = _contents(kind, data, limits)
    if not content.text.strip():
        raise ReadError("empty", f"the {kind} file has no text")
    lost = lost_numbers(content.text, content.blocks)
    warnings = (*content.warnings, lost) if lost else content.warnings
    if suffix_disagrees(kind, source):
        note = f"the name says {Path(source).suffix}, the content is {kind}; read as {kind}"
        warnings = (warning("wrong_suffix", note), *warnings)
    if missing := cut_short(kind, data):
        warnings = (missing, *warnings)
    return Document(
        doc_id(data),
        source,
        kind,
        content.text,
        content.blocks,
        content.pages,
        warnings,
        content.boxes,
    )


def doc_id(data: bytes) -> str:
    """The id of a document: the first 16 hex digits of the SHA-256 of its bytes.

    >>> doc_id(b"")
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()[:16]


def load(source: str | Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of the file `source`.

    Raises ReadError if it is missing, no regular file (opening a pipe or a
    device may never end), unreadable, or larger than `limits` allow.
    """
    path = Path(source)
    with _naming(source):
        try:
            status = path.stat()
            _check_regular(path, status.st_mode)
            limits.check("bytes", status.st_size, limits.max_bytes)
            return _content(path, limits)
        except ReadError:
            raise
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            raise ReadError("missing", "there is no such file") from error
        except OSError as error:
            raise ReadError("unreadable", f"it cannot be opened: {error.strerror}") from error


@contextmanager
def _naming(source: str | Path) -> Iterator[None]:
    """Name the file in the errors of the block."""
    try:
        yield
    except ReadError as error:
        raise ReadError(error.status, error.reason, str(source)) from error.__cause__


def _open(path: str, flags: int) -> int:
    """The opened file; a pipe that stands in its place by now does not make us wait."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _content(path: Path, limits: Limits) -> bytes:
    """The bytes of the file, which may have become another or longer since it was looked at."""
    with open(path, "rb", opener=_open) as file:
        _check_regular(path, os.fstat(file.fileno()).st_mode)
        data = file.read(limits.max_bytes + 1)
    limits.check("bytes", len(data), limits.max_bytes)
    return data


def _check_regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        if not os.access(path, os.R_OK | os.X_OK):
            raise ReadError("unreadable", "this folder cannot be opened")
        raise ReadError("unsupported", "this is a folder, not a file")
    if not stat.S_ISREG(mode):
        raise ReadError("unsupported", "this is a pipe, socket or device, not a file")


def _contents(kind: str, data: bytes, limits: Limits) -> Content:
    try:
        return _reader(kind)(data, limits)
    except (ReadError, ImportError):
        raise
    except (MemoryError, RecursionError) as error:
        raise ReadError("too_large", f"the {kind} file is too large or too deep") from error
    except Exception as error:
        if _XML_LIMIT in str(error):
            reason = f"a part of the {kind} file is nested too deep or too long in one piece"
            raise ReadError("too_large", reason) from error
        # The libraries for foreign formats raise whatever a damaged file makes them meet.
        reason = f"the {kind} file is damaged: {type(error).__name__}: {error}"
        raise ReadError("broken", reason) from error


def _reader(kind: str) -> Reader:
    if kind == "txt":
        from jixiao.readers.txt import read_txt as reader
    elif kind == "html":
        from jixiao.readers.html import read_html as reader
    elif kind == "docx":
        from jixiao.readers.docx import read_docx as reader
    elif kind == "xlsx":
        from jixiao.readers.xlsx import read_xlsx as reader
    elif kind == "ofd":
        from jixiao.readers.ofd import read_ofd as reader
    elif kind == "image":
        from jixiao.readers.image import read_image as reader
    elif kind in CONVERTED:
        reader = partial(read_office, kind)
    else:
        from jixiao.readers.pdf import read_pdf as reader
    return reader
