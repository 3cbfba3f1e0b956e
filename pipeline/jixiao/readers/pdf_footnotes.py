"""Footnotes: small type at the foot of a page, which the text runs past."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from jixiao.readers.pdf_lines import Line

_SMALL = 0.9
_NOTE = re.compile(
    r"[①-⑳]|[\[［〔【]\s*\d{1,3}\s*[\]］〕】]|\d{1,2}\s*(?=[\u4e00-\u9fff《“])(?!\d*\s*年)|[*＊※†]"
)


def is_note(text: str) -> bool:
    """Whether a line begins a note: with ①, [1], 1 or *.

    >>> is_note("① 数据来自决算"), is_note("[2]见附件"), is_note("2023年数据")
    (True, True, False)
    """
    return _NOTE.match(text) is not None


def mark_footnotes(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, its footnotes made asides.

    They are the last lines of a column, set smaller than most of the page,
    from the first that begins with the mark of a note on.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    marked: list[Line] = []
    for flow in sorted({line.flow for line in lines}):
        marked += _marked([line for line in lines if line.flow == flow], body)
    notes = {id(line) for line in marked}
    return [replace(line, aside=True) if id(line) in notes else line for line in lines]


def _marked(lines: Sequence[Line], body: float) -> Sequence[Line]:
    order = sorted(lines, key=lambda line: line.top)
    first = len(order)
    while first and order[first - 1].size <= _SMALL * body:
        first -= 1
    while 0 < first < len(order) and not is_note(order[first].text):
        first += 1
    return order[first:] if first else ()
