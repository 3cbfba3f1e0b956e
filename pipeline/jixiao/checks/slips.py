"""Slips of the pen: figures that would fit if one digit were another.

Where nobody says that a list is complete, or that a share is of this whole,
figures that do not fit prove nothing; they may just not belong together. But
where one digit changed, two neighbours swapped, or 万 for 亿 in one figure
would make long figures fit exactly, chance is no explanation any more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.checks.approx import ZERO, Approx
from jixiao.checks.figures import Figure
from jixiao.checks.printed import Printed

Compute = Callable[[Sequence[Approx]], Approx]
#: So much rarer than the slips that were tried must a fit by chance be.
ODDS = 30
#: Amounts a list and its total differ in by 万 and 亿 alone need no more than be told apart.
_UNIT_ODDS = 1
#: Digits of a percentage that is compared with a quotient: 52.07%, and 52.1% for units.
_FINE = 1000
_UNIT_FINE = 100
_UNIT_STEP = Decimal(10_000)


def variants(shown: Printed) -> Iterator[Decimal]:
    """The values that one slip of the pen makes of a figure, in its base unit.

    >>> shown = Printed(Decimal(42), Decimal(1), 0, True)
    >>> Decimal(24) in set(variants(shown)), Decimal(142) in set(variants(shown))
    (True, False)
    """
    digits = str(int(abs(shown.number).scaleb(shown.places)))
    sign = -1 if shown.number < 0 else 1
    for changed in _slipped(digits):
        yield sign * Decimal(changed).scaleb(-shown.places) * shown.scale
    yield from in_other_unit(shown)


def in_other_unit(shown: Printed) -> Iterator[Decimal]:
    """The values that a figure has in 亿 for 万, 万 for none, and the other way round."""
    yield shown.value * _UNIT_STEP
    yield shown.value / _UNIT_STEP


def _slipped(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:place] + other + digits[place + 1 :]
        following = digits[place + 1 : place + 2]
        if following and following != digit:
            yield digits[:place] + following + digit + digits[place + 2 :]


def explain_sum(parts: Sequence[Printed], whole: Printed, odds: int = ODDS) -> bool:
    """Whether one slip in one of the figures explains that the parts miss their whole.

    The figures must be long: a fit of a list that has nothing to do with the
    whole must be `odds` times rarer than the number of slips there are.
    """
    figures = (*parts, whole)
    return _sum_fits(figures, variants, odds) or _sum_fits(figures, in_other_unit, _UNIT_ODDS)


def _sum_fits(
    figures: Sequence[Printed], slip: Callable[[Printed], Iterator[Decimal]], odds: int
) -> bool:
    *parts, whole = [figure.value for figure in figures]
    added = sum(parts, start=ZERO)
    if min(added, whole) <= 0:
        return False
    step = Decimal(1).scaleb(min(_last_place(value) for value in (*parts, whole) if value))
    tried = [{value for value in slip(figure) if value % step == 0} for figure in figures]
    if sum(map(len, tried)) * odds > min(added, whole) / step:
        return False
    needed = [value + whole - added for value in parts] + [added]
    return any(value in slips for value, slips in zip(needed, tried, strict=True))


def explain_quotient(stated: Printed, terms: Sequence[Printed], compute: Compute) -> bool:
    """Whether one slip explains that `stated` is not what `compute` makes of the terms.

    The stated figure must have four digits or more, three for a slip of the unit.
    """
    digits = _telling_digits(stated)
    slip = variants if digits >= _FINE else in_other_unit
    if digits < _UNIT_FINE:
        return False
    given = [term.approx for term in terms]
    return _stated_slipped(stated, _value(compute, given), slip) or any(
        _fits(stated, _value(compute, [*given[:place], Approx.exact(value), *given[place + 1 :]]))
        for place, term in enumerate(terms)
        for value in slip(term)
    )


def _telling_digits(shown: Printed) -> Decimal:
    """The digits of a figure as a number; round numbers without decimals tell less."""
    digits = abs(shown.number.scaleb(shown.places))
    return digits.scaleb(-max(0, _last_place(digits))) if digits and not shown.places else digits


def _stated_slipped(
    stated: Printed, computed: Decimal | None, slip: Callable[[Printed], Iterator[Decimal]]
) -> bool:
    meant = (replace(stated, number=value / stated.scale) for value in slip(stated))
    return any(_fits(one, computed) for one in meant)


def _fits(shown: Printed, computed: Decimal | None) -> bool:
    return computed is not None and shown.rounds(computed)


def _value(compute: Compute, given: Sequence[Approx]) -> Decimal | None:
    try:
        return compute(given).value
    except ZeroDivisionError:
        return None


def _last_place(value: Decimal) -> int:
    """The exponent of the last digit that is not zero."""
    return int(value.normalize().as_tuple().exponent)


def shown_of(figures: Sequence[Figure]) -> list[Printed]:
    """How usable figures are printed."""
    return [figure.shown for figure in figures if figure.shown is not None]
