"""A department's total spending where it is not printed: two breakdowns of one total.

Reports give 基本支出 and 项目支出 apart, the same money once more by subject
(按科目分类…), and shares of 支出总额 that is printed nowhere. Each of the
three is a witness of the total; where two agree the total is known.
"""

import re
from collections.abc import Iterator

from jixiao.checks import cues
from jixiao.checks.approx import Approx, total
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index, single
from jixiao.checks.naming import bare
from jixiao.checks.statements import statements
from jixiao.checks.verdicts import FITS, judge

_PAIR = (re.compile(r"^[^项]*基本支出$"), re.compile(r"项目(?:实际)?支出(?:决算)?$"))
_SPENDING = re.compile(r"支出(?:总额|合计|总计|总数|决算总额)$")
_BY_SUBJECT = re.compile(r"按[^，,。；;：:、]{0,10}(?:分类|划分|科目|类别|性质|用途)")

Pair = tuple[Figure, Figure]


def pair(index: Index, like: Figure) -> Pair | None:
    """The report's one 基本支出 and one 项目支出 that are spent, not budgeted."""
    found = [_only(index, pattern, like) for pattern in _PAIR]
    first, second = found
    return (first, second) if first is not None and second is not None else None


def _only(index: Index, pattern: re.Pattern[str], like: Figure) -> Figure | None:
    fitting = [
        figure
        for figure in index.figures
        if figure.usable
        and figure.role is Role.LEVEL
        and figure.like(like)
        and (pattern.search(figure.name) or pattern.search(bare(figure.clause)))
        and ("stage", "budget") not in figure.scope.words
    ]
    return single(fitting)


def unprinted_shares(index: Index) -> Iterator[tuple[Figure, Figure]]:
    """Every (part, share) of a spending total that no figure of the report names."""
    names = {figure.name for figure in index.figures if figure.role is Role.LEVEL}
    for statement in statements(index):
        for share in statement.of(Role.SHARE):
            wanted = bare(cues.whole_of(share.clause) or "")
            if share.family == "fraction" and _SPENDING.search(wanted) and wanted not in names:
                yield statement.level, share


def by_subject(index: Index) -> Iterator[tuple[Figure, ...]]:
    """Every sentence that breaks spending down by subject without a total."""
    for number, group in index.by_sentence.items():
        text = "".join(index.sentences[number].of(index.text).split())
        plain = all(f.usable and f.role is Role.LEVEL and f.family == "money" for f in group)
        said = bool(_BY_SUBJECT.search(group[0].lead)) and "支出" in text
        if said and plain and len(group) >= 2:
            yield group


def summed(figures: tuple[Figure, ...]) -> Approx:
    """The sum of the figures."""
    return total([figure.approx for figure in figures])


def share_confirms(index: Index, known: Pair) -> bool:
    """Whether a share of the unprinted total fits the pair."""
    return any(
        judge(part.approx / summed(known), share, division=True) in FITS
        for part, share in unprinted_shares(index)
        if part.like(known[0]) and summed(known).low > 0
    )


def subjects_confirm(index: Index, known: Pair) -> bool:
    """Whether a breakdown by subject gives the same total as the pair."""
    return any(
        summed(parts).meets(summed(known)) for parts in by_subject(index) if parts[0].like(known[0])
    )
