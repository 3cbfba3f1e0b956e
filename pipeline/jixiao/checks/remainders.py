"""Remainders: what is left between two amounts (结余, 缺口, 节约, 净增, 空编)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.checks import slips
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.growth import title
from jixiao.checks.verdicts import FITS, check_of, flat, judge, quotient
from jixiao.types import Check


@dataclass(frozen=True)
class Rest:
    """A word for what is left, and the words before the greater and the lesser amount."""

    word: re.Pattern[str]
    greater: re.Pattern[str]
    lesser: re.Pattern[str]


def _rest(word: str, greater: str, lesser: str) -> Rest:
    return Rest(
        re.compile(rf"(?:{word})(?:资金|金额|额|数|为|的|了|达|仅|共|尚有)*$"),
        re.compile(greater),
        re.compile(lesser),
    )


RESTS = (
    _rest(
        "缺口|未到位|差额|尚缺",
        r"计划|预算|应|总投|需|亏损|安排|下达|概算",
        r"到位|落实|筹集|补贴|补助|拨付|执行",
    ),
    _rest(
        "结余|结转|节余|剩余|结转结余|结转和结余|未支出|未使用|未支付|余额",
        r"预算|到位|收入|下达|安排|拨入|资金|拨付|金额",
        r"支出|支付|使用|执行|列支|追回|清退",
    ),
    _rest(
        "节约|节省|节支",
        r"预算|控制价|概算|估算|上年|批复",
        r"中标|成交|采购|合同|实际|决算|支出|审定",
    ),
    _rest("净增|净增加|净流入", r"新|增|流入|登记|纳入", r"减|注销|退出|清退|死亡|流出|吊销|核销"),
    _rest("空编|缺编|空缺|空编数", r"编制|核定", r"在职|在编|实有|在岗|现有"),
)
#: A stock that grew over the years is no rest of this year's amounts.
_OF_ALL_YEARS = re.compile(r"累计|滚存|历年|年末余额|期末")
_LEVELS = (Role.LEVEL, Role.ADDED, Role.PLAN, Role.CHANGE)
_RATE = re.compile(r"[，,、；;（(]?(?P<word>\S{2,4})率(?:为|达|达到)?$")


def find(index: Index) -> Iterator[Check]:
    """What is said to be left against the two amounts before it, and its rate."""
    for figure in index.figures:
        if not (figure.usable and figure.is_amount and figure.role in _LEVELS):
            continue
        if _OF_ALL_YEARS.search(figure.clause):
            continue
        rest = next((rest for rest in RESTS if rest.word.search(figure.clause)), None)
        pair = _pair(index, figure, rest) if rest else None
        if pair is not None:
            yield from _left(index, figure, *pair)


def _pair(index: Index, figure: Figure, rest: Rest) -> tuple[Figure, Figure, bool] | None:
    """The greater and the lesser amount directly before a rest, and whether both say so.

    They are the last two of the sentence that may be added with it; where the
    sentence has fewer, the one of the sentence before is taken in as well.
    """
    before = _amounts(index, figure, figure.sentence)
    sure = len(before) >= 2
    if not sure:
        before = [*_amounts(index, figure, figure.sentence - 1), *before]
    if len(before) < 2:
        return None
    first, second = before[-2:]
    for greater, lesser in ((first, second), (second, first)):
        if rest.greater.search(greater.clause) and rest.lesser.search(lesser.clause):
            return greater, lesser, sure and len(before) == 2
    return None


def _amounts(index: Index, figure: Figure, sentence: int) -> list[Figure]:
    return [
        other
        for other in index.by_sentence.get(sentence, ())
        if other.start < figure.start
        and other.usable
        and other.like(figure)
        and other.role in _LEVELS
        and other.depth == figure.depth
        and (other.sentence != figure.sentence or other.segment == figure.segment)
    ]


def _left(
    index: Index, figure: Figure, greater: Figure, lesser: Figure, sure: bool
) -> Iterator[Check]:
    computed = greater.approx - lesser.approx
    words = (
        f"{flat(greater.place)} - {flat(lesser.place)}",
        f"{title(greater)}, what is left of it (差额)",
    )
    verdict = judge(computed, figure)
    *parts, whole = slips.shown_of((lesser, figure, greater))
    slip = slips.explain_sum(parts, whole)
    if verdict in FITS or sure or slip:
        yield check_of("difference", verdict, figure, (greater, lesser), computed, words)
        yield from _rate(index, figure, greater)


def _rate(index: Index, rest: Figure, greater: Figure) -> Iterator[Check]:
    """节约143万元，节约率7.1%: the rest as a share of the greater amount."""
    group = index.by_sentence[rest.sentence]
    for rate in group[group.index(rest) + 1 :][:1]:
        said = _RATE.match(rate.lead)
        if rate.family == "fraction" and rate.usable and said and said["word"] in rest.clause:
            words = (
                f"{flat(rest.place)} / {flat(greater.place)}",
                f"{title(rate)}, what is left as a share of {title(greater)}",
            )
            division = (rest.approx, greater.approx)
            yield quotient("ratio", rate, division, (rest, greater), words)
