"""Telling what kind of file some bytes are: by content first, by suffix where content is silent."""

import io
import re
import zipfile
from pathlib import PurePath

from jixiao.errors import ReadError
from jixiao.readers.limits import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OCR = "run character recognition (OCR) on it and give the result"
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", f"a PNG image: {_OCR}"),
    (b"\xff\xd8\xff", f"a JPEG image: {_OCR}"),
    (b"GIF87a", f"a GIF image: {_OCR}"),
    (b"GIF89a", f"a GIF image: {_OCR}"),
    (b"II*\x00", f"a TIFF image: {_OCR}"),
    (b"MM\x00*", f"a TIFF image: {_OCR}"),
    (b"{\\rtf", "a rich text file (.rtf): save it as .docx"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it"),
    (b"\x1f\x8b\x08", "a gzip archive: unpack it"),
    (b"MIME-Version:", "a web archive (.mht): save it as .html"),
)
# OLE containers name their streams in UTF-16; the names say what is inside.
_OLE_STREAMS = (
    ("EncryptedPackage", None),
    ("WordDocument", "a Word 97-2003 or WPS file (.doc, .wps): save it as .docx"),
    ("Workbook", "an Excel 97-2003 or WPS file (.xls, .et): save it as .xlsx"),
    ("Book", "an Excel 5 file (.xls): save it as .xlsx"),
    ("PowerPoint Document", "a PowerPoint 97-2003 file (.ppt): save it as .pdf"),
)
_ZIP_MEMBERS = (
    ("OFD.xml", "an OFD file (版式文件): save it as .pdf or .docx"),
    ("ppt/presentation.xml", "a PowerPoint file (.pptx): save it as .pdf"),
    ("xl/workbook.bin", "a binary Excel file (.xlsb): save it as .xlsx"),
    ("content.xml", "an OpenDocument file (.odt, .ods): save it as .docx or .xlsx"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|h[1-6]|script|br)\b[^<]{0,400}?>",
    re.IGNORECASE,
)
_HTML_WINDOW = 4096
SUFFIXES = {
    "txt": {"", ".txt", ".text", ".md", ".csv", ".tsv", ".log"},
    "html": {".html", ".htm", ".xhtml", ".shtml", ".jhtml", ".aspx", ".jsp", ".php"},
    "docx": {".docx", ".docm", ".dotx"},
    "xlsx": {".xlsx", ".xlsm", ".xltx"},
    "pdf": {".pdf"},
}


def sniff(data: bytes, source: str, limits: Limits) -> str:
    """txt, html, docx, pdf or xlsx.

    Raises ReadError: empty, encrypted (an encrypted Office file), unsupported
    (with what the file is and what to do), broken (a damaged archive) or
    too_large (an archive that unpacks beyond the limits).
    """
    if not data.strip(b" \t\r\n\0"):
        raise ReadError("empty", "the file has no content")
    if data.startswith(_OLE):
        raise _ole_error(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data, limits)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise ReadError("unsupported", f"this is {message}")
    return _text_kind(data, PurePath(source).suffix.lower())


def suffix_disagrees(kind: str, source: str) -> bool:
    """Whether the file name claims another kind than its content.

    >>> suffix_disagrees("docx", "报告.doc"), suffix_disagrees("pdf", "a.PDF")
    (True, False)
    """
    suffix = PurePath(source).suffix.lower()
    known = set.union(*SUFFIXES.values()) | {".doc", ".xls", ".ppt", ".wps", ".et", ".ofd"}
    return suffix in known - {""} and suffix not in SUFFIXES[kind]


def _ole_error(data: bytes) -> ReadError:
    for stream, message in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            if message is None:
                return ReadError("encrypted", "this Office file is encrypted: remove its password")
            return ReadError("unsupported", f"this is {message}")
    return ReadError("unsupported", "this is an OLE file of an unknown program: save it as .docx")


def _zip_kind(data: bytes, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError("broken", f"the archive is damaged or cut short: {error}") from error
    _check_archive(members, len(data), limits)
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return _zip_kind_by_types(data, names)


def _zip_kind_by_types(data: bytes, names: set[str]) -> str:
    """The kind by the content types, for packages whose parts lie in unusual places."""
    for member, message in _ZIP_MEMBERS:
        if member in names:
            raise ReadError("unsupported", f"this is {message}")
    if "[Content_Types].xml" in names:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                types = archive.read("[Content_Types].xml")
        except Exception as error:  # zipfile raises zlib.error, RuntimeError and more
            raise ReadError("broken", f"the archive is damaged: {error}") from error
        for mark, kind in ((b"wordprocessingml", "docx"), (b"spreadsheetml", "xlsx")):
            if mark in types:
                return kind
    raise ReadError("unsupported", "this is a ZIP archive: unpack it and give its files")


def _check_archive(members: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Refuses archive bombs by the sizes that the directory states, before unpacking."""
    unpacked = sum(member.file_size for member in members)
    limits.check("members of the archive", len(members), limits.max_members)
    limits.check("bytes when unpacked", unpacked, limits.max_unpacked_bytes)
    if unpacked > limits.free_unpacked_bytes:
        limits.check("times its size when unpacked", unpacked // max(size, 1), limits.max_ratio)


def _text_kind(data: bytes, suffix: str) -> str:
    head = data[:_HTML_WINDOW].replace(b"\0", b"")
    tags = len(_HTML.findall(head))
    stripped = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    starts_with_tag = _HTML.match(stripped) is not None or stripped.startswith((b"<?xml", b"<!--"))
    if tags and (starts_with_tag or suffix in SUFFIXES["html"]):
        return "html"
    return "txt"
