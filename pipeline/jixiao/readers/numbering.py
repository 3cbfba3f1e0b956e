"""The numbering styles of Chinese headings: 第一章, 一、, （一）, 1., （1）, ①."""

import re
from dataclasses import dataclass
from enum import IntEnum

_CHINESE = "零〇一二三四五六七八九十百"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Style(IntEnum):
    """A way of numbering; the value is its usual depth (official documents, GB/T 9704)."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    CHINESE = 4
    CHINESE_BRACKETS = 5
    ARABIC = 6
    ARABIC_BRACKETS = 7
    HALF_BRACKET = 8
    CIRCLED = 9
    DECIMAL = 10


@dataclass(frozen=True, slots=True)
class Number:
    """A heading number as written, its style and its place in the counting."""

    written: str
    style: Style
    ordinal: int


_UNITS = "[万亿]|元|个百分点|倍|平方|立方|公里|千米|米|公斤|吨|亩"
_PATTERNS = (
    (Style.PART, rf"第([{_CHINESE}]+|\d{{1,2}})(?:部分|篇|编)[、：:]?"),
    (Style.CHAPTER, rf"第([{_CHINESE}]+|\d{{1,2}})章[、：:]?"),
    (Style.SECTION, rf"第([{_CHINESE}]+|\d{{1,2}})节[、：:]?"),
    (Style.CHINESE, rf"([{_CHINESE}]{{1,4}})\s*(?:、|[.．](?!\d))"),
    (Style.CHINESE_BRACKETS, rf"[（(]\s*([{_CHINESE}]{{1,4}})\s*[）)][、.．]?"),
    # 1.5 is a number, 3.2022年 a third heading that begins with a year.
    (
        Style.DECIMAL,
        rf"((?:1?\d|20)(?:[.．]\d{{1,2}}){{1,3}})[.．、]?(?=\s+(?!{_UNITS})[\u4e00-\u9fff“《])",
    ),
    (Style.ARABIC, r"(\d{1,2})\s*(?:[.．](?!\d)|[.．](?=(?:19|20)\d\d\s*年)|、)"),
    (Style.ARABIC_BRACKETS, r"[（(]\s*(\d{1,2})\s*[）)][、.．]?"),
    (Style.HALF_BRACKET, r"(\d{1,2})\s*[）)]"),
    (Style.CIRCLED, rf"([{_CIRCLED}])[、.．]?"),
)
_COMPILED = tuple((style, re.compile(pattern)) for style, pattern in _PATTERNS)


def number_at(text: str) -> Number | None:
    """The heading number that `text` begins with, or None.

    >>> number_at("（二）部门整体支出").ordinal
    2
    >>> number_at("3.2022年重点工作").written, number_at("3.5亿元")
    ('3.', None)
    """
    for style, pattern in _COMPILED:
        if (match := pattern.match(text)) and (ordinal := _ordinal(match[1], style)):
            return Number(match[0], style, ordinal)
    return None


def _ordinal(digits: str, style: Style) -> int:
    if style is Style.CIRCLED:
        return _CIRCLED.index(digits) + 1
    if style is Style.DECIMAL:
        return int(re.split("[.．]", digits)[-1])
    return int(digits) if digits.isdecimal() else chinese_ordinal(digits)


def chinese_ordinal(digits: str) -> int:
    """The value of a Chinese ordinal below 1000, or 0 if it is none.

    >>> [chinese_ordinal(digits) for digits in ("三", "十", "十二", "二十一", "一百零五", "百")]
    [3, 10, 12, 21, 105, 0]
    """
    match = re.fullmatch(
        r"(?:([一二三四五六七八九])百[零〇]?)?(?:([一二三四五六七八九])?(十))?"
        r"([一二三四五六七八九])?",
        digits,
    )
    if not match or not digits:
        return 0
    hundreds, tens, ten, ones = match.groups()
    ten_value = 10 * _DIGITS[tens or "一"] if ten else 0
    return 100 * _DIGITS.get(hundreds or "零", 0) + ten_value + _DIGITS[ones or "零"]


_STOP = re.compile(r"[。！？!?；;]")
_COMMA = re.compile(r"[，,：:]")
_YEARS_AND_QUOTES = re.compile(r"(?:19|20)\d\d\s*年|“[^”]*”")
_AMOUNT = re.compile(r"\d\s*(?:[万亿]?元|[%％‰]|个?百分点)")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]|“[^”]*”|《[^》]*》")
_MAX_HEADING = 40
_MAX_SENTENCE = 20


def is_title_like(title: str) -> bool:
    """Whether the words after a number make a title rather than a statement of figures.

    Titles have at most 40 characters outside brackets and quotes, and neither
    an amount nor a figure beside a comma.

    >>> is_title_like("强化支撑，创新迈上新台阶"), is_title_like("新增企业21家，累计148家")
    (True, False)
    """
    bare = _YEARS_AND_QUOTES.sub("", title)
    figures = _COMMA.search(title) and any(char.isdecimal() for char in bare)
    length = len(_BRACKETED.sub("", title))
    return (
        bool(title.strip()) and length <= _MAX_HEADING and not figures and not _AMOUNT.search(bare)
    )


def is_bare_heading(text: str) -> bool:
    """Whether a whole line is a numbered heading: short, not a sentence.

    A full stop may end it if it has no comma and no more than 20 characters.

    >>> is_bare_heading("一、部门概况"), is_bare_heading("2.主要成效。")
    (True, True)
    >>> is_bare_heading("一、收入增长，支出下降。"), is_bare_heading("一、稳增长：总量迈上新台阶")
    (False, True)
    """
    number = number_at(text)
    if number is None:
        return False
    title = text[len(number.written) :].strip()
    if title.endswith("。"):
        title = title[:-1]
        if len(title) >= _MAX_SENTENCE or _COMMA.search(title):
            return False
    return is_title_like(title) and not _STOP.search(title) and title[-1] not in "，,、"
