"""The pieces that the patterns of all kinds of figures are built from.

Patterns are matched in verbose mode against narrowed text (`numerals.narrow`),
whose offsets are those of the text itself.
"""

import re
from collections.abc import Iterable, Mapping

from jixiao.values.numerals import CHINESE_CHARS


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first.

    >>> any_of(["元", "美元"])
    '(?:美元|元)'
    """
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def barred(words: Mapping[str, str]) -> str:
    """A pattern for words, each barred from the longer words it only begins.

    The bars are single characters, and what makes another of the words.

    >>> bool(re.match(barred({"项": "目", "项次": ""}), "项目"))
    False
    """
    parts = []
    for word in sorted(words, key=len, reverse=True):
        longer = [w[len(word) :] for w in words if w.startswith(word) and w != word]
        bars = longer + list(words[word])
        parts.append(re.escape(word) + (f"(?!{any_of(bars)})" if bars else ""))
    return "(?:" + "|".join(parts) + ")"


BLANK = r"[ \u00a0\u3000]"
# A blank, or one line break of wrapped text, inside a figure.
GAP = rf"(?:{BLANK}?\n?{BLANK}?)"
TO = r"(?:--|——|[-—–‑~至到])"
# Between the numbers of a list.
SEPARATOR = rf"(?:{BLANK}?[、和及与]\n?{BLANK}?)"

CN = f"[{CHINESE_CHARS}]"
# A year after a list number (3．2020年) is no fraction.
# A blank parts groups of three or every digit of spaced print (1 2 . 5), a line
# break any digits; not after 表1 and 第3.
_NUMBERING = "(?<![0-9.表图第件页A-Za-z])"
ARABIC = rf"""(?:(?:[0-9]{{1,3}}(?:[,，]\n?[0-9]{{3}})+(?![0-9])
    | {_NUMBERING}[0-9]{{1,3}}(?:[ \u00a0][0-9]{{3}})+(?![0-9])
    | (?<=[\u4e00-\u9fff]){_NUMBERING}[0-9]+\n(?!(?:19|20)[0-9]{{2}}年)[0-9]+(?![0-9、]|\.[^0-9])
    | (?<![0-9.])(?<![0-9][ ])[0-9](?:[ ][0-9])+(?![0-9])(?:[ ]?\.[ ]?[0-9](?:[ ][0-9])*(?![0-9]))?
    | [0-9]+)(?:\.\n?(?!(?:19|20)[0-9]{{2}}年)[0-9]+|[ ]\.[ ][0-9](?:[ ][0-9])*(?![0-9]))?)"""
# 千 before these belongs to the unit: 千瓦, 千克.
SCALE = "(?:[十百千]?(?:万亿|[万亿])|[十百千](?![瓦米克伏帕卡赫焦]))"
MORE = "[余多几来]"
MIXED = rf"(?:零?{ARABIC}{SCALE}?)*"
_PLAIN = rf"{ARABIC}(?:{GAP}{SCALE}{MIXED})?"
AMOUNT = rf"(?:{_PLAIN}(?:{GAP}{MORE}(?:{GAP}{SCALE})?)?)"
RANGE = rf"(?:{AMOUNT}(?:{GAP}{TO}{GAP}{AMOUNT})?)"
CN_AMOUNT = rf"(?:(?:[几数](?=[十百千万亿]))?{CN}+(?:点{CN}+)?(?:{MORE}[百千万亿]*)?)"
CN_RANGE = rf"(?:{CN_AMOUNT}(?:{GAP}[至到]{GAP}{CN_AMOUNT})?)"

# No digit before a figure, and for counts and dates no letter, sign or code either.
FREE = r"(?<![0-9.])(?<![0-9],)"
WORDLESS = r"(?<![0-9A-Za-z.\-/+_])(?<![0-9],)"
NEGATIVE = "(?:(?<![减肩担自抱辜欠背])负)?"
SIGN = rf"(?:(?<![0-9A-Za-z%‰)\]-])-(?=[0-9])|{NEGATIVE})"
# A number that begins with its scale is a manner of speaking (百姓) unless 余 or 多 follows.
SCALE_FIRST = "(?:[百千万亿](?![百千万亿]*[余多]))"
# A level that is passed or reached may be a bare scale: 突破百亿大关, 超“千家”.
PASSED = "(?:(?<=[近超破达过逾上到])|(?<=[破超过达]“))"
LEVEL_ENDS = r"(?=[，。、；！)”,;]|$|大关|台阶|关口|门槛|的|左右|以[上内](?:[，。、；)]|$))"
# What may follow a rank or another figure that closes its phrase.
CLOSES = r"(?=[，。、；！)”》,;\s]|$|[和及与的并且]|以[上内下来])"
