"""Printing a workbook's values as their cells show them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from jixiao.decimals import plain

_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_PADDING = re.compile(r"_.|\*.|\[[^\]]*\]")
_PLAIN = re.compile(r"([#?0,]*[#?0])(?:\.([#?0]+))?(,*)(%?)")
_LITERAL = "\ue000"
_MAX_FORMAT = 40
# A workbook holds floats up to 10**308.
_PRECISION = 400


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


@dataclass(frozen=True, slots=True)
class _Layout:
    """A number format taken apart: the digits it shows and the text around them."""

    before: str
    after: str
    whole: str
    fraction: str
    thousands: int
    percent: str


def format_number(value: Decimal, form: str) -> str:
    """`value` under a number format, its literal text (0.0"万元") included.

    >>> format_number(Decimal("-1234.5"), '#,##0.0"万元"'), format_number(Decimal(7), "000")
    ('-1,234.5万元', '007')
    """
    layout = _layout(_section(form, value)) if value.is_finite() else None
    if layout is None:
        return plain(value)
    number = _digits(abs(value), layout)
    sign = "-" if value < 0 and any(char in "123456789" for char in number) else ""
    return f"{sign}{layout.before}{number}{layout.after}"


@lru_cache(maxsize=256)
def _layout(section: str) -> _Layout | None:
    """The parts of one section of a format, None if it is not understood."""
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] if match[1] is not None else match[2])
        return _LITERAL

    codes = _PADDING.sub("", _QUOTED.sub(keep, section))
    bare = codes.strip(f"{_LITERAL}-()¥￥$+ ")
    match = _PLAIN.fullmatch(bare)
    if match is None or len(bare) > _MAX_FORMAT:
        return None
    leading = codes[: codes.index(bare)].count(_LITERAL)
    currency = "".join(char for char in codes if char in "¥￥$")
    before = currency + "".join(literals[:leading])
    after = "".join(literals[leading:])
    return _Layout(before, after, match[1], match[2] or "", len(match[3]), match[4])


def _section(form: str, value: Decimal) -> str:
    """The part of a format for positive, negative or zero numbers."""
    sections = form.split(";")
    if value < 0 and len(sections) > 1 and sections[1].strip():
        return sections[1]
    if value == 0 and len(sections) > 2 and "0" in sections[2]:
        return sections[2]
    return sections[0]


def _digits(value: Decimal, layout: _Layout) -> str:
    places = len(layout.fraction)
    with localcontext(prec=_PRECISION):
        scaled = value * (100 if layout.percent else 1) / Decimal(1000) ** layout.thousands
        rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits = f"{rounded:,f}" if "," in layout.whole else f"{rounded:f}"
    integer, _, decimals = digits.partition(".")
    required = len(layout.fraction.rstrip("#?"))
    kept = decimals[:required] + decimals[required:].rstrip("0")
    integer = integer.rjust(layout.whole.count("0"), "0")
    return integer + (f".{kept}" if kept else "") + layout.percent
