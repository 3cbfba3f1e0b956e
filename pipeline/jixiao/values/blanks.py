"""Text as it is matched: narrow, and without the blanks that say nothing."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from jixiao.values.numerals import CHINESE_CHARS, narrow

_PUNCTUATION = "，。；：、！？“”‘’《》"
_CHINESE = f"\u4e00-\u9fff{_PUNCTUATION}"
# A number that is printed as in accounts, alone in its cell.
_CELL = rf"""-?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+(?=\.[0-9]{{2}}))(?:\.[0-9]{{2}})?
    (?:[\t\n]|$|[ \u00a0]++(?![万亿千百元%{_PUNCTUATION}]))"""
# Between two numbers a blank means something, as it does after one that a word follows.
_IDLE = re.compile(
    rf"""(?=[ \u00a0])(?: (?<=[{_CHINESE}%‰])
        (?:(?<![{CHINESE_CHARS}])[ \u00a0]+|[ \u00a0]+(?![{CHINESE_CHARS}])) (?=[{_CHINESE}])
      | (?<=[{_CHINESE}])[ \u00a0]+(?=[0-9$¥€£-])(?!{_CELL})
      | (?<=[0-9])[ \u00a0]+(?=[{_PUNCTUATION}和及与]) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """Narrowed `text` without idle blanks, and the way between its offsets and the source's.

    `places` are offsets in `text` where blanks were left out, `left_out` how
    many up to there, `sources` where in the source each stretch goes on.
    """

    text: str
    places: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()

    def inward(self, place: int) -> int:
        """The offset in `text` for one in the source; a blank's is that of what follows."""
        before = bisect_right(self.sources, place)
        offset = place - (self.left_out[before - 1] if before else 0)
        return min(offset, self.places[before]) if before < len(self.places) else offset

    def outward(self, place: int) -> int:
        """The offset in the source of the character at `place` of `text`."""
        before = bisect_right(self.places, place)
        return place + (self.left_out[before - 1] if before else 0)


@lru_cache(maxsize=2)
def plain(text: str) -> Plain:
    """`text` narrowed and without idle blanks; remembered for the document at hand.

    >>> plain("约 １２ 万元 左右").text
    '约12 万元左右'
    """
    narrowed = narrow(text)
    if " " not in narrowed and "\u00a0" not in narrowed:
        return Plain(narrowed)
    pieces, places, left_out, sources = [], [], [], []
    last = length = 0
    for blank in _IDLE.finditer(narrowed):
        pieces.append(narrowed[last : blank.start()])
        length += blank.start() - last
        last = blank.end()
        places.append(length)
        left_out.append(last - length)
        sources.append(last)
    if not places:
        return Plain(narrowed)
    pieces.append(narrowed[last:])
    return Plain("".join(pieces), tuple(places), tuple(left_out), tuple(sources))
