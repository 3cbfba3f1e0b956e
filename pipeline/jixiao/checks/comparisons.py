"""Comparisons that name no difference: 比上年的A有所下降, 低于预算A, 目标A、实际B，超额完成."""

import re
from collections.abc import Iterator
from itertools import pairwise

from jixiao.checks.cues import LEVELS, Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.statements import statements
from jixiao.checks.verdicts import flat
from jixiao.types import Check, Quote, Verdict

_TREND = re.compile(
    r"\s*[，,]?(?:略|稍|小幅|大幅|明显|显著|逐步|持续|进一步)*有?所?"
    r"(?:(?P<up>增长|增加|上升|提高|提升)|(?P<down>下降|减少|降低|回落))(?=[，,。；;）)])"
)
_THAN = re.compile(
    r"[，,]?(?:(?P<more>高于|多于|大于|超过|超出)|(?P<less>低于|少于|小于)"
    r"|(?P<within>不超过|未超过|没有超过|未突破|不高于|不大于))"
    r"(?:(?:上年|去年)(?:度|同期|末|底)?|(?:年初|年度|全年|当年|核定|批复)?"
    r"(?:预算|计划|目标|控制|限额|指标))(?:安排|实际|决算|执行|控制|水平|支出)*[数额值]?[的为]?"
)
_SAYS = {
    Verdict.AGREES: "as the words say",
    Verdict.ROUNDING: "which rounding alone may hide",
    Verdict.CONTRADICTION: "which the figures contradict",
}
_AIM = re.compile(r"计划|目标|任务|应")
_DONE = re.compile(r"实际|完成|已|实现|达")
_AT_MOST = re.compile(r"不超过|不高于|不大于|以内|以下|控制|压减|[≤<＜]")
_AIMS = r"(?:了)?(?:年初|年度|全年|既定|预期|绩效)*(?:计划|任务|目标|指标|要求)"
_VERDICT_ON_AIM = re.compile(
    rf"\s*[，,；;]\s*(?:(?P<more>超额完成|超计划完成)|(?P<less>(?:没有|未能|未)(?:完成|达到|实现){_AIMS})"
    rf"|(?P<least>(?:已|全面|圆满|如期|均|顺利)*(?:完成|达到|实现){_AIMS}))"
)


def find(index: Index) -> Iterator[Check]:
    """Words that say which of two figures is the greater, against the figures."""
    yield from _trends(index)
    for group in index.by_sentence.values():
        for first, second in pairwise(group):
            if first.like(second) and first.depth == second.depth:
                yield from _than(index, first, second)
                yield from _aims(index, first, second)


def _trends(index: Index) -> Iterator[Check]:
    """B，比上年的A有所下降: the words behind a base against the level before it."""
    for statement in statements(index):
        for base in statement.of(Role.BASE):
            said = _TREND.match(index.text, base.place.end, index.sentence_of(base).end)
            if said is not None and base.like(statement.level):
                yield _check(index, said, (statement.level, base), ">" if said["up"] else "<")


def _than(index: Index, first: Figure, second: Figure) -> Iterator[Check]:
    """B，低于上年的A, 超过预算A: the words between two amounts."""
    said = _THAN.fullmatch(second.lead)
    if said is None or not (first.usable and second.usable) or first.role not in LEVELS:
        return
    gap = index.text[first.place.end : second.start]
    start = first.place.end + len(gap) - len(gap.lstrip(" \t\n，,"))
    end = start + len(index.text[start : second.start].rstrip())
    sign = ">" if said["more"] else "<" if said["less"] else "≤"
    yield _worded(Quote(index.text[start:end], start, end), (first, second), sign)


def _aims(index: Index, aim: Figure, done: Figure) -> Iterator[Check]:
    """计划A，实际B，超额完成: the words behind what was reached against what was aimed at."""
    said = _VERDICT_ON_AIM.match(index.text, done.place.end, index.sentence_of(done).end)
    told = aim.clause + aim.tail[:2]
    if (
        said is None
        or not done.usable
        or aim.shown is None
        or _AT_MOST.search(index.text[aim.start - len(aim.lead) : aim.place.end] + aim.tail[:2])
        or not _AIM.search(told)
        or _AIM.search(done.clause)
        or not _DONE.search(done.clause)
    ):
        return
    sign = ">" if said["more"] else "<" if said["less"] else "≥"
    yield _check(index, said, (done, aim), sign)


def _check(index: Index, said: re.Match[str], pair: tuple[Figure, Figure], sign: str) -> Check:
    group = next(name for name, text in said.groupdict().items() if text)
    begin, end = said.span(group)
    return _worded(Quote(index.text[begin:end], begin, end), pair, sign)


def _worded(words: Quote, pair: tuple[Figure, Figure], sign: str) -> Check:
    first, second = pair
    verdict = _verdict(first, second, sign)
    assert first.shown is not None
    difference = first.shown.show(first.approx.value - second.approx.value)
    formula = f"{flat(first.place)} - {flat(second.place)} = {difference}"
    return Check(
        kind="bound",
        verdict=verdict,
        stated=words,
        terms=(first.place, second.place),
        computed=difference,
        formula=formula,
        note=f"{flat(words)}: {formula}, {_SAYS[verdict]}.",
    )


def _verdict(first: Figure, second: Figure, sign: str) -> Verdict:
    """Whether the relation holds of the two printed figures, or of numbers behind them."""
    difference = first.approx - second.approx
    value, near = difference.value, difference.high
    if sign in "<≤":
        value, near = -difference.value, -difference.low
    if value > 0 or (value == 0 and sign in "≤≥"):
        return Verdict.AGREES
    return Verdict.ROUNDING if near > 0 else Verdict.CONTRADICTION
