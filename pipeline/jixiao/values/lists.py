"""Units said once for a list of numbers: 分别为100、200和300万元."""

import re

from jixiao.values.context import compact
from jixiao.values.grammar import ARABIC, SCALE, SEPARATOR
from jixiao.values.units import CURRENCY, MEASURE, SHARE_UNIT

_ITEM = rf"-?{ARABIC}{SCALE}?"
_TAIL = re.compile(
    rf"(?:{SEPARATOR}\s*{_ITEM})*{SEPARATOR}\s*"
    rf"-?{ARABIC}\s*(?P<scale>{SCALE}?)\s*(?P<unit>{CURRENCY}|{SHARE_UNIT}|{MEASURE})",
    re.VERBOSE,
)


def list_unit(plain: str, end: int) -> tuple[str, str]:
    """Scale and unit that the list continuing at `end` says for all its numbers.

    Both are empty where no list follows. `plain` is narrowed text.

    >>> list_unit("分别为100、200和300万元", 6)
    ('万', '元')
    """
    match = _TAIL.match(plain, end, min(len(plain), end + 120))
    return (compact(match["scale"]), compact(match["unit"])) if match else ("", "")
