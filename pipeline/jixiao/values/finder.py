"""The one regular expression that finds every figure, date and document."""

import re

from jixiao.values.date_words import DATE
from jixiao.values.documents import DOC, DOC_STARTS
from jixiao.values.grammar import ARABIC
from jixiao.values.money import CELL, MONEY, SCALED
from jixiao.values.numerals import CHINESE_CHARS
from jixiao.values.percent import PERCENT
from jixiao.values.quantities import QUANTITY
from jixiao.values.tables import SYMBOLS

# A number without a unit; it may take one from its list.
_BARE = rf"(?:(?<![0-9A-Za-z.\-/+:]){ARABIC}(?![0-9A-Za-z.\-/+:%]))"
# Every first character that any alternative can have: most positions fail at once.
_STARTS = (
    "0-9\\-负“‘「\"'第前后近过最这新全首年今去上下本明次当翻减倍半几数"
    + CHINESE_CHARS
    + "".join(SYMBOLS)
)

# The group's name is the kind: a label, or SCALED, CELL, BARE, which `spans` settles.
FINDER = re.compile(
    rf"""(?=[{_STARTS}])(?:(?P<DATE>{DATE})|(?P<PERCENT>{PERCENT})|(?P<MONEY>{MONEY})
        |(?P<QUANTITY>{QUANTITY})|(?P<SCALED>{SCALED})|(?P<CELL>{CELL})|(?P<BARE>{_BARE}))
    | (?=[{DOC_STARTS}])(?P<DOC>{DOC})""",
    re.VERBOSE,
)
