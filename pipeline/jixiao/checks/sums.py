"""Sums: the parts of a list against their total."""

import re
from collections.abc import Iterator

from jixiao.checks import completeness, trees
from jixiao.checks.approx import Approx, total
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.growth import signed, title
from jixiao.checks.partitions import complete
from jixiao.checks.statements import Statement, statements
from jixiao.checks.trees import Tree
from jixiao.checks.verdicts import FITS, check_of, flat, joined, judge
from jixiao.types import Check, Verdict

_TOTAL_WORD = re.compile(r"(?:合计|共计|总计)(?:为|达)?$|^[，,、；;]?共$")
_TOTAL_VERB = re.compile(rf"共计?(?P<verb>{trees.TOTAL_VERBS})")


def find(index: Index) -> Iterator[Check]:
    """Totals against their parts, and changes of totals against changes of parts."""
    said = {statement.level.mention: statement for statement in statements(index)}
    for tree in trees.trees(index):
        settled = settle(tree)
        if settled is None:
            continue
        parts, verdict = settled
        yield _check(tree.whole, parts, verdict)
        yield from _changes(said, tree.whole, parts)
    for tree in trees.totals_after(index):
        after = _settle_after(tree)
        if after is not None:
            yield _check(tree.whole, *after)


def settle(tree: Tree) -> tuple[tuple[Figure, ...], Verdict] | None:
    """The parts that make up the whole and the verdict on their sum.

    The longest run of parts that fits is taken. A sum that does not fit is a
    contradiction only for a list that leaves nothing out; else None.
    """
    for wanted in FITS:
        for count in range(len(tree.parts), 1, -1):
            parts = tree.parts[:count]
            if judge(_sum(parts), tree.whole) is wanted:
                return parts, wanted
    run = completeness.complete_run(tree)
    return None if run is None else (run, Verdict.CONTRADICTION)


def _settle_after(tree: Tree) -> tuple[tuple[Figure, ...], Verdict] | None:
    for wanted in FITS:
        for first in range(len(tree.parts) - 1):
            parts = tree.parts[first:]
            if judge(_sum(parts), tree.whole) is wanted:
                return parts, wanted
    if _plainly_added(tree):
        return tree.parts, Verdict.CONTRADICTION
    names = tuple(part.name for part in tree.parts)
    if complete(tree.whole.name or tree.whole.clause, names):
        return tree.parts, Verdict.CONTRADICTION
    if tree.count is not None and 2 <= tree.count <= len(tree.parts):
        return tree.parts[-tree.count :], Verdict.CONTRADICTION
    return None


def _plainly_added(tree: Tree) -> bool:
    """Whether the total is said of just these parts: 新打机井A眼，修复机井B眼，机井合计C眼.

    Either the noun before 合计 stands in the name of every part, or nothing
    stands between the parts and 合计 at all, or 共 repeats the verb of the parts.
    """
    again = _TOTAL_VERB.fullmatch(tree.whole.clause)
    if again:
        return again["verb"] in tree.parts[0].clause
    if not (tree.ended and _TOTAL_WORD.search(tree.whole.clause)):
        return False
    noun = _TOTAL_WORD.sub("", tree.whole.clause)
    return all(noun in part.clause for part in tree.parts)


def _sum(parts: tuple[Figure, ...]) -> Approx:
    return total([part.approx for part in parts])


def _check(whole: Figure, parts: tuple[Figure, ...], verdict: Verdict) -> Check:
    words = (joined(parts), f"{title(whole)}, sum of the parts (合计)")
    return check_of("sum", verdict, whole, parts, _sum(parts), words)


def _changes(
    said: dict[str, Statement], whole: Figure, parts: tuple[Figure, ...]
) -> Iterator[Check]:
    """The change of the whole against the changes of its parts.

    A part of zero without a stated change counts as unchanged; then a sum
    that does not fit proves nothing.
    """
    stated = _change_of(said, whole)
    if stated is None:
        return
    changes = [_change_of(said, part) for part in parts]
    known = [change for change in changes if change is not None]
    silent = [p for p, c in zip(parts, changes, strict=True) if c is None]
    if len(known) < 2 or any(part.approx.value != 0 for part in silent):
        return
    computed = total([signed(change) for change in known])
    if stated.sign < 0:
        computed = -computed
    verdict = judge(computed, stated)
    if verdict is Verdict.CONTRADICTION and (silent or _mixed(stated, known)):
        return
    formula = " ".join(("+" if c.sign > 0 else "-") + " " + flat(c.place) for c in known)
    words = (
        formula.removeprefix("+ "),
        f"{title(whole)}, sum of the changes of the parts (增减额)",
    )
    yield check_of("sum", verdict, stated, tuple(known), computed, words)


def _change_of(said: dict[str, Statement], level: Figure) -> Figure | None:
    statement = said.get(level.mention)
    if statement is None:
        return None
    fitting = [c for c in statement.of(Role.CHANGE) if c.like(level) and c.sign != 0]
    return fitting[0] if fitting else None


def _mixed(stated: Figure, changes: list[Figure]) -> bool:
    return any(change.basis != stated.basis for change in changes)
