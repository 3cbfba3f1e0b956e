"""Names listed in a text: quoted titles in a row, and items between enumeration commas."""

import re
from dataclasses import dataclass
from itertools import pairwise

from jixiao.checks import passages
from jixiao.types import Mention, Span

_PAIRS = {"》": "《", "”": "“", "」": "「"}
_JOIN = re.compile(r"(?:以及|和|与|及|、|，|,|\s)+$")
_BETWEEN = re.compile(r"(?:共计|合计|这|共|\s)+$")
_SUMMED_UP = re.compile(r"(?:共计|合计|共)\s*$")
_CONJUNCTION = re.compile(r"以及|和|与|及|暨")
_LIST_END = "。；;！？!?\n"
_OPEN_LIST = re.compile(r"等(?:[^级]|$)|……|…|以及其他")
_ORG_TAIL = re.compile(
    r"(?:科|室|处|局|委|办|股|组|中心|所|站|院|校|学|队|厂|部|会|馆|园|区|镇|乡|街道|县|市|公司|集团|基地|平台)$"
)
_LONGEST_ITEM = 30
_LONGEST_LIST = 1200


@dataclass(frozen=True)
class Listing:
    """Names listed together: at least `least`, at most `most`, by how 和 is read.

    `closed` says that the list ends with its sentence and claims no more
    (等); `named` that every item is plainly one name.
    """

    items: tuple[Span, ...]
    least: int
    most: int
    closed: bool
    named: bool


def quoted_before(text: str, place: int, begin: int) -> Listing | None:
    """The titles in 《》 or “” that stand in a row directly before `place`."""
    head = text[begin:place]
    end = len(_BETWEEN.sub("", head))
    items: list[Span] = []
    closing = head[end - 1] if end else ""
    while end and head[end - 1] == closing and closing in _PAIRS:
        opening = _matching(head, end - 1, closing)
        if opening is None:
            break
        items.insert(0, Span(begin + opening, begin + end))
        end = len(_JOIN.sub("", head[:opening]))
    if not items:
        return None
    whole = _SUMMED_UP.search(head) is None
    return Listing(tuple(items), len(items), len(items), whole, closing == "》")


def _matching(head: str, place: int, closing: str) -> int | None:
    level = 0
    for index in range(place, -1, -1):
        if head[index] == closing:
            level += 1
        elif head[index] == _PAIRS[closing]:
            level -= 1
            if level == 0:
                return index
    return None


def names_before(text: str, place: int, begin: int) -> Listing | None:
    """The items between 、 directly before `place`, in its own clause."""
    head = _BETWEEN.sub("", text[begin:place])
    closed = not head.endswith("等")
    spans = _enumeration(text, begin, begin + len(head.removesuffix("等")))
    return _listing(text, spans, closed=closed, mentions=()) if len(spans) >= 2 else None


def _enumeration(text: str, begin: int, end: int) -> list[Span]:
    """The last unbroken run of clauses of ``text[begin:end]`` joined by 、 alone."""
    run: list[Span] = []
    for span in passages.pieces(text, begin, end):
        joined = run and text[run[-1].end : span.start].strip() == "、"
        run = [*run, span] if joined else [span]
    return run if run and run[-1].end == end else []


def names_after(text: str, place: int, limit: int, mentions: tuple[Mention, ...]) -> Listing | None:
    """The items of the list that begins at `place`; None if none can be told apart."""
    end, level = place, 0
    stop = min(len(text), limit, place + _LONGEST_LIST)
    while end < stop:
        level += (text[end] in "（(《“") - (text[end] in "）)》”")
        if level < 0 or (level == 0 and text[end] in _LIST_END):
            break
        end += 1
    body = text[place:end]
    spans = _first_run(text, place, end)
    if not spans:
        return None
    closed = spans[-1].end >= place + len(body.rstrip()) and not _OPEN_LIST.search(body)
    return _listing(text, spans, closed=closed, mentions=mentions)


def _first_run(text: str, begin: int, end: int) -> list[Span]:
    run: list[Span] = []
    for span in passages.pieces(text, begin, end):
        if run and text[run[-1].end : span.start].strip() != "、":
            break
        run.append(span)
    return [part for span in run for part in _side_by_side(text, span)]


def _side_by_side(text: str, span: Span) -> list[Span]:
    """《A》《B》 without a comma between them as two."""
    cuts = [span.start]
    cuts += [span.start + m.start() + 1 for m in re.finditer(r"》\s*《|”\s*“", span.of(text))]
    cuts.append(span.end)
    return [Span(left, left + len(text[left:right].rstrip())) for left, right in pairwise(cuts)]


def _listing(
    text: str, spans: list[Span], *, closed: bool, mentions: tuple[Mention, ...]
) -> Listing:
    items = [_without_tail_aside(text, span) for span in spans]
    conjunctions = len(_CONJUNCTION.findall(_unquoted(items[-1].of(text))))
    ends = {mention.end for mention in mentions}
    named = all(_is_name(text, item, ends) for item in items)
    return Listing(tuple(items), len(items), len(items) + conjunctions, closed, named)


def split_last(text: str, listing: Listing) -> tuple[Span, ...]:
    """The items with the last one cut at every 和, 与, 及."""
    *others, last = listing.items
    spans, begin = list(others), last.start
    for mark in _CONJUNCTION.finditer(text, last.start, last.end):
        spans.append(Span(begin, mark.start()))
        begin = mark.end()
    return tuple(span for span in (*spans, Span(begin, last.end)) if span.start < span.end)


def _without_tail_aside(text: str, span: Span) -> Span:
    body = re.sub(r"\s*[（(][^（(]*[）)]\s*$", "", span.of(text))
    return Span(span.start, span.start + len(body)) if body else span


def _unquoted(text: str) -> str:
    return re.sub(r"[《“][^》”]*[》”]", "", text)


def _is_name(text: str, item: Span, ends: set[int]) -> bool:
    body = item.of(text)
    if len(body) > _LONGEST_ITEM:
        return False
    return body[-1] in _PAIRS or item.end in ends or bool(_ORG_TAIL.search(body))
