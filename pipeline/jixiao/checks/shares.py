"""Shares: a part and its percentage against the whole it is said to be of."""

from collections.abc import Iterator

from jixiao.checks import cues, spending, trees
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index, single
from jixiao.checks.growth import title
from jixiao.checks.naming import bare
from jixiao.checks.statements import statements
from jixiao.checks.verdicts import FITS, flat, joined, quotient
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
    if single(wholes):
        nearest = min(wholes, key=lambda figure: abs(figure.start - part.start))
        check = _against(part, nearest, share)
        close = 0 <= part.sentence - nearest.sentence <= _NEAR and nearest.start < part.start
        if close or check.verdict is not Verdict.CONTRADICTION:
            yield check


def _against(part: Figure, whole: Figure, share: Figure) -> Check:
    words = (f"{flat(part.place)} / {flat(whole.place)}", f"{title(part)}, share of {title(whole)}")
    return quotient("share", share, (part.approx, whole.approx), (part, whole), words)


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
