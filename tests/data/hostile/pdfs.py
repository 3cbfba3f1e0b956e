"""Pdf files that are broken or made to do harm."""

import zlib

from .case import Case, refused, taken
from .sound import CLOSING, PROSE, pdf

TEXT_STREAM = b"BT /F1 12 Tf 72 700 Td (Budget report of the year 2023) Tj ET"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>>>>>"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def made(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A pdf of these objects with a cross-reference table that is right."""
    pieces, places, start = [b"%PDF-1.7\n"], {}, 9
    for number, body in objects.items():
        places[number] = start
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start += len(pieces[-1])
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[i] if i in places else b"0000000000 65535 f \n"
        for i in range(size)
    )
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return b"".join(pieces) + b"xref\n0 %d\n" % size + table + end


def document(**changes: bytes) -> bytes:
    """A small pdf of one page; `changes` replaces the objects named o1, o2 …"""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE,
        4: stream(TEXT_STREAM),
        5: FONT,
    }
    objects |= {int(name[1:]): body for name, body in changes.items()}
    return made(dict(sorted(objects.items())))


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (i + 10) for i in range(count))
    pages = {f"o{i + 10}": PAGE for i in range(count)}
    return document(o2=b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), **pages)


def _flate(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode")


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
    return document(o4=stream(packed, b"/Filter/FlateDecode"))


def _form(inner: bytes) -> bytes:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return stream(inner, entries)


WITH_FORM = PAGE.replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>")
ACTIONS = (
    b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>>>"
)
LINES = b"".join(b"%d 10 m %d 800 l S 10 %d m 580 %d l S " % (i, i, i, i) for i in range(1, 400))
VARIED = (
    b"BT /F1 12 Tf 72 700 Td "
    + b"".join(b"(No %d %d) Tj 0 -9 Td " % (i, i * i * 7919 % 10007) for i in range(1, 500))
    + b"ET"
)
YEAR = "Budget report of the year 2023"

CASES: list[Case] = [
    refused("encrypted.pdf", lambda: pdf(encrypt=_encryption()), "encrypted", "password"),
    refused("header.pdf", lambda: b"%PDF-1.7\n", "broken", "damaged"),
    refused("text.pdf", lambda: b"%PDF-1.7\n" + PROSE.encode() * 50, "broken", "damaged"),
    refused(
        "no-pages.pdf",
        lambda: document(o2=b"<</Type/Pages/Kids[]/Count 0>>", o3=b"null"),
        "broken",
        "no pages",
    ),
    taken("tree-loop.pdf", lambda: document(o2=b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), holds=YEAR),
    refused(
        "no-content.pdf",
        lambda: document(o3=PAGE.replace(b"/Contents 4 0 R", b"")),
        "scanned empty",
        ".",
    ),
    refused("pages-4000.pdf", lambda: _pages(4000), "too_large", "pages"),
    refused("pages-100000.pdf", lambda: _pages(100_000), "too_large", "pages"),
    refused(
        "arrays.pdf",
        lambda: document(o4=b"[" * 100_000 + b"]" * 100_000),
        "broken too_large scanned",
        ".",
    ),
    refused(
        "dictionaries.pdf",
        lambda: document(o2=b"<</A " * 10_000 + b"1" + b">>" * 10_000),
        "document",
        ".",
    ),
    refused("bomb.pdf", lambda: _bomb(200), "too_large broken", "."),
    taken(
        "tree-knot.pdf",
        lambda: document(o2=b"<</Type/Pages/Kids[3 0 R 2 0 R 3 0 R]/Count 3>>"),
        holds=YEAR,
    ),
    taken(
        "count.pdf",
        lambda: document(o2=b"<</Type/Pages/Kids[3 0 R]/Count 999999999>>"),
        "damaged_parts",
        holds=YEAR,
    ),
    taken(
        "form-loop.pdf",
        lambda: document(o3=WITH_FORM, o4=stream(TEXT_STREAM + b" /X Do"), o6=_form(b"/X Do")),
        holds=YEAR,
    ),
    taken("actions.pdf", lambda: document(o1=ACTIONS), holds=YEAR),
    taken("junk.pdf", lambda: b"junk\n" * 100 + pdf(), holds=PROSE),
    taken("junk-after.pdf", lambda: pdf() + bytes(2000), holds=CLOSING),
    taken("cut-tail.pdf", lambda: pdf()[:-8], "cut_short", holds=CLOSING),
    refused("cut-trailer.pdf", lambda: pdf()[:-60], "broken", "damaged"),
    refused(
        "length.pdf",
        lambda: document(o4=b"<</Length 999999>>stream\n%s\nendstream" % TEXT_STREAM),
        "broken",
        "content of its pages",
    ),
    refused(
        "mediabox.pdf",
        lambda: document(o3=PAGE.replace(b"595 842", b"1e30 -1e30")),
        "broken",
        "damaged",
    ),
    refused(
        "mediabox-nan.pdf",
        lambda: document(o3=PAGE.replace(b"0 0 595 842", b"/A /B (x) null")),
        "broken",
        "damaged",
    ),
    taken(
        "mediabox-huge.pdf",
        lambda: document(o3=PAGE.replace(b"595 842", b"99999999 99999999")),
        holds=YEAR,
    ),
    taken("stack.pdf", lambda: document(o4=stream(b"q " * 200_000 + TEXT_STREAM)), holds=YEAR),
    taken("operands.pdf", lambda: document(o4=stream(b"1 " * 500_000 + TEXT_STREAM)), holds=YEAR),
    taken(
        "strings.pdf",
        lambda: document(o4=stream(b"(" * 100_000 + b")" * 100_000 + b" " + TEXT_STREAM)),
        holds=YEAR,
    ),
    taken("grid.pdf", lambda: document(o4=stream(LINES + TEXT_STREAM)), holds="2023"),
    taken(
        "contents-loop.pdf",
        lambda: document(o3=PAGE.replace(b"4 0 R", b"[4 0 R 4 0 R]")),
        holds=YEAR,
    ),
    taken("packed.pdf", lambda: document(o4=_flate(TEXT_STREAM)), holds=YEAR),
    refused(
        "packed-damaged.pdf",
        lambda: document(o4=stream(zlib.compress(TEXT_STREAM * 20)[:-30], b"/Filter/FlateDecode")),
        "broken document",
        "damaged",
    ),
    taken(
        "half-packed.pdf",
        lambda: document(o4=stream(zlib.compress(VARIED)[:-900], b"/Filter/FlateDecode")),
        "damaged_parts",
        holds="No 1 ",
    ),
    taken(
        "missing-content.pdf",
        lambda: document(
            o2=b"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>", o7=PAGE.replace(b"4 0 R", b"99 0 R")
        ),
        "damaged_parts",
        holds=YEAR,
    ),
    taken(
        "missing-page.pdf",
        lambda: document(o2=b"<</Type/Pages/Kids[3 0 R 77 0 R]/Count 2>>"),
        "damaged_parts",
        holds=YEAR,
    ),
]


def _encryption() -> object:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return StandardEncryption("geheim", ownerPassword="eigner")
