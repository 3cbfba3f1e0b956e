"""Reading a pdf by its text layer."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from jixiao.errors import ReadError
from jixiao.readers.content import Content, warning
from jixiao.readers.limits import Limits
from jixiao.readers.ocr_pages import Scans
from jixiao.readers.pdf_assembly import Assembly
from jixiao.readers.pdf_columns import page_lines
from jixiao.readers.pdf_damage import Damage
from jixiao.readers.pdf_footnotes import mark_footnotes
from jixiao.readers.pdf_furniture import contents_end, furniture, is_leader_line
from jixiao.readers.pdf_lines import Line, page_characters
from jixiao.readers.pdf_paragraphs import Frame, frame_of
from jixiao.readers.pdf_tables import Table, page_tables
from jixiao.types import Issue

_MIN_CHARACTERS = 5
_MIN_TEXT_PAGES = 0.1
_MAX_UNMAPPED = 0.5


@dataclass(slots=True)
class PageParts:
    """The lines outside tables, in reading order, and the tables of a page."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[Table]
    characters: int = 0
    rotated: int = 0
    unmapped: int = 0
    images: int = 0


def read_pdf(data: bytes, limits: Limits) -> Content:
    """The content of a pdf: paragraphs over line and page ends, headings, ruled tables, pages.

    Pages that are pictures are recognised (OCR) where an engine is installed.
    Running heads, page numbers and tables of contents are left out with an
    issue. Raises ReadError: encrypted, scanned (nearly no page has text, or
    its fonts do not tell their characters), too_large, broken.
    """
    scans = Scans(data, limits)
    damage = Damage(limits)
    pages = list(_load(data, scans, damage))
    damage.check_text(sum(page.characters for page in pages))
    _check_text(pages, scans.advice)
    return damage.told(scans.finish(pages_content(pages, limits)))


def pages_content(pages: list[PageParts], limits: Limits) -> Content:
    """The content of pages whose lines and tables are known, as `read_pdf` gives it."""
    issues = list(_page_issues(pages))
    removed = _remove_furniture(pages)
    contents = _remove_contents(pages)
    if removed:
        message = f"running heads and page numbers are left out: {removed}"
        issues.append(warning("running_lines_left_out", message))
    if contents:
        issues.append(warning("toc_left_out", f"lines of contents are left out: {contents}"))
    for page in pages:
        page.lines = mark_footnotes(page.lines)
    assembly = Assembly(limits)
    frames = _frames(pages)
    for page in pages:
        of_width = frames.get(round(page.width))
        assembly.add_page(page.number, page.lines, page.tables, _page_frames(page, of_width))
    return assembly.content(tuple(issues))


def _load(data: bytes, scans: Scans, damage: Damage) -> Iterator[PageParts]:
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        # Closing makes all pages, so their number has to be checked before.
        damage.count_pages(pdf)
        with pdf:
            for page in pdf.pages:
                damage.look_at(page)
                yield _parts(scans.read(page))
                page.close()
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            reason = "this pdf is encrypted: remove its password"
            raise ReadError("encrypted", reason) from error
        raise ReadError("broken", f"the pdf is damaged: {cause!r}") from error


def _parts(page: Any) -> PageParts:
    found = page_characters(page.chars)
    tables, rest = page_tables(page, found.chars)
    return PageParts(
        page.page_number,
        float(page.width),
        float(page.height),
        page_lines(rest),
        tables,
        sum(1 for char in found.chars if char["text"].strip()),
        found.rotated,
        found.unmapped,
        len(page.images),
    )


def _check_text(pages: list[PageParts], advice: str) -> None:
    if not pages:
        raise ReadError("broken", "the pdf is damaged: it has no pages")
    characters = sum(page.characters for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    if sum(_has_text(page) for page in pages) <= _MIN_TEXT_PAGES * len(pages):
        raise ReadError("scanned", f"this pdf is a scan (扫描件) without text: {advice}")
    if unmapped > _MAX_UNMAPPED * characters:
        reason = f"the fonts of this pdf do not tell their characters: {advice}"
        raise ReadError("scanned", reason)


def _has_text(page: PageParts) -> bool:
    return page.characters >= _MIN_CHARACTERS


def _page_issues(pages: list[PageParts]) -> Iterator[Issue]:
    scanned = [str(page.number) for page in pages if page.images and not _has_text(page)]
    if scanned:
        yield warning("pages_without_text", f"pages that are images only: {', '.join(scanned)}")
    if images := sum(page.images for page in pages if _has_text(page)):
        yield warning("images_left_out", f"images are not read: {images}")
    if rotated := sum(page.rotated for page in pages):
        yield warning("rotated_text_left_out", f"rotated characters are not read: {rotated}")
    if unmapped := sum(page.unmapped for page in pages):
        message = f"characters that their font does not tell, given as U+FFFD: {unmapped}"
        yield warning("unmapped_characters", message)


def _remove_furniture(pages: list[PageParts]) -> int:
    indexes = furniture([(page.lines, page.height) for page in pages])
    for page, found in zip(pages, indexes, strict=True):
        page.lines = [line for i, line in enumerate(page.lines) if i not in found]
    return sum(map(len, indexes))


def _remove_contents(pages: list[PageParts]) -> int:
    flat = [(page, line) for page in pages for line in page.lines]
    texts = [line.text for _, line in flat]
    removed = {i for i, text in enumerate(texts) if is_leader_line(text)}
    for i in range(len(texts)):
        if i not in removed and (end := contents_end(texts, i)) > i:
            removed.update(range(i, end))
    gone = {id(flat[i][1]) for i in removed}
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in gone]
    return len(removed)


def _frames(pages: list[PageParts]) -> dict[int, Frame]:
    """The type area of the pages of each width, from all their lines together."""
    lines: dict[int, list[Line]] = {}
    for page in pages:
        found = (line for line in page.lines if not line.flow)
        lines.setdefault(round(page.width), []).extend(found)
    frames = ((width, frame_of(found, width / 2)) for width, found in lines.items())
    return {width: frame for width, frame in frames if frame}


def _page_frames(page: PageParts, of_width: Frame | None) -> dict[int, Frame]:
    """The type area of each flow of a page; `of_width` is that of pages of its width."""
    flows: dict[int, list[Line]] = {}
    for line in page.lines:
        flows.setdefault(line.flow, []).append(line)
    frames = {}
    for flow, lines in flows.items():
        middle = (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2
        frame = frame_of(lines, middle) if flow else frame_of(lines, page.width / 2, of_width)
        if frame is not None:
            frames[flow] = frame
    return frames
