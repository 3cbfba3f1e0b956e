"""What a figure is called: its indicator, its project, or the noun it counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.facts.conjuncts import conjuncts
from jixiao.facts.entities import project_name
from jixiao.facts.names import clean
from jixiao.facts.nouns import counted
from jixiao.facts.reading import Reading, strip_scope
from jixiao.facts.stages import is_executed, stage_of
from jixiao.types import Label, Mention, RelationLabel, Span

#: Heads that name nothing alone: what they measure is the indicator before them.
_BARE = re.compile(
    r"^(?:总数|总量|总额|总计|合计|小计|数量|增速|增幅|增量|增长率|占比|比重|总规模|规模|增加值增速)$"
)
#: Measures of a budget line, which stands before them in its paragraph.
_BUDGET_MEASURE = re.compile(
    r"^(?:当年|本年|全年|年初|年度)?(?:财政拨款)?(?:收入|支出)?(?:预算|决算)(?:执行|安排|调整)?(?:数|额|金额)?$"
)
_BUDGET_LINE = re.compile(r"[^。；：，、“”\"\s\d.]{2,60}[（(][款项][)）](?![（(])")
#: The mark of a list item, which a name found by a model may begin with.
_MARK = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、)(?=.)"
)
_REACH = 400
_FIGURES = frozenset({Label.MONEY, Label.PERCENT, Label.QUANTITY})
_NAMES = frozenset({Label.DOC, Label.PROJECT, Label.AWARD, Label.ORG})
_LISTS = re.compile(r"\s*(?:其中|包括|具体|主要(?:项目|包括|有|为))")
_NEXT_TO_MONEY = re.compile(r"^[\w]{1,6}$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the mention that says it, and every mention it was read from."""

    text: str | None
    mention: Mention | None = None
    spans: tuple[Mention, ...] = ()


def indicator_name(reading: Reading, indicator: Mention) -> Name:
    """The name without list mark and scope words; a bare 总数 takes the indicator before it."""
    text = strip_scope(_MARK.sub("", clean(indicator.text)))
    if _BUDGET_MEASURE.match(text):
        line = _budget_line(reading, indicator)
        return Name(f"{line}{text}" if line else text, indicator, (indicator,))
    if not _BARE.match(text):
        return Name(text, indicator, (indicator,))
    sentence = reading.layout.sentence(indicator.start)
    before = reading.within(Span(sentence.start, indicator.start), Label.INDICATOR)
    named = [m for m in before if not _BARE.match(strip_scope(clean(m.text)))]
    if not named:
        return Name(text, indicator, (indicator,))
    prefix = strip_scope(clean(named[-1].text))
    joined = prefix if prefix.endswith(text) else prefix + text
    return Name(joined, indicator, (named[-1], indicator))


def _own_part(
    reading: Reading, indicator: Mention, name: str | None, figure: Mention
) -> str | None:
    for label in (RelationLabel.VALUE, RelationLabel.CHANGE):
        figures = sorted((m for m, _ in reading.from_(indicator, label)), key=lambda m: m.start)
        if figure in figures:
            listed = "分别" in reading.text[indicator.end : figures[0].start]
            parts = conjuncts(name or "", len(figures)) if listed else None
            return parts[figures.index(figure)] if parts else None
    return None


def _budget_line(reading: Reading, measure: Mention) -> str | None:
    """The account (…（款）…（项）) that its section names last before the measure."""
    around = reading.layout.enclosing(measure.start)
    start = max(around[0].start if around else 0, measure.start - _REACH)
    lines = _BUDGET_LINE.findall(clean(reading.text[start : measure.start]))
    return lines[-1] if lines else None


def name_of(reading: Reading, head: Mention, figure: Mention | None = None) -> Name:
    """The name that the head of a relation gives to its figure.

    With `figure`, its own part of an elliptic list (甲、乙产量分别增长3%、5%).
    """
    if head.label == Label.INDICATOR:
        name = indicator_name(reading, head)
        own = _own_part(reading, head, name.text, figure) if figure else None
        return Name(own, name.mention, name.spans) if own else name
    if head.label in {Label.PROJECT, Label.AWARD}:
        return Name(project_name(head.text), head, (head,))
    if head.label in _FIGURES:
        return figure_name(reading, head)
    return Name(None, None, (head,))


def figure_name(reading: Reading, figure: Mention) -> Name:
    """The name of a figure: the indicator or project it is tied to, else what it counts."""
    for label in (RelationLabel.VALUE, RelationLabel.CHANGE, RelationLabel.FUNDING):
        for head, _ in reading.to(figure, label):
            if head.label in {Label.INDICATOR, Label.PROJECT}:
                name = name_of(reading, head)
                return Name(name.text, name.mention, (*name.spans, figure))
    for award, _ in reading.from_(figure, RelationLabel.RECEIVES):
        if award.end <= figure.start:
            return Name(project_name(award.text), award, (award, figure))
    return Name(noun_of(reading, figure), None, (figure,))


def noun_of(reading: Reading, figure: Mention) -> str | None:
    """The noun right after a figure and what its clause says of it."""
    clause = reading.layout.clause(figure.start)
    after = reading.within(Span(figure.end, clause.end))
    if after and after[0].start == figure.end and after[0].label not in _FIGURES:
        return project_name(after[0].text)
    limit = next((m.start for m in after if m.label in _FIGURES), clause.end)
    noun = counted(reading.text, figure.end, limit, after[0].start if after else None)
    return noun.name if noun else None


def money_name(reading: Reading, money: Mention, receiver: Mention) -> str | None:
    """A name for money that has no indicator: the noun after it, or the words before it."""
    noun = noun_of(reading, money)
    if noun:
        return noun
    between = reading.text[receiver.end : money.start]
    if not (receiver.end <= money.start and _NEXT_TO_MONEY.match(between)):
        return None
    base = figure_name(reading, receiver).text if receiver.label == Label.QUANTITY else None
    return f"{base or ''}{between}" or None


def stage_at(reading: Reading, name: str | None, spans: Sequence[Mention]) -> str:
    """Stage of a figure from its name, the clauses of its spans, and the headings around."""
    first, last = min(m.start for m in spans), max(m.end for m in spans)
    window = Span(reading.layout.clause(first).start, reading.layout.clause(last - 1).end)
    headings = [s.title for s in reading.layout.enclosing(first)]
    # The 计划 or 规划 in a name says nothing of the figure.
    words = reading.words(window.start, window.end, _NAMES)
    lead = reading.words(reading.layout.statement_start(window.start), window.start, _NAMES)
    stage = stage_of(name or "", words, headings, lead)
    if stage == "actual" and _is_budget_report(reading, window):
        return "budget"
    if stage != "actual":
        return stage
    whole = _listed_whole(reading, first)
    return stage_of(strip_scope(whole), whole, headings) if whole else stage


def _is_budget_report(reading: Reading, window: Span) -> bool:
    """Whether the report is a budget and the words tell of no spending done."""
    kind = reading.metadata.kind
    money = any(m.label == Label.MONEY for m in reading.within(window))
    return bool(
        kind and kind.value == "预算" and money and not is_executed(window.of(reading.text))
    )


def _listed_whole(reading: Reading, position: int) -> str | None:
    """The last indicator before a sentence that lists parts (其中…, 主要项目：…)."""
    sentence = reading.layout.sentence(position)
    if not _LISTS.match(reading.text, sentence.start, sentence.end):
        return None
    before = Span(reading.layout.sentence(max(0, sentence.start - 1)).start, sentence.start)
    indicators = reading.within(before, Label.INDICATOR)
    return clean(indicators[-1].text) if indicators else None
