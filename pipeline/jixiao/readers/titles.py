"""Finding the title of a report, over its wrapped lines."""

import re
from collections.abc import Sequence

from jixiao.readers.headings import is_attachment, is_title_line
from jixiao.types import Block, Document, Evidenced, Span, quote

_TITLE_END = re.compile(
    r"(?:报告|报告书|说明|决算|预算|总结|方案|意见|通知|公告|办法|规划|计划|情况|汇报|公报|要点|纲要|"
    r"自评|评价|公开|信息|草案|表|书)(?:[）)](?:的报告)?|[（(][^（）()]{1,12}[）)])?$"
)
_NO_TITLE = re.compile(
    r"目\s*[录次]|.*文件|.{1,12}[〔［\[(（]\d{4}[〕］\])）].{0,8}号|[\d年月日\s.\-—:：]+|"
    r"来源.*|索引号.*|发布.*|打印|字号.*|首页.*"
)
_MAX_LINES = 5
_LOOK_AT = 12


def find_title(document: Document) -> Evidenced | None:
    """The title of the document, its lines joined, with the characters it stands in.

    It is the first line at the top that ends like the title of a report,
    together with the title lines directly above it; else the first heading.
    """
    text = document.text
    blocks = document.blocks
    if document.media_type == "xlsx" and (found := _sheet_title(text, blocks)):
        return _evidenced(text, found)
    top = [block for block in blocks[:_LOOK_AT] if block.kind != "cell"]
    start: int | None = None
    lines = 0
    for block in top:
        surface = text[block.start : block.end]
        if is_attachment(surface) or _NO_TITLE.fullmatch(surface):
            start, lines = None, 0
        elif not is_title_line(surface):
            break
        else:
            start, lines = (block.start, 1) if start is None else (start, lines + 1)
            if _TITLE_END.search(surface) and lines <= _MAX_LINES:
                return _evidenced(text, Span(start, block.end))
    return _first_heading(text, top)


def _first_heading(text: str, top: Sequence[Block]) -> Evidenced | None:
    for block in top:
        surface = text[block.start : block.end]
        if block.kind == "heading" and is_title_line(surface) and not _NO_TITLE.fullmatch(surface):
            return (
                None if is_attachment(surface) else _evidenced(text, Span(block.start, block.end))
            )
    return None


def _sheet_title(text: str, blocks: Sequence[Block]) -> Span | None:
    """The first cell of a sheet if it stands alone in its row and ends like a title."""
    cells = [block for block in blocks[:_LOOK_AT] if block.kind == "cell"]
    if cells and (len(cells) == 1 or cells[1].row != cells[0].row):
        span = Span(cells[0].start, cells[0].end)
        return span if _TITLE_END.search(span.of(text)) else None
    return None


def _evidenced(text: str, span: Span) -> Evidenced:
    value = "".join(span.of(text).split())
    return Evidenced(value, quote(text, span.start, span.end))
