"""Whether a figure was reached, budgeted, planned or is preliminary; wholes of shares."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PRELIMINARY = re.compile(r"快报|初步(?:核算|统计|测算|预计)|预计(?!到)")
_PLAN_WORDS = re.compile(
    r"力争|计划(?!生育)|目标|预期|预计|确保|(?<!模)拟(?![定订人])|到20\d\d年|争取达到|将达到"
)
_PLAN_NAME = re.compile(r"^(?:年度)?(?:计划|目标|预期|规划)")
_DONE = re.compile(
    r"(?:完成|实现|超过|超额|占)[^，。；]{0,12}(?:计划|目标|预期|规划)|(?:计划|目标)的"
)
_BUDGET_NAME = re.compile(r"预算(?:数|额|安排|资金|金额|总额|收入|支出|总支出|总收入)?$")
_BUDGET_START = re.compile(
    r"^(?:年初|当年|本年|全年|财政拨款)?(?:支出|收入)?预算(?!管理|绩效|执行|编制|公开|监督|评审)"
)
_FUND_KIND = re.compile(r"(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算(?:收入|支出)?$")
_BUDGETED = re.compile(r"预算安排|安排预算|年初预算|纳入预算")
_EXECUTED = re.compile(r"决算|执行数|完成率|控制率|执行率|支出率")
_DONE_WORD = re.compile(r"决算|执行数|完成率|控制率|执行率|支出率|实际")
_FUTURE_HEADING = re.compile(
    r"打算|展望|下一步|今后|预期|目标任务|(?:主要|重点|工作|总体|发展)(?:任务|安排|思路|目标|计划)|(?:安排|思路|目标|计划|重点工作)$"
)
_PAST_HEADING = re.compile(r"回顾|完成情况|执行情况|成效|成绩|总结|工作情况|主要做法|落实情况")
_OF = re.compile(
    r"占(?:到(?![位达]))?(?P<part>[^，,。；;：:占]*)$|(?:完成|相当于|为|达到?)(?P<whole>[^，,。；;：:占]*)$"
)
_LEAD_PLAN = re.compile(r"预期目标|主要目标|发展目标|目标[是为]|力争|到20\d\d年")
_WHOLE_TAIL = re.compile(
    r"的?(?:比重|比例|份额|比)?(?:(?:提高|提升|上升|增加|下降|降低|降|升|稳定|保持|突破|达|超)(?:到|至|在)?"
    r"|达到|超过|接近|为|约|近|的)*$"
)


@dataclass(frozen=True, slots=True)
class StageWords:
    """A stage, and which words say so.

    `source` is name, window, lead or heading; `said` the words found there, of
    a heading its title. Both are empty for actual, which nothing need say.
    """

    stage: str
    source: str = ""
    said: str = ""


def stage_of(name: str, window: str, headings: Sequence[str], lead: str = "") -> StageWords:
    """actual, budget, plan or preliminary, from the name, the words around, the headings.

    `headings` are the titles around, innermost first; `lead` is what the
    sentence says before `window`: 力争 and 预计 hold for the list after them.

    >>> stage_of("专项支出预算", "专项支出预算为90万元", [])
    StageWords(stage='budget', source='name', said='专项支出预算')
    >>> stage_of("一般公共预算", "一般公共预算90万元", []).stage
    'actual'
    >>> stage_of("茶叶产量", "茶叶产量3万吨", [], "力争粮食产量9万吨，")
    StageWords(stage='plan', source='lead', said='力争')
    >>> stage_of("计划投资", "计划投资6亿元", []).stage
    'plan'
    >>> stage_of("产值", "产值9亿元（快报数）", [])
    StageWords(stage='preliminary', source='window', said='快报')
    """
    return (
        _budget(name, window)
        or _named_plan(name)
        or _headed(headings)
        or _found("preliminary", "window", _PRELIMINARY.search(window))
        or _found("plan", "window", _PLAN_WORDS.search(_DONE.sub("", window)))
        or _found("plan", "lead", _LEAD_PLAN.search(_DONE.sub("", lead)))
        or (StageWords("preliminary", "lead", "预计") if "预计" in lead else None)
        or StageWords("actual")
    )


def _found(stage: str, source: str, found: re.Match[str] | None) -> StageWords | None:
    return StageWords(stage, source, found.group()) if found else None


def _budget(name: str, window: str) -> StageWords | None:
    if _EXECUTED.search(name) or _FUND_KIND.search(name):
        return None
    if _BUDGET_NAME.search(name) or _BUDGET_START.match(name):
        return StageWords("budget", "name", name)
    return None if "执行" in window else _found("budget", "window", _BUDGETED.search(window))


def _named_plan(name: str) -> StageWords | None:
    return StageWords("plan", "name", name) if _PLAN_NAME.match(name) else None


def _headed(headings: Sequence[str]) -> StageWords | None:
    title = plan_heading(headings)
    return StageWords("plan", "heading", title) if title else None


def executed(words: str) -> re.Match[str] | None:
    """The word that tells of money spent: 决算, 执行数, 实际.

    >>> bool(executed("2021年预算执行数")), bool(executed("安排预算"))
    (True, False)
    """
    return _DONE_WORD.search(words)


def tells_plan(words: str) -> bool:
    """Whether a sentence tells of targets.

    >>> tells_plan("今年主要预期目标是增长5%"), tells_plan("增长5%，完成年度目标")
    (True, False)
    """
    return bool(_LEAD_PLAN.search(_DONE.sub("", words)))


def plan_heading(headings: Sequence[str]) -> str | None:
    """The innermost heading that says of what it is, if that is plans.

    >>> plan_heading(["稳增长", "2025年工作安排"]), plan_heading(["2024年计划执行情况"])
    ('2025年工作安排', None)
    """
    for title in headings:
        if _PAST_HEADING.search(title):
            return None
        if _FUTURE_HEADING.search(title):
            return title
    return None


def whole_of(before: str) -> str | None:
    """The whole that a share is taken of, from the words before its figure.

    budget and plan stand for themselves, any other whole by its name.

    >>> whole_of("占支出总额的"), whole_of("完成年初预算的"), whole_of("占年计划的")
    ('支出总额', 'budget', 'plan')
    >>> whole_of("占到总收入的"), whole_of("占到位资金的"), whole_of("占到")
    ('总收入', '到位资金', None)
    """
    found = _OF.search(before)
    if not found:
        return None
    whole = _WHOLE_TAIL.sub("", (found.group("part") or found.group("whole") or "").strip())
    if re.search(r"预算", whole) and not re.search(r"总额|支出|收入$", whole):
        return "budget"
    if re.search(r"计划|目标|任务|预期", whole):
        return "plan"
    return whole or None
