"""What a figure is called: its indicator, its project, or the noun it counts."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.facts.accounts import account_of, is_account_measure
from jixiao.facts.conjuncts import conjuncts
from jixiao.facts.entities import project_name
from jixiao.facts.names import clean
from jixiao.facts.nouns import counted
from jixiao.facts.projects import project_of
from jixiao.facts.reading import Reading, strip_scope
from jixiao.facts.stages import StageWords, executed, stage_of
from jixiao.types import How, Label, Mention, RelationLabel, Span

#: Heads that name nothing alone: what they measure is the indicator before them.
_BARE = re.compile(
    r"^(?:总数|总量|总额|总计|合计|小计|数量|增速|增幅|增量|增长率|占比|比重|总规模|规模|增加值增速)$"
)
#: The mark of a list item, which a name found by a model may begin with.
_MARK = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、)(?=.)"
)
#: Whose measure it is, is told by its subject.
_OURS = re.compile(r"^[我本](?:局|部门|单位|委|厅|办|院|校|所|站|馆|中心)(?=..)")
_FIGURES = frozenset({Label.MONEY, Label.PERCENT, Label.QUANTITY})
_NAMES = frozenset({Label.DOC, Label.PROJECT, Label.AWARD, Label.ORG})
_LISTS = re.compile(r"\s*(?:其中|包括|具体|主要(?:项目|包括|有|为))")
_REALLY = re.compile(r"[^，,。；;：:\d]{0,8}?(?P<word>实际|决算)")
_ASIDE = re.compile(r"\s*[（(][^（(）)]*[）)]?")
_NEXT_TO_MONEY = re.compile(r"^[\w]{1,6}$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the mention that says it, and every mention it was read from.

    `how` and `place` say how it was got and which characters say so.
    """

    text: str | None
    mention: Mention | None = None
    spans: tuple[Mention, ...] = ()
    how: How = How.STATED
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage of a figure, how it was got, and the characters that say so."""

    name: str
    how: How = How.ASSUMED
    place: Span | None = None


def _said_by(mention: Mention, text: str, *spans: Mention) -> Name:
    """A name that the mention says, alone or with the words of others."""
    how = How.STATED if text in clean(mention.text) else How.RESOLVED
    return Name(text, mention, spans or (mention,), how, Span(mention.start, mention.end))


def indicator_name(reading: Reading, indicator: Mention) -> Name:
    """The name without list mark and scope words; a bare 总数 takes the indicator before it."""
    text = strip_scope(_OURS.sub("", _MARK.sub("", clean(indicator.text))))
    line = account_of(reading, indicator) if is_account_measure(text) else None
    if line:
        return Name(f"{line.name}{text}", indicator, (indicator,), How.INHERITED, line.place)
    project = project_of(reading, indicator)
    if project:
        place = Span(project.start, project.end)
        spans = (project, indicator)
        return Name(project_name(project.text) + text, indicator, spans, How.INHERITED, place)
    if not _BARE.match(text):
        return _said_by(indicator, text)
    sentence = reading.layout.sentence(indicator.start)
    before = reading.within(Span(sentence.start, indicator.start), Label.INDICATOR)
    named = [m for m in before if not _BARE.match(strip_scope(clean(m.text)))]
    if not named:
        return _said_by(indicator, text)
    prefix = strip_scope(clean(named[-1].text))
    joined = prefix if prefix.endswith(text) else prefix + text
    return _said_by(indicator, joined, named[-1], indicator)


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


def name_of(reading: Reading, head: Mention, figure: Mention | None = None) -> Name:
    """The name that the head of a relation gives to its figure.

    With `figure`, its own part of an elliptic list (甲、乙产量分别增长3%、5%).
    """
    if head.label == Label.INDICATOR:
        name = indicator_name(reading, head)
        own = _own_part(reading, head, name.text, figure) if figure else None
        return dataclasses.replace(name, text=own, how=How.RESOLVED) if own else name
    if head.label in {Label.PROJECT, Label.AWARD}:
        return _said_by(head, project_name(head.text))
    if head.label in _FIGURES:
        return figure_name(reading, head)
    return Name(None, None, (head,))


def figure_name(reading: Reading, figure: Mention) -> Name:
    """The name of a figure: the indicator or project it is tied to, else what it counts."""
    for label in (RelationLabel.VALUE, RelationLabel.CHANGE, RelationLabel.FUNDING):
        for head, _ in reading.to(figure, label):
            if head.label in {Label.INDICATOR, Label.PROJECT}:
                name = name_of(reading, head)
                return dataclasses.replace(name, spans=(*name.spans, figure))
    for award, _ in reading.from_(figure, RelationLabel.RECEIVES):
        if award.end <= figure.start:
            return _said_by(award, project_name(award.text), award, figure)
    return noun_of(reading, figure)


def noun_of(reading: Reading, figure: Mention) -> Name:
    """The noun right after a figure and what its clause says of it; of no text if none."""
    clause = reading.layout.clause(figure.start)
    after = reading.within(Span(figure.end, clause.end))
    if after and after[0].start == figure.end and after[0].label not in _FIGURES:
        return dataclasses.replace(
            _said_by(after[0], project_name(after[0].text)), mention=None, spans=(figure,)
        )
    limit = next((m.start for m in after if m.label in _FIGURES), clause.end)
    noun = counted(reading.text, figure.end, limit, after[0].start if after else None)
    if noun is None:
        return Name(None, None, (figure,))
    how = How.STATED if noun.name == noun.noun else How.RESOLVED
    return Name(noun.name, None, (figure,), how, Span(figure.end, noun.end))


def money_name(reading: Reading, money: Mention, receiver: Mention) -> Name:
    """A name for money that has no indicator: the noun after it, or the words before it."""
    noun = noun_of(reading, money)
    between = reading.text[receiver.end : money.start]
    if noun.text or not (receiver.end <= money.start and _NEXT_TO_MONEY.match(between)):
        return noun
    base = figure_name(reading, receiver).text if receiver.label == Label.QUANTITY else None
    if base and between in base:
        return Name(base, None, (money,), How.STATED, Span(receiver.end, money.start))
    how = How.RESOLVED if base else How.STATED
    return Name(f"{base or ''}{between}", None, (money,), how, Span(receiver.end, money.start))


def stage_at(reading: Reading, name: Name, spans: Sequence[Mention]) -> Stage:
    """Stage of a figure from its name, the clauses of its spans, and the headings around."""
    first, last = min(m.start for m in spans), max(m.end for m in spans)
    apart = _done_apart(reading, first, last)
    if apart:
        return Stage("actual", How.STATED, apart)
    window = Span(reading.layout.clause(first).start, _end_of_words(reading, last))
    before = Span(reading.layout.statement_start(window.start), window.start)
    headings = [s.title for s in reading.layout.enclosing(first)]
    # The 计划 or 规划 in a name says nothing of the figure.
    words = reading.words(window.start, window.end, _NAMES)
    lead = reading.words(before.start, before.end, _NAMES)
    found = stage_of(name.text or "", words, headings, lead)
    if found.stage != "actual":
        return _placed(reading, found, name, {"window": window, "lead": before})
    kind = _budget_report(reading, window)
    if kind:
        return Stage("budget", How.INHERITED, kind)
    whole = _listed_whole(reading, first)
    if whole:
        said = clean(whole.text)
        found = stage_of(strip_scope(said), said, headings)
        if found.stage != "actual":
            return Stage(found.stage, How.INHERITED, Span(whole.start, whole.end))
    done = executed(window.of(reading.text))
    place = window.start + done.start() if done else 0
    return Stage("actual", How.STATED, Span(place, place + 2)) if done else Stage("actual")


def _done_apart(reading: Reading, first: int, last: int) -> Span | None:
    """The word that tells of what was done, in a clause of its own: 计划造林A，实际完成B."""
    clause = reading.layout.clause(last - 1)
    if first >= clause.start:
        return None
    found = _REALLY.match(reading.text, clause.start, last)
    return Span(found.start("word"), found.end("word")) if found else None


def _end_of_words(reading: Reading, last: int) -> int:
    """Where the words about a figure end: before a bracket with a figure of its own (目标85%)."""
    clause = reading.layout.clause(last - 1)
    aside = _ASIDE.match(reading.text, last, clause.end)
    inside = reading.within(Span(last, aside.end())) if aside else []
    return last if any(m.label in _FIGURES for m in inside) else clause.end


def _placed(reading: Reading, found: StageWords, name: Name, places: Mapping[str, Span]) -> Stage:
    """The stage with the place of the words that say so."""
    if found.source == "name":
        return Stage(found.stage, How.STATED, name.place)
    if found.source == "heading":
        around = reading.layout.enclosing(places["window"].start)
        section = next(s for s in around if s.title == found.said)
        return Stage(found.stage, How.INHERITED, Span(section.start, section.heading_end))
    window = places[found.source]
    at = reading.text.find(found.said, window.start, window.end)
    place = Span(at, at + len(found.said)) if at >= 0 else window
    return Stage(found.stage, How.STATED if found.source == "window" else How.INHERITED, place)


def _budget_report(reading: Reading, window: Span) -> Span | None:
    """Where the report calls itself a budget, if the words tell of no spending done."""
    kind = reading.metadata.kind
    money = any(m.label == Label.MONEY for m in reading.within(window))
    if kind is None or kind.value != "预算" or not money or executed(window.of(reading.text)):
        return None
    return Span(kind.evidence.start, kind.evidence.end)


def _listed_whole(reading: Reading, position: int) -> Mention | None:
    """The last indicator before a sentence that lists parts (其中…, 主要项目：…)."""
    sentence = reading.layout.sentence(position)
    if not _LISTS.match(reading.text, sentence.start, sentence.end):
        return None
    before = Span(reading.layout.sentence(max(0, sentence.start - 1)).start, sentence.start)
    indicators = reading.within(before, Label.INDICATOR)
    return indicators[-1] if indicators else None
