"""Words and characters as they are shown, in the terminal and on the page."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from jixiao.types import Metadata

#: What a report says of itself, each with its Chinese name.
METADATA = (
    ("title", "标题"),
    ("issuer", "单位"),
    ("region", "地区"),
    ("year", "年度"),
    ("kind", "类型"),
)
# Characters that steer a terminal, turn the direction of writing, or are none of Unicode's.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_UNIT = re.compile(
    r"[（(\[【]?[^：:]{0,6}单\s?位\s*[：:为]\s*(.+?)[）)\]】]?|.*[（(]([^（()）]*元)[）)]",
    re.DOTALL,
)


def visible(text: str) -> str:
    r"""The text on one line, with � for what would not be seen but do something.

    >>> visible("青岩县\r\n　　水利局\x1b[31m"), visible("New\nYork")
    ('青岩县水利局�[31m', 'New York')
    """
    from jixiao.readers.building import glue

    lines = [line for line in map(str.strip, text.splitlines()) if line]
    joints = (glue(left[-1], right[0])[1:-1] for left, right in pairwise(lines))
    whole = "".join(chain.from_iterable(zip(lines, [*joints, ""], strict=False)))
    return _UNSEEN.sub("�", (whole if len(lines) > 1 else text.strip("\r\n")).replace("\t", " "))


def told(metadata: Metadata) -> list[tuple[str, str, str, tuple[int, int] | None]]:
    """Name, Chinese name, value and place of everything a report can say of itself."""
    rows = []
    for name, chinese in METADATA:
        found = getattr(metadata, name)
        place = (found.evidence.start, found.evidence.end) if found else None
        rows.append((name, chinese, found.value if found else "—", place))
    return rows


def numbers(found: Iterable[int]) -> str:
    """Numbers as runs.

    >>> numbers([5, 6, 7, 9]), numbers([3])
    ('5–7, 9', '3')
    """
    runs: list[list[int]] = []
    for number in sorted(found):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, dict.fromkeys((run[0], run[-1])))) for run in runs)


def unit_words(said: str) -> str:
    """A unit without what says that it is one, or what it is the unit of.

    >>> unit_words("（单位：万元）"), unit_words("金额单位:元"), unit_words("预算数（万元）")
    ('万元', '元', '万元')
    """
    match = _UNIT.fullmatch(said.strip())
    return match[1] or match[2] if match else said


def counted(count: int, name: str, chinese: str) -> str:
    """A number of things.

    >>> counted(1, "page", "页"), counted(2400, "character", "字")
    ('1 page (页)', '2,400 characters (字)')
    """
    return f"{count:,} {name}{'' if count == 1 else 's'} ({chinese})"


def cut(text: str, start: int, places: Sequence[tuple[int, int]]) -> list[tuple[int | None, str]]:
    """The text, which begins at offset `start`, cut at places that lie inside it.

    Each piece comes with the number that its place has, the first with None.

    >>> cut("甲乙丙丁", 10, [(12, 5)])
    [(None, '甲乙'), (5, '丙丁')]
    """
    ends: list[tuple[int, int | None]] = [(0, None), *((at - start, n) for at, n in places)]
    pairs = pairwise([*ends, (len(text), None)])
    return [(number, text[begin:end]) for (begin, number), (end, _) in pairs]
