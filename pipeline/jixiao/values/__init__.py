"""Amounts, shares, dates, counts and titled documents: found and read exactly."""

from jixiao.values.changes import Change, read_change
from jixiao.values.context import Context
from jixiao.values.headers import find_unit_header
from jixiao.values.norms import normalise
from jixiao.values.numerals import (
    format_capital,
    format_chinese,
    format_full_width,
    format_grouped,
    format_mixed,
    read_number,
)
from jixiao.values.spans import ValueSpan, find

__all__ = [
    "Change",
    "Context",
    "ValueSpan",
    "find",
    "find_unit_header",
    "format_capital",
    "format_chinese",
    "format_full_width",
    "format_grouped",
    "format_mixed",
    "normalise",
    "read_change",
    "read_number",
]
