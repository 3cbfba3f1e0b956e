"""Decimals and json as text that is the same on every machine."""

import json
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from jixiao.decimals import plain

SCALE = 10
DIGITS = 38
_STEP = Decimal(1).scaleb(-SCALE)
_LIMIT = Decimal(10) ** (DIGITS - SCALE)
_WIDE = Context(prec=2 * DIGITS)


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


def printable(path: str) -> str:
    r"""The path as valid Unicode: bytes that are no UTF-8 stand as escapes.

    >>> printable("\udcff报告.txt")
    '\\udcff报告.txt'
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


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
