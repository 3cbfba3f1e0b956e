"""Shares: a part and its percentage against the whole it is said to be of."""

from collections.abc import Iterator

from jixiao.checks import cues, spending, trees
from jixiao.checks.approx import Approx
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.growth import title
from jixiao.checks.naming import bare
from jixiao.checks.statements import statements
from jixiao.checks.verdicts import check_of, flat, joined, judge
from jixiao.types import Check, Verdict

_NEAR = 1


def find(index: Index) -> Iterator[Check]:
    """Shares of wholes that are printed, or equal the sum of 基本支出 and 项目支出."""
    parents = _parents(index)
    for statement in statements(index):
        part = statement.level
        for share in statement.of(Role.SHARE):
            name = cues.whole_of(share.clause)
            if name is None or share.family != "fraction":
                continue
            wanted = bare(name)
            if not wanted:
                whole = parents.get(part.mention)
                if whole is not None and whole.like(part):
                    yield _against(part, whole, share)
            else:
                yield from _named(index, part, share, wanted)
    yield from _of_spending(index)


def _parents(index: Index) -> dict[str, Figure]:
    """The whole of every part that is listed under one."""
    return {part.mention: tree.whole for tree in trees.trees(index) for part in tree.parts}


def _named(index: Index, part: Figure, share: Figure, wanted: str) -> Iterator[Check]:
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
    if wholes and len({figure.approx.value for figure in wholes}) == 1:
        nearest = min(wholes, key=lambda figure: abs(figure.start - part.start))
        check = _against(part, nearest, share)
        close = 0 <= part.sentence - nearest.sentence <= _NEAR and nearest.start < part.start
        if close or check.verdict is not Verdict.CONTRADICTION:
            yield check


def _against(part: Figure, whole: Figure, share: Figure) -> Check:
    words = (f"{flat(part.place)} / {flat(whole.place)}", f"{title(part)}, share of {title(whole)}")
    return _verdict(part, whole.approx, share, (part, whole), words)


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
        check = _verdict(part, spending.summed(pair), share, (part, *pair), words)
        fits = check.verdict in (Verdict.AGREES, Verdict.ROUNDING)
        if fits or spending.subjects_confirm(index, pair):
            yield check


def _verdict(
    part: Figure,
    whole: Approx,
    share: Figure,
    terms: tuple[Figure, ...],
    words: tuple[str, str],
) -> Check:
    if whole.low <= 0:
        reason = (words[0], f"{words[1]}; the whole is zero")
        return check_of("share", Verdict.NOT_CHECKABLE, share, terms, None, reason)
    computed = part.approx / whole
    verdict = judge(computed, share, division=True)
    return check_of("share", verdict, share, terms, computed, words)
