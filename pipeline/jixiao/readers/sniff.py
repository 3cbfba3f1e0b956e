"""Telling what kind of file some bytes are: by content first, by suffix where content is silent."""

import re
from pathlib import PurePath
from zipfile import ZipFile

from jixiao.errors import ReadError
from jixiao.readers.archive import open_archive, read_member
from jixiao.readers.limits import Limits
from jixiao.readers.ole import SIGNATURE, Compound

_OCR = "run character recognition (OCR) on it and give the result"
_PROGRAM = "a program, not a document"
_MAGIC = (
    (b"GIF87a", f"a GIF image: {_OCR}"),
    (b"GIF89a", f"a GIF image: {_OCR}"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it"),
    (b"\x1f\x8b\x08", "a gzip archive: unpack it"),
    (b"MIME-Version:", "a web archive (.mht): save it as .html"),
    (b"MZ\x90\x00", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
)
_IMAGE = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II[*+]\0|MM\0[*+]|RIFF....WEBP|BM....\0\0\0\0", re.DOTALL
)
_PDF = re.compile(rb"%PDF-\d")
_PDF_WINDOW = 1024
# Streams at the top of an OLE container say which program wrote it.
_OLE_STREAMS = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
}
_POWERPOINT = "a PowerPoint 97-2003 file (.ppt): save it as .pdf"
_BIFF_OPENING = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_FILEPASS = 0x2F
_FIB_ENCRYPTED = 0x01
_ZIP_MEMBERS = (
    ("ppt/presentation.xml", "a PowerPoint file (.pptx): save it as .pdf"),
    ("xl/workbook.bin", "a binary Excel file (.xlsb): save it as .xlsx"),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_XML_OFFICE = re.compile(rb"<\?mso-application\b|<(?:pkg:package|office:document|uof:UOF)[\s>]")
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|h[1-6]|script|br)\b[^<]{0,400}?>",
    re.IGNORECASE,
)
_HTML_WINDOW = 4096
SUFFIXES = {
    "txt": {"", ".txt", ".text", ".md", ".csv", ".tsv", ".log"},
    "html": {".html", ".htm", ".xhtml", ".shtml", ".jhtml", ".aspx", ".jsp", ".php"},
    "docx": {".docx", ".docm", ".dotx", ".dotm"},
    "xlsx": {".xlsx", ".xlsm", ".xltx", ".xltm"},
    "pdf": {".pdf"},
    "doc": {".doc", ".dot", ".wps", ".wpt"},
    "xls": {".xls", ".xlt", ".et", ".ett"},
    "rtf": {".rtf"},
    "odt": {".odt", ".ott"},
    "ods": {".ods", ".ots"},
    "ofd": {".ofd"},
    "image": {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"},
}
_OTHER_SUFFIXES = {".ppt", ".pptx", ".dps", ".gif", ".zip", ".rar", ".exe"}


def sniff(data: bytes, source: str, limits: Limits) -> str:
    """txt, html, docx, pdf, xlsx, doc, xls, rtf, odt, ods, ofd or image (a key of SUFFIXES).

    Files of WPS (.wps, .et) are doc and xls. Raises ReadError: empty,
    encrypted (an Office file with a password), unsupported (with what the file
    is and what to do), broken (a damaged container) or too_large (an archive
    that unpacks beyond the limits).
    """
    if not data.strip(b" \t\r\n\0"):
        raise ReadError("empty", "the file has no content")
    if data.startswith(SIGNATURE):
        return _ole_kind(Compound(data))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        with open_archive(data, limits) as archive:
            return _zip_kind(archive)
    if _PDF.search(data[:_PDF_WINDOW]):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if _IMAGE.match(data):
        return "image"
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise ReadError("unsupported", f"this is {message}")
    return _text_kind(data, PurePath(source).suffix.lower())


def suffix_disagrees(kind: str, source: str) -> bool:
    """Whether the file name claims another kind than its content.

    >>> suffix_disagrees("docx", "报告.doc"), suffix_disagrees("pdf", "a.PDF")
    (True, False)
    >>> suffix_disagrees("doc", "报告.wps")
    False
    """
    suffix = PurePath(source).suffix.lower()
    known = set.union(*SUFFIXES.values()) | _OTHER_SUFFIXES
    return suffix in known - {""} and suffix not in SUFFIXES[kind]


def _ole_kind(container: Compound) -> str:
    names = container.names()
    if "EncryptedPackage" in names:
        raise _encrypted()
    if "PowerPoint Document" in names:
        raise ReadError("unsupported", f"this is {_POWERPOINT}")
    for stream, kind in _OLE_STREAMS.items():
        if stream in names:
            head = container.head(stream)
            if _word_encrypted(head) if kind == "doc" else _excel_encrypted(head):
                raise _encrypted()
            return kind
    reason = "this is an OLE file, but neither of Word, Excel nor WPS: save it as .docx"
    raise ReadError("unsupported", reason)


def _encrypted() -> ReadError:
    return ReadError("encrypted", "this Office file is encrypted: remove its password")


def _word_encrypted(head: bytes) -> bool:
    """Whether the flag fEncrypted of the FIB ([MS-DOC] 2.5.2) is set."""
    return len(head) > 11 and bool(head[11] & _FIB_ENCRYPTED)


def _excel_encrypted(head: bytes) -> bool:
    """Whether a record FilePass ([MS-XLS] 2.4.117) stands among the first ones."""
    at = 0
    while head.startswith(_BIFF_OPENING) and at + 4 <= len(head):
        if int.from_bytes(head[at : at + 2], "little") == _FILEPASS:
            return True
        at += 4 + int.from_bytes(head[at + 2 : at + 4], "little")
    return False


def _zip_kind(archive: ZipFile) -> str:
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "OFD.xml" in names:
        return "ofd"
    for member, message in _ZIP_MEMBERS:
        if member in names:
            raise ReadError("unsupported", f"this is {message}")
    if "mimetype" in names and "content.xml" in names:
        return _open_document_kind(archive)
    return _kind_by_types(archive)


def _open_document_kind(archive: ZipFile) -> str:
    mimetype = read_member(archive, "mimetype").strip().removesuffix(b"-template")
    if mimetype not in _OPEN_DOCUMENT:
        reason = "this is an OpenDocument file, but no text or spreadsheet: save it as .pdf"
        raise ReadError("unsupported", reason)
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in read_member(archive, manifest):
        raise ReadError("encrypted", "this OpenDocument file is encrypted: remove its password")
    return _OPEN_DOCUMENT[mimetype]


def _kind_by_types(archive: ZipFile) -> str:
    """The kind by the content types, for packages whose parts lie in unusual places."""
    if "[Content_Types].xml" in archive.namelist():
        types = read_member(archive, "[Content_Types].xml")
        for mark, kind in ((b"wordprocessingml", "docx"), (b"spreadsheetml", "xlsx")):
            if mark in types:
                return kind
    raise ReadError("unsupported", "this is a ZIP archive: unpack it and give its files")


def _text_kind(data: bytes, suffix: str) -> str:
    head = data[:_HTML_WINDOW].replace(b"\0", b"")
    stripped = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if stripped.startswith((b"<?xml", b"<")) and _XML_OFFICE.search(head):
        reason = "this is an office document as a single XML file: save it as .docx or .xlsx"
        raise ReadError("unsupported", reason)
    tags = len(_HTML.findall(head))
    starts_with_tag = _HTML.match(stripped) is not None or stripped.startswith((b"<?xml", b"<!--"))
    called_html = suffix in SUFFIXES["html"]
    if (tags and (starts_with_tag or called_html)) or (called_html and stripped[:1] == b"<"):
        return "html"
    return "txt"
