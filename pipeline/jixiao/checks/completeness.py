"""Whether a list of parts leaves nothing of its whole out, so that its sum must hold."""

import re
from decimal import Decimal

from jixiao.checks import trees
from jixiao.checks.approx import total
from jixiao.checks.figures import Figure
from jixiao.checks.partitions import complete
from jixiao.checks.trees import Tree

Parts = tuple[Figure, ...]

_ONE = Decimal(1)
_NEAR = Decimal("0.1")
_SEVERAL = 3
_REST = re.compile(r"^(?:其他|其它|其余|余下)")
_COUNTED = frozenset("人个家户项名件所条座起例辆只台套处")
_APART = re.compile(r"[、，,；;（(）)]|和|及|以及|\d|[一二三四五六七八九十]、|$")
_TOLD_APART = re.compile(
    r"^[^，,。；;：:、]{0,8}[，,]?(?:分别为|分别是)[：:]?[^，,。；;：:、]{1,12}$"
)
_ENUMERATED = re.compile(r"^(?:、|和|及|以及)[^，,。；;：:、]{0,12}$")


def complete_run(tree: Tree) -> Parts | None:
    """The parts that must make up the whole; None where something may be left out.

    A partition that reports know (行政编制 and 事业编制) is complete wherever
    it ends. Lists that end with the rest (其他), or say 分别是 or 组成, are
    complete; so are those after a colon or 包括 that miss the total by
    little. Under 其中 much may be left out, but three or more amounts that
    exceed the total by little were meant to make it up, and a long total
    missed by one digit is a misprint. Persons and other counted
    things may stand under several heads at once.
    """
    if any(map(trees.threshold, tree.parts)):
        return None
    for count in range(len(tree.parts), 1, -1):
        run = tree.parts[:count]
        whole = tree.whole.name or tree.whole.clause
        names = tuple(part.name for part in run)
        if complete(whole, names, closed=_closed(tree.parts, count)):
            return run
    if len(tree.parts) < 2 or not (tree.ended or _told_apart(tree)):
        return None
    rest = _REST.search(tree.parts[-1].name or tree.parts[-1].clause)
    sure = rest or tree.cue == "composed" or _told_apart(tree)
    return tree.parts if sure or _nearly(tree) or _misprinted(tree) else None


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
    if tree.cue in ("list", "items"):
        apart = all(_APART.match(part.lead) for part in tree.parts[1:])
        return apart and abs(excess - _ONE) < _NEAR
    measured = tree.whole.unit not in _COUNTED and len(tree.parts) >= _SEVERAL
    return measured and _ONE < excess < _ONE + _NEAR


def _misprinted(tree: Tree) -> bool:
    """Whether the sum misses a long total by one digit, as a misprint does.

    What a list leaves out is seldom a round number where the total is none:
    enough digits of the total that are not zero must stand behind the missed
    one, or, where the parts exceed the total, anywhere beside it.
    """
    whole = tree.whole.shown
    assert whole is not None
    difference = (_sum(tree) - whole.value) / whole.scale
    missed = abs(difference).normalize().as_tuple()
    if len(missed.digits) != 1 or abs(difference) * 2 > whole.number:
        return False
    behind = whole.number % _ONE.scaleb(int(missed.exponent))
    beside = [digit for digit in whole.number.as_tuple().digits if digit]
    fine = [digit for digit in behind.as_tuple().digits if digit]
    return len(fine) >= _SEVERAL or (difference > 0 and len(beside) > _SEVERAL)


def _sum(tree: Tree) -> Decimal:
    return total([part.approx for part in tree.parts]).value
