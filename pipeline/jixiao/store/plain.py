"""Decimals and json as text that is the same on every machine."""

import json
from decimal import Context, Decimal, InvalidOperation
from typing import Any

SCALE = 10
DIGITS = 38
_STEP = Decimal(1).scaleb(-SCALE)
_LIMIT = Decimal(10) ** (DIGITS - SCALE)
_WIDE = Context(prec=2 * DIGITS)


def plain(value: Decimal) -> str:
    """The value as digits: no exponent, no trailing zeros, no negative zero.

    >>> plain(Decimal("2.01373E+7")), plain(Decimal("0.98180")), plain(Decimal("-0.0"))
    ('20137300', '0.9818', '0')
    """
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def storable(value: Decimal) -> Decimal | None:
    """The nearest value with ten places that a decimal column can hold, None if there is none.

    >>> storable(Decimal("0.12345678901"))
    Decimal('0.1234567890')
    >>> storable(Decimal("1E+28")) is None
    True
    """
    try:
        rounded = value.quantize(_STEP, context=_WIDE)
    except InvalidOperation:
        return None
    return rounded if rounded.is_finite() and abs(rounded) < _LIMIT else None


def dumps(value: Any) -> str:
    """One line of json, keys in the order given, Chinese as it is.

    Raises ValueError for NaN and infinities, which json does not have.

    >>> dumps({"text": "预算", "value": None})
    '{"text":"预算","value":null}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def exact_in_float(value: Decimal) -> bool:
    """Whether a float of the 15 digits that spreadsheets and SQLite show holds the value.

    >>> exact_in_float(Decimal("20137300.55")), exact_in_float(Decimal("1234567890.1234567"))
    (True, False)
    """
    return len(plain(abs(value)).replace(".", "").strip("0")) <= 15
