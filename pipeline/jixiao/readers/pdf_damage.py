"""What a damaged pdf has lost, and bombs in it: pdfminer passes over both without a word."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, dict_value, resolve1

from jixiao.errors import ReadError
from jixiao.readers.content import Content, warning
from jixiao.readers.limits import Limits

_CHUNK = 1 << 22
_MAX_STREAMS = 10_000


@dataclass(slots=True)
class Damage:
    """What is found missing or incomplete while a pdf is read."""

    limits: Limits
    _lost_pages: int = 0
    _damaged: list[int] = field(default_factory=list)

    def count_pages(self, pdf: Any) -> None:
        """Compare the pages that are there with the number that the pdf states.

        Raises ReadError (too_large) if they are more than the limits allow,
        before the rest of them is looked at.
        """
        most = self.limits.max_pages
        found = sum(1 for _ in islice(PDFPage.create_pages(pdf.doc), most + 1))
        self.limits.check("pages (or more)", found, most)
        stated = resolve1(dict_value(pdf.doc.catalog.get("Pages", {})).get("Count"))
        if isinstance(stated, int):
            self._lost_pages = max(stated - found, 0)

    def look_at(self, page: Any) -> None:
        """Note whether a stream of the page's content is missing or incomplete.

        Raises ReadError (too_large) if one unpacks beyond the limits.
        """
        if not all(map(self._is_whole, _contents(page.page_obj))):
            self._damaged.append(page.page_number)

    def check_text(self, characters: int) -> None:
        """Refuse a pdf without text whose content is damaged. Raises ReadError (broken)."""
        if self._damaged and not characters:
            raise ReadError("broken", "the pdf is damaged: the content of its pages is not there")

    def told(self, content: Content) -> Content:
        """The content with an issue for each kind of damage."""
        issues = list(content.warnings)
        if self._lost_pages:
            message = f"pages that the pdf states, but does not hold: {self._lost_pages}"
            issues.insert(0, warning("damaged_parts", message))
        if self._damaged:
            pages = ", ".join(map(str, self._damaged))
            message = f"pages whose content is damaged or missing in part: {pages}"
            issues.insert(0, warning("damaged_parts", message))
        return replace(content, warnings=tuple(issues))

    def _is_whole(self, stream: object) -> bool:
        if not isinstance(stream, PDFStream):
            return False
        packed = _deflated(stream)
        if packed is None:
            return True
        unpacker, size, data = zlib.decompressobj(), 0, packed
        try:
            while data and not unpacker.eof:
                size += len(unpacker.decompress(data, _CHUNK))
                self.limits.check("bytes of a page", size, self.limits.max_unpacked_bytes // 4)
                data = unpacker.unconsumed_tail
        except zlib.error:
            return False
        return unpacker.eof


def _contents(page: Any) -> Iterator[object]:
    found = resolve1(page.attrs.get("Contents"))
    if found is None and "Contents" not in page.attrs:
        return
    for item in islice(found if isinstance(found, list) else [found], _MAX_STREAMS):
        yield resolve1(item)


def _deflated(stream: PDFStream) -> bytes | None:
    """The bytes of a stream that is packed by Flate alone, None for any other."""
    filters = [name for name, _ in stream.get_filters()]
    data = stream.get_rawdata()
    if len(filters) != 1 or filters[0] not in LITERALS_FLATE_DECODE or data is None:
        return None
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        return bytes(stream.decipher(stream.objid, stream.genno, data, stream.attrs))
    return data
