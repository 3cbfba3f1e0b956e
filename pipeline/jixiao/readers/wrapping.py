"""Finding out which lines of a plain text are one paragraph broken at a fixed width."""

import re
import unicodedata
from collections.abc import Sequence

from jixiao.readers.numbering import number_at

_MIN_LINES = 6
_FULL_SHARE = 0.5
_SLACK = 6
_SAMPLE = 5_000
_MAX_WIDTH = 160
_RAGGED = 8
SENTENCE_ENDS = ("。", "！", "？", "；", "：")
_INDENT = re.compile(r"[ \t\u3000]{2,}|\u3000")
#: What cannot be broken: a run of Latin letters and digits, or one other character,
#: with the brackets that may not end a line and the punctuation that may not begin one.
UNIT = re.compile(r"[（(《“‘〔【]*(?:[0-9A-Za-z.,%％]+|.)[，。、；：！？）)》”’〕】…]*")


def width(text: str) -> int:
    """Columns that `text` takes, a full-width character taking two.

    >>> width("12万元")
    6
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def wrap_width(lines: Sequence[str]) -> int | None:
    """The column where the lines are broken, or None if they are whole paragraphs.

    Lines broken at a width crowd just below it; whole paragraphs do not.
    """
    widths = sorted(width(line.rstrip()) for line in lines[:_SAMPLE] if line.strip())
    if len(widths) < _MIN_LINES:
        return None
    limit = widths[int(0.95 * (len(widths) - 1))]
    full = sum(limit - _SLACK <= found <= limit + _SLACK for found in widths)
    long = sum(found > limit / 2 for found in widths)
    if limit > _MAX_WIDTH or limit < 40 or widths[-1] > limit + _SLACK:
        return None
    return limit if full >= max(3, _FULL_SHARE * long) else None


def continues(line: str, following: str, limit: int) -> bool:
    """Whether `following` goes on with the paragraph of `line`, broken at `limit` columns.

    It does if its first unbreakable piece had no room left, and it is neither
    indented nor numbered. A line that ends no sentence may leave some room: the
    text may have lost the indents of first lines, and lines may be ragged.
    """
    unit = UNIT.match(following)
    if not unit or _INDENT.match(following) or number_at(following):
        return False
    end = line.rstrip()
    spare = 0 if end.endswith(SENTENCE_ENDS) else _RAGGED
    return width(end) + width(unit[0]) + spare > limit - 1
