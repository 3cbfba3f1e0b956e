"""Zip and OLE containers that are broken or made to do harm, and what only claims to be one."""

import io
import struct
import zipfile

from sample_builder.ofd import zip_parts
from sample_builder.ole import ole_bytes

from .case import Case, refused, taken
from .packing import DOCUMENT, OFD_PAGE, SHEET, added, doubled, members, patched
from .sound import PROSE, docx, ofd, pdf, xlsx

PROLOG = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
EXE = b"MZ\x90\x00" + bytes(60) + b"PE\0\0" + bytes(400)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(400)


def _overlapping() -> bytes:
    """Every entry of the directory points at the first member's data."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(100):
            archive.writestr(f"word/{'document' if i == 0 else i}.xml", b"0" * 100_000)
        for info in archive.infolist():
            info.header_offset = 0
    return out.getvalue()


def _bomb(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w") as member:
            for _ in range(60):
                member.write(bytes(1 << 20))
        archive.writestr("[Content_Types].xml", b"<Types/>")
    return out.getvalue()


def _many() -> bytes:
    return zip_parts({**members(docx()), **{f"x/{i}": b"" for i in range(10_001)}})


CONTAINERS = [
    refused("zip.docx", lambda: zip_parts({"报告.txt": "预算"}), "unsupported", "ZIP"),
    refused("empty-zip.docx", lambda: zip_parts({}), "unsupported", "ZIP"),
    refused(
        "slides.docx",
        lambda: zip_parts({"ppt/presentation.xml": "<p/>"}),
        "unsupported",
        "PowerPoint",
    ),
    refused("binary.xlsx", lambda: zip_parts({"xl/workbook.bin": "b"}), "unsupported", "xlsb"),
    refused("program.docx", lambda: EXE, "unsupported", "program"),
    refused("photo.docx", lambda: JPEG, "unsupported broken scanned", "JPEG|picture"),
    refused(
        "encrypted.docx",
        lambda: ole_bytes({"EncryptedPackage": b"", "EncryptionInfo": b""}),
        "encrypted",
        "password",
    ),
    refused(
        "encrypted.xlsx", lambda: ole_bytes({"EncryptedPackage": b""}), "encrypted", "password"
    ),
    refused(
        "encrypted.doc",
        lambda: ole_bytes({"WordDocument": b"\xec\xa5" + bytes(9) + b"\x01"}),
        "encrypted",
        "password",
    ),
    refused("works.wps", lambda: ole_bytes({"CONTENTS": b"Works"}), "unsupported", "neither"),
    refused(
        "mail.doc", lambda: ole_bytes({"__properties_version1.0": b""}), "unsupported", "neither"
    ),
    refused(
        "old.ppt", lambda: ole_bytes({"PowerPoint Document": b""}), "unsupported", "PowerPoint"
    ),
    refused(
        "cut.doc", lambda: ole_bytes({"WordDocument": b""})[:3000], "broken", "cut short|damaged"
    ),
    refused("header.doc", lambda: ole_bytes({})[:8], "broken", "damaged"),
    refused("noise.doc", lambda: ole_bytes({})[:8] + b"\xa5" * 4000, "broken", "damaged"),
    refused("sound.doc", lambda: ole_bytes({"WordDocument": b""}), "unsupported", "LibreOffice"),
    refused("sound.et", lambda: ole_bytes({"Workbook": b""}), "unsupported", "libreoffice-calc"),
    refused("sound.rtf", lambda: rb"{\rtf1 a}", "unsupported", "libreoffice-writer"),
    refused("cut.rtf", lambda: rb"{\rtf1 {a}", "broken", "cut short"),
    refused(
        "locked.odt",
        lambda: zip_parts(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": "x",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            }
        ),
        "encrypted",
        "password",
    ),
    refused(
        "slides.odt",
        lambda: zip_parts(
            {"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "x"}
        ),
        "unsupported",
        "OpenDocument",
    ),
    refused(
        "flat.doc",
        lambda: PROLOG + b'<?mso-application progid="Word.Document"?><w/>',
        "unsupported",
        "single XML",
    ),
    refused(
        "zip-locked.docx",
        lambda: patched(docx(), DOCUMENT, 8, b"\x01\x00"),
        "encrypted",
        "password",
    ),
    refused("bomb.docx", lambda: _bomb(DOCUMENT), "too_large", "unpacked"),
    refused("bomb.xlsx", lambda: _bomb("xl/workbook.xml"), "too_large", "unpacked"),
    refused("bomb.ofd", lambda: _bomb("OFD.xml"), "too_large", "unpacked"),
    refused("members.docx", _many, "too_large", "members"),
    refused("twice.docx", lambda: doubled(docx(), DOCUMENT), "broken", "two parts"),
    refused("twice.xlsx", lambda: doubled(xlsx(), SHEET), "broken", "two parts"),
    refused("twice.ofd", lambda: doubled(ofd(), OFD_PAGE), "broken", "two parts"),
    refused("overlap.docx", _overlapping, "broken", "overlap"),
    refused("checksum.docx", lambda: patched(docx(), DOCUMENT, 16, b"abcd"), "broken", "damaged"),
    refused("method.docx", lambda: patched(docx(), DOCUMENT, 10, b"\x63\x00"), "broken", "damaged"),
    refused(
        "size.docx",
        lambda: patched(docx(), DOCUMENT, 24, struct.pack("<I", 900)),
        "broken",
        "damaged",
    ),
    refused(
        "huge-size.docx",
        lambda: patched(docx(), DOCUMENT, 24, b"\xf0\xff\xff\xff"),
        "too_large",
        "unpacked",
    ),
    refused(
        "zip64.docx",
        lambda: patched(docx(), DOCUMENT, 24, b"\xff\xff\xff\xff"),
        "broken too_large",
        ".",
    ),
    refused(
        "offset.docx", lambda: patched(docx(), DOCUMENT, 42, b"\xf0\xff\xff\x7f"), "broken", "."
    ),
    taken(
        "traversal.docx",
        lambda: added(docx(), **{"..__..__..__etc__passwd": b"root", "__abs": b"x"}),
        holds=PROSE,
    ),
    taken("comment.docx", lambda: docx()[:-2] + b"\x04\x00note", holds=PROSE),
    taken("macros.docx", lambda: added(docx(), word__vbaProject__bin=b"macro"), holds=PROSE),
]

POLYGLOTS = [
    taken("polyglot.pdf", lambda: pdf() + docx(), holds=PROSE),
    refused("polyglot.docx", lambda: docx() + pdf(), "broken document", "."),
    taken("pdf-in-zip.docx", lambda: added(docx(), **{"a.pdf": pdf()}), holds=PROSE),
    taken(
        "pdf-in-html.html",
        lambda: b"<html>%PDF- is how a pdf begins<p>" + PROSE.encode() + b"</html>",
        holds=PROSE,
    ),
]

CASES: list[Case] = CONTAINERS + POLYGLOTS
