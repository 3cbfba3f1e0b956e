"""What stands on pages but belongs to no text: running heads, page numbers, contents."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from jixiao.readers.headings import is_title_line
from jixiao.readers.numbering import number_at
from jixiao.readers.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"(?:[-—－–·~]\s*)?(?:第\s*)?(\d{1,4})\s*(?:页)?(?:\s*[/，,]?\s*(?:共|of|/)?\s*\d{1,4}\s*页?)?"
    r"(?:\s*[-—－–·~])?"
)
_DECORATED = re.compile(r"[-—－–·~第页/共]")
_LEADERS = re.compile(r"(?:[.．·•⋯…]\s*){4,}\s*\d{0,4}$")
_CONTENTS = re.compile(r"目\s*[录次]|目\s*录\s*[（(].*[)）]")
_DIGITS = re.compile(r"\d+")
_UNIT = re.compile(r"单位\s*[:：]")
_MARGIN = 0.12
_MIN_REPEATS = 3
_MAX_CONTENTS_LINES = 150


def furniture(pages: Sequence[tuple[Sequence[Line], float]]) -> list[set[int]]:
    """For every page the indexes of the lines that are running heads, feet or page numbers.

    `pages` are the lines of each page and its height in points. Only the two
    outermost lines at either edge can be furniture, and only if the same line
    (but for digits) stands there on three pages, or in small type at the very
    same place on all of two, or if they number the pages. What gives the unit
    of a table (单位：万元) never is.
    """
    repeated = _repeated(pages)
    numbered = _numbered(pages)
    found = []
    for i, (lines, height) in enumerate(pages):
        found.append(
            {
                j
                for j in _edge_lines(lines, height)
                if (i, j) in numbered or _DIGITS.sub("#", lines[j].text) in repeated
            }
        )
    return found


def _edge_lines(lines: Sequence[Line], height: float) -> list[int]:
    order = sorted(range(len(lines)), key=lambda j: lines[j].top)
    outer = sorted({*order[:2], *order[-2:]})
    return [
        j
        for j in outer
        if lines[j].bottom <= _MARGIN * height or lines[j].top >= (1 - _MARGIN) * height
    ]


def _repeated(pages: Sequence[tuple[Sequence[Line], float]]) -> set[str]:
    found = [{_DIGITS.sub("#", ls[j].text) for j in _edge_lines(ls, h)} for ls, h in pages]
    counts = Counter(text for texts in found for text in texts if not _UNIT.search(text))
    enough = max(_MIN_REPEATS, len(pages) // 4)
    repeated = {text for text, n in counts.items() if n >= enough}
    return repeated | (_on_both(pages) if len(pages) == 2 else set())


def _on_both(pages: Sequence[tuple[Sequence[Line], float]]) -> set[str]:
    """The edge lines in small type that stand at the same place on two pages."""
    places = []
    for lines, height in pages:
        body = median(line.size for line in lines) if lines else 0.0
        edge = [lines[j] for j in _edge_lines(lines, height)]
        places.append(
            {
                (_DIGITS.sub("#", line.text), round(line.top), round(line.size))
                for line in edge
                if line.size <= body and not _UNIT.search(line.text)
            }
        )
    return {text for text, _, _ in places[0] & places[1]}


def _numbered(pages: Sequence[tuple[Sequence[Line], float]]) -> set[tuple[int, int]]:
    """(page, line) of every page number: decorated (- 3 -), or in step with the pages."""
    bare: dict[int, list[tuple[int, int]]] = {}
    found = set()
    for i, (lines, height) in enumerate(pages):
        for j in _edge_lines(lines, height):
            match = _PAGE_NUMBER.fullmatch(lines[j].text)
            if match and _DECORATED.search(lines[j].text):
                found.add((i, j))
            elif match:
                bare.setdefault(int(match[1]) - i, []).append((i, j))
    for places in bare.values():
        if len(places) >= 2:
            found.update(places)
    return found


def is_leader_line(text: str) -> bool:
    """Whether a line is an entry of a table of contents with dot leaders.

    >>> is_leader_line("一、部门概况……………3"), is_leader_line("等等……")
    (True, False)
    """
    return _LEADERS.search(text.replace("…", "...")) is not None and len(text) > 4


def contents_end(texts: Sequence[str], start: int) -> int:
    """Where the contents that begin with a line 目录 at `start` end (exclusive).

    They go on over short heading-like lines up to the line where the first
    entry comes again as a heading of the text. `start` if nothing there looks
    like contents.

    >>> contents_end(["目录", "一、概况", "二、收支", "一、概况", "我局共有3个科室。"], 0)
    3
    """
    if not _CONTENTS.fullmatch(texts[start]):
        return start
    end = start + 1
    while end < len(texts) and is_leader_line(texts[end]):
        end += 1
    if end > start + 1:
        return end
    window = texts[start + 1 : start + 1 + _MAX_CONTENTS_LINES]
    for i, text in enumerate(window):
        if i and _same(text, window[0]):
            return start + 1 + i
        if not (is_leader_line(text) or number_at(text) or is_title_line(text)):
            break
    return start


def _same(first: str, second: str) -> bool:
    return "".join(first.split()) == "".join(second.split())
