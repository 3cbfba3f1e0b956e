"""Growth: a rate against the level and the difference, or the base, stated with it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.approx import Approx
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.statements import Statement, base_of, statements
from jixiao.checks.verdicts import check_of, flat, quotient
from jixiao.types import Check, Verdict

_REAL_TERMS = re.compile(r"生产总值|增加值|总产值|GDP|同口径|可比|不变价|名义|实际增长|扣除")

#: What prices may lie between a nominal and a real rate, at the most.
_PRICES = Decimal("0.25")
_BALANCE = re.compile(r"差|净|利润|赤字|结余|盈余|余额|收益")
DIFFERS = (Verdict.CONTRADICTION, Verdict.OTHER_SCOPE)


def find(index: Index) -> Iterator[Check]:
    """Rates of growth, each against what is stated beside it."""
    for statement in statements(index):
        for rate in statement.of(Role.RATE):
            if rate.sign == 0:
                continue
            base = statement.base_before(rate)
            if base is None:
                group = index.by_sentence[rate.sentence]
                base = base_of(statement, _basis(rate, statement), group)
            change = _change_for(rate, statement)
            if base is not None:
                check = by_base(statement.level, base, rate)
                if check.verdict is Verdict.ROUNDING and change is not None:
                    # The step as printed is rounded once, the two levels are rounded twice.
                    check = by_step(base, change, rate)
            elif change is not None:
                check = _by_change(statement.level, change, rate)
            else:
                continue
            if check.verdict not in DIFFERS or not loose(rate):
                yield check


def _basis(rate: Figure, statement: Statement) -> str | None:
    """The rate's basis, or that of the change before it where it has none of its own."""
    if rate.basis is not None:
        return rate.basis
    earlier = [f for f in statement.said if f.start < rate.start and f.basis is not None]
    return earlier[-1].basis if earlier else None


def _change_for(rate: Figure, statement: Statement) -> Figure | None:
    """The difference that belongs to a rate: the nearest one with no other basis."""
    fitting = [
        change
        for change in statement.of(Role.CHANGE)
        if change.like(statement.level)
        and change.sign != 0
        and (rate.basis is None or change.basis is None or rate.basis == change.basis)
    ]
    before = [change for change in fitting if change.start < rate.start]
    return before[-1] if before else (fitting[0] if fitting else None)


def signed(figure: Figure) -> Approx:
    """A change with the sign that its verb gives."""
    return -figure.approx if figure.sign < 0 else figure.approx


def _by_change(level: Figure, change: Figure, rate: Figure) -> Check:
    base = level.approx - signed(change)
    operator = "+" if change.sign < 0 else "-"
    formula = f"{flat(change.place)} / ({flat(level.place)} {operator} {flat(change.place)})"
    if base.high < 0 and not _BALANCE.search(level.name + level.clause):
        formula = f"{flat(level.place)} - {flat(change.place)}"
        words = (formula, f"{title(level)}, before an increase of more than itself below zero")
        return check_of("bound", Verdict.CONTRADICTION, change, (level,), base, words)
    words = (formula, f"{title(level)}, growth from the stated difference (增减率)")
    return grown(rate, (signed(change), base), (level, change), words)


def by_base(level: Figure, base: Figure, rate: Figure) -> Check:
    """The rate of change from a stated base to a stated level."""
    ratio = f"{flat(level.place)} / {flat(base.place)}"
    formula = f"1 - {ratio}" if rate.sign < 0 else f"{ratio} - 1"
    words = (formula, f"{title(level)}, growth from the stated base (增减率)")
    return grown(rate, (level.approx - base.approx, base.approx), (base, level), words)


def by_step(base: Figure, change: Figure, rate: Figure) -> Check:
    """The rate of change from a stated base and the stated step from it."""
    words = (
        f"{flat(change.place)} / {flat(base.place)}",
        f"{title(base)}, growth from the stated base and difference (增减率)",
    )
    return grown(rate, (signed(change), base.approx), (base, change), words)


def grown(
    rate: Figure,
    division: tuple[Approx, Approx],
    terms: tuple[Figure, ...],
    words: tuple[str, str],
    excuse: str | None = None,
) -> Check:
    """A check of a rate of growth; `division` is the signed change and the base."""
    change, base = division
    change = -change if rate.sign < 0 else change
    if not excuse and base.low > 0 and abs(change.value / base.value - rate.approx.value) < _PRICES:
        excuse = _in_other_prices(rate, terms)
    return quotient("growth", rate, (change, base), terms, words, excuse)


def _in_other_prices(rate: Figure, terms: tuple[Figure, ...]) -> str | None:
    """Why a rate may not fit levels in other prices (GDP, 可比口径), or None."""
    said = rate.lead + rate.tail + "".join(term.name + term.clause for term in terms)
    return "the rate may be in comparable prices (可比口径)" if _REAL_TERMS.search(said) else None


def loose(rate: Figure) -> bool:
    """Whether a rate is told in multiples: 增长2倍 is also said of what became twice as much."""
    return "倍" in rate.place.text or "番" in rate.place.text


def title(figure: Figure) -> str:
    """The figure's name for a note, or its own characters."""
    return figure.name or flat(figure.place)
