"""Exact numbers as text."""

from decimal import Decimal


def plain(value: Decimal) -> str:
    """The value as digits: no exponent, no trailing zeros, no negative zero.

    >>> plain(Decimal("2.01373E+7")), plain(Decimal("0.98180")), plain(Decimal("-0.0"))
    ('20137300', '0.9818', '0')
    """
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits
