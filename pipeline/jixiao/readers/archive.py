"""Looking into zip containers before anything in them is unpacked or parsed."""

import io
import zipfile
from collections import Counter
from xml.parsers import expat

from jixiao.errors import ReadError
from jixiao.readers.limits import Limits

_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_CHUNK = 1 << 14
_MAX_PROLOG = 1 << 20
# OpenDocument files of before 2007 declare one here; nobody but LibreOffice parses it.
_MANIFEST = "META-INF/manifest.xml"


class _DocumentTypeError(Exception):
    """An XML part declares a document type."""


class _RootFoundError(Exception):
    """The root element begins, so no document type can come any more."""


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, once its directory is found to be sound.

    Raises ReadError: broken (damaged, cut short, members that overlap or bear
    one name, an XML part with a document type, which no office format allows),
    encrypted, too_large (it would unpack beyond `limits`).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError("broken", f"the archive is damaged or cut short: {error}") from error
    _check_sizes(members, len(data), limits)
    _check_members(members, archive.start_dir)
    for member in members:
        if member.filename != _MANIFEST:
            _check_prolog(archive, member)
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a member. Raises ReadError (broken) if it is missing or damaged."""
    try:
        return archive.read(name)
    except KeyError as error:
        raise ReadError("broken", f"the archive lacks its part {name}") from error
    except Exception as error:  # zipfile raises zlib.error, RuntimeError and more
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> ReadError:
    return ReadError("broken", f"the part {name} of the archive is damaged: {error}")


def _check_sizes(members: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Refuses archive bombs by the sizes that the directory states, before unpacking."""
    unpacked = sum(member.file_size for member in members)
    limits.check("members of the archive", len(members), limits.max_members)
    limits.check("bytes when unpacked", unpacked, limits.max_unpacked_bytes)
    if unpacked > limits.free_unpacked_bytes:
        limits.check("times its size when unpacked", unpacked // max(size, 1), limits.max_ratio)


def _check_members(members: list[zipfile.ZipInfo], directory: int) -> None:
    names = Counter(member.filename for member in members)
    if double := [name for name, count in names.items() if count > 1]:
        # Programs differ in which of them they take, so neither is the document.
        raise ReadError("broken", f"the archive has two parts named {double[0]}")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ReadError("encrypted", "the archive is encrypted: remove its password")
    places = sorted(
        (m.header_offset, m.header_offset + _LOCAL_HEADER + m.compress_size, m.filename)
        for m in members
    )
    ends = [start for start, _, _ in places[1:]] + [directory]
    for (_, end, name), following in zip(places, ends, strict=False):
        if end > following:
            raise ReadError("broken", f"the part {name} of the archive overlaps another")


def _check_prolog(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuses an XML part whose document type could define or fetch entities."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _stop
    try:
        with archive.open(member) as part:
            for _ in range(_MAX_PROLOG // _CHUNK):
                parser.Parse(part.read(_CHUNK), False)
        if member.file_size > _MAX_PROLOG:
            _refuse()
    except _DocumentTypeError as error:
        reason = f"the part {member.filename} of the archive declares a document type (DTD)"
        raise ReadError("broken", f"{reason}, which office formats forbid") from error
    except (_RootFoundError, expat.ExpatError):
        # What is no XML is refused, or left aside, by the reader of the part.
        return
    except Exception as error:
        raise _damaged(member.filename, error) from error


def _refuse(*_: object) -> None:
    raise _DocumentTypeError


def _stop(*_: object) -> None:
    raise _RootFoundError
