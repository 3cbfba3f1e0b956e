"""What the heads of a column say of its figures: their role, unit, and what they measure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jixiao.tables.words import compact


class Role(StrEnum):
    """What a figure is to the thing its row names."""

    BUDGET = "budget"
    INITIAL = "initial budget"
    ADJUSTED = "adjusted budget"
    ACTUAL = "actual"
    PLAN = "plan"
    TARGET = "target"
    REACHED = "reached"
    FULL_MARK = "full mark"
    SCORE = "score"
    EXECUTION = "execution rate"
    SCORE_RATE = "score rate"
    SHARE = "share"
    CHANGE = "change"
    GROWTH = "growth"
    LEVEL = "level"
    NONE = "no figure"


#: Roles of figures that are part of something, by nature between 0 and 1.
RATES = frozenset({Role.EXECUTION, Role.SCORE_RATE, Role.SHARE, Role.GROWTH})
#: Roles of figures that are counted in points.
POINTS = frozenset({Role.FULL_MARK, Role.SCORE})

_NUMBER = r"(?:数|额|金额|总额|资金|安排|批复)?(?:\(?[A-Z]\d?\)?)?"
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,8})[)\]]$")
_ROLES = (
    (
        Role.NONE,
        r"(?:序|行|编|文|档|账|帐|电话)号|[行栏]次|栏目|.*(?:编码|代码|编号|电话|邮编|日期|备注|说明|原因|措施|依据)"
        r"|年份|.*(?:开始|结束|起止|完成|实施)?时间",
    ),
    (Role.SCORE_RATE, r"得分率"),
    (
        Role.EXECUTION,
        r"(?:预算|资金|全年|支出|实际|计划)*(?:执行|完成|支付|使用|到位|支出)(?:率|进度|比例)",
    ),
    (
        Role.GROWTH,
        r"(?:同比)?(?:增减|增长|变动|变化|升降|增|减)(?:率|幅|幅度|比例|百分比|[(]?%[)]?)|.*(?:同比|比上年|较上年)(?:增减|增长|下降)?(?:率|幅度|%|[(]%[)])|同比|同比增长|增幅|增速",
    ),
    (Role.CHANGE, r".*(?:增减|变动|增加|减少)(?:数|额|金额|情况|变化)|增减|差额|差异|比上年增减"),
    (Role.SHARE, r"占比|比重|比例|百分比|.*占.*(?:%|比|比重|比例)|[%]"),
    (Role.SCORE, r".*(?:得分|评分|自评分|扣分|实得分)(?:情况)?"),
    (Role.FULL_MARK, r".*(?:分值|满分|标准分|权重)(?:分|值)?"),
    (Role.REACHED, r".*(?:实际|全年|本年|年度|自评)?(?:实际值|完成值|完成数|完成情况|实际完成)"),
    (
        Role.TARGET,
        r".*(?:指标值|目标值|计划值|预期值|目标数|绩效目标|年度目标|预期目标)",
    ),
    (Role.PLAN, r"(?P<p>.*)(?:计划(?:数|额|金额|安排)?)"),
    (
        Role.INITIAL,
        rf"(?P<i>.*)(?:年初(?:部门|支出|收入|批复)?预算|[年期]初(?=数|批复)|初始预算){_NUMBER}",
    ),
    (
        Role.ADJUSTED,
        rf"(?P<a>.*)(?:全年预算|调整(?:后)?预算|预算调整|调整后|年度预算调整){_NUMBER}",
    ),
    (
        Role.ACTUAL,
        rf"(?P<d>.*)(?:决算|(?:全年|预算|实际|累计|当年|本年|资金)?(?:执行|支付|支用|支出)(?=数|额|金额)"
        rf"|实际(?:支出|执行|支付|使用)|预算执行|累计(?:支出|支付)|执行){_NUMBER}",
    ),
    (
        Role.BUDGET,
        rf"(?P<b>.*?)(?:本年|当年|部门)?(?<!公共)(?<!基金)(?<!经营)(?<!保险)预算{_NUMBER}",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_PLANNED = re.compile(r"计划|预计|拟")
_YEAR = re.compile(
    r"(?:(?:19|20)\d\d年?(?:度|末|底)?|上年(?:度|同期)?|去年|本年度?|当年|今年|全年)(?:的)?"
)
#: Heads that say nothing of what is measured.
_EMPTY = re.compile(
    r"项目|内容|金额|数额|数|数据|情况|小计|合计|总计|共计|指标|资金|其中:?|.*(?:执行|完成|安排|资金)情况|本年合计"
)
#: Sides of an account, which the names under them need not repeat.
_SIDE = re.compile(r"(?:.*(?:收入|支出|来源|去向|运用))")
_COUNTED = re.compile(r".*(?:人|户|家|次|个|台|辆|件|场|套|处|座|名|所)数")
#: A bracket with a letter (全年预算数（A）) numbers the column for a formula.
_UNIT = re.compile(r"[\u4e00-\u9fff%‰]")
_SHORT = 3
#: Two things that share their beginning and their end.
_BOTH = re.compile(r"(?P<stem>.{2,})([^及和与]{2})[及和与]([^及和与]{2}).*")


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What the heads over a figure say.

    `measure` is what they add to the name of the row, empty where they add
    nothing; `side` the side of the account (收入, 财政拨款支出) they stand
    on; `unit` a unit in brackets, as written; `said` counts from the outermost
    head which says the role, `named` which names the measure, both None where
    none does. `total` is true for a column of totals of those beside it.
    """

    role: Role
    measure: str
    side: str
    unit: str | None
    said: int | None
    named: int | None
    total: bool


def column_words(heads: Sequence[str]) -> ColumnWords:
    """The reading of a column's heads, outermost first.

    >>> words = column_words(["支出预算", "基本支出"])
    >>> words.role, words.measure, words.side
    (<Role.BUDGET: 'budget'>, '基本支出', '支出')
    >>> column_words(["“三公”经费预算数", "公务用车购置及运行费", "小计"]).measure
    '公务用车购置及运行费'
    >>> column_words(["计划数"]).role, column_words(["年度指标值"]).role
    (<Role.PLAN: 'plan'>, <Role.TARGET: 'target'>)
    >>> column_words(["户数（万户）"]).unit
    '万户'
    """
    read = [_head(head) for head in heads]
    role, said = _role([(one.role, one.measure) for one in read])
    unit = next((one.unit for one in reversed(read) if one.unit), None)
    names = [n for n, one in enumerate(read) if one.measure and not _EMPTY.fullmatch(one.measure)]
    named = names[-1] if names else None
    measure = _joined([read[n].measure for n in names])
    alone = len(names) == 1 and len(read) > 1 and bool(_SIDE.fullmatch(measure))
    sided = alone and named == 0
    total = bool(read) and bool(_is_total(heads[-1]))
    side = next((read[n].measure for n in names if _SIDE.fullmatch(read[n].measure)), "")
    return ColumnWords(role, "" if sided else measure, side, unit, said, named, total)


def _joined(names: list[str]) -> str:
    """The measure of nested heads: the innermost, with the outer ones that it needs.

    An outer head is needed by a short one (购置费), unless it is a side of the
    account.
    """
    if not names:
        return ""
    measure = names[-1]
    for outer in reversed(names[:-1]):
        if len(measure) > _SHORT or _SIDE.fullmatch(outer):
            break
        measure = _completed(outer, measure)
    return measure


def _completed(outer: str, inner: str) -> str:
    """A short name with what it shares with the heading over it.

    >>> _completed("公务用车购置及运行费", "运行费"), _completed("差旅费", "国内")
    ('公务用车运行费', '差旅费国内')
    """
    both = _BOTH.fullmatch(outer)
    stem = both["stem"] if both and inner[:2] in both.groups() else outer
    return f"{stem}{inner}"


@dataclass(frozen=True, slots=True)
class _Head:
    role: Role
    measure: str
    unit: str | None


def _head(text: str) -> _Head:
    word = compact(text)
    if re.fullmatch(r".*\(%\)", word) and _matched(word):
        bare = word
        unit: str | None = "%"
    else:
        bracket = _BRACKET.search(word)
        unit = bracket[1] if bracket and _UNIT.search(bracket[1]) else None
        bare = word[: bracket.start()] if bracket else word
    bare = _YEAR.sub("", bare, count=1) if _YEAR.match(bare) and not _matched(bare) else bare
    found = _matched(bare)
    if found is None:
        return _Head(Role.LEVEL, bare, unit)
    role, rest = found
    return _Head(role, _YEAR.sub("", rest, count=1) if _YEAR.match(rest) else rest, unit)


def _matched(word: str) -> tuple[Role, str] | None:
    """The role a head names, and what is left of it for a name."""
    for role, pattern in _PATTERNS:
        found = pattern.fullmatch(word)
        if found:
            return role, next((rest for rest in found.groups() if rest), "")
    if _PLANNED.match(word):
        return Role.PLAN, word
    return None


def _role(read: Sequence[tuple[Role, str]]) -> tuple[Role, int | None]:
    """The role of the innermost head that has one."""
    for place in range(len(read) - 1, -1, -1):
        if read[place][0] is not Role.LEVEL:
            return read[place][0], place
    return Role.LEVEL, None


def _is_total(head: str) -> bool:
    return bool(re.fullmatch(r"(?:.*[^\d])?(?:小计|合计|总计)(?:数|额|金额)?", compact(head)))


def counted_unit(measure: str) -> str | None:
    """The measure word in the name of a count.

    >>> counted_unit("在职人数"), counted_unit("户数"), counted_unit("支出数")
    ('人', '户', None)
    """
    return measure[-2] if _COUNTED.fullmatch(measure) else None
