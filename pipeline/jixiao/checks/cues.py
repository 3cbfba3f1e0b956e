"""The words that say what a figure does in its clause, as general language."""

import re
from enum import StrEnum


class Role(StrEnum):
    """What a figure states."""

    LEVEL = "level"
    CHANGE = "change"
    RATE = "rate"
    SHARE = "share"
    COMPLETION = "completion"
    BASE = "base"
    PLAN = "plan"
    ADDED = "added"
    RANK = "rank"


#: What adds up: levels, and things newly counted.
LEVELS = (Role.LEVEL, Role.ADDED)

_UP = "净增长|净增加|增长|增加(?!值)|上升|提高|提升|上涨|净增|增幅|增速|增|涨"
_DOWN = "下降|减少|降低|回落|下滑|缩减|压减|压缩|节约|下浮|下调|缩小|收窄|下跌|降幅|核减|调减|减|降"
_UP_AFTER_THAN = f"{_UP}|高出|高于|超出|多出|多"
_DOWN_AFTER_THAN = f"{_DOWN}|低于|少于|少"
_END = r"(?:了|额|值|率|幅度|量)?(?:为|达到|达|约|近|超过|超|仅)*$"
_REACHED = re.compile(
    r"(?:增长|增加|上升|提高|提升|上涨|增|升|涨|下降|减少|降低|回落|降|减|扩大|缩小"
    r"|扩展|发展|调整|优化|收窄|压减|跃升|突破)(?:到|至|为|达)(?:了)?$"
)
_UP_END = re.compile(f"(?:{_UP}){_END}")
_DOWN_END = re.compile(f"(?:{_DOWN}){_END}")
_THAN = re.compile(
    r"(?:较|(?<![同环占])比)(?P<basis>[^，,。；：、]{1,30}?)"
    rf"(?:(?P<up>{_UP_AFTER_THAN})|(?P<down>{_DOWN_AFTER_THAN})){_END}"
)
_BARE = re.compile(r"(?:多|高|少|低)(?:出|了|支|收)?|超(?:支|收)")
_FROM = re.compile(r"(?:由|从|自)[^，。；：、]{0,12}$")
_TO = re.compile(
    r"^(?:，|,)?(?:增长|增加|上升|提高|提升|上涨|增|升|下降|减少|降低|回落|降|减|扩大|发展|调整|跃升|变)"
    r"(?:到|至|为)[^，。；：、]{0,8}$"
)
_COMPARED = re.compile(r"(?:与|同|和|较|比)(?P<basis>[^，,。；：、]{1,24}?)相比[，,]")
_LAST_CLAUSE = re.compile(r"[，,；;：:、]")
_SAME_PERIOD = re.compile(r"同比|同期相比")
_OTHER_PERIOD = re.compile(r"环比|较年初|比年初|两年平均|年均|累计|可比口径|同口径|按可比|不变价")
_SHARE = re.compile(
    r"占(?P<whole>[^，。；：]*?)(?:的)?(?:比重|比例|份额|比)?(?:为|达到|达|约|近|超过|超)*$"
)
_COMPLETION = re.compile(
    r"(?:完成|为|达到|达|占)(?P<plan>[^，。；：]{0,16}?(?:预算|计划|目标|任务|指标)[数额总]*)的$"
)
_ADDED = re.compile(
    r"(?:新增|新建|新引进|新认定|净增|增加(?!值)|减少|新签约|新开工|新招|新入库)[^，。；：]*$"
)

_EARLIER = (
    r"(?:上年|去年|上一年|前一年)(?:度|末|底|同期)?|同期|年初|(?:19|20)\d\d年(?:度|末|底|同期)?"
)
_BASE_NOUNS = r"(?:的|实际|决算数?|预算数?|执行数|支出|完成|数)*"
_BASE = re.compile(
    rf"(?:比|较|与|和|同)(?:{_EARLIER}){_BASE_NOUNS}(?:的)?$|(?:比|较)[^，,。；：、]{{1,10}}的$"
    r"|(?:比|较)[^，,。；：、]{0,8}(?:预算|决算|计划)数?$"
    rf"|(?:上年|去年)(?:度|末|底|同期)?{_BASE_NOUNS}(?:为|是)$|^(?:上年|去年)(?:度|末|底|同期)?$"
)

PRIOR_YEAR = "prior_year"
_PRIOR = re.compile(r"(?:上年|去年|上一年|前一年)(?:度|末|底|同期)?(?:实际|决算数?)?|同期")


def role_of(clause: str, family: str) -> Role:
    """The role of a figure that follows `clause` directly.

    `clause` holds no whitespace; `family` is money, count, fraction or pp.

    >>> role_of("比上年减少", "money"), role_of("占全年支出的", "fraction")
    (<Role.CHANGE: 'change'>, <Role.SHARE: 'share'>)
    """
    if _BASE.search(clause):
        return Role.BASE
    if family in ("fraction", "pp"):
        return _percent_role(clause, family)
    if _REACHED.search(clause):
        return Role.LEVEL
    if _UP_END.search(clause) or _DOWN_END.search(clause) or _THAN.search(clause):
        return Role.CHANGE
    if _BARE.fullmatch(clause):
        return Role.CHANGE
    return Role.ADDED if _ADDED.search(clause) else Role.LEVEL


def _percent_role(clause: str, family: str) -> Role:
    if _COMPLETION.search(clause):
        return Role.COMPLETION
    if _SHARE.search(clause):
        return Role.SHARE
    if _REACHED.search(clause):
        return Role.LEVEL
    changed = _UP_END.search(clause) or _DOWN_END.search(clause) or _THAN.search(clause)
    changed = changed or _BARE.fullmatch(clause)
    if family == "pp":
        return Role.CHANGE
    return Role.RATE if changed else Role.LEVEL


def steps(clause: str, lead: str) -> bool:
    """Whether 由A增加到B connects two figures: words before A, words between A and B."""
    return bool(_FROM.search(clause) and _TO.match(lead))


def base_words(clause: str) -> str:
    """`clause` without the words that name an earlier level (比上年的)."""
    return _BASE.sub("", clause)


def sign_of(clause: str) -> int:
    """1 for a rise, -1 for a fall, 0 where the clause says neither."""
    than = _THAN.search(clause)
    if than:
        return 1 if than["up"] else -1
    if _BARE.fullmatch(clause):
        return 1 if clause[0] in "多高超" else -1
    if _DOWN_END.search(clause):
        return -1
    return 1 if _UP_END.search(clause) else 0


def basis_of(lead: str) -> str | None:
    """What a change is measured against, as written, or `prior_year`; None if unsaid.

    `lead` reaches from the figure before, without whitespace.

    >>> basis_of("，比上年减少"), basis_of("，与2023年度相比，支出总计增加")
    ('prior_year', '2023年度')
    """
    clause = _LAST_CLAUSE.split(lead)[-1]
    other = _OTHER_PERIOD.search(clause)
    if other:
        return other.group()
    than = _THAN.search(clause) or _COMPARED.search(lead)
    if than:
        basis = than["basis"]
        return PRIOR_YEAR if _PRIOR.fullmatch(basis) else basis
    return PRIOR_YEAR if _SAME_PERIOD.search(clause) else None


def whole_of(clause: str) -> str | None:
    """The whole that a share names (占…的); empty where it is left out."""
    found = _SHARE.search(clause)
    return found["whole"] if found else None


def plan_of(clause: str) -> str | None:
    """The plan that a completion rate names (完成年初预算的)."""
    found = _COMPLETION.search(clause)
    return found["plan"] if found else None


_NOISE = re.compile(
    r"[\s，,、；;：:。（）()]|相比|同比|环比|分别|各|其中|共计|合计|总计|共|均|实际|同口径|可比口径|名义"
    r"|约|近|超过|超|又|再|进一步|实现|达到|达|为|的|了|额|值|率|幅度|较|比"
)
_ASIDE = re.compile(r"[（(][^（(）)]*[）)]")
_YEARS = re.compile(r"(?:19|20)\d\d年?度?|上年度?|去年|上一年度?|同期|年度|本年|全年|当年")


def residue(lead: str) -> str:
    """What `lead` says beyond comparing and changing: a new subject, if there is one.

    >>> residue("，比上年减少"), residue("；公务接待费")
    ('', '公务接待费')
    """
    text = _ASIDE.sub("", "".join(lead.split()))
    text = _COMPARED.sub("", text)
    than = _THAN.search(text)
    if than:
        text = text[: than.start()]
    else:
        text = _DOWN_END.sub("", _UP_END.sub("", text))
        text = re.sub(rf"(?:^|(?<=[，,；;、]))(?:{_BARE.pattern})$", "", text)
    return _NOISE.sub("", _YEARS.sub("", text))
