"""Finding the figures, dates and titled documents of a text."""

import re
from dataclasses import dataclass, replace

from jixiao.types import Label
from jixiao.values.blanks import plain as plain_of
from jixiao.values.cells import amounts
from jixiao.values.documents import widen
from jixiao.values.finder import FINDER
from jixiao.values.grammar import SEPARATOR, TO
from jixiao.values.lists import list_unit
from jixiao.values.tables import (
    COUNT_CUES,
    COUNTED_BY_TIAO,
    CURRENCIES,
    INDEX_NAMES,
    MONEY_CUES,
    POLICY_CUES,
)


@dataclass(frozen=True, slots=True)
class ValueSpan:
    """A figure, date or titled document at ``text[start:end]``."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: str


_PAIRS = ("《》", "()", "“”", "‘’", "〈〉", "〔〕", "[]")
# Blanks of a line; a tab parts the cells of a table.
_JOINT = re.compile(rf"[^\S\t]*{TO}[^\S\t]*")
_SEPARATOR = re.compile(SEPARATOR)
_RANGED = ("MONEY", "PERCENT", "DATE", "QUANTITY")
_COUNTING = ("MONEY", "PERCENT", "QUANTITY")
_FROM = re.compile("[由从自][^，。；、]{0,6}$")
_MONEY_CUE = re.compile(MONEY_CUES)
_CLAUSE = re.compile(r"[^，。；：！？\n]*$")
_QUOTED = re.compile(r"[“‘][^”’，。\n]{0,3}$")
_UNQUOTED = re.compile(r"[^“‘，。、\n]{0,4}[”’]")
_PASSED = re.compile("[破过超达逾上]$")
_INDEX = re.compile(f"(?:{INDEX_NAMES})[^，。；0-9]{{0,8}}[至为到达是约于]$")
_ENDS = re.compile("[，。；、)]|以[上下内]|左右|$")
_NAMED = re.compile("[，。、；”’“]|等")
_COUNTED = re.compile(f"(?:{COUNTED_BY_TIAO})[近超约达]?$")
_CLOCK = re.compile("([0-2]?[0-9]):([0-5][0-9]):([0-5][0-9])")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_POLICY = re.compile(f"(?:{POLICY_CUES})[^。；\n]*$")
_PEOPLE = re.compile(
    "[^，。；、0-9]{0,8}?(?:人口|[国的]人|农民|群众|居民|学生|百姓|儿女|用户|游客)"
)
_COUNT_CUE = re.compile(COUNT_CUES)
_NOUN = re.compile("(?:以[上下内]|左右)?[\u4e00-\u9fff](?<![的大台关左以提增升扩减降压到至和与及])")


def find(text: str) -> list[ValueSpan]:
    """The spans of money, shares, dates, counts and documents in `text`.

    Sorted, never overlapping, by the span rules of the annotation scheme;
    offsets are code points. Raises nothing.

    >>> text = "约2.8亿元，增长16.6％"
    >>> [(s.label.value, text[s.start : s.end]) for s in find(text)]
    [('MONEY', '2.8亿元'), ('PERCENT', '16.6％')]
    """
    document = plain_of(text)
    plain = document.text
    hits: list[_Hit] = []
    for match in FINDER.finditer(plain):
        hit = _settled(plain, _Hit(match.start(), match.end(), match.lastgroup or ""), hits)
        if hit:
            hits.append(hit)
    hits = _joined(plain, _listed(plain, _with_cells(plain, hits)))
    return [
        ValueSpan(document.outward(h.start), document.outward(h.end - 1) + 1, Label(h.kind))
        for h in hits
        if h.kind in Label.__members__
    ]


def _settled(plain: str, hit: _Hit, before: list[_Hit]) -> _Hit | None:
    """The hit under its final label, or None where it is no figure after all."""
    if hit.kind == "DOC":
        return _cited(plain, hit, before[-1].end if before else 0)
    if hit.kind == "SCALED":
        hit = replace(hit, kind=_scaled_kind(plain, hit))
    elif hit.kind == "BARE" and _is_index(plain, hit):
        return replace(hit, kind="QUANTITY")
    if hit.kind in _COUNTING and (
        _is_slogan(plain, hit) or _is_package(plain, hit) or _is_clock(plain, hit)
    ):
        return None
    return hit


def _cited(plain: str, hit: _Hit, floor: int) -> _Hit | None:
    """A document with its issuer; a title that opens more brackets than it closes is none."""
    if plain[hit.start] in "《G":
        return hit if _balanced(plain[hit.start : hit.end]) else None
    start = widen(plain, hit.start, floor)
    return None if start is None else replace(hit, start=start)


def _balanced(surface: str) -> bool:
    return all(surface.count(pair[0]) == surface.count(pair[1]) for pair in _PAIRS)


def _with_cells(plain: str, hits: list[_Hit]) -> list[_Hit]:
    """Cells that hold amounts are money, the others stay bare numbers."""
    cells = [hit for hit in hits if hit.kind == "CELL"]
    if not cells:
        return hits
    starts = amounts(plain, [(hit.start, hit.end) for hit in cells])
    kinds = {hit: "MONEY" if hit.start in starts else "BARE" for hit in cells}
    return [replace(hit, kind=kinds[hit]) if hit in kinds else hit for hit in hits]


def _is_index(plain: str, hit: _Hit) -> bool:
    """A ratio or index needs no unit: 收入比缩小至1.93."""
    cue = _INDEX.search(plain, max(0, hit.start - 20), hit.start)
    return bool(cue and _ENDS.match(plain, hit.end))


def _is_clock(plain: str, hit: _Hit) -> bool:
    """8:40:52 is a time of day unless its parts make up a whole of a hundred."""
    match = _CLOCK.fullmatch(plain, hit.start, hit.end)
    return match is not None and sum(map(int, match.groups())) != 100


def _is_package(plain: str, hit: _Hit) -> bool:
    """A set of policies named by its number (出台稳增长25条) is no count."""
    if plain[hit.end - 1] != "条" or not _NAMED.match(plain, hit.end):
        return False
    if _COUNTED.search(plain, max(0, hit.start - 6), hit.start):
        return False
    return bool(_POLICY.search(plain, max(0, hit.start - 40), hit.start))


def _scaled_kind(plain: str, hit: _Hit) -> str:
    """万 and 亿 without a unit: yuan unless a nearer cue or noun counts people or things."""
    scale, unit = list_unit(plain, hit.end)
    if plain.startswith("人民币", hit.end):
        return "MONEY"
    if scale and unit:
        return "MONEY" if unit in CURRENCIES else "QUANTITY"
    match = _CLAUSE.search(plain, max(0, hit.start - 24), hit.start)
    clause = match[0] if match else ""
    money, count = _last(_MONEY_CUE, clause), _last(_COUNT_CUE, clause)
    if money >= count and not _NOUN.match(plain, hit.end):
        return "MONEY"
    if "亿" not in plain[hit.start : hit.end] or _PEOPLE.match(plain, hit.end):
        return "QUANTITY"
    return "MONEY" if count <= money else "QUANTITY"


def _last(cue: re.Pattern[str], clause: str) -> int:
    return max((m.end() for m in cue.finditer(clause)), default=-1)


def _is_slogan(plain: str, hit: _Hit) -> bool:
    """A number in quotes is a name (“30条”) unless a level is said to be passed."""
    opening = _QUOTED.search(plain, max(0, hit.start - 6), hit.start)
    if not opening or _PASSED.search(plain, max(0, opening.start() - 2), opening.start()):
        return False
    return bool(_UNQUOTED.match(plain, hit.end))


def _listed(plain: str, hits: list[_Hit]) -> list[_Hit]:
    """Numbers whose unit stands at the end of their list take its label."""
    labelled: list[_Hit] = []
    for hit in reversed(hits):
        after = labelled[-1] if labelled else None
        if not after or not _SEPARATOR.fullmatch(plain, hit.end, after.start):
            labelled.append(hit)
        elif hit.kind == "BARE" and after.kind in _COUNTING:
            labelled.append(replace(hit, kind=after.kind))
        elif hit.kind == "BARE" and after.kind == "DATE" and _years(plain, hit, after):
            labelled.append(replace(hit, kind="DATE"))
        elif plain[hit.end - 1] == "个" and plain[after.end - 1] == "点":
            labelled.append(replace(hit, kind="PERCENT"))  # 2个、3个百分点
        else:
            labelled.append(hit)
    return labelled[::-1]


def _years(plain: str, hit: _Hit, after: _Hit) -> bool:
    """2021、2022年: two years."""
    both = _YEAR.fullmatch(plain, hit.start, hit.end), _YEAR.match(plain, after.start)
    return all(both) and (plain[after.end - 1] in "年度" or after.end - after.start == 4)


def _joined(plain: str, hits: list[_Hit]) -> list[_Hit]:
    """Two figures with 至 or a dash between them are one range, unless said as from … to."""
    joined: list[_Hit] = []
    for hit in hits:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind == hit.kind in _RANGED
            and _between(plain, last, hit)
            and (plain[last.start] == "第") == (plain[hit.start] == "第")
            and not _FROM.search(plain, max(0, last.start - 8), last.start)
        ):
            joined[-1] = replace(last, end=hit.end)
        else:
            joined.append(hit)
    return joined


def _between(plain: str, last: _Hit, hit: _Hit) -> bool:
    """A joint of a range; the dash of 3万元-5万元 was taken for the sign of the second."""
    if plain[hit.start] == "-" and not plain[last.end : hit.start].strip(" \u00a0"):
        return True
    return _JOINT.fullmatch(plain, last.end, hit.start) is not None
