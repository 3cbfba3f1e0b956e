"""From a computed value to a verdict, and from a verdict to a check."""

from collections.abc import Sequence

from jixiao.checks.approx import ZERO, Approx
from jixiao.checks.figures import Figure
from jixiao.checks.printed import Printed
from jixiao.types import Check, Quote, Verdict

#: The verdicts that find no fault, the surer one first.
FITS = (Verdict.AGREES, Verdict.ROUNDING)
_SAYS = {
    Verdict.AGREES: "as stated",
    Verdict.ROUNDING: "which differs from the stated figure by no more than rounding allows",
    Verdict.CONTRADICTION: "which the stated figure contradicts",
    Verdict.OTHER_SCOPE: "but the figures differ in scope and are not to be compared",
    Verdict.NOT_CHECKABLE: "so the stated figure cannot be computed",
}


def judge(computed: Approx, stated: Figure, *, division: bool = False) -> Verdict:
    """How `computed` stands to the stated figure.

    agrees: equal once rounded (half up) to the stated places. rounding: the
    joint rounding of all operands explains the difference, or, for a
    quotient, the stated figure was cut off instead of rounded. contradiction
    otherwise. Both values carry no sign here or both do.
    """
    assert stated.shown is not None
    return verdict_of(computed, stated.shown, division=division)


def verdict_of(computed: Approx, shown: Printed, *, division: bool = False) -> Verdict:
    """How `computed` stands to a printed number; see `judge`."""
    if shown.rounds(computed.value):
        return Verdict.AGREES
    if computed.meets(shown.approx) or (division and shown.truncates(computed.value)):
        return Verdict.ROUNDING
    return Verdict.CONTRADICTION


def unit_of(place: Quote) -> str:
    """The unit of a figure as printed: what follows the digits.

    Whitespace inside the figure is dropped, and numerals where there are no digits.
    """
    shown = flat(place)
    if any(char.isdigit() for char in shown):
        return shown.lstrip("0123456789０１２３４５６７８９.．,，-−－+")
    return shown.lstrip("零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟")


def check_of(
    kind: str,
    verdict: Verdict,
    stated: Figure,
    terms: Sequence[Figure],
    computed: Approx | None,
    words: tuple[str, str],
) -> Check:
    """A check on a stated figure; `words` are the formula and what it computes."""
    assert stated.shown is not None
    places = tuple(term.place for term in terms)
    return worded(kind, verdict, (stated.place, stated.shown), places, computed, words)


def worded(
    kind: str,
    verdict: Verdict,
    stated: tuple[Quote, Printed],
    terms: tuple[Quote, ...],
    computed: Approx | None,
    words: tuple[str, str],
) -> Check:
    """A check on a stated number and its place; `words` are the formula and what it computes."""
    place, shown = stated
    formula, subject = words
    value = shown.show(computed.value) if computed is not None else None
    result = f" = {value}{unit_of(place)}" if value is not None else ""
    return Check(
        kind=kind,
        verdict=verdict,
        stated=place,
        terms=terms,
        computed=value,
        formula=f"{formula}{result}",
        note=f"{subject}: {formula}{result}, {_SAYS[verdict]} ({flat(place)}).",
    )


def quotient(
    kind: str,
    stated: Figure,
    division: tuple[Approx, Approx],
    terms: Sequence[Figure],
    words: tuple[str, str],
    excuse: str | None = None,
) -> Check:
    """A check of a stated share, ratio or rate against the dividend and divisor of `division`.

    Not checkable where the divisor may be zero or below. With an `excuse` a
    quotient that does not fit is of another scope; the note gives it.
    """
    dividend, divisor = division
    formula, subject = words
    if divisor.low <= ZERO:
        words = (formula, f"{subject}; the divisor may be zero or below")
        return check_of(kind, Verdict.NOT_CHECKABLE, stated, terms, None, words)
    computed = dividend / divisor
    verdict = judge(computed, stated, division=True)
    if verdict is Verdict.CONTRADICTION and excuse:
        verdict, words = Verdict.OTHER_SCOPE, (formula, f"{subject}; {excuse}")
    return check_of(kind, verdict, stated, terms, computed, words)


def flat(place: Quote) -> str:
    """The quoted characters without line breaks and spaces."""
    return "".join(place.text.split())


def joined(figures: Sequence[Figure], sign: str = " + ") -> str:
    """The printed figures as a term of a formula."""
    return sign.join(flat(figure.place) for figure in figures)
