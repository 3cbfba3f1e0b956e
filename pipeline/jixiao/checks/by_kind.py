"""Lists by kinds: 按来源分，中央资金A、省级资金B; what divides a whole and leaves nothing out."""

import re
from collections.abc import Iterator

from jixiao.checks.cues import LEVELS
from jixiao.checks.figures import Figure, Index

_BY_KIND = re.compile(
    r"(?:按(?:照)?[^，,。；;：:、（(]{1,10}?(?:分类?|划分|区分|构成|统计|来看|看)"
    r"|(?:分|从)(?:来源|功能|用途|区域|地区|县区|季度|月份?|行业|级次|科目|类别|性质|类型|结构|资金来源)"
    r"(?:来看|看)?)[，,：:为]"
)
_SOME = re.compile(r"主要|重点|其中|较大|前[三五十]")


def breaks_down(figure: Figure) -> bool:
    """Whether a list by kinds begins with the figure: 按来源分，…; not if it tells some alone."""
    return bool(_BY_KIND.search(figure.lead)) and not _SOME.search(figure.lead)


def broken_down(index: Index) -> tuple[tuple[Figure, ...], ...]:
    """Every list by kinds (按来源分，A…、B…) with two or more amounts of one unit."""
    return index.once(_broken_down)


def _broken_down(index: Index) -> Iterator[tuple[Figure, ...]]:
    for group in index.by_sentence.values():
        for place, first in enumerate(group):
            if breaks_down(first) and first.usable and first.role in LEVELS:
                run = _run_of(first, group[place + 1 :])
                if len(run) > 1:
                    yield run


def _run_of(first: Figure, following: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The amounts of a list up to the next semicolon or list; none if one cannot be added."""
    run = [first]
    for figure in following:
        if figure.segment != first.segment or breaks_down(figure):
            break
        if figure.depth > first.depth or figure.role not in LEVELS:
            continue
        if not figure.usable or not figure.like(first):
            return ()
        run.append(figure)
    return tuple(run)
