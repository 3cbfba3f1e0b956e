"""Bounds: a part must not exceed its whole, nor the listed projects their budget."""

import re
from collections.abc import Iterator

from jixiao.checks import trees
from jixiao.checks.approx import total
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.growth import title
from jixiao.checks.sums import settle
from jixiao.checks.trees import Tree
from jixiao.checks.verdicts import check_of, joined
from jixiao.types import Check, Verdict

_MAIN_ITEMS = re.compile(
    r"主要(?:项目|支出|内容)?(?:有|为|包括|用于)?(?:以下)?[：:]|主要(?:项目|用于|包括)"
)
_JOINED = re.compile(r"[、；;]|和|及|以及")
_BRACKET = re.compile(r"\s*[（(]\s*其中")
_HUNDREDS = 100
_BALANCE = re.compile(r"差|净|利润|赤字|结余|盈余|余额")
_BUDGETED = re.compile(r"预算|总额|总投资|资金|经费|支出")


def find(index: Index) -> Iterator[Check]:
    """Parts that cannot be more than the whole they are part of."""
    for tree in trees.trees(index):
        if tree.cue == "among" and settle(tree) is None:
            yield from _among(index, tree)
    yield from _main_items(index)


def _among(index: Index, tree: Tree) -> Iterator[Check]:
    whole, parts = tree.whole, _first_run(tree.parts)
    huge = [part for part in tree.parts if _beyond(part, whole)]
    if huge:
        words = (joined(huge[:1]), f"a part of {title(whole)} hundreds of times the whole")
        yield check_of("bound", Verdict.CONTRADICTION, whole, huge[:1], huge[0].approx, words)
        return
    summed = total([part.approx for part in parts])
    first = parts[0]
    if summed.low <= whole.approx.high:
        words = (joined(parts), f"{title(whole)}, of which (其中) at least")
        yield check_of("bound", Verdict.AGREES, whole, parts, summed, words)
    elif first.approx.low > whole.approx.high and _kindred(index, first, whole):
        words = (joined([first]), f"a part (其中) of {title(whole)} larger than the whole")
        yield check_of("bound", Verdict.CONTRADICTION, whole, (first,), first.approx, words)


def _beyond(part: Figure, whole: Figure) -> bool:
    """Whether a part exceeds its whole as it does where 亿 stands for 万."""
    scales = [figure.shown.scale for figure in (part, whole) if figure.shown is not None]
    larger = len(scales) == 2 and scales[0] > scales[1] and part.family == "money"
    return larger and part.approx.low > whole.approx.high * _HUNDREDS > 0


def _first_run(parts: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The parts joined by 、 or 和 to the first: what follows may be another matter."""
    run = [parts[0]]
    for part in parts[1:]:
        if not _JOINED.match(part.lead):
            break
        run.append(part)
    return tuple(run)


def _kindred(index: Index, part: Figure, whole: Figure) -> bool:
    """Whether a part is surely of the same thing as its whole, so that it cannot be more.

    Its name ends with the same noun, or it stands in a bracket behind the
    whole. Balances (顺差, 利润) may be less than their parts; a stock and what
    was added to it are two things.
    """
    if _BALANCE.search(whole.name + part.name) or part.role is not whole.role:
        return False
    if part.scope.differs(whole.scope):
        return False
    gap = index.text[whole.place.end : part.start]
    if part.sentence != whole.sentence:
        return bool(whole.name) and part.name.endswith(whole.name)
    same_noun = bool(part.name and whole.name) and part.name[-2:] == whole.name[-2:]
    return same_noun or bool(_BRACKET.match(gap))


def _main_items(index: Index) -> Iterator[Check]:
    """主要项目：A 50万元、B 310万元, after a sentence that states their total."""
    for number, group in index.by_sentence.items():
        if not _MAIN_ITEMS.match(index.sentences[number].of(index.text)):
            continue
        before = [
            figure
            for figure in index.by_sentence.get(number - 1, ())
            if figure.usable and figure.role is Role.LEVEL and figure.family == "money"
        ]
        if not before or not _BUDGETED.search(before[-1].name + before[-1].clause):
            continue
        whole = before[-1]
        parts = tuple(f for f in group if f.usable and f.role is Role.LEVEL and f.like(whole))
        if len(parts) != len(group) or not parts:
            continue
        yield _main_check(whole, before, parts)


def _main_check(whole: Figure, before: list[Figure], parts: tuple[Figure, ...]) -> Check:
    summed = total([part.approx for part in parts])
    verdict = Verdict.AGREES
    if summed.low > whole.approx.high:
        covered = any(summed.low <= figure.approx.high for figure in before)
        verdict = Verdict.OTHER_SCOPE if covered else Verdict.CONTRADICTION
    words = (joined(parts), f"{title(whole)}, of which the main items listed are")
    return check_of("bound", verdict, whole, parts, summed, words)
