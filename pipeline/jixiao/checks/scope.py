"""Which scope a figure has: money, area, stage, period and price it is about."""

import re
from dataclasses import dataclass, field

_WORDS: dict[str, dict[str, str]] = {
    "fund": {
        "general": r"一般公共预算",
        "fiscal": r"财政拨款",
        "gov_fund": r"政府性基金",
        "capital": r"国有资本经营",
        "department": r"部门(?:整体|全部)|全口径|全部资金",
    },
    "area": {
        "city": r"全市(?!场)",
        "own": r"市本级|本级|市直|县本级|区本级|机关本级|局机关|机关本部",
        "urban": r"城镇|城市|市区",
        "rural": r"农村|乡村",
        "province": r"全省|全自治区",
        "county": r"全县",
        "nation": r"全国",
    },
    "stage": {
        "budget": r"年初预算|全年预算|预算(?:数|安排|为)"
        r"|预算(?!支出|单位|绩效|拨款|财政|执行|完成|经费|管理|外|内)",
        "actual": r"决算|执行数|实际",
        "plan": r"计划|目标",
        "flash": r"快报|初步核算|预计|初步统计",
    },
    "price": {"constant": r"可比价|不变价|同口径|可比口径", "current": r"现价|名义"},
    "stock": {"cumulative": r"累计|历年", "new": r"新增|净增|当年新"},
}
_PATTERNS = {
    dimension: {value: re.compile(pattern) for value, pattern in values.items()}
    for dimension, values in _WORDS.items()
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The scope words of a figure by dimension; a dimension left unsaid is absent."""

    words: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def differs(self, other: "Scope") -> frozenset[tuple[str, str]]:
        """The scope words that only one of the two has.

        >>> sorted(scope_of("一般公共预算支出").differs(scope_of("支出")))
        [('fund', 'general')]
        """
        return self.words ^ other.words


def scope_of(text: str) -> Scope:
    """The scope that the words of `text` give."""
    found = (
        (dimension, value)
        for dimension, values in _PATTERNS.items()
        for value, pattern in values.items()
        if pattern.search(text)
    )
    return Scope(frozenset(found))


_NAMES = {
    "general": "一般公共预算",
    "fiscal": "财政拨款",
    "gov_fund": "政府性基金",
    "capital": "国有资本经营",
    "department": "部门整体",
    "city": "全市",
    "own": "本级",
    "urban": "城镇",
    "rural": "农村",
    "province": "全省",
    "county": "全县",
    "nation": "全国",
    "budget": "预算",
    "actual": "决算/实际",
    "plan": "计划",
    "flash": "快报/预计",
    "constant": "可比口径",
    "current": "现价",
    "cumulative": "累计",
    "new": "新增",
}


def describe(words: frozenset[tuple[str, str]]) -> str:
    """The scope words of `words` as a reader knows them."""
    return "、".join(_NAMES[value] for _, value in sorted(words))


_SCOPE_PHRASES = re.compile(
    "|".join(
        (
            r"一般公共预算(?:经费|财政)?(?:拨款)?(?:支出)?",
            r"财政拨款",
            r"部门整体",
            r"实际",
            r"决算",
            r"全[市省县区国]",
            r"市本级|本级",
        )
    )
)
_TAIL = re.compile(r"(?:支出|费用|数|额|总量|总额)+$")


def core(name: str) -> str:
    """The name of a measure without scope words and without 支出, 费用, 数 at its end.

    >>> core("一般公共预算经费拨款支出三公经费"), core("实际三公经费支出")
    ('三公经费', '三公经费')
    """
    return _TAIL.sub("", _SCOPE_PHRASES.sub("", name))
