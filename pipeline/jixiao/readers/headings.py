"""Telling headings and title lines from prose, and giving them levels."""

import re
from collections.abc import Iterable
from dataclasses import replace

from jixiao.readers.numbering import is_bare_heading, number_at
from jixiao.types import Block

_PROSE_MARKS = re.compile(r"[。！？；;，,：:]")
_MAX_TITLE_LINE = 50
_ATTACHMENT = re.compile(r"附\s*(?:件|表|录)?\s*[0-9一二三四五六七八九十]{0,3}\s*[:：]?$")


def is_heading(text: str) -> bool:
    """Whether a line standing alone is a heading by its form: numbered, or 附件.

    >>> is_heading("（三）绩效自评情况"), is_heading("附件2"), is_heading("我局职责如下")
    (True, True, False)
    """
    return is_bare_heading(text) or is_attachment(text)


def is_attachment(text: str) -> bool:
    """Whether the line opens an annex (附件1, 附：)."""
    return _ATTACHMENT.match(text) is not None


def is_title_line(text: str) -> bool:
    """Whether a line may be (part of) a title: short, unnumbered, no prose punctuation.

    >>> is_title_line("某某县教育局2023年度部门决算"), is_title_line("各位代表：")
    (True, False)
    """
    return (
        1 < len(text) <= _MAX_TITLE_LINE
        and not _PROSE_MARKS.search(text)
        and number_at(text) is None
    )


def with_levels(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with a level for every heading that has none.

    Unnumbered headings are of level 1, numbered ones below them in the usual
    order of the numbering styles, counting only the styles that occur.
    """
    found = tuple(blocks)
    numbers = [number_at(text[b.start : b.end]) for b in found if b.kind == "heading"]
    styles = sorted({number.style for number in numbers if number})
    above = 1 + any(number is None for number in numbers)

    def leveled(block: Block) -> Block:
        if block.kind != "heading" or block.level is not None:
            return block
        number = number_at(text[block.start : block.end])
        return replace(block, level=above + styles.index(number.style) if number else 1)

    return tuple(leveled(block) for block in found)
