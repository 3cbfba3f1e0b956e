"""The parts of an OFD package (GB/T 33190-2016): its documents, their pages, where parts lie."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from lxml import etree

from jixiao.errors import ReadError
from jixiao.readers.archive import read_member

_ROOT = "OFD.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """An OFD container. A part that is missing or no XML raises ReadError (broken)."""

    archive: ZipFile

    def documents(self) -> list[str]:
        """The paths of the roots of its documents, in order."""
        return [
            _resolve(_ROOT, root.text)
            for root in self.parse(_ROOT).iterfind("{*}DocBody/{*}DocRoot")
        ]

    def page_paths(self, document: str) -> list[str]:
        """The paths of a document's pages, in order."""
        pages = self.parse(document).iterfind("{*}Pages/{*}Page")
        return [_resolve(document, page.get("BaseLoc")) for page in pages]

    def area(self, document: str) -> str:
        """The rectangle of a document's pages as written, "" if it has none."""
        return self.parse(document).findtext("{*}CommonData/{*}PageArea/{*}PhysicalBox") or ""

    def left_out(self) -> Iterator[str]:
        """What the package holds beside the text of its pages."""
        if self.parse(_ROOT).find("{*}DocBody/{*}Signatures") is not None:
            yield "signatures and seals (签章)"
        roots = [self.parse(document) for document in self.documents()]
        for tag, name in (("Annotations", "annotations"), ("Attachments", "attachments")):
            if any(root.find(f"{{*}}{tag}") is not None for root in roots):
                yield name

    def parse(self, path: str) -> Any:
        """The root element of a part; no entity is expanded, nothing fetched."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
        )
        try:
            return etree.fromstring(read_member(self.archive, path), parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(
                "broken", f"the part {path} of the OFD file is damaged: {error}"
            ) from error


def _resolve(base: str, location: str | None) -> str:
    """The path of the part that `location`, written in the part `base`, means.

    >>> _resolve("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), _resolve("a/b.xml", "/c.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'c.xml')
    """
    if not location or not location.strip():
        raise ReadError("broken", f"the part {base} of the OFD file does not say where a part lies")
    joined = posixpath.join("/", posixpath.dirname(base), location.strip().replace("\\", "/"))
    return posixpath.normpath(joined).lstrip("/")
