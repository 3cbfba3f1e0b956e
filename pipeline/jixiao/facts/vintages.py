"""Versions of one figure: first told, adjusted later, settled at last."""

import dataclasses
import re

from jixiao.facts.drafts import Draft, grounded
from jixiao.facts.reading import Reading
from jixiao.types import How, Span

_WORDS = (
    ("preliminary", re.compile(r"快报|初步(?:核算|统计|测算|汇总)|预计数|初步数")),
    ("adjusted", re.compile(r"调整预算|预算调整数|(?:调整|修订|修正|追加|核减|调减|调增)后")),
    ("final", re.compile(r"最终核[实定]|核[定实]数|终审|审定(?:数|额|金额|后)|年报数|定案")),
    ("initial", re.compile(r"年初(?:部门|支出|收入|批复)?(?:预算|批复)|(?:年初|批复)数|初始预算")),
)
_BRACKET = re.compile(r"\s*[（(][^（()）]{1,12}[)）]")


def vintage_of(words: str) -> tuple[str, int, int] | None:
    """The version that the last telling word names, and where in `words` it stands.

    >>> vintage_of("年初预算"), vintage_of("经调整后"), vintage_of("预算")
    (('initial', 0, 4), ('adjusted', 1, 4), None)
    """
    found = [(*m.span(), name) for name, pattern in _WORDS for m in pattern.finditer(words)]
    if not found:
        return None
    start, end, name = max(found)
    return name, start, end


def with_vintage(reading: Reading, made: Draft) -> Draft:
    """The draft of a level with its version: by the words before it, or in brackets after.

    What a share or change is measured against (完成年初预算的98%) is no version of it.
    """
    ground = made.fact.ground("value")
    if made.fact.kind not in {"measure", "funding"} or ground is None or ground.end is None:
        return made
    start = reading.layout.clause(made.anchor).start
    bracket = _BRACKET.match(reading.text, ground.end)
    end = bracket.end() if bracket else ground.end
    found = vintage_of(reading.text[start:end])
    if found is None:
        return made
    place = Span(start + found[1], start + found[2])
    made = Draft(made.anchor, dataclasses.replace(made.fact, vintage=found[0]))
    return grounded(made, "vintage", How.STATED, place)
