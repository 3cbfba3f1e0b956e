"""The budget account (…（类）…（款）…（项）) that the measures under it belong to.

Accounts recur in budgets and final accounts as headings, each followed by the
same measures (年初预算, 支出决算). A measure's name carries its whole account,
since a last part alone (行政运行) stands under many.
"""

import re
from dataclasses import dataclass

from jixiao.facts.names import clean
from jixiao.facts.reading import Reading
from jixiao.types import Mention, Span

_MEASURE = re.compile(
    r"^(?:当年|本年|全年|年初|年度|调整后?|追加后?)?(?:财政拨款)?(?:收入|支出)?(?:预算|决算)"
    r"(?:执行|安排|调整|完成)?(?:数|额|金额|率)?$"
)
#: A blank between two characters is where a line was wrapped.
_ACCOUNT = re.compile(
    r"(?:[^。；：，、“”\"\s\d.]|(?<=\S) (?=\S)){2,80}[（(] ?[类款项] ?[)）](?! ?[（(])"
)
_REACH = 400


@dataclass(frozen=True, slots=True)
class Account:
    """The account as written, and where it stands."""

    name: str
    place: Span


def is_account_measure(name: str) -> bool:
    """Whether the name says only which stage of an account's money it is.

    >>> [is_account_measure(n) for n in ("年初预算", "支出决算数", "三公经费预算")]
    [True, True, False]
    """
    return bool(_MEASURE.match(name))


def account_of(reading: Reading, measure: Mention) -> Account | None:
    """The account that its section names last before the measure."""
    around = reading.layout.enclosing(measure.start)
    start = max(around[0].start if around else 0, measure.start - _REACH)
    found = list(_ACCOUNT.finditer(reading.layout.flowing, start, measure.start))
    if not found:
        return None
    place = Span(found[-1].start(), found[-1].end())
    return Account(clean(place.of(reading.text)), place)
