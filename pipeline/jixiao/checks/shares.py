"""Shares: a part and its percentage against the whole it is said to be of."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from jixiao.checks import cues, slips, spending, trees
from jixiao.checks.approx import Approx
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index, single
from jixiao.checks.growth import title
from jixiao.checks.naming import bare
from jixiao.checks.statements import Statement, same_thing, statements
from jixiao.checks.verdicts import FITS, flat, joined, quotient
from jixiao.types import Check, Verdict

_NEAR = 1
#: Sentences and figures that a name may be behind the share that repeats it.
_RECALL = 3
_FAR_BACK = 24
_LEVELS = (Role.LEVEL, Role.ADDED)
_OF_MONEY = re.compile(r"(?:资金|经费|金额|总量)$")
_WITHIN = re.compile(r"^[^，,。；;]{0,8}(?:中|里|内)[，,]?|其中")
_PADDING = re.compile(
    r"总(?=.)|总?[额数量]$|合计|总计|全部|全年|本年|当年|年度|累计|实际|[的个]|人数"
)
#: Digits of a share that no other whole gives by chance (98.43%, 7.5%).
_TELLING = 2


@dataclass(frozen=True)
class Claim:
    """A share of a part and the whole that it seems to be of.

    `sure` says that the text leaves no other whole.
    """

    part: Figure
    whole: Figure
    share: Figure
    sure: bool


def find(index: Index) -> Iterator[Check]:
    """Shares of wholes that are printed, or equal the sum of 基本支出 and 项目支出.

    Where the whole is far from its share, or left out behind another share,
    it is taken for sure only if another share of it agrees, or if one slip
    explains why this one does not.
    """
    found = [(claim, _against(claim)) for claim in _claims(index)]
    agreeing: dict[str, set[str]] = defaultdict(set)
    for claim, check in found:
        if check.verdict in FITS and _telling(claim.share):
            agreeing[claim.whole.mention].add(claim.share.mention)
    elsewhere = _of_another_whole([claim for claim, check in found if _contradicts(check)])
    for claim, check in found:
        others = agreeing[claim.whole.mention] - {claim.share.mention}
        if not _contradicts(check):
            yield check
        elif claim.whole.mention in elsewhere and not others:
            yield _against(claim, "the shares together are of another total")
        elif claim.sure or others or _slip(claim):
            yield check
    yield from _of_spending(index)


def _contradicts(check: Check) -> bool:
    return check.verdict is Verdict.CONTRADICTION


def _of_another_whole(wrong: list[Claim]) -> set[str]:
    """The wholes that two or more shares do not fit because they fit another one together."""
    implied: dict[str, list[Approx]] = defaultdict(list)
    for claim in wrong:
        if claim.share.approx.low > 0:
            implied[claim.whole.mention].append(claim.part.approx / claim.share.approx)
    return {
        whole
        for whole, totals in implied.items()
        if len(totals) > 1 and all(left.meets(right) for left, right in combinations(totals, 2))
    }


def _claims(index: Index) -> Iterator[Claim]:
    parents = _parents(index)
    last: Claim | None = None
    for statement in statements(index):
        for share in statement.of(Role.SHARE):
            claim = _claim(index, statement, share, parents, last)
            if claim is not None:
                yield claim
                last = claim


def _claim(
    index: Index,
    statement: Statement,
    share: Figure,
    parents: dict[str, Figure],
    last: Claim | None,
) -> Claim | None:
    part = statement.level
    name = cues.whole_of(share.clause)
    if name is None or share.family != "fraction":
        return None
    wanted = bare(name)
    whole = parents.get(part.mention)
    if wanted and (whole is None or not _same(wanted, whole)):
        return _named(index, part, share, wanted) or _recalled(index, part, share, wanted)
    if whole is not None:
        return Claim(part, whole, share, sure=True) if whole.like(part) else None
    if last is None or last.share.sentence != share.sentence or not last.whole.like(part):
        return _among(index, part, share)
    return Claim(part, last.whole, share, sure=False) if part.depth == last.part.depth else None


def _among(index: Index, part: Figure, share: Figure) -> Claim | None:
    """The first amount of the sentence where the part is said to be among it: A个…中B个，占P%."""
    group = index.by_sentence[part.sentence]
    before = [f for f in group[: group.index(part)] if f.role in _LEVELS and f.like(part)]
    if len(before) != 1 or not before[0].usable or before[0].depth != part.depth:
        return None
    gap = index.text[before[0].place.end : part.start]
    among = _WITHIN.search(gap) is not None
    return Claim(part, before[0], share, sure=among) if among else None


def _parents(index: Index) -> dict[str, Figure]:
    """The whole of every part that is listed under one."""
    return {part.mention: tree.whole for tree in trees.trees(index) for part in tree.parts}


def _named(index: Index, part: Figure, share: Figure, wanted: str) -> Claim | None:
    wholes = [
        figure
        for figure in index.figures
        if figure.usable
        and figure.role is Role.LEVEL
        and figure.like(part)
        and figure.mention != part.mention
        and figure.name == wanted
        and (figure.year is None or part.year is None or figure.year == part.year)
    ]
    if not single(wholes):
        return None
    nearest = min(wholes, key=lambda figure: abs(figure.start - part.start))
    close = 0 <= part.sentence - nearest.sentence <= _NEAR and nearest.start < part.start
    return Claim(part, nearest, share, close)


def _recalled(index: Index, part: Figure, share: Figure, wanted: str) -> Claim | None:
    """The whole as the nearest figure before whose name is `wanted` but for 总, 全年, 合计."""
    place = bisect_left(index.figures, part.start, key=lambda figure: figure.start)
    for figure in reversed(index.figures[max(0, place - _FAR_BACK) : place]):
        if part.sentence - figure.sentence > _RECALL:
            break
        if (
            figure.usable
            and figure.role in _LEVELS
            and figure.like(part)
            and _alike(wanted, figure)
        ):
            near = figure.sentence == part.sentence
            return Claim(part, figure, share, sure=near and _same(wanted, figure))
    return None


def _alike(wanted: str, whole: Figure) -> bool:
    """Whether a figure may be what 占… names: 占总收入的 for 收入合计, 占签约人数的 for 签约."""
    left = _core(wanted)
    names = {_core(whole.name), _core(bare(whole.clause))}
    return any(
        min(len(left), len(right)) > 1
        and (left.startswith(right) or same_thing(left, right) or right.startswith(left))
        for right in names
    )


def _same(wanted: str, whole: Figure) -> bool:
    """Whether 占… names a figure and nothing narrower: 占到位资金的 for 实际到位."""
    left = _OF_MONEY.sub("", _core(wanted))
    return left in {_OF_MONEY.sub("", _core(name)) for name in (whole.name, bare(whole.clause))}


def _core(name: str) -> str:
    return _PADDING.sub("", name)


def _telling(share: Figure) -> bool:
    shown = share.shown
    return shown is not None and abs(shown.number.scaleb(shown.places)) >= 10**_TELLING


def _slip(claim: Claim) -> bool:
    share, *terms = slips.shown_of((claim.share, claim.part, claim.whole))
    return slips.explain_quotient(share, terms, lambda values: values[0] / values[1])


def _against(claim: Claim, excuse: str | None = None) -> Check:
    part, whole, share = claim.part, claim.whole, claim.share
    words = (f"{flat(part.place)} / {flat(whole.place)}", f"{title(part)}, share of {title(whole)}")
    division = (part.approx, whole.approx)
    return quotient("share", share, division, (part, whole), words, excuse)


def _of_spending(index: Index) -> Iterator[Check]:
    """Shares of a total that is not printed: 基本支出 + 项目支出.

    Agreement shows that the sum is the whole meant, and so does a breakdown
    by subject with the same sum; otherwise nothing is said.
    """
    for part, share in spending.unprinted_shares(index):
        pair = spending.pair(index, part)
        if pair is None:
            continue
        words = (
            f"{flat(part.place)} / ({joined(pair)})",
            f"{title(part)}, share of 基本支出 + 项目支出",
        )
        division = (part.approx, spending.summed(pair))
        check = quotient("share", share, division, (part, *pair), words)
        if check.verdict in FITS or spending.subjects_confirm(index, pair):
            yield check
