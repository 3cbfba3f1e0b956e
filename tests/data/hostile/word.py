"""Word files that are broken or made to do harm."""

from collections.abc import Callable

from .case import Case, refused, taken
from .packing import DOCUMENT, changed, laughing, recoded, typed, without
from .sound import CLOSING, PROSE, docx

PROLOG = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
WIDE = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    "<w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def _body(inner: str) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"<w:body>", f"<w:body>{inner}".encode())


def _nested(depth: int) -> bytes:
    opened = "<w:tbl><w:tr><w:tc>" * depth
    closed = "<w:p/></w:tc></w:tr></w:tbl>" * depth
    return changed(docx(), DOCUMENT, _body(opened + closed))


def _numbering(part: bytes) -> bytes:
    levels = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999"/><w:numId w:val="-7"/></w:numPr></w:pPr>'
        "<w:r><w:t>一般公共预算</w:t></w:r></w:p>"
    )
    return _body(levels * 50)(part)


def _style_loop(part: bytes) -> bytes:
    loop = '<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/>'
    styles = "".join(
        f"{loop % (a, a, b)}</w:style>" for a, b in (("Loop", "Pool"), ("Pool", "Loop"))
    )
    return part.replace(b"</w:styles>", f"{styles}</w:styles>".encode())


def _looped_styles() -> bytes:
    data = changed(docx(), "word/styles.xml", _style_loop)
    use = '<w:p><w:pPr><w:pStyle w:val="Loop"/></w:pPr><w:r><w:t>循环样式的段落。</w:t></w:r></w:p>'
    return changed(data, DOCUMENT, _body(use))


CASES: list[Case] = [
    *(
        refused(
            f"laughs-{name.split('/')[-1]}.docx",
            lambda name=name: changed(docx(), name, laughing),
            "broken",
            "DTD",
        )
        for name in (
            DOCUMENT,
            "word/styles.xml",
            "[Content_Types].xml",
            "word/_rels/document.xml.rels",
            "docProps/core.xml",
        )
    ),
    refused(
        "dtd-utf16.docx",
        lambda: changed(docx(), DOCUMENT, recoded("utf-16", "<!DOCTYPE d>")),
        "broken",
        "DTD",
    ),
    refused(
        "dtd-late.docx",
        lambda: changed(docx(), DOCUMENT, typed(f"<!--{'x' * (1 << 21)}--><!DOCTYPE d>")),
        "broken",
        "DTD",
    ),
    refused("no-rels.docx", lambda: without(docx(), "_rels/.rels"), "broken", "damaged"),
    refused("no-types.docx", lambda: without(docx(), "[Content_Types].xml"), "broken", "damaged"),
    refused("no-document.docx", lambda: without(docx(), DOCUMENT), "broken", "damaged"),
    refused(
        "half-xml.docx",
        lambda: changed(docx(), DOCUMENT, lambda part: part[: len(part) // 2]),
        "broken",
        "damaged",
    ),
    refused(
        "no-xml.docx", lambda: changed(docx(), DOCUMENT, lambda _: b"\0\0"), "broken", "damaged"
    ),
    refused(
        "other-root.docx",
        lambda: changed(docx(), DOCUMENT, lambda _: PROLOG + b"<a/>"),
        "broken empty",
        ".",
    ),
    refused("nested-5000.docx", lambda: _nested(5000), "broken too_large", "deep|large|damaged"),
    taken("nested-60.docx", lambda: _nested(60), holds=PROSE),
    taken(
        "chunk.docx",
        lambda: changed(docx(), DOCUMENT, _body('<w:altChunk r:id="rId99"/>')),
        "documents_left_out",
        holds=PROSE,
    ),
    taken("utf16.docx", lambda: changed(docx(), DOCUMENT, recoded("utf-16")), holds=PROSE),
    taken(
        "span.docx",
        lambda: changed(
            docx(),
            DOCUMENT,
            _body(WIDE),
        ),
        holds=PROSE,
    ),
    taken("levels.docx", lambda: changed(docx(), DOCUMENT, _numbering), holds=PROSE),
    taken("style-loop.docx", _looped_styles, holds="循环样式"),
    taken(
        "long-paragraph.docx",
        lambda: changed(
            docx(), DOCUMENT, _body(f"<w:p><w:r><w:t>{'支出' * 1_000_000}</w:t></w:r></w:p>")
        ),
        holds="支出",
    ),
    refused(
        "longer-paragraph.docx",
        lambda: changed(
            docx(), DOCUMENT, _body(f"<w:p><w:r><w:t>{'支出' * 4_000_000}</w:t></w:r></w:p>")
        ),
        "too_large",
        "too long",
    ),
    taken(
        "paragraphs.docx",
        lambda: changed(
            docx(), DOCUMENT, _body("<w:p><w:r><w:t>支出。</w:t></w:r></w:p>" * 60_000)
        ),
        holds="支出。",
    ),
    taken(
        "controls.docx",
        lambda: docx(lambda d: d.add_paragraph("\u202e\u2066支\u200b出\ufeff")),
        holds=CLOSING,
    ),
]
