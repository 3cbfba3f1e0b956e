"""Files that ask for something outside of them: entities, schemas, images, templates, frames."""

from collections.abc import Callable

from .packing import DOCUMENT, OFD_PAGE, SHEET, changed
from .pdfs import document
from .sound import HTML, docx, ofd, shared_xlsx, xlsx

SECRET = "这是一句只在文件之外的话"
RELATIONS = "word/_rels/document.xml.rels"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _entity(target: str) -> str:
    return f'<!DOCTYPE d [<!ENTITY x SYSTEM "{target}"><!ENTITY % p SYSTEM "{target}"> %p;]>'


def _with_entity(part: bytes, target: str, declaration: str = "") -> bytes:
    end = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
    body = part[end:].replace("全年".encode(), b"&x;").replace("项目".encode(), b"&x;", 1)
    return part[:end] + (declaration or _entity(target)).encode() + body


def _xml(data: bytes, name: str, declaration: str = "") -> Callable[[str], bytes]:
    def make(target: str) -> bytes:
        written = declaration.format(target) if declaration else ""
        return changed(data, name, lambda part: _with_entity(part, target, written))

    return make


def _xinclude(data: bytes, name: str, tag: str) -> Callable[[str], bytes]:
    def make(target: str) -> bytes:
        include = (
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{target}" parse="text"/>'
        )
        return changed(
            data, name, lambda part: part.replace(tag.encode(), (tag + include).encode())
        )

    return make


def _related(kind: str) -> Callable[[str], bytes]:
    def make(target: str) -> bytes:
        where = f'Target="{target}" TargetMode="External"'
        relation = f'<Relationship Id="rIdX" Type="{_KIND}{kind}" {where}/>'
        end = b"</Relationships>"
        return changed(docx(), RELATIONS, lambda part: part.replace(end, relation.encode() + end))

    return make


def _html(body: str) -> Callable[[str], bytes]:
    return lambda target: HTML.replace("<h1>", body.format(target) + "<h1>").encode()


def _styled(target: str) -> bytes:
    style = f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{target}"?>'
    return (style + _entity(target) + HTML.partition("<!DOCTYPE html>")[2]).encode()


def _pdf(target: str) -> bytes:
    action = f"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({target})>>>>"
    return document(o1=action.encode(), o4=_external_stream(target))


def _external_stream(target: str) -> bytes:
    return f"<</Length 0/F<</Type/Filespec/F({target})/FS/URL>>>>stream\n\nendstream".encode()


DTD = '<!DOCTYPE d SYSTEM "{}">'
MAKERS: dict[str, Callable[[str], bytes]] = {
    "entity.docx": _xml(docx(), DOCUMENT),
    "dtd.docx": _xml(docx(), DOCUMENT, DTD),
    "entity-in-types.docx": _xml(docx(), "[Content_Types].xml"),
    "entity-in-relations.docx": _xml(docx(), RELATIONS),
    "xinclude.docx": _xinclude(docx(), DOCUMENT, "<w:body>"),
    "image.docx": _related("image"),
    "template.docx": _related("attachedTemplate"),
    "numbering.docx": _related("numbering"),
    "styles.docx": _related("styles"),
    "subdocument.docx": _related("subDocument"),
    "entity.xlsx": _xml(shared_xlsx(), "xl/sharedStrings.xml"),
    "dtd.xlsx": _xml(xlsx(), SHEET, DTD),
    "entity-in-workbook.xlsx": _xml(xlsx(), "xl/workbook.xml"),
    "xinclude.xlsx": _xinclude(xlsx(), SHEET, "<sheetData>"),
    "entity.ofd": _xml(ofd(), OFD_PAGE),
    "dtd.ofd": _xml(ofd(), "OFD.xml", DTD),
    "xinclude.ofd": _xinclude(ofd(), OFD_PAGE, "<ofd:Content>"),
    "entity.html": lambda target: _with_entity(HTML.encode(), target),
    "stylesheet.html": _styled,
    "frames.html": _html('<iframe src="{0}"></iframe><img src="{0}"><link href="{0}">'),
    "scripts.html": _html('<script src="{0}"></script><object data="{0}"></object>'),
    "refresh.html": _html('<meta http-equiv="refresh" content="0; url={0}"><base href="{0}">'),
    "actions.pdf": _pdf,
}
