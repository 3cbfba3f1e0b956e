"""Cells of a result as text, safe for the terminal and the spreadsheet that shows them."""

import re
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from jixiao.decimals import plain
from jixiao.store.plain import dumps

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def json_value(value: Any) -> Any:
    """The cell as a json value: decimals as plain text, days and times as ISO text.

    A decimal without places, as DuckDB gives for the sum of whole numbers, is
    a number; NaN and infinities, which json does not have, are text.

    >>> json_value(Decimal("0.98180")), json_value(date(2022, 1, 1)), json_value(Decimal(3))
    ('0.9818', '2022-01-01', 3)
    """
    if isinstance(value, Decimal):
        return int(value) if value.as_tuple().exponent == 0 else plain(value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): json_value(item) for key, item in value.items()}
    known = value is None or isinstance(value, bool | int | float | str)
    return value if known else str(value)


def cell_text(value: Any) -> str:
    """The cell as text: nothing for null, json for lists.

    >>> cell_text(Decimal("2E+7")), cell_text(None), cell_text(["我局", "本局"])
    ('20000000', '', '["我局","本局"]')
    """
    simple = json_value(value)
    if simple is None:
        return ""
    return simple if isinstance(simple, str) else dumps(simple)


def csv_cell(value: Any) -> str:
    """The cell for csv: text that a spreadsheet would take for a formula gets a leading '.

    So does text that has one already, or more, so that one can be taken away
    again. Numbers stay numbers.

    >>> csv_cell("=1+1"), csv_cell("'=1+1"), csv_cell("-5%"), csv_cell(Decimal("-5"))
    ("'=1+1", "''=1+1", "'-5%", '-5')
    """
    text = cell_text(value)
    is_formula = isinstance(value, str) and text.lstrip("'").startswith(_FORMULA)
    return f"'{text}" if is_formula else text


def shown(value: Any) -> str:
    r"""The cell for a terminal: on one line, nothing that steers the terminal, digits grouped.

    >>> shown(Decimal("20137300.00")), shown("一、\n概况"), shown("\x1b[31m")
    ('20,137,300', '一、 概况', '�[31m')
    """
    if isinstance(value, Decimal) and value.is_finite():
        whole, point, rest = plain(value).partition(".")
        return f"{int(whole):,}{point}{rest}" if abs(value) >= 1 else plain(value)
    return _UNSEEN.sub("�", _SPACE.sub(" ", cell_text(value)))
