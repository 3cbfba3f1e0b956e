"""Reading OFD (版式文件, GB/T 33190-2016) straight from the XML of its pages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from jixiao.errors import ReadError
from jixiao.readers.archive import open_archive
from jixiao.readers.content import Content, warning
from jixiao.readers.limits import Limits
from jixiao.readers.ofd_package import Package
from jixiao.readers.ofd_page import OfdPage, page_of
from jixiao.readers.pdf import PageParts, pages_content
from jixiao.readers.pdf_columns import page_lines
from jixiao.readers.pdf_lines import page_characters
from jixiao.readers.pdf_tables import page_tables
from jixiao.types import Issue

_ENCRYPTED = frozenset({"Encryptions.xml", "OFD_ENTRIES.dat"})
_LEFT_OUT = (
    ("templates", "template_pages_left_out", "template pages are not read"),
    ("hidden", "hidden_text_left_out", "hidden text objects are not read"),
    ("composites", "drawings_left_out", "composite drawings are not read"),
)


def read_ofd(data: bytes, limits: Limits) -> Content:
    """The content of an OFD file, laid out as that of a pdf is: paragraphs, tables, pages.

    Template pages, hidden text, drawings made of parts, signatures,
    annotations and attachments are left out with an issue. Raises ReadError:
    encrypted, scanned (images only), broken (a part is missing or damaged),
    too_large.
    """
    with open_archive(data, limits) as archive:
        if _ENCRYPTED & set(archive.namelist()):
            raise ReadError("encrypted", "this OFD file is encrypted: remove its password")
        package = Package(archive)
        pages = list(_pages(package, limits))
        issues = [warning("parts_left_out", f"not read: {name}") for name in package.left_out()]
    if not any(page.chars for page in pages) and any(page.images for page in pages):
        reason = (
            "this OFD file is a scan (扫描件) without text: run character recognition (OCR) on it"
        )
        raise ReadError("scanned", reason)
    issues += _issues(pages)
    parts = [_parts(number, page) for number, page in enumerate(pages, start=1)]
    content = pages_content(parts, limits)
    return replace(content, warnings=(*issues, *content.warnings))


def _pages(package: Package, limits: Limits) -> Iterator[OfdPage]:
    documents = package.documents()
    paths = [(path, document) for document in documents for path in package.page_paths(document)]
    limits.check("pages", len(paths), limits.max_pages)
    if not paths:
        raise ReadError("broken", "the OFD file has no pages")
    path, count = Counter(path for path, _ in paths).most_common(1)[0]
    if count > 1:
        raise ReadError("broken", f"the OFD file has its page {path} {count} times")
    areas = {document: package.area(document) for document in documents}
    characters = 0
    for path, document in paths:
        page = page_of(package.parse(path), areas[document])
        characters += len(page.chars)
        limits.check("characters of text", characters, limits.max_characters)
        yield page


def _issues(pages: list[OfdPage]) -> Iterator[Issue]:
    for name, code, message in _LEFT_OUT:
        if count := sum(getattr(page, name) for page in pages):
            yield warning(code, f"{message}: {count}")


def _parts(number: int, page: OfdPage) -> PageParts:
    found = page_characters(page.chars)
    tables, rest = page_tables(page, found.chars)
    visible = sum(1 for char in found.chars if char["text"].strip())
    return PageParts(
        number,
        page.width,
        page.height,
        page_lines(rest),
        tables,
        visible,
        found.rotated,
        found.unmapped,
        page.images,
    )
