"""Counting units of amounts that stand without their number: what a reader may have lost."""

import re
from collections.abc import Iterator, Sequence

from jixiao.types import Block, Issue, Span

_UNIT = re.compile(r"[万亿]+[余多]?元|个百分点|[%％‰]|元")
#: A number, what may follow it (余, 多), what holds its place in a form (××, —), or a quote.
_NUMBER_END = re.compile(
    r"(?:[0-9０-９.．,，零〇一二三四五六七八九十百千万亿两半][余多来]?|[几数Xx×Ｘ*＊_＿○□\-—－“‘/]|若干)$"
)
_IN_HEAD = re.compile(r"单位(?:[:：为是\s]|人民币)*$")
#: 上万元, 超亿元, 每元 need no digits; 亿美元 has them before 亿.
_NO_DIGITS = re.compile(r"[上过逾近超满破足每美日欧港]$")
_BRACKETED = re.compile(r"[（(][%％‰元万亿、，,/或\s]*(?:个百分点)?[）)]")
#: An amount ends here; 亿元产业, 万元产值 and 元旦 go on.
_AMOUNT_END = re.compile(r"\s*(?:[，。；、,;（()）]|$|用于|其中|左右|比|较|占)")
#: Bare 元 ends many words (单元, 多元, 状元); after these it is a unit.
_BEFORE_YUAN = re.compile(
    r"(?:[为是达到共计约]|收入|支出|[增减]\w|金额|资金|[预决]算|投资|补助|经费)$"
)
_SENTENCE = re.compile(r"[，。；]")
_BEFORE = 12
_SHOWN = 3


def lost_numbers(text: str, blocks: Sequence[Block]) -> Issue | None:
    """A warning that counts the units without a number before them, None without any.

    Its place is that of the first unit, its message quotes the first three.
    """
    lone = [span for block in blocks for span in lone_units(text, block.start, block.end)]
    if not lone:
        return None
    shown = "; ".join(_quoted(text, span) for span in lone[:_SHOWN])
    more = "; …" if len(lone) > _SHOWN else ""
    message = f"units without a number before them (缺少数字): {len(lone)} ({shown}{more})"
    return Issue("read", "units_without_number", message, lone[0].start, lone[0].end)


def lone_units(text: str, start: int, end: int) -> Iterator[Span]:
    """The units (万元, 亿元, 元, 个百分点, %) in a block of prose that have no number.

    A block without a comma or full stop is a caption or a head of a table, where
    units stand alone rightly. So do 单位：万元, （%）, 亿元产业, 上万元, 每元.

    >>> text = "全年支出万元，其中项目支出20万元，占亿元产业的%。"
    >>> [span.of(text) for span in lone_units(text, 0, len(text))]
    ['万元', '%']
    """
    if not _SENTENCE.search(text, start, end):
        return
    bracketed = [match.span() for match in _BRACKETED.finditer(text, start, end)]
    for match in _UNIT.finditer(text, start, end):
        before = text[max(start, match.start() - _BEFORE) : match.start()].rstrip()
        rest = text[match.end() : min(end, match.end() + _BEFORE)]
        if not _ordinary(match[0], before, rest) and not any(
            a <= match.start() < b for a, b in bracketed
        ):
            yield Span(match.start(), match.end())


def _ordinary(unit: str, before: str, rest: str) -> bool:
    """Whether a unit between `before` and `rest` has its number or needs none.

    `before` is empty at the start of a block.
    """
    if _NUMBER_END.search(before) or _IN_HEAD.search(before):
        return True
    if not unit.endswith("元"):
        return False
    word = unit == "元" and not _BEFORE_YUAN.search(before)
    return word or bool(_NO_DIGITS.search(before)) or not _AMOUNT_END.match(rest)


def _quoted(text: str, span: Span) -> str:
    line = text.rfind("\n", 0, span.start) + 1
    return text[max(line, span.start - _BEFORE) : span.end]
