"""Telling headings and title lines from prose, and giving them levels."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from jixiao.readers.numbering import Number, is_bare_heading, number_at
from jixiao.types import Block

_PROSE_MARKS = re.compile(r"[。！？；;，,：:]")
_MAX_TITLE_LINE = 60
_MAX_TITLE_LINES = 5
_LOOK_AT = 12
_ATTACHMENT = re.compile(r"附\s*(?:件|表|录)?\s*[0-9一二三四五六七八九十]{0,3}\s*[:：]?$")
_LENTICULAR = re.compile(r"【[^【】]{2,12}】[^。！？；;，,：:]{0,30}$")
_TITLE_END = re.compile(
    r"(?:报告|报告书|说明|决算|预算|总结|方案|意见|通知|公告|办法|规划|计划|情况|汇报|公报|要点|纲要|"
    r"自评|评价|公开|信息|草案|表|书)(?:[）)](?:的报告)?|[（(][^（）()]{1,12}[）)])?$"
)
_NO_TITLE = re.compile(
    r"目\s*[录次]|.*文件|.{1,12}[〔［\[(（]\d{4}[〕］\])）].{0,8}号|"
    r"[\d一二三四五六七八九十〇○零年月日\s.\-—]+|来源.*|索引号.*|发布.*|打印|字号.*|首页.*|[—\-*注].*",
    re.DOTALL,
)


def is_heading(text: str) -> bool:
    """Whether a line standing alone is a heading by its form: numbered, 附件 or 【…】.

    >>> is_heading("（三）绩效自评情况"), is_heading("附件2"), is_heading("我局职责如下")
    (True, True, False)
    """
    return is_bare_heading(text) or is_attachment(text) or _LENTICULAR.match(text) is not None


def is_attachment(text: str) -> bool:
    """Whether the line opens an annex (附件1, 附：)."""
    return _ATTACHMENT.match(text) is not None


def is_title_line(text: str) -> bool:
    """Whether a line may be (part of) a title: short, unnumbered, no prose punctuation.

    Dates, document numbers and 目录 are none.

    >>> is_title_line("某某县教育局2023年度部门决算"), is_title_line("各位代表：")
    (True, False)
    """
    return (
        1 < len(text) <= _MAX_TITLE_LINE
        and not _PROSE_MARKS.search(text)
        and number_at(text) is None
        and not is_attachment(text)
        and _NO_TITLE.fullmatch(text) is None
    )


def ends_title(text: str) -> bool:
    """Whether a line ends like the title of a report (…报告, …部门决算, …说明（草案）).

    >>> ends_title("2023年度部门决算"), ends_title("某某县教育局")
    (True, False)
    """
    return _TITLE_END.search(text) is not None


def title_lines(lines: Sequence[str]) -> range:
    """The places of the lines at the top of a document that make up its title.

    They end with the first line that ends like a title; without one no line
    is taken for a title.

    >>> title_lines(["附件1", "某某县教育局", "2023年度部门决算", "2024年8月", "目录"])
    range(1, 3)
    """
    start = 0
    for i, line in enumerate(lines[:_LOOK_AT]):
        if is_attachment(line) or _NO_TITLE.fullmatch(line):
            start = i + 1
        elif not is_title_line(line) or i - start >= _MAX_TITLE_LINES:
            break
        elif ends_title(line):
            return range(start, i + 1)
    return range(0)


def settle(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with title lines made headings, list items paragraphs, and levels set.

    The title of an annex, right below its 附件, is a heading too.

    Unnumbered headings without a level get 1, numbered ones levels below them, in
    the usual order of the numbering styles, counting only those that occur.
    """
    titled = _with_annex_titles(text, _with_title(text, list(blocks)))
    return tuple(_with_levels(text, _without_list_items(text, titled)))


def title_blocks(text: str, blocks: Sequence[Block]) -> range:
    """The places of the blocks that make up the title, as `title_lines` finds them."""
    top = takewhile(lambda block: block.kind != "cell", blocks[:_LOOK_AT])
    return title_lines([text[block.start : block.end] for block in top])


def _with_title(text: str, blocks: list[Block]) -> list[Block]:
    title = title_blocks(text, blocks)
    return [
        replace(block, kind="heading", level=1) if i in title else block
        for i, block in enumerate(blocks)
    ]


def _with_annex_titles(text: str, blocks: list[Block]) -> list[Block]:
    settled = blocks[:1]
    for above, block in pairwise(blocks):
        below_annex = above.kind == "heading" and is_attachment(text[above.start : above.end])
        titled = below_annex and block.kind == "paragraph"
        titled = titled and is_title_line(text[block.start : block.end])
        settled.append(replace(block, kind="heading", level=1) if titled else block)
    return settled


def _without_list_items(text: str, blocks: list[Block]) -> list[Block]:
    """A numbered sentence that heads nothing (4.其他工作。 before 5.) is an item of a list."""
    settled = list(blocks)
    for i, block in enumerate(blocks):
        surface = text[block.start : block.end]
        if block.kind != "heading" or not surface.endswith("。"):
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if following is None or _stands_beside(number_at(surface), text, following):
            settled[i] = replace(block, kind="paragraph", level=None)
    return settled


def _stands_beside(number: Number | None, text: str, following: Block) -> bool:
    after = number_at(text[following.start : following.end])
    if after is None or number is None:
        return following.kind != "paragraph"
    # A first number (（一） under 3.) opens a run below, any other goes on beside or above.
    return after.style == number.style or after.ordinal != 1


def _with_levels(text: str, blocks: list[Block]) -> list[Block]:
    numbers = [number_at(text[b.start : b.end]) if b.kind == "heading" else None for b in blocks]
    pairs = list(zip(blocks, numbers, strict=True))
    styles = sorted({number.style for number in numbers if number})
    above = max(
        (block.level or 1 for block, number in pairs if _is_unnumbered(block, number)), default=0
    )
    levels = {style: above + 1 + i for i, style in enumerate(styles)}
    return [
        replace(block, level=levels[number.style] if number else 1)
        if block.kind == "heading" and block.level is None
        else block
        for block, number in pairs
    ]


def _is_unnumbered(block: Block, number: Number | None) -> bool:
    return block.kind == "heading" and number is None
