"""Bringing the spans of the rules and of the model together: flat, balanced, by the scheme."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jixiao.types import Label

_EDGES = frozenset(" \t\r\n\u3000，。、；：,.;:·-—~～!?！？…|*#")
_OPENING = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "【": "】",
}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
# Nothing is labelled inside these, so a figure there is part of the name.
_NAMES = frozenset({Label.AWARD, Label.PROJECT, Label.ORG, Label.INDICATOR, Label.PERSON})


@dataclass(frozen=True, slots=True)
class Found:
    """A span that the rules or the model found; `origin` is rule or model."""

    start: int
    end: int
    label: Label
    score: float
    origin: str


def _unpaired(text: str) -> list[int]:
    """Places of the quotes and brackets in `text` that have no partner in it."""
    opened: list[int] = []
    lonely = []
    for place, mark in enumerate(text):
        if mark in _OPENING:
            opened.append(place)
        elif mark in _CLOSING:
            if opened and text[opened[-1]] == _CLOSING[mark]:
                opened.pop()
            else:
                lonely.append(place)
    return sorted(lonely + opened)


def tidy(text: str, found: Found) -> Found | None:
    """`found` without edge punctuation and unbalanced marks, or None if nothing is left.

    >>> tidy("获“先进单位”称号", Found(1, 6, Label.AWARD, 0.9, "model"))
    Found(start=2, end=6, label=<Label.AWARD: 'AWARD'>, score=0.9, origin='model')
    """
    start, end = _one_cell(text, found.start, found.end)
    while start < end:
        if text[start] in _EDGES:
            start += 1
        elif text[end - 1] in _EDGES:
            end -= 1
        elif lonely := _unpaired(text[start:end]):
            # Keep the longer side of the first mark without a partner.
            mark = start + lonely[0]
            start, end = (mark + 1, end) if mark - start < end - mark - 1 else (start, mark)
        elif _enclosed(text[start:end]):
            start, end = start + 1, end - 1
        else:
            return replace(found, start=start, end=end)
    return None


def _one_cell(text: str, start: int, end: int) -> tuple[int, int]:
    """The longest piece of the range between tabs, which part the cells of a table."""
    best = (start, start)
    for piece in text[start:end].split("\t"):
        if len(piece) > best[1] - best[0]:
            best = (start, start + len(piece))
        start += len(piece) + 1
    return best


def _enclosed(surface: str) -> bool:
    """Whether one pair of marks holds the whole of `surface`."""
    if len(surface) < 2 or _OPENING.get(surface[0]) != surface[-1] or surface[0] == "《":
        return False
    return not _unpaired(surface[1:-1])


def _trim(name: Found, figure: Found) -> Found | None:
    """`name` without the part that `figure` holds: the longer side, if it is still a name."""
    sides = (replace(name, end=figure.start), replace(name, start=figure.end))
    longer = max(sides, key=lambda side: side.end - side.start)
    return longer if longer.end - longer.start >= 2 else None


def _yields(figure: Found, name: Found) -> bool:
    """Whether `figure` is part of `name` rather than a mention of its own."""
    if figure.label in (Label.DOC, Label.ORG) or figure.start < name.start or figure.end > name.end:
        return False
    # A leading year, and a figure at the end, stand outside a name.
    return not (figure.label == Label.DATE and figure.start == name.start) and not (
        figure.label in (Label.MONEY, Label.PERCENT) and figure.end == name.end
    )


def _touching(spans: list[Found], ends: list[int], one: Found) -> list[Found]:
    """Those of flat `spans`, whose ends are `ends`, that share a character with `one`."""
    first = bisect_right(ends, one.start)
    found = []
    while first < len(spans) and spans[first].start < one.end:
        found.append(spans[first])
        first += 1
    return found


def _name(text: str, found: Found, figures: list[Found]) -> Found | None:
    """What is left of a name beside the figures that touch it."""
    name: Found | None = found
    for figure in figures:
        if name and figure.start < name.end and name.start < figure.end:
            name = name if _yields(figure, name) else _trim(name, figure)
    return name and tidy(text, name)


def merge(text: str, rules: Iterable[Found], model: Iterable[Found]) -> list[Found]:
    """Flat spans in text order: figures and self-references from `rules`, names from `model`.

    Both are flat by themselves. A figure inside a name belongs to the name;
    otherwise the name gives way.
    """
    figures = sorted(rules, key=_start)
    ends = [figure.end for figure in figures]
    names = [
        name
        for found in sorted(model, key=_start)
        if found.label in _NAMES and (name := _name(text, found, _touching(figures, ends, found)))
    ]
    name_ends = [name.end for name in names]
    kept = [figure for figure in figures if not _touching(names, name_ends, figure)]
    return sorted(kept + names, key=_start)


def _start(found: Found) -> int:
    return found.start
