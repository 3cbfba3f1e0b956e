"""Ratios: completion of a plan, and rates whose definition is common knowledge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.checks import cues, slips
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index, single
from jixiao.checks.growth import title
from jixiao.checks.statements import Statement, statements
from jixiao.checks.verdicts import FITS, check_of, flat, quotient
from jixiao.types import Check, Verdict

_RATE_NAME = re.compile(r"(?:率|度|面)$")
_TO_BE_DONE = re.compile(
    r"预算|计划|任务|目标|安排|应|受理|立案|收到|发放|收回|问卷|抽查|抽检|检查|检测|监测|验收|登记|查出|排查|下达|到位"
)
_OF_PLAN = re.compile(r"(?:执行|支付|支出|控制|完成|使用|到位|拨付|兑现|落实)率$")
_CAME_OF_IT = re.compile(r"支付|支出|执行|使用|实际|兑现|拨付|完成|到位")
_RATE_ALONE = re.compile(r"[，,、；;]\S{2,8}?[率度面](?:为|达|达到)?")
#: What may stand before it and narrows nothing: 预算执行率, but not 无公害防治率.
_OF_ALL = re.compile(r"(?:项目|预算|资金|财政|任务|年度|总体|总)*")
_DENIALS = "不未非无没"
_DUE = re.compile(r"应(?P<what>[\u4e00-\u9fff])")
_CHANGES = (Role.BASE, Role.CHANGE, Role.RATE)
_TWO = 2
#: So many earlier figures of a sentence may be the whole of a rate.
_WHOLES = 3
_PLANNED = re.compile(
    r"[^，,。；;：:、]{0,6}(?:预算|计划|目标|任务|指标)(?:数|额|总额|安排|投资|为|是|共)*$"
)


@dataclass(frozen=True)
class Rate:
    """A rate by its name, and the names of its numerator and denominator."""

    name: re.Pattern[str]
    numerator: re.Pattern[str]
    denominator: re.Pattern[str]


RATES = (
    Rate(
        re.compile(r"在职人员控制率$"),
        re.compile(
            r"(?:^|[^离])在职(?:人员|人数|在编人员|职工)?(?:数)?$|^在编(?:在职)?(?:人员|人数)?$"
        ),
        re.compile(r"^(?:人员|机构|核定|总)?编制(?:数|总数|人数)?$"),
    ),
    Rate(
        re.compile(r"三公经费(?:预算)?控制率$"),
        re.compile(r"三公经费(?:实际|决算)(?:支出)?(?:数)?$|三公经费支出(?:决算)?$"),
        re.compile(r"三公经费(?:年初|全年)?预算(?:数|安排)?$"),
    ),
)


def find(index: Index) -> Iterator[Check]:
    """Completion rates and named rates against their two figures."""
    for statement in statements(index):
        for rate in statement.of(Role.COMPLETION):
            yield from _completion(index, statement, rate)
    for figure in index.figures:
        if figure.family == "fraction" and figure.usable and figure.role is Role.LEVEL:
            yield from _named_rate(index, figure)
            yield from _part_rate(index, figure)


def _completion(index: Index, statement: Statement, rate: Figure) -> Iterator[Check]:
    """支出决算为L，完成年初预算的P%, with the plan in the same sentence."""
    level = statement.level
    direct = [p for p in statement.of(Role.PLAN) if p.start < rate.start and p.like(level)]
    if rate.lead == "的" and direct:
        yield from _of_printed(index, level, direct[-1], rate)
        return
    plan = re.sub(r"[数额的]+$", "", cues.plan_of(rate.clause) or "")
    if plan and plan in _planned(level):
        yield from _behind_plan(index, level, rate)
        return
    plans = [
        figure
        for figure in index.by_sentence[level.sentence]
        if figure.usable
        and figure.role is Role.LEVEL
        and figure.start < level.start
        and figure.like(level)
        and _planned(figure)
    ]
    named = [figure for figure in plans if plan in _planned(figure)]
    if len(named) != 1:
        return
    check = _ratio(level, named[0], rate)
    if check.verdict in (Verdict.CONTRADICTION, Verdict.NOT_CHECKABLE):
        others = (_ratio(level, other, rate) for other in plans if other is not named[0])
        fitting = next((o for o in others if o.verdict is Verdict.AGREES), None)
        if fitting is not None:
            yield _of_other_plan(level, named[0], rate, fitting)
            return
    yield check


def _behind_plan(index: Index, plan: Figure, rate: Figure) -> Iterator[Check]:
    """L，年初预算B，完成年初预算的P%: the level stands before its plan."""
    group = index.by_sentence[plan.sentence]
    before = group[: group.index(plan)]
    level = before[-1] if before else None
    if level is not None and level.usable and level.role is Role.LEVEL and _beside(level, plan):
        yield _ratio(level, plan, rate)


def _beside(level: Figure, plan: Figure) -> bool:
    return level.like(plan) and level.depth == plan.depth and not _planned(level)


def _planned(figure: Figure) -> str:
    """The words that make a figure a plan (年初预算数为); empty for none."""
    found = _PLANNED.search(figure.clause)
    return found.group() if found else ""


def _of_printed(index: Index, level: Figure, plan: Figure, rate: Figure) -> Iterator[Check]:
    """L，完成预算A的P%, L，占B的P%: the whole is printed between level and rate.

    A share after several amounts may be of their sum, or of one in a bracket;
    there only agreement is told.
    """
    check = _ratio(level, plan, rate, "share" if "占" in plan.clause else "ratio")
    fits = check.verdict is not Verdict.CONTRADICTION
    if fits or not _rivals(index, level, plan) or _one_slip(level, plan, rate):
        yield check


def _rivals(index: Index, level: Figure, plan: Figure) -> bool:
    """Whether an amount directly before the level, or in a bracket behind it, may be meant."""
    group = index.by_sentence[level.sentence]
    place = group.index(level)
    before = group[place - 1 : place] if place else ()
    between = group[place + 1 : group.index(plan)]
    rivals = [f for f in (*before, *between) if f.role not in (Role.BASE, Role.CHANGE)]
    return any(figure.like(level) for figure in rivals)


def _of_other_plan(level: Figure, plan: Figure, rate: Figure, fitting: Check) -> Check:
    note = f"{title(level)}: the rate fits {fitting.formula}, not the plan that it names"
    formula = f"{flat(level.place)} / {flat(plan.place)}"
    computed = None if plan.approx.low <= 0 else level.approx / plan.approx
    words = (formula, note)
    return check_of("ratio", Verdict.OTHER_SCOPE, rate, (level, plan), computed, words)


def _named_rate(index: Index, rate: Figure) -> Iterator[Check]:
    for definition in RATES:
        if not definition.name.search(rate.name):
            continue
        top = _only(index, definition.numerator, rate)
        bottom = _only(index, definition.denominator, rate)
        if top is not None and bottom is not None and top.like(bottom):
            yield _ratio(top, bottom, rate)


def _part_rate(index: Index, rate: Figure) -> Iterator[Check]:
    """受理A件，办结B件，办结率P%: the two figures before the rate in its sentence.

    The rate is known to be B / A where its name repeats what was done with B,
    or A is a plan and B what came of it; otherwise only agreement tells.
    """
    if not _RATE_NAME.search(rate.name) or rate.depth:
        return
    before = [f for f in index.by_sentence[rate.sentence] if f.start < rate.start and _counts(f)]
    earlier = [
        figure
        for number in (rate.sentence - 2, rate.sentence - 1)
        for figure in index.by_sentence.get(number, ())
        if _counts(figure) and not figure.depth
    ]
    for top in reversed(before[-2:]):
        wholes = [f for f in before if f.start < top.start and f.like(top)][-_WHOLES:]
        if _says_done(top, rate):
            wholes = [f for f in earlier if f.like(top)] + wholes
        checks = [_ratio(top, whole, rate) for whole in reversed(wholes)]
        fitting = next((c for c in checks if c.verdict in FITS), None)
        if fitting is not None:
            yield fitting
            return
    pair = _last_pair(index, before, earlier, rate)
    if pair and (_plain_pair(before, *pair, rate) or _slipped(*pair, rate)):
        yield _ratio(pair[1], pair[0], rate)


def _last_pair(
    index: Index, before: list[Figure], earlier: list[Figure], rate: Figure
) -> tuple[Figure, Figure] | None:
    """The last two amounts before a rate, with nothing but changes of them between.

    Where the sentence has one amount alone, the last one before the sentence is the first.
    """
    group = index.by_sentence[rate.sentence]
    told = [f for f in group[: group.index(rate)] if f.role not in _CHANGES and not f.depth]
    if not before or told[-1:] != before[-1:]:
        return None
    chain = [*earlier, *before] if len(before) == 1 else before
    pair = chain[-2:]
    alike = len(pair) == 2 and pair[0].like(pair[1])
    return (pair[0], pair[1]) if alike else None


def _slipped(whole: Figure, part: Figure, rate: Figure) -> bool:
    """Whether one slip explains why a rate is not that of the two figures before it."""
    said = whole.sentence == rate.sentence and bool(_RATE_ALONE.fullmatch(rate.lead))
    return said and _one_slip(part, whole, rate)


def _one_slip(part: Figure, whole: Figure, rate: Figure) -> bool:
    stated, *terms = slips.shown_of((rate, part, whole))
    return slips.explain_quotient(stated, terms, lambda values: values[0] / values[1])


def _counts(figure: Figure) -> bool:
    """Whether a figure may be the part or the whole of a rate; what was saved may be."""
    saved = figure.role is Role.CHANGE and figure.clause.endswith(("节约", "节省", "节支"))
    said = figure.role in (Role.LEVEL, Role.ADDED, Role.PLAN) or saved
    return figure.usable and figure.is_amount and not figure.depth and said


def _plain_pair(before: list[Figure], whole: Figure, part: Figure, rate: Figure) -> bool:
    """Whether the two figures say 受理 A, 办结 B, and the rate behind them 办结率.

    Only two amounts of the kind may stand before it, unless A says that it
    is what there was to be done.
    """
    alone = len([figure for figure in before if figure.like(part)]) == 2
    if _due(whole, part):
        return bool(_RATE_ALONE.fullmatch(rate.lead))
    to_do = bool(_TO_BE_DONE.search(whole.clause))
    done = _says_done(part, rate) and not _affirms(whole.clause, _stem(rate))
    planned = to_do and bool(_OF_PLAN.search(rate.name) and _CAME_OF_IT.search(part.clause))
    among = "其中" in whole.lead + part.lead
    return (
        bool(_RATE_ALONE.fullmatch(rate.lead))
        and not among
        and ((done and (to_do or alone)) or planned)
    )


def _due(whole: Figure, part: Figure) -> bool:
    """Whether the words say 应检 of the whole and 实检 of the part."""
    due = _DUE.search(whole.clause)
    return due is not None and f"实{due['what']}" in part.clause


def _stem(rate: Figure) -> str:
    """What a rate is of: 执行 for 预算执行率."""
    name = rate.name[:-1]
    return name if name[:1] in _DENIALS else name[-2:]


def _affirms(clause: str, stem: str) -> bool:
    """Whether words say a thing, also as 收回 for 回收, and not its contrary (未就业)."""
    said = re.sub(rf"[{_DENIALS}]{stem}", "", clause)
    return stem in said or (len(stem) == _TWO and stem[::-1] in said)


def _says_done(part: Figure, rate: Figure) -> bool:
    """Whether the words before a figure say what the rate is of, all of it, and do not deny it."""
    stem, what = _stem(rate), rate.name[:-1]
    narrowed = what not in part.clause and not _OF_ALL.fullmatch(what.removesuffix(stem))
    return _affirms(part.clause, stem) and not narrowed


def _only(index: Index, pattern: re.Pattern[str], rate: Figure) -> Figure | None:
    """The one value that the report states under a name; None for none or several."""
    found = [
        figure
        for figure in index.figures
        if figure.usable
        and figure.role is Role.LEVEL
        and figure.is_amount
        and pattern.search(figure.name)
        and (figure.year is None or rate.year is None or figure.year == rate.year)
    ]
    return single(found)


def _ratio(top: Figure, bottom: Figure, rate: Figure, kind: str = "ratio") -> Check:
    words = (f"{flat(top.place)} / {flat(bottom.place)}", f"{title(rate)}, the ratio of the two")
    return quotient(kind, rate, (top.approx, bottom.approx), (top, bottom), words)
