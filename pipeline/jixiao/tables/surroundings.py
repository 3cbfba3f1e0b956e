"""What stands around a table: its caption, its unit, the period of its figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.tables import words
from jixiao.types import Block, Document, Span
from jixiao.values import find_unit_header

_DAY = r"(?:\d{1,2}\s*月(?:份|底|末)?(?:\s*\d{1,2}\s*日)?)"
_PERIOD = re.compile(
    r"(?:19|20)\d{2}\s*(?:[-—–~至]\s*(?:19|20)\d{2}\s*)?年"
    rf"(?:\s*(?:度|末|底|初|上半年|下半年|前?[一二三四1-4]+季度|(?:\d{{1,2}}\s*月?\s*[-—–~至]\s*)?{_DAY}))?"
)
_BEFORE = re.compile(r"(?:上年|去年|上一年)(?:度|同期)?(?=.{0,2}(?:预算|决算|执行|完成|实际|数|$))")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_TITLE_END = re.compile(
    r"(?:表|一览|情况|明细|名单|清单|统计|目录|汇总)(?:[(（][^()（）]{1,20}[)）])?$"
)
_NUMBERED = re.compile(r"(?:附)?(?:表|图)\s*\d")
_PROSE = re.compile(r"[。；;！？!?：:]$|。")
_NOTE = re.compile(
    r"(?:编制|填报|公开|预算|制表|填表|主管|部门|单位|金额|计量|公开)[^:：]{0,6}[:：]|单位\s*[:：]|注\s*[:：]"
)
_BELOW = re.compile(r"(?:备?注|说明)\s*[:：]")
_LOOK_BACK = 8
# So few characters are a sheet number, or what is left of a line with the unit.
_SHORT = 4
_MAX_CAPTION = 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Caption, period and unit as said around a table, each with its place."""

    caption: Span | None
    period: Span | None
    unit: Decimal | None
    unit_place: Span | None


def surroundings(document: Document, own: range, top: Sequence[Span]) -> Surroundings:
    """What is said around a table whose blocks are those of the numbers `own`.

    `top` are its own rows of a single cell above its head, which may name it. A
    note right below it may give the unit too.
    """
    text, first = document.text, own.start
    before = _before(document.blocks, first)
    notes = [Span(block.start, block.end) for block in before]
    caption = _caption(text, before, top)
    told = [*top, *_nearby(notes, caption), *_note_below(document, own.stop)]
    unit, unit_place = _unit(text, told)
    places = [*top, *([caption] if caption else []), *_nearby(notes, caption)]
    period = next((p for place in places if (p := period_in(text, place))), None)
    if period is None:
        period = _period_above(document, first)
    return Surroundings(caption, period, unit, unit_place)


def period_in(text: str, place: Span) -> Span | None:
    """Where a place says for when its figures are (2024年度, 上年), None if it does not."""
    surface = place.of(text)
    match = _PERIOD.search(surface) or _BEFORE.search(surface)
    if match is None and words.is_year(words.compact(surface)):
        match = _YEAR.search(surface)
    return Span(place.start + match.start(), place.start + match.end()) if match else None


def _before(blocks: Sequence[Block], first: int) -> list[Block]:
    """The last blocks before a table that belong to no other, nearest first."""
    found = []
    for block in reversed(blocks[max(0, first - _LOOK_BACK) : first]):
        if block.kind == "cell":
            break
        found.append(block)
    return found


def _caption(text: str, before: Sequence[Block], top: Sequence[Span]) -> Span | None:
    for place in top:
        if names_table(place.of(text)):
            return place
    for block in before:
        surface = text[block.start : block.end]
        title = _without_unit(surface)
        if _NOTE.match(surface) or len(words.compact(title)) <= _SHORT:
            continue
        if names_table(title):
            return Span(block.start, block.start + len(title))
        if find_unit_header(surface):
            continue
        if block.kind == "heading":
            return Span(block.start, block.end)
        return None
    return None


def _without_unit(surface: str) -> str:
    """A line without the unit that stands at its end."""
    found = find_unit_header(surface)
    return surface[: found[-1][0]].rstrip() if found and found[-1][1] == len(surface) else surface


def _note_below(document: Document, after: int) -> list[Span]:
    """The note (注：…) right below a table."""
    found = document.blocks[after : after + 1]
    places = [Span(block.start, block.end) for block in found if block.kind == "paragraph"]
    return [place for place in places if _BELOW.match(place.of(document.text))]


def names_table(surface: str) -> bool:
    """Whether a line reads like the title of a table.

    >>> names_table("表2 收入情况"), names_table("收入支出决算总表"), names_table("具体如下：")
    (True, True, False)
    """
    bare = surface.strip()
    if len(bare) > _MAX_CAPTION or _PROSE.search(bare):
        return False
    return bool(_TITLE_END.search(bare) or _NUMBERED.match(bare))


def _nearby(notes: Sequence[Span], caption: Span | None) -> list[Span]:
    """The lines between the caption and the table, or the two nearest without one."""
    own = next((i for i, n in enumerate(notes) if caption and n.overlaps(caption)), 1)
    return list(notes[: own + 1])


def _unit(text: str, places: Sequence[Span]) -> tuple[Decimal | None, Span | None]:
    for place in places:
        for start, end, factor in find_unit_header(place.of(text)):
            return factor, Span(place.start + start, place.start + end)
    return None, None


def _period_above(document: Document, first: int) -> Span | None:
    """The period that the nearest heading around the table gives."""
    level: float = float("inf")
    for block in reversed(document.blocks[:first]):
        if block.kind != "heading" or (block.level or 1) >= level:
            continue
        found = period_in(document.text, Span(block.start, block.end))
        if found:
            return found
        level = block.level or 1
    return None
