"""Ratios: completion of a plan, and rates whose definition is common knowledge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.checks import cues
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index, single
from jixiao.checks.growth import title
from jixiao.checks.statements import Statement, statements
from jixiao.checks.verdicts import FITS, check_of, flat, quotient
from jixiao.types import Check, Verdict

_RATE_NAME = re.compile(r"(?:率|度|面)$")
_TO_BE_DONE = re.compile(
    r"预算|计划|任务|目标|应|受理|立案|收到|发放|收回|问卷|抽查|抽检|检查|检测|监测|验收|登记|查出|排查|下达|到位"
)
_SPENT = re.compile(r"支付|支出|执行|使用")
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
    if check.verdict is not Verdict.CONTRADICTION or not _rivals(index, level, plan):
        yield check


def _rivals(index: Index, level: Figure, plan: Figure) -> bool:
    """Whether an amount directly before the level, or in a bracket behind it, may be meant."""
    group = index.by_sentence[level.sentence]
    place = group.index(level)
    before = group[place - 1 : place] if place else ()
    between = group[place + 1 : group.index(plan)]
    return any(figure.like(level) for figure in (*before, *between))


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
    and A is what was there to be done; otherwise only agreement tells.
    """
    if not _RATE_NAME.search(rate.name) or rate.depth:
        return
    before = [
        figure
        for figure in index.by_sentence[rate.sentence]
        if figure.start < rate.start
        and figure.usable
        and figure.role in (Role.LEVEL, Role.ADDED, Role.PLAN)
        and figure.is_amount
        and figure.depth == rate.depth
    ]
    for top in reversed(before[-2:]):
        wholes = [f for f in before if f.start < top.start and f.like(top)][-2:]
        checks = [_ratio(top, whole, rate) for whole in reversed(wholes)]
        fitting = next((c for c in checks if c.verdict in FITS), None)
        if fitting is not None:
            yield fitting
            return
    group = index.by_sentence[rate.sentence]
    beside = group[group.index(rate) - 1] if len(before) >= 2 else None
    if beside is not None and beside is before[-1] and _plain_pair(before[-2], beside, rate):
        yield _ratio(before[-1], before[-2], rate)


def _plain_pair(whole: Figure, part: Figure, rate: Figure) -> bool:
    """Whether the three stand side by side and say 受理 A, 办结 B, 办结率."""
    stem = rate.name[:-1][-2:]
    done = stem in part.clause or (stem == "执行" and bool(_SPENT.search(part.clause)))
    return (
        whole.like(part)
        and done
        and stem not in whole.clause
        and bool(_TO_BE_DONE.search(whole.clause))
        and bool(re.fullmatch(r"[，,、；;]\S{2,8}?[率度面](?:为|达|达到)?", rate.lead))
    )


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
