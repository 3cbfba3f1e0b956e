"""Whether the end of a file is there, for formats whose readers do not mind."""

import re

from jixiao.readers.content import warning
from jixiao.types import Issue

# Programs put the mark near the end, and mail or web servers may add to the file.
_PDF_TAIL = 4096
_HTML_TAIL = 16_384
_HTML_ENDS = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_HTML_BEGINS = re.compile(rb"<(?:html|body)\b", re.IGNORECASE)
_HEAD = 16_384


def cut_short(kind: str, data: bytes) -> Issue | None:
    """An issue if the mark that ends a file of this kind is missing.

    Only pdf and html are looked at: containers cut short cannot be opened at
    all, and plain text has no mark.

    >>> cut_short("html", b"<html><p>12").code
    'cut_short'
    >>> cut_short("html", b"<html><p>12</html>") is None
    True
    """
    if kind == "pdf":
        whole = b"%%EOF" in data[-_PDF_TAIL:]
    elif kind == "html":
        plain = data.replace(b"\0", b"")
        begun = _HTML_BEGINS.search(plain[:_HEAD]) is not None
        whole = not begun or _HTML_ENDS.search(plain[-_HTML_TAIL:]) is not None
    else:
        whole = True
    note = f"the end of the {kind} file is missing: text may be missing too"
    return None if whole else warning("cut_short", note)
