"""Printing a workbook's values as their cells show them."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_PADDING = re.compile(r"_.|\*.|\[[^\]]*\]")
_PLAIN = re.compile(r"([#?0,]*[#?0])(?:\.([#?0]+))?(,*)(%?)")
_LITERAL = "\ue000"


def display(value: object, form: str) -> str:
    """A cell's value as a person sees it under the number format `form`.

    Dates are ISO days, whatever the format; percentages carry %, grouped
    numbers their commas. Formats that are not understood (fractions,
    exponents, colours with conditions) print the number with up to 15
    significant digits, which is all that a workbook keeps.

    >>> display(0.1623, "0.00%"), display(0.1 + 0.2, "General"), display(2204.5, "#,##0.00")
    ('16.23%', '0.3', '2,204.50')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | Decimal):
        return format_number(_exact(value), form)
    if isinstance(value, datetime):
        return _format_datetime(value, form)
    if isinstance(value, date | time | timedelta):
        return str(value)
    return "" if value is None else str(value)


def _exact(value: float | Decimal) -> Decimal:
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def _format_datetime(value: datetime, form: str) -> str:
    """ISO day, or only the month or year if the format shows no more; the time if there is one."""
    if value.time() != time(0):
        return value.isoformat(sep=" ", timespec="seconds")
    codes = _PADDING.sub("", _QUOTED.sub("", form)).lower()
    if "y" in codes and "d" not in codes:
        return f"{value:%Y-%m}" if "m" in codes else f"{value:%Y}"
    return value.date().isoformat()


def format_number(value: Decimal, form: str) -> str:
    """`value` under a number format, its literal text (0.0"万元") included.

    >>> format_number(Decimal("-1234.5"), '#,##0.0"万元"'), format_number(Decimal(7), "000")
    ('-1,234.5万元', '007')
    """
    section = _section(form, value)
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] if match[1] is not None else match[2])
        return _LITERAL

    codes = _PADDING.sub("", _QUOTED.sub(keep, section))
    bare = codes.strip(f"{_LITERAL}-()¥￥$+ ")
    match = _PLAIN.fullmatch(bare)
    if match is None:
        return plain(value)
    before = "".join(literals[: codes[: codes.index(bare)].count(_LITERAL)])
    after = "".join(literals[codes[: codes.index(bare)].count(_LITERAL) :])
    currency = "".join(char for char in codes if char in "¥￥$")
    number = _digits(abs(value), match)
    sign = "-" if value < 0 and any(char in "123456789" for char in number) else ""
    return f"{sign}{currency}{before}{number}{after}"


def _section(form: str, value: Decimal) -> str:
    """The part of a format for positive, negative or zero numbers."""
    sections = form.split(";")
    if value < 0 and len(sections) > 1 and sections[1].strip():
        return sections[1]
    if value == 0 and len(sections) > 2 and "0" in sections[2]:
        return sections[2]
    return sections[0]


def _digits(value: Decimal, match: re.Match[str]) -> str:
    whole, fraction, scale, percent = match[1], match[2] or "", match[3], match[4]
    scaled = value * (100 if percent else 1) / (Decimal(1000) ** len(scale))
    rounded = scaled.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    digits = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    integer, _, decimals = digits.partition(".")
    optional = len(fraction) - len(fraction.rstrip("#?"))
    kept = decimals[: len(decimals) - optional] + decimals[len(decimals) - optional :].rstrip("0")
    integer = integer.rjust(whole.count("0"), "0")
    return integer + (f".{kept}" if kept else "") + percent


def plain(value: Decimal) -> str:
    """The number without exponent or trailing zeros.

    >>> plain(Decimal("1.50")), plain(Decimal("1E+3"))
    ('1.5', '1000')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
