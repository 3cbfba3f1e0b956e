"""Means: an amount for each of so many (户均2万元, 平均每公里150万元)."""

import re
from collections.abc import Iterator

from jixiao.checks import slips
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.growth import title
from jixiao.checks.verdicts import FITS, check_of, flat, judge
from jixiao.types import Check

_EACH = re.compile(
    r"(?:(?:平均|折合|相当于|均摊|合)每(?P<each>[\u4e00-\u9fff]{1,3}?)|(?P<of>[\u4e00-\u9fff]{1,2})均)"
    r"(?:投资|投入|补助|补贴|发放|资助|救助|费用|支出|花费|消费|成本|奖励|经费|损失)?(?:为|达|达到)?$"
)
#: What the counted thing is called in 人均, 车均, and how it is counted.
_COUNTED = {"车": "辆", "人": "人", "人次": "人次", "次": "次", "期": "期"}
#: Amounts that are divided by other numbers than the one beside them (mean population).
_OTHER_DIVISOR = re.compile(r"产值|收入|GDP|消费|面积|产量|利润")
_LEVELS = (Role.LEVEL, Role.ADDED, Role.PLAN)
_NEAR = 3


def find(index: Index) -> Iterator[Check]:
    """Means against a total and a number of things in the same sentence."""
    for mean in index.figures:
        found = _EACH.search(mean.clause)
        if found and mean.usable and mean.is_amount and mean.role is Role.LEVEL:
            unit = found["each"] or found["of"]
            yield from _checked(index, mean, _COUNTED.get(unit, unit))


def _checked(index: Index, mean: Figure, unit: str) -> Iterator[Check]:
    group = index.by_sentence[mean.sentence]
    before = [
        figure
        for figure in group[: group.index(mean)]
        if figure.is_amount and figure.usable and figure.role in _LEVELS and not figure.depth
    ]
    counts = [f for f in before if f.family == "count" and _counts(f, unit)]
    totals = [f for f in before if f not in counts and _divisible(f, mean)]
    pairs = [
        (total, count, _check(mean, total, count))
        for total in reversed(totals[-_NEAR:])
        for count in reversed(counts[-_NEAR:])
        if count.approx.low > 0
    ]
    fitting = next((check for *_, check in pairs if check.verdict in FITS), None)
    if fitting is not None:
        yield fitting
    elif len(pairs) == 1:
        total, count, check = pairs[0]
        sure = _alone(before, total, count) or _one_slip(mean, total, count)
        if sure and not _OTHER_DIVISOR.search(total.clause):
            yield check


def _one_slip(mean: Figure, total: Figure, count: Figure) -> bool:
    stated, *terms = slips.shown_of((mean, total, count))
    return slips.explain_quotient(stated, terms, lambda values: values[0] / values[1])


def _alone(before: list[Figure], total: Figure, count: Figure) -> bool:
    """Whether the two stand directly before their mean."""
    lately = [f for f in before if f.family == "money" or f.unit == count.unit][-2:]
    return set(lately) == {total, count}


def _counts(figure: Figure, unit: str) -> bool:
    """Whether a figure counts what the mean is for: 人次 or 人 for 人均, 台 for 每台."""
    return figure.unit == unit or (unit == "人" and figure.unit == "人次")


def _divisible(figure: Figure, mean: Figure) -> bool:
    same_money = figure.unit == mean.unit.partition("/")[0]
    return figure.family == mean.family and (mean.family == "count" or same_money)


def _check(mean: Figure, total: Figure, count: Figure) -> Check:
    computed = total.approx / count.approx
    verdict = judge(computed, mean, division=True)
    words = (
        f"{flat(total.place)} / {flat(count.place)}",
        f"{title(mean)}, the mean of {title(total)} (平均)",
    )
    return check_of("ratio", verdict, mean, (total, count), computed, words)
