"""Words against figures: 决算数小于预算数, 决算数与预算数持平."""

import re
from collections.abc import Iterator

from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.verdicts import flat
from jixiao.types import Check, Quote, Verdict

_COMPARED = re.compile(
    r"(?P<left>(?:支出)?决\s*算\s*数?)\s*(?:(?:与|同|和)\s*(?P<flat>[^，,。；;：:、\n]{0,4}?\s*预\s*算\s*数?)\s*(?:基\s*本)?(?:持\s*平|一\s*致|相\s*同)"
    r"|(?P<word>小\s*于|大\s*于|等\s*于|低\s*于|高\s*于|超\s*过|少\s*于|多\s*于)\s*(?P<right>[^，,。；;：:、]{0,6}?预\s*算\s*数?))"
)
_ACTUAL = re.compile(r"决算(?:数)?(?:为)?$")
_PLAN = re.compile(r"预算(?:数)?(?:为)?$")
_NEGATIVE = frozenset(("小于", "低于", "少于"))
_REACH = 1
_ABOVE = re.compile(r"\s*[，,]\s*(?P<word>超额完成|超计划完成|超预算|超出(?:计划|预算|目标))")
_BELOW = re.compile(
    r"\s*[，,]\s*(?P<word>(?:没有|未能|未)完成(?:年初|年度|全年)?(?:计划|任务|目标|预算))"
)


def find(index: Index) -> Iterator[Check]:
    """Comparisons in words: of 决算 and 预算, and 超额完成 beside a rate of completion."""
    yield from _exceeded(index)
    for number, sentence in enumerate(index.sentences):
        for match in _COMPARED.finditer(index.text, sentence.start, sentence.end):
            check = _check(index, number, match)
            if check is not None:
                yield check


def _exceeded(index: Index) -> Iterator[Check]:
    """完成年度计划的95%，超额完成: the words behind a rate against it."""
    for rate in index.figures:
        if rate.role is not Role.COMPLETION or not rate.usable:
            continue
        after = index.text[rate.place.end : index.sentence_of(rate).end]
        said = _ABOVE.match(after) or _BELOW.match(after)
        if said is not None:
            yield _of_rate(index, rate, said)


def _of_rate(index: Index, rate: Figure, said: re.Match[str]) -> Check:
    above = said.re is _ABOVE
    holds = rate.approx.high > 1 if above else rate.approx.low < 1
    begin = rate.place.end + said.start("word")
    end = rate.place.end + said.end("word")
    value = rate.approx.value
    sign = ">" if value > 1 else "<" if value < 1 else "="
    says = "as the words say" if holds else "which the words contradict"
    formula = f"{flat(rate.place)} {sign} 100%"
    return Check(
        kind="bound",
        verdict=Verdict.AGREES if holds else Verdict.CONTRADICTION,
        stated=Quote(index.text[begin:end], begin, end),
        terms=(rate.place,),
        computed=None if rate.shown is None else rate.shown.show(rate.approx.value),
        formula=formula,
        note=f"{said['word']}: {formula}, {says}.",
    )


def _check(index: Index, number: int, match: re.Match[str]) -> Check | None:
    figures = _before(index, number, match.start())
    actuals = [figure for figure in figures if _ACTUAL.search(figure.clause)]
    wanted = "".join((match["flat"] or match["right"] or "").split()).removesuffix("数")
    plans = [f for f in figures if _PLAN.search(f.clause) and wanted in f.clause]
    plans = [plan for plan in plans if actuals and plan.like(actuals[-1])]
    if len(actuals) != 1 or not plans:
        return None
    sign = _sign(match)
    best = next((plan for plan in plans if _holds(actuals[0], plan, sign)), None)
    return _worded(match, actuals[0], best or plans[-1], sign, holds=best is not None)


def _before(index: Index, number: int, place: int) -> list[Figure]:
    """The levels of money in this sentence and the one before it."""
    return [
        figure
        for near in range(number - _REACH, number + 1)
        for figure in index.by_sentence.get(near, ())
        if figure.start < place
        and figure.usable
        and figure.role is Role.LEVEL
        and figure.family == "money"
    ]


def _sign(match: re.Match[str]) -> int:
    word = "".join((match["word"] or "").split())
    if not word or word == "等于":
        return 0
    return -1 if word in _NEGATIVE else 1


def _holds(actual: Figure, plan: Figure, sign: int) -> bool:
    difference = actual.approx - plan.approx
    if sign == 0:
        return difference.low <= 0 <= difference.high
    return difference.high > 0 if sign > 0 else difference.low < 0


def _worded(match: re.Match[str], actual: Figure, plan: Figure, sign: int, *, holds: bool) -> Check:
    assert actual.shown is not None
    difference = actual.shown.show(actual.approx.value - plan.approx.value)
    formula = f"{flat(actual.place)} - {flat(plan.place)} = {difference}"
    says = "as the words say" if holds else "which the words contradict"
    words = "".join(match.group().split())
    return Check(
        kind="difference" if sign == 0 else "bound",
        verdict=Verdict.AGREES if holds else Verdict.CONTRADICTION,
        stated=Quote(match.group(), match.start(), match.end()),
        terms=(plan.place, actual.place),
        computed=difference,
        formula=formula,
        note=f"{words}: {formula}, {says}.",
    )
