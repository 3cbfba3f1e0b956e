"""The index that every finder reads: a report's figures with their surroundings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from jixiao.checks import cues, passages, printed
from jixiao.checks.approx import Approx
from jixiao.checks.cues import Role
from jixiao.checks.scope import Scope, scope_of
from jixiao.types import (
    Document,
    Fact,
    Label,
    Mention,
    Modifier,
    MoneyNorm,
    PercentNorm,
    QuantityNorm,
    Quote,
    Relation,
    RelationLabel,
    Section,
    Span,
)

_NUMERIC = (Label.MONEY, Label.PERCENT, Label.QUANTITY)
_NAMING = (Label.INDICATOR, Label.PROJECT)
_VALUED = (
    RelationLabel.VALUE,
    RelationLabel.CHANGE,
    RelationLabel.SHARE,
    RelationLabel.FUNDING,
    RelationLabel.RANK,
)
_TIMES = frozenset(("年", "个月", "月", "天", "日", "小时", "分钟", "周", "岁", "年度", "季度"))
_AMOUNTS = ("money", "count")
_MEASURED_BY = re.compile(r"完成|达到|达|为|占|相当于")
_PERSONS = frozenset("人名位")
_NAME_GAP = 8
_LEADING = re.compile(
    r"^(?:其中|包括|主要是|分别为|分别是|分别|一是|二是|三是|以及|及|和|与|并|我局|我单位|本部门|本单位|该局"
    r"|(?:截至|到)?(?:19|20)\d\d年(?:度|底|末)?(?:\d{1,2}月(?:底|末|\d{1,2}日)?)?|上年度?|去年|本年度?|全年|当年"
    r"|现有|现|共有|共|有|设置|设|完成|实现|达到|[一二三四五六七八九十\d]{1,2}[.．、])"
)
_TRAILING = re.compile(
    r"(?:分别为|分别是|分别|共计|总计|合计|共有|共|累计|有|为|是|达到|达|约|近|超过|超|突破|实现|完成|仅|，|,|：|:)$"
)
_APPROXIMATE = re.compile(
    r"(?:约|近|超过|超|逾|突破|不足|不少于|不低于|不超过|大约|接近|将近|至少|力争|上限|高于|低于)$"
)
_OPEN_END = re.compile(r"^\s*(?:以上|以下|左右|上下|以内|余|多|大关|[（(]?含[）)]?以上)")


@dataclass(frozen=True)
class Figure:
    """A number of the report with everything a check needs to know about it.

    `family` is money, count, fraction or pp; `unit` tells currencies and
    measure words apart. `sentence` and `segment` count sentences and their
    parts between semicolons. `lead` is the text since the figure before, or
    since the sentence began, without whitespace; `clause` its last clause.
    `usable` is false for a figure that is open, approximate or unread.
    """

    place: Quote
    mention: str
    family: str
    unit: str
    shown: printed.Printed | None
    usable: bool
    sentence: int
    segment: int
    depth: int
    lead: str
    clause: str
    tail: str
    name: str
    named_by: Span | None
    role: Role
    fact: Fact | None
    scope: Scope
    year: int | None

    @property
    def start(self) -> int:
        """The first code point."""
        return self.place.start

    @property
    def approx(self) -> Approx:
        """The value with its printing range; only for usable figures."""
        assert self.shown is not None
        return self.shown.approx

    @property
    def sign(self) -> int:
        """1 for a stated rise, -1 for a fall, 0 for neither."""
        return cues.sign_of(self.clause)

    @cached_property
    def basis(self) -> str | None:
        """What a change is measured against."""
        return cues.basis_of(self.lead)

    def like(self, other: "Figure") -> bool:
        """Whether the two are amounts of one kind that can be added."""
        return self.family == other.family and self.unit == other.unit

    def period(self) -> tuple[date | None, date | None] | None:
        """First and last day, from the fact."""
        fact = self.fact
        if fact is None or (fact.period_start is None and fact.period_end is None):
            return None
        return (fact.period_start, fact.period_end)


@dataclass(frozen=True)
class Index:
    """A report's figures in order, its sentences, and its mentions by place."""

    document: Document
    sentences: tuple[Span, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.document.text

    @cached_property
    def by_sentence(self) -> dict[int, tuple[Figure, ...]]:
        """The figures of every sentence that has any."""
        groups: dict[int, list[Figure]] = {}
        for figure in self.figures:
            groups.setdefault(figure.sentence, []).append(figure)
        return {number: tuple(group) for number, group in groups.items()}

    def sentence_of(self, figure: Figure) -> Span:
        """The sentence in which a figure stands."""
        return self.sentences[figure.sentence]

    def between(self, start: int, end: int, labels: Iterable[Label]) -> tuple[Mention, ...]:
        """The mentions with one of `labels` inside ``[start, end)``, in order."""
        wanted = set(labels)
        return tuple(
            mention
            for mention in self.mentions
            if mention.label in wanted and start <= mention.start and mention.end <= end
        )


def build(
    document: Document,
    sections: tuple[Section, ...],
    mentions: tuple[Mention, ...],
    relations: tuple[Relation, ...],
    facts: tuple[Fact, ...],
) -> Index:
    """The index of a report. Mentions that do not lie in the text are passed over."""
    valid = tuple(
        sorted(
            (m for m in mentions if document.text[m.start : m.end] == m.text and m.text),
            key=lambda m: (m.start, m.end, m.id),
        )
    )
    builder = _Builder(document, passages.sentences(document, sections), valid, relations, facts)
    return Index(document, builder.sentences, builder.figures(), valid)


class _Builder:
    """What the figures of one report are made from."""

    def __init__(
        self,
        document: Document,
        sentences: tuple[Span, ...],
        mentions: tuple[Mention, ...],
        relations: tuple[Relation, ...],
        facts: tuple[Fact, ...],
    ) -> None:
        self.text = document.text
        self.sentences = sentences
        self.mentions = mentions
        self.facts = {fact.value_span: fact for fact in facts if fact.value_span}
        by_id = {mention.id: mention for mention in mentions}
        self.heads = {
            relation.tail: by_id[relation.head]
            for relation in reversed(relations)
            if relation.label in _VALUED
            and relation.head in by_id
            and by_id[relation.head].label in _NAMING
        }
        self.names = [mention for mention in mentions if mention.label in _NAMING]

    def figures(self) -> tuple[Figure, ...]:
        found: list[Figure] = []
        previous_end, previous_sentence = 0, -1
        for mention in self.mentions:
            if mention.label not in _NUMERIC or mention.start < previous_end:
                continue
            sentence = passages.at(self.sentences, mention.start)
            if sentence < 0:
                continue
            begin = self.sentences[sentence].start
            lead_start = previous_end if sentence == previous_sentence else begin
            found.append(self._figure(mention, sentence, max(lead_start, begin)))
            previous_end, previous_sentence = mention.end, sentence
        return _in_pairs(found)

    def _figure(self, mention: Mention, sentence: int, lead_start: int) -> Figure:
        text, span = self.text, self.sentences[sentence]
        lead = "".join(text[lead_start : mention.start].split())
        clause = passages.last_clause(lead)
        family, unit = _family(mention)
        role = Role.RANK if unit == "rank" else cues.role_of(clause, family)
        tail = text[mention.end : min(span.end, mention.end + 24)]
        shown = _shown(mention, family)
        named_by = self._name_mention(mention, lead_start)
        name = bare(named_by.text if named_by else clause)
        around = without_figures(text[span.start : mention.start]) if not named_by else ""
        fact = self.facts.get(mention.id)
        return Figure(
            place=Quote(mention.text, mention.start, mention.end),
            mention=mention.id,
            family=family,
            unit=unit,
            shown=shown,
            usable=shown is not None
            and _exact(mention, lead, tail)
            and role is not Role.RANK
            and unit not in _TIMES,
            sentence=sentence,
            segment=len(re.findall(r"[；;]", text[span.start : mention.start])),
            depth=passages.depth(text, span.start, mention.start),
            lead=lead,
            clause=clause,
            tail=tail,
            name=name,
            named_by=Span(named_by.start, named_by.end) if named_by else None,
            role=role,
            fact=fact,
            scope=scope_of(name + clause + _aside(tail) + (around[-12:] if not name else "")),
            year=_year(fact, text[span.start : mention.start]),
        )

    def _name_mention(self, figure: Mention, lead_start: int) -> Mention | None:
        head = self.heads.get(figure.id)
        if head is not None and head.end <= figure.start:
            return head
        for mention in reversed(self.names):
            if lead_start <= mention.start and mention.end <= figure.start:
                gap = "".join(self.text[mention.end : figure.start].split())
                if len(gap) <= _NAME_GAP and not re.search(r"[，,。；;：、]", gap):
                    return mention
            if mention.end < lead_start:
                break
        return None


def _in_pairs(figures: list[Figure]) -> tuple[Figure, ...]:
    """The figures with the roles that only two together show.

    A of 由A增加到B is an earlier level, A of 完成预算A的P% a plan and P its completion.
    """
    result = list(figures)
    for place, (first, second) in enumerate(pairwise(figures)):
        if first.sentence == second.sentence and cues.steps(first.clause, second.lead):
            result[place] = replace(first, role=Role.BASE)
    for place, (plan, rate) in enumerate(pairwise(figures)):
        said = rate.lead == "的" and rate.family == "fraction" and plan.family in _AMOUNTS
        if said and _MEASURED_BY.search(plan.clause) and plan.sentence == rate.sentence:
            result[place] = replace(plan, role=Role.PLAN)
            result[place + 1] = replace(rate, role=Role.COMPLETION)
    return tuple(result)


def _family(mention: Mention) -> tuple[str, str]:
    norm = mention.norm
    if isinstance(norm, MoneyNorm):
        return "money", norm.currency + (f"/{norm.per}" if norm.per else "")
    if isinstance(norm, PercentNorm):
        return ("pp" if norm.unit == "pp" else "fraction"), norm.unit
    if isinstance(norm, QuantityNorm):
        return "count", "人" if norm.unit in _PERSONS else norm.unit
    return {Label.MONEY: "money", Label.PERCENT: "fraction"}.get(mention.label, "count"), "?"


def _shown(mention: Mention, family: str) -> printed.Printed | None:
    norm = mention.norm
    if not isinstance(norm, MoneyNorm | PercentNorm | QuantityNorm) or norm.value is None:
        return None
    percent = family in ("fraction", "pp")
    return printed.read(mention.text, norm.value, percent=percent, countable=family == "count")


def _exact(mention: Mention, lead: str, tail: str) -> bool:
    norm = mention.norm
    if not isinstance(norm, MoneyNorm | PercentNorm | QuantityNorm):
        return False
    if norm.modifier is not Modifier.EXACT:
        return False
    return not (_APPROXIMATE.search(lead) or _OPEN_END.match(tail))


def _aside(tail: str) -> str:
    """The bracket that follows a figure directly (快报数), if any."""
    found = re.match(r"\s*[（(]([^）)]*)[）)]", tail)
    return found.group(1) if found else ""


def _year(fact: Fact | None, before: str) -> int | None:
    if fact is not None and fact.period_end is not None:
        return fact.period_end.year
    years = re.findall(r"((?:19|20)\d\d)\s*年", before)
    return int(years[-1]) if years else None


def without_figures(text: str) -> str:
    """`text` without its digits and whitespace."""
    return re.sub(r"[\d\s.,%％]+", "", text)


def bare(name: str) -> str:
    """The name of a measure without dates, quotes, leading and trailing helpers.

    >>> bare("其中2022年度“三公”经费支出共")
    '三公经费支出'
    """
    text = re.sub(r"[\s“”‘’\"'《》]", "", name)
    text = passages.without_asides(text)
    while (shorter := _TRAILING.sub("", _LEADING.sub("", text))) != text:
        text = shorter
    return text
