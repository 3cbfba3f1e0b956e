"""What an amount is given for: 每人每月300元, 5000元/亩, 人均3.5万元."""

import re

from jixiao.values.grammar import any_of
from jixiao.values.tables import AVERAGES, DENOMINATORS

_UNIT = re.compile(any_of(DENOMINATORS))
_SLASHED = re.compile(rf"\s*[/／]\s*{_UNIT.pattern}(?:\s*[/／·.]?\s*{_UNIT.pattern})*")
_EACH = rf"(?:每一?{_UNIT.pattern}\s*)+"
_EACH_AFTER = re.compile(rf"\s*(?:{_EACH}|一(?:亩|[吨斤]|平方米)(?![片]))")
# 由每月100元提高到200元: the denominator of the first amount is that of the second.
_FIRST = r"(?:[0-9.,]+[万亿]?元(?=[^，。；：]{0,4}[到至为]))?"
_EACH_BEFORE = re.compile(rf"({_EACH})[^，。；：0-9]{{0,12}}{_FIRST}[^，。；：0-9]{{0,8}}$")
_AVERAGE = re.compile(rf"({any_of(AVERAGES)})[^，。；：0-9]{{0,20}}{_FIRST}[^，。；：0-9]{{0,8}}$")


def denominator(plain: str, start: int, end: int) -> str | None:
    """What the amount ``plain[start:end]`` is given for, 人·月 for each person each month.

    None for an amount that is no rate. `plain` is narrowed text.

    >>> denominator("每人每月补助300元", 6, 10)
    '人·月'
    """
    after = _SLASHED.match(plain, end) or _EACH_AFTER.match(plain, end)
    if after:
        return "·".join(_UNIT.findall(after[0]))
    before = _EACH_BEFORE.search(plain, max(0, start - 40), start)
    if before:
        return "·".join(_UNIT.findall(before[1]))
    average = _AVERAGE.search(plain, max(0, start - 40), start)
    return AVERAGES[average[1]] if average else None
