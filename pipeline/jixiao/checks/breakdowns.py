"""Two breakdowns of one total that is not printed, against each other."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jixiao.checks import spending, trees
from jixiao.checks.approx import total
from jixiao.checks.by_kind import broken_down
from jixiao.checks.figures import Figure, Index
from jixiao.checks.verdicts import FITS, check_of, flat, joined, judge
from jixiao.types import Check, Verdict

Parts = tuple[Figure, ...]

#: Nothing but the kinds stands before the second list, so that it divides what the first does.
_AGAIN = re.compile(r"[；;，,]?(?:其中)?(?:再|若|又)?(?:按|分|从)")
_NEAR = Decimal("0.1")


def find(index: Index) -> Iterator[Check]:
    """Breakdowns by subject against 基本支出 and 项目支出, and lists by kinds side by side."""
    yield from _by_subject(index)
    told = {tree.parts for tree in trees.trees(index) if tree.cue == "kinds"}
    for first, second in pairwise(broken_down(index)):
        if second not in told and _of_one_total(first, second):
            yield from _side_by_side(first, second)


def _by_subject(index: Index) -> Iterator[Check]:
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


def _of_one_total(first: Parts, second: Parts) -> bool:
    near = second[0].sentence - first[0].sentence <= 1
    return near and first[0].like(second[0]) and bool(_AGAIN.match(second[0].lead))


def _side_by_side(first: Parts, second: Parts) -> Iterator[Check]:
    """The last part of the second list against the first list less the other parts.

    A list may leave something out: only totals that are near each other contradict.
    """
    *others, last = second
    whole, known = (total([part.approx for part in parts]) for parts in (first, others))
    computed = whole - known
    verdict = judge(computed, last)
    apart = abs(computed.value - last.approx.value)
    if verdict in FITS or apart < whole.value * _NEAR:
        words = (
            f"{joined(first)} - {joined(others, ' - ')}",
            "two breakdowns of one total (两种分类)",
        )
        yield check_of("sum", verdict, last, (*first, *others), computed, words)
