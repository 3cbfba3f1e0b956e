"""Two breakdowns of one total that is not printed: by subject, and 基本支出 + 项目支出."""

from collections.abc import Iterator

from jixiao.checks import spending
from jixiao.checks.figures import Index
from jixiao.checks.verdicts import check_of, flat, joined, judge
from jixiao.types import Check, Verdict


def find(index: Index) -> Iterator[Check]:
    """项目支出 against the breakdown by subject less 基本支出.

    That the two breakdowns are of one total shows when they agree, or when a
    share of the total confirms the pair; otherwise nothing is said.
    """
    for parts in spending.by_subject(index):
        pair = spending.pair(index, parts[0])
        if pair is None:
            continue
        basic, project = pair
        computed = spending.summed(parts) - basic.approx
        verdict = judge(computed, project)
        if verdict is Verdict.CONTRADICTION and not spending.share_confirms(index, pair):
            continue
        words = (
            f"{joined(parts)} - {flat(basic.place)}",
            "two breakdowns of one total: by subject (科目), and 基本支出 + 项目支出",
        )
        yield check_of("sum", verdict, project, (*parts, basic), computed, words)
