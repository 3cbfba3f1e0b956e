"""Whether a list of parts leaves nothing of its whole out, so that its sum must hold."""

import re
from decimal import Decimal
from itertools import accumulate

from jixiao.checks import slips, trees
from jixiao.checks.approx import total
from jixiao.checks.figures import Figure
from jixiao.checks.naming import bare
from jixiao.checks.partitions import complete, exclusive
from jixiao.checks.trees import Tree
from jixiao.values.numerals import read_number

Parts = tuple[Figure, ...]

_ONE = Decimal(1)
_NEAR = Decimal("0.1")
_TWICE = Decimal(2)
_SEVERAL = 3
#: Where the parts exceed the whole something is wrong anyhow: chance explains less.
_EXCESS_ODDS = 5
_REST = re.compile(r"^(?:其他|其它|其余|余下)")
_COUNTED = frozenset("人个家户项名件所条座起例辆只台套处")
_BALANCE = re.compile(r"差|净|利润|赤字|结余|盈余|余额")
_APART = re.compile(r"[、，,；;（(）)]|和|及|以及|\d|[一二三四五六七八九十]、|$")
_TOLD_APART = re.compile(
    r"^[^，,。；;：:、]{0,8}[，,]?(?:分别为|分别是)[：:]?[^，,。；;：:、]{1,12}$"
)
_ENUMERATED = re.compile(r"^(?:、|和|及|以及)[^，,。；;：:、]{0,12}$")
_TOLD_COUNT = re.compile(
    r"(?<![\d.])(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个|大)?"
    r"(?:部分|方面|来源|渠道|层次|类|级|项(?!目)|块|笔)(?!指标)"
)
_SCORE = re.compile(r"得分|总分|自评|评分|综合")
_DEDUCTED = re.compile(r"扣|失|加分|满分|分值|权重|高于|低于|得$")
_FULL_MARKS = re.compile(r"^\s*[（(](?:满分|权重|标准分|分值)(?:为)?\s*(?P<full>\d+(?:\.\d+)?)")
_ALL_MARKS = Decimal(100)
_NAMED = re.compile(r"和|与|及|、")


def complete_run(tree: Tree) -> Parts | None:
    """The parts that must make up the whole; None where something may be left out.

    A partition that reports know (行政编制 and 事业编制) is complete wherever
    it ends. Lists that end with the rest (其他), or say 分别是 or 组成, are
    complete; so are those after a colon or 包括 that miss the total by
    little. Under 其中 much may be left out, but three or more amounts that
    exceed the total by little were meant to make it up, and so are parts of
    which nothing can be two (一类, 二类) that exceed it. Figures so long that
    one slip of the pen explains why they miss their total were meant to be
    complete as well. Persons and other counted things may stand under
    several heads at once.
    """
    if any(map(trees.threshold, tree.parts)):
        return None
    for count in range(len(tree.parts), 1, -1):
        run = tree.parts[:count]
        closed = _closed(tree.parts, count)
        if any(
            complete(whole, names, closed=closed)
            for whole in _titles(tree)
            for names in _names(run)
        ):
            return run
    if len(tree.parts) < 2 or not (tree.ended or _told_apart(tree)):
        return None
    told = _says_so(tree) or _nearly(tree) or _overlapping(tree) or _misprinted(tree)
    return tree.parts if told else None


def _overlapping(tree: Tree) -> bool:
    """Whether parts that exclude one another are together more than their whole."""
    whole = tree.whole.approx.value
    apart = any(map(exclusive, _names(tree.parts)))
    return apart and whole < _sum(tree) < _TWICE * whole


def _titles(tree: Tree) -> tuple[str, ...]:
    """What the whole is called: its name, and the words before its figure."""
    return tuple(dict.fromkeys(title for title in (tree.whole.name, tree.whole.clause) if title))


def _names(parts: Parts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the parts are called: by their names, and by the words before their figures."""
    return tuple(part.name for part in parts), tuple(bare(part.clause) for part in parts)


def _says_so(tree: Tree) -> bool:
    """Whether words say that the list is complete."""
    rest = _REST.search(tree.parts[-1].name or tree.parts[-1].clause)
    rest = rest or _REST.search(tree.parts[-1].clause)
    return bool(rest) or tree.cue == "composed" or _told_apart(tree) or _told(tree)


def _told(tree: Tree) -> bool:
    """Whether words count the parts, name them all (A和B共12处), or give each its full marks.

    The full marks of the parts (满分20分) add up to a hundred. Three scores or
    more under a score are all its parts.
    """
    if _SCORE.search(tree.whole.clause) and tree.whole.unit == "分" and len(tree.parts) >= _SEVERAL:
        return not any(_DEDUCTED.search(part.clause) for part in tree.parts)
    marks = [_FULL_MARKS.search(part.tail) for part in tree.parts]
    if all(marks) and sum(Decimal(mark["full"]) for mark in marks if mark) == _ALL_MARKS:
        return True
    counted = _TOLD_COUNT.search(tree.parts[0].lead)
    if counted and tree.cue in ("list", "items", "kinds"):
        return read_number(counted["count"]) == len(tree.parts)
    names = [part.name for part in tree.parts]
    before = re.split(r"[，,。；;：:]", tree.whole.lead)[-1]
    named = all(len(name) > 1 and name in before for name in names)
    return named and len(_NAMED.findall(before)) == len(names) - 1


def _closed(parts: Parts, count: int) -> bool:
    """Whether the first `count` parts end their list: nothing follows, or only after a comma."""
    if count == len(parts):
        return True
    joined = all(part.lead.startswith("、") for part in parts[1:count])
    return joined and parts[count].lead.startswith(("，", ",", "；", ";"))


def _told_apart(tree: Tree) -> bool:
    """Whether the list is 分别是A 2个、B 3个 and nothing else."""
    first, *others = tree.parts
    return bool(
        tree.cue == "list"
        and _TOLD_APART.match(first.lead)
        and all(_ENUMERATED.match(part.lead) for part in others)
    )


def _nearly(tree: Tree) -> bool:
    """Whether the sum is so near the total that the list was meant to be complete."""
    if not tree.whole.approx.value:
        return False
    excess = _sum(tree) / tree.whole.approx.value
    if tree.cue in ("list", "items", "kinds"):
        apart = all(_APART.match(part.lead) for part in tree.parts[1:])
        return apart and abs(excess - _ONE) < _NEAR
    measured = tree.whole.unit not in _COUNTED and len(tree.parts) >= _SEVERAL
    return measured and (_ONE < excess < _ONE + _NEAR or _overfull(tree, excess))


def _overfull(tree: Tree, excess: Decimal) -> bool:
    """Whether amounts of money side by side are more than their whole, none of another."""
    if tree.whole.family != "money" or _BALANCE.search(tree.whole.name + tree.whole.clause):
        return False
    side_by_side = all(_ENUMERATED.match(part.lead) for part in tree.parts[1:])
    values = [part.approx.value for part in tree.parts]
    inner = {sum(values[place + 1 :]) for place in range(len(values))} | set(accumulate(values))
    nested = any(value in inner for value in values[1:])
    return side_by_side and _ONE < excess < _TWICE and not nested


def _misprinted(tree: Tree) -> bool:
    """Whether one slip in one long figure explains why the sum misses the total."""
    above = _sum(tree) > tree.whole.approx.value
    *parts, whole = slips.shown_of((*tree.parts, tree.whole))
    return slips.explain_sum(parts, whole, _EXCESS_ODDS if above else slips.ODDS)


def _sum(tree: Tree) -> Decimal:
    return total([part.approx for part in tree.parts]).value
