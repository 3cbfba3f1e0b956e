"""Readers: a file in, a `Document` out; also its outline and metadata.

`read` and `read_bytes` take txt, html, docx, pdf, xlsx, ofd and pictures; doc,
wps, xls, et, rtf, odt and ods where LibreOffice is installed. `outline.outline` gives
the sections of a document, `metadata.metadata` what it says of itself.
"""

from jixiao.readers.limits import DEFAULT_LIMITS, Limits
from jixiao.readers.reading import doc_id, load, read, read_bytes

__all__ = ["DEFAULT_LIMITS", "Limits", "doc_id", "load", "read", "read_bytes"]
