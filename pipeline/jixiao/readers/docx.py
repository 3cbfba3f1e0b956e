"""Reading a Word file: paragraphs, headings and tables in document order."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from jixiao.readers.building import TextBuilder
from jixiao.readers.content import Content, warning
from jixiao.readers.docx_numbering import Numbering
from jixiao.readers.docx_styles import Styles
from jixiao.readers.docx_tables import word_table
from jixiao.readers.headings import is_heading, is_title_line, settle
from jixiao.readers.limits import Limits
from jixiao.types import Issue

_MAX_HEADING = 80
_OFF = {"0", "false", "off"}
_WRAPPERS = frozenset(
    qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away text is not part of the document as it stands; mc:Fallback
# repeats what mc:Choice holds; text boxes are read as paragraphs of their own.
_NOT_TEXT = frozenset(
    [
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:txbxContent"),
        qn("w:rPr"),
        qn("w:pPr"),
        _FALLBACK,
    ]
)
_OTHER_DOCUMENT = ("documents_left_out", "other documents put into this one are not read")
_LEFT_OUT = {
    "w:subDoc": _OTHER_DOCUMENT,
    "w:footnoteReference": ("footnotes_left_out", "footnotes are not read"),
    "w:endnoteReference": ("footnotes_left_out", "footnotes are not read"),
    "w:drawing": ("images_left_out", "images and drawings are not read"),
    "w:pict": ("images_left_out", "images and drawings are not read"),
    "w:object": ("objects_left_out", "embedded objects are not read"),
}
_TOC_STYLE = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)


def read_docx(data: bytes, limits: Limits) -> Content:
    """The content of a .docx file.

    A line break inside a paragraph parts it in two. Merged cells stand once,
    where the merge begins. Automatic numbers are written out. Entries of an
    automatic table of contents, images, footnotes, headers and footers are
    left out with an issue. Raises ReadError (too_large) and
    whatever python-docx raises on a damaged file.
    """
    document = docx.Document(io.BytesIO(data))
    reading = _Reading(
        TextBuilder(limits),
        Styles.of(document.part),
        Numbering.of(_numbering_root(document.part)),
    )
    for element in _children(document.element.body):
        reading.add(element)
    reading.count_running_lines(document.part)
    builder = reading.builder
    text = builder.text
    return Content(text, settle(text, builder.blocks), (), tuple(reading.issues()))


def _numbering_root(part: Any) -> Any:
    for relation in part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _children(element: Any) -> Iterator[Any]:
    """The child elements, looking through content controls and tracked insertions."""
    for child in element.iterchildren():
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


@dataclass(slots=True)
class _Reading:
    builder: TextBuilder
    styles: Styles
    numbering: Numbering
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    tables: int = 0

    def add(self, element: Any) -> None:
        """Add one body element."""
        if element.tag == qn("w:p"):
            self._add_paragraph(element)
        elif element.tag == qn("w:tbl"):
            self._add_table(element)
        elif element.tag == qn("w:altChunk"):
            self.left_out[_OTHER_DOCUMENT] += 1

    def _add_paragraph(self, paragraph: Any) -> None:
        self._count_left_out(paragraph)
        if _TOC_STYLE.match(self.styles.name(paragraph)):
            self.left_out["toc_left_out", "entries of the table of contents are left out"] += 1
            return
        level = self.styles.heading_level(paragraph)
        number = self._number(paragraph)
        bold = _is_bold(paragraph)
        for i, line in enumerate(paragraph_text(paragraph).split("\n")):
            self._add_line((number if i == 0 else "") + line, level, bold)
        for box in _text_boxes(paragraph):
            for element in _children(box):
                self.add(element)

    def _add_line(self, line: str, level: int | None, bold: bool) -> None:
        clean = line.strip()
        if not clean:
            return
        styled = level is not None and len(clean) <= _MAX_HEADING
        heading = styled or is_heading(clean) or (bold and is_title_line(clean))
        self.builder.add(clean, "heading" if heading else "paragraph", level if styled else None)

    def _number(self, paragraph: Any) -> str:
        place = self.styles.list_place(paragraph)
        return self.numbering.next(*place) if place and paragraph_text(paragraph).strip() else ""

    def _add_table(self, element: Any) -> None:
        """Adds a table, then those inside its cells, each as one of its own."""
        waiting = [element]
        self._count_left_out(element)
        while waiting:
            table = word_table(waiting.pop(0), _children, self._lines)
            for i, cells in enumerate(table.rows):
                self.builder.add_row(cells, self.tables, i)
            self.tables += 1
            waiting[:0] = table.nested

    def _lines(self, paragraph: Any) -> list[str]:
        lines = (self._number(paragraph) + paragraph_text(paragraph)).split("\n")
        for box in _text_boxes(paragraph):
            lines += [line for p in box.iter(qn("w:p")) for line in paragraph_text(p).split("\n")]
        return lines

    def count_running_lines(self, part: Any) -> None:
        """Count the headers and footers that have text."""
        for relation in part.rels.values():
            if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
                root = relation.target_part.element
                if any(paragraph_text(p).strip() for p in root.iter(qn("w:p"))):
                    self.left_out["running_lines_left_out", "headers and footers are not read"] += 1

    def _count_left_out(self, element: Any) -> None:
        for tag, reason in _LEFT_OUT.items():
            found = sum(1 for node in element.iter(qn(tag)) if not _holds_text_box(node))
            if found:
                self.left_out[reason] += found

    def issues(self) -> Iterator[Issue]:
        """One issue for each kind of thing that was left out, with its count."""
        for (code, message), count in self.left_out.items():
            yield warning(code, f"{message}: {count}")


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph as it stands; its line breaks are line feeds."""
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _NOT_TEXT:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield from _pieces(child)


def _is_bold(paragraph: Any) -> bool:
    """Whether all text of the paragraph is set bold by its runs."""
    runs = [run for run in paragraph.iter(qn("w:r")) if paragraph_text(run).strip()]
    marks = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
    return bool(runs) and all(m is not None and m.get(qn("w:val")) not in _OFF for m in marks)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(qn("w:txbxContent")):
        above = [node.tag for node in box.iterancestors() if node is not paragraph]
        inside = above[: above.index(qn("w:body"))] if qn("w:body") in above else above
        if _FALLBACK not in inside and qn("w:txbxContent") not in inside:
            yield box


def _holds_text_box(node: Any) -> bool:
    return next(node.iter(qn("w:txbxContent")), None) is not None
