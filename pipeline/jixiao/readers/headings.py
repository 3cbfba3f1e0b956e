"""Telling headings and title lines from prose, and giving them levels."""

import re
from collections.abc import Iterable
from dataclasses import replace

from jixiao.readers.numbering import Number, is_bare_heading, number_at
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
        and not text.startswith(("—", "-", "*", "注"))
        and number_at(text) is None
    )


def settle(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with list items made paragraphs and a level for every heading.

    Unnumbered headings without a level get 1, numbered ones levels below them, in
    the usual order of the numbering styles, counting only those that occur.
    """
    return tuple(_with_levels(text, _without_list_items(text, list(blocks))))


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
    return after.style == number.style


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
