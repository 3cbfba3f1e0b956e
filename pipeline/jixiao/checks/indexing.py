"""From a report's mentions, relations and facts to the index of its figures."""

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from jixiao.checks import cues, passages, printed
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.naming import bare, without_figures
from jixiao.checks.scope import scope_of
from jixiao.tables.meaning import TableFigures
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
_NEVER_ADDED = frozenset(
    ("年", "个月", "月", "天", "日", "小时", "分钟", "周", "岁", "年度", "季度", "票", "届")
)
_MEASURED_BY = re.compile(r"完成|达到|达|为|占|相当于")
_PERSONS = frozenset("人名位")
#: Characters that a name may stand before its figure (支出决算为), that are kept
#: behind a figure, and that tell the scope of one without a name.
_NAME_GAP = 8
_TAIL = 24
_NEAR = 12
_APPROXIMATE = re.compile(
    r"(?:(?<!节)约|近|超过|超|逾|突破|不足|不少于|不低于|不超过|大约|接近|将近|至少|力争|上限|高于|低于)$"
)
_ABOUT_A_SHARE = re.compile(r"(?:约|近|超过|超|大概)占[^，,。；;、]*$")
_BARE_DIGITS = re.compile(r"[-－−负]?[\d.,，\s]+")
_TORN = re.compile(r"\d\s*[·•・.．]\s*$")
_OPEN_END = re.compile(r"^\s*(?:以上|以下|左右|上下|以内|余|多|大关|[（(]?含[）)]?以上|[/／])")


def build(
    document: Document,
    sections: tuple[Section, ...],
    mentions: tuple[Mention, ...],
    relations: tuple[Relation, ...],
    facts: tuple[Fact, ...],
    tables: tuple[TableFigures, ...] = (),
) -> Index:
    """The index of a report. Mentions that do not lie in the text are passed over.

    The figures of `tables` are no figures of sentences: their rows and columns
    say what they are.
    """
    valid = tuple(
        sorted(
            (m for m in mentions if document.text[m.start : m.end] == m.text and m.text),
            key=lambda m: (m.start, m.end, m.id),
        )
    )
    tabled = {figure.place.start for table in tables for figure in table.figures}
    prose = tuple(m for m in valid if m.start not in tabled)
    builder = _Builder(document, passages.sentences(document, sections), prose, relations, facts)
    return Index(document, builder.sentences, builder.figures(), valid, sections, tables)


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
        self.name_starts = [mention.start for mention in self.names]

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
        tail = text[mention.end : min(span.end, mention.end + _TAIL)]
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
            and unit not in _NEVER_ADDED
            and not _torn(text, mention),
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
            scope=scope_of(name + clause + _aside(tail) + (around[-_NEAR:] if not name else "")),
            year=_year(fact, text[span.start : mention.start]),
        )

    def _name_mention(self, figure: Mention, lead_start: int) -> Mention | None:
        head = self.heads.get(figure.id)
        if head is not None and head.end <= figure.start:
            return head
        first, last = (bisect_left(self.name_starts, at) for at in (lead_start, figure.start))
        for mention in reversed(self.names[first:last]):
            if mention.end <= figure.start:
                gap = "".join(self.text[mention.end : figure.start].split())
                if len(gap) <= _NAME_GAP and not re.search(r"[，,。；;：、]", gap):
                    return mention
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
        said = rate.lead == "的" and rate.family == "fraction" and plan.is_amount
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
    about = _APPROXIMATE.search(lead) or _ABOUT_A_SHARE.search(lead)
    return not (about or _OPEN_END.match(tail))


def _torn(text: str, mention: Mention) -> bool:
    """Whether a number is no figure of a sentence.

    It is torn apart by scanning (3 · 85亿吨), begins with a stray zero, or is
    an amount without a unit: a cell of a table whose lines became text.
    """
    if _BARE_DIGITS.fullmatch(mention.text):
        return mention.label is Label.MONEY
    before = _TORN.search(text, max(0, mention.start - 4), mention.start)
    return bool(before or re.match(r"0\d", mention.text))


def _aside(tail: str) -> str:
    """The bracket that follows a figure directly (快报数), if any."""
    found = re.match(r"\s*[（(]([^）)]*)[）)]", tail)
    return found.group(1) if found else ""


def _year(fact: Fact | None, before: str) -> int | None:
    if fact is not None and fact.period_end is not None:
        return fact.period_end.year
    years = re.findall(r"((?:19|20)\d\d)\s*年", before)
    return int(years[-1]) if years else None
