"""The sections of a document: its headings as a tree."""

import re
from collections.abc import Iterator, Sequence

from jixiao.readers.headings import is_attachment, title_blocks
from jixiao.readers.nesting import Candidate, levels
from jixiao.readers.numbering import Number, is_title_like, number_at
from jixiao.types import Block, Document, Section

_BREAK = re.compile(r"\s*[\r\n\f]\s*")
_HEADING_END = re.compile(r"[。：:！？；;]")


def outline(document: Document) -> tuple[Section, ...]:
    """The sections of the document in text order, with ids s1, s2, ….

    A section begins with a heading: a heading block, or a numbered paragraph
    whose first sentence is a short title (1.基本支出。全年支出…); then
    `heading_end` stands before the mark that ends it. It reaches to the next
    heading of its own or a higher level, so sections nest without gaps. The
    title of the document and what stands in tables make no section.

    Levels follow the order in which the numbering styles nest in this very
    document. Raises nothing.
    """
    text = document.text
    headings = list(_headings(document))
    depths = levels([heading for heading, _ in headings])
    ends = _section_ends([heading.start for heading, _ in headings], depths, len(text))
    sections: list[Section] = []
    path: list[Section] = []
    for i, ((heading, heading_end), depth) in enumerate(zip(headings, depths, strict=True)):
        del path[depth - 1 :]
        written = heading.number.written if heading.number else ""
        section = Section(
            f"s{i + 1}",
            path[-1].id if path else None,
            depth,
            written.strip(),
            _BREAK.sub("", text[heading.start + len(written) : heading_end]).strip(),
            heading.start,
            heading_end,
            ends[i],
        )
        sections.append(section)
        path.append(section)
    return tuple(sections)


def _section_ends(starts: Sequence[int], depths: Sequence[int], length: int) -> list[int]:
    """Where each section ends: at the next heading that is no deeper, or the text's end."""
    ends = [length] * len(starts)
    still_open: list[int] = []
    for i, depth in enumerate(depths):
        while still_open and depths[still_open[-1]] >= depth:
            ends[still_open.pop()] = starts[i]
        still_open.append(i)
    return ends


def _headings(document: Document) -> Iterator[tuple[Candidate, int]]:
    """The headings with the offsets where they end."""
    text = document.text
    blocks = [block for block in document.blocks if block.kind != "cell"]
    first = _after_title(text, blocks)
    found = [
        (i, block, end)
        for i, block in enumerate(blocks)
        if i >= first and (end := _heading_end(text, block))
    ]
    heads = {i for i, _, _ in found}
    for i, block, end in found:
        surface = text[block.start : block.end]
        number = number_at(surface)
        runs_on = end < block.end - 1
        empty = not runs_on and i + 1 in heads
        top = number is None and is_attachment(surface)
        yield Candidate(block.start, number, block.level or 1, empty, top), end


def _after_title(text: str, blocks: Sequence[Block]) -> int:
    """The index of the first block below the title; a heading right at the top counts as one."""
    if title := title_blocks(text, blocks):
        return title[-1] + 1
    first = blocks[0] if blocks else None
    is_title = first and first.kind == "heading" and not number_at(text[first.start : first.end])
    return int(bool(is_title))


def _heading_end(text: str, block: Block) -> int:
    """Where the heading in this block ends, 0 if it holds none."""
    surface = text[block.start : block.end]
    number = number_at(surface)
    if block.kind == "heading":
        least = len(number.written) if number else 0
        return block.start + (max(least, len(surface.rstrip("。：:"))) or len(surface))
    mark = _HEADING_END.search(surface, len(number.written)) if number else None
    if number is None or mark is None or mark[0] in "；;" or mark.end() == len(surface):
        return 0
    if _counts_on(surface[mark.end() :], number):
        return 0
    return (
        block.start + mark.start()
        if is_title_like(surface[len(number.written) : mark.start()])
        else 0
    )


def _counts_on(rest: str, number: Number) -> bool:
    """Whether the next number stands in the same paragraph: a list, not a heading."""
    starts = [0, *(match.end() for match in re.finditer(r"[。；;，：:]\s*", rest))]
    following = (number_at(rest[start : start + 8]) for start in starts)
    return any(n and n.style == number.style and n.ordinal == number.ordinal + 1 for n in following)
