"""OFD files that are broken or made to do harm."""

from sample_builder.ofd import zip_parts

from .case import Case, refused, taken
from .packing import OFD_PAGE, added, changed, laughing, typed, without
from .sound import ofd, ofd_pages


def _endless_ofd(pages: int) -> bytes:
    parts = ofd_pages(1)
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="P{i}.xml"/>' for i in range(pages))
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(
        "</ofd:Pages>", f"{listed}</ofd:Pages>"
    )
    return zip_parts(parts)


def _with_ofd(name: str, old: str, new: str) -> bytes:
    return changed(ofd(), name, lambda part: part.replace(old.encode(), new.encode()))


CASES: list[Case] = [
    refused("laughs.ofd", lambda: changed(ofd(), OFD_PAGE, laughing), "broken", "DTD"),
    refused(
        "entity.ofd",
        lambda: changed(ofd(), "OFD.xml", typed('<!DOCTYPE d SYSTEM "file:///etc/passwd">')),
        "broken",
        "DTD",
    ),
    refused("no-page.ofd", lambda: without(ofd(), OFD_PAGE), "broken", "lacks its part"),
    refused(
        "outside.ofd",
        lambda: _with_ofd("Doc_0/Document.xml", "Pages/Page_1/", "../../../etc/"),
        "broken",
        "lacks its part",
    ),
    refused(
        "circle.ofd",
        lambda: _with_ofd("Doc_0/Document.xml", "Page_1", "Page_0"),
        "broken",
        "2 times",
    ),
    refused("endless.ofd", lambda: _endless_ofd(100_000), "too_large", "pages"),
    refused(
        "deep.ofd",
        lambda: _with_ofd(OFD_PAGE, "<ofd:Content>", "<ofd:Content>" + "<ofd:PageBlock>" * 100_000),
        "broken",
        "damaged",
    ),
    refused(
        "numbers.ofd", lambda: _with_ofd(OFD_PAGE, 'Size="6"', 'Size="1e309"'), "broken", "number"
    ),
    refused(
        "root.ofd", lambda: _with_ofd("OFD.xml", "ofd:DocRoot", "ofd:Nothing"), "broken", "no pages"
    ),
    refused(
        "locked.ofd", lambda: added(ofd(), **{"Encryptions.xml": b"<e/>"}), "encrypted", "password"
    ),
    taken(
        "repeat.ofd", lambda: _with_ofd(OFD_PAGE, 'DeltaX="', 'DeltaX="g 9999999 6 '), holds="收入"
    ),
]
