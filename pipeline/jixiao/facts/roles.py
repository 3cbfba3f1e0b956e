"""What money is to its project: budget, actual spending, grant, or investment."""

import dataclasses
import re

from jixiao.facts.drafts import Draft, grounded
from jixiao.facts.reading import Reading
from jixiao.types import How, Mention, Span

_ROLES = (
    ("investment", re.compile(r"投资|出资|融资|投入|自筹")),
    (
        "grant",
        re.compile(
            r"补助|奖补|补贴|奖励|资助|拨付|下达|扶持|支持|争取|下拨|拨款|到位|转移支付|配套"
        ),
    ),
    ("budget", re.compile(r"预算(?!执行)|概算|安排")),
    ("actual", re.compile(r"支出|使用|支付|花费|执行|决算|列支|用于")),
)


def role_of(words: str) -> tuple[str, int] | None:
    """The role that the last telling word gives, and where in `words` that word begins.

    >>> role_of("总投资"), role_of("省财政下达补助"), role_of("实际支出")
    (('investment', 1), ('grant', 5), ('actual', 2))
    >>> role_of("共") is None
    True
    """
    found = [(m.start(), role) for role, pattern in _ROLES for m in pattern.finditer(words)]
    return max(found)[::-1] if found else None


def with_role(reading: Reading, made: Draft, money: Mention) -> Draft:
    """The draft with the role its clause gives the money, else the role in the fund's name."""
    clause = reading.layout.clause(money.start)
    found = role_of(reading.text[clause.start : money.start])
    if found:
        start = clause.start + found[1]
        return _with(made, found[0], How.STATED, Span(start, start + 2))
    named = role_of(made.fact.name or "")
    ground = made.fact.ground("name")
    if named is None or ground is None or ground.start is None or ground.end is None:
        return made
    return _with(made, named[0], How.STATED, Span(ground.start, ground.end))


def _with(made: Draft, role: str, how: How, place: Span) -> Draft:
    fact = dataclasses.replace(made.fact, role=role)
    return grounded(Draft(made.anchor, fact), "role", how, place)
