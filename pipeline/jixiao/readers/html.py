"""Reading a web page: its main text, headings and tables, without navigation and footers."""

import codecs
import re

from lxml import etree, html

from jixiao.errors import ReadError
from jixiao.readers.building import TextBuilder
from jixiao.readers.content import Content, warning
from jixiao.readers.encoding import decode
from jixiao.readers.headings import settle
from jixiao.readers.html_main import main_content, page_title
from jixiao.readers.html_walk import Walk
from jixiao.readers.limits import Limits
from jixiao.types import Issue

_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE
)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w-]{2,20})""")
_HEAD = 4096
# Pages that say GB2312 hold characters of its supersets as a rule.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "hz-gb-2312": "gb18030"}


def read_html(data: bytes, limits: Limits) -> Content:
    """The content of a web page: what it says, without its navigation and footers.

    The encoding comes from the byte order mark, the page's own declaration or
    its bytes, in this order, as far as the bytes agree. Tables that only lay
    out the page are read as text. Nothing is fetched and no entity of a
    document type is expanded. Raises ReadError (too_large).

    Written on lxml, because extractors for news pages (trafilatura among
    them) lose what matters here: paragraphs that are bare <div>, tables used
    for layout, cells that span rows.
    """
    text, issues = decode_html(data)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError("too_large", "the elements of this page are nested too deep to be read")
    if root is None:
        return Content("")
    builder = TextBuilder(limits)
    main = main_content(root)
    if title := page_title(root, main):
        builder.add(title, "heading", 1)
    walk = Walk(builder)
    walk.read(main)
    if walk.images:
        issues.append(warning("images_left_out", f"images are not read: {walk.images}"))
    return Content(builder.text, settle(builder.text, builder.blocks), (), tuple(issues))


def decode_html(data: bytes) -> tuple[str, list[Issue]]:
    """The text of a page's bytes, and an issue if some of them belong to no character.

    >>> decode_html('<meta charset="gb2312"><p>镕'.encode("gb18030"))[0]
    '<meta charset="gb2312"><p>镕'
    """
    has_bom = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = None if has_bom else _declared(data[:_HEAD])
    # Chinese text in another encoding is hardly ever valid UTF-8, whatever the page declares.
    if declared and (declared == "utf-8" or not _is_utf8(data)):
        try:
            return data.decode(declared), []
        except UnicodeDecodeError:
            pass
    if found := decode(data):
        return found.text, list(found.issues)
    text = data.decode(declared or "utf-8", "replace")
    message = f"bytes that are no text in {declared or 'utf-8'}: {text.count(chr(0xFFFD))}"
    return text, [warning("undecodable_bytes", message)]


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head) or _XML_DECLARED.search(head)
    if match is None:
        return None
    name = match[1].decode("ascii", "replace").lower()
    name = _SUPERSETS.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
