"""Shares that leave nothing out, since the rest (其他) is among them, against the whole of 100%."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks import cues
from jixiao.checks.approx import Approx, total
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.verdicts import FITS, check_of, flat, judge
from jixiao.types import Check

_REST = re.compile(r"^[，,、；;和及以]*(?:其他|其它|其余|余下|剩余)")
_WHOLE = Approx.exact(Decimal(1))
_NEAR = Decimal("0.1")


def find(index: Index) -> Iterator[Check]:
    """The share of the rest against what the other shares of its list leave of the whole."""
    for group in index.by_sentence.values():
        for place, rest in enumerate(group):
            if _share(rest) and _REST.match(rest.lead):
                others = _before(group[:place])
                if others:
                    yield from _checks(rest, others)


def _share(figure: Figure) -> bool:
    """Whether a figure is a share of a whole that is named before the list, or not at all."""
    told = figure.role is Role.SHARE and figure.family == "fraction" and figure.usable
    return told and not cues.whole_of(figure.clause)


def _before(group: tuple[Figure, ...]) -> list[Figure]:
    """The shares directly before the end of a sentence's figures; none if they are of a part."""
    found: list[Figure] = []
    for figure in reversed(group):
        if not _share(figure):
            break
        found.insert(0, figure)
    return [] if any("其中" in share.lead for share in found) else found


def _checks(rest: Figure, others: list[Figure]) -> Iterator[Check]:
    """What is far from the whole may be the rest of something else (其他服务业)."""
    computed = _WHOLE - total([share.approx for share in others])
    verdict = judge(computed, rest)
    if verdict in FITS or abs(computed.value - rest.approx.value) < _NEAR:
        formula = " - ".join(["100%", *(flat(share.place) for share in others)])
        words = (formula, "what the other shares leave of the whole (其余占比)")
        yield check_of("sum", verdict, rest, others, computed, words)
