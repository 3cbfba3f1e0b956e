"""Finding the title of a report, over its wrapped lines."""

from collections.abc import Sequence

from jixiao.readers.headings import ends_title, is_title_line, title_blocks
from jixiao.types import Block, Document, Evidenced, Span, quote

_LOOK_AT = 12
_SPREADSHEETS = frozenset({"xlsx", "xls", "ods"})


def find_title(document: Document) -> Evidenced | None:
    """The title of the document, its lines joined, with the characters it stands in.

    It is the first line at the top that ends like the title of a report,
    together with the title lines directly above it; else the first unnumbered
    heading among the first lines.
    """
    text, blocks = document.text, document.blocks
    if document.media_type in _SPREADSHEETS and (found := _sheet_title(text, blocks)):
        return _evidenced(text, found)
    if title := title_blocks(text, blocks):
        return _evidenced(text, Span(blocks[title[0]].start, blocks[title[-1]].end))
    headings = (block for block in blocks[:_LOOK_AT] if block.kind == "heading")
    first = next((b for b in headings if is_title_line(text[b.start : b.end])), None)
    return _evidenced(text, Span(first.start, first.end)) if first else None


def _sheet_title(text: str, blocks: Sequence[Block]) -> Span | None:
    """The first line of a sheet if it stands alone in its row and ends like a title."""
    rows = [block for block in blocks[:_LOOK_AT] if block.kind != "heading" or block.level != 1]
    alone = len(rows) == 1 or (rows and (rows[1].row != rows[0].row or rows[0].row is None))
    return (
        Span(rows[0].start, rows[0].end)
        if alone and ends_title(Span(rows[0].start, rows[0].end).of(text))
        else None
    )


def _evidenced(text: str, span: Span) -> Evidenced:
    return Evidenced("".join(span.of(text).split()), quote(text, span.start, span.end))
