"""One report while its facts are read: mentions, relations, layout, names at hand."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from jixiao.facts.layout import Layout
from jixiao.facts.names import Grammar
from jixiao.facts.units import Units
from jixiao.facts.years import Years, years_of
from jixiao.types import Label, Mention, Metadata, OrgNorm, Relation, RelationLabel, Span

# 全国 opens the names of many titles (全国重点实验室): only a measure has it as its scope.
_SCOPE = re.compile(
    r"(?:全|我|本)(自治区|省|市|县|区|州|旗)|(全国)(?=[^，。；、\d]{0,16}"
    r"(?:增速|增幅|总量|总额|产量|产值|收入|支出|价格|比重|水平|增加值|人口|投资|消费|贷款|存款|总值)(?:\W|\d|$))"
)
_DATES = frozenset({Label.DATE})
#: What may stand before the body that a clause begins with.
_LEAD = re.compile(r"^[\s（(“\"]*(?:其中|同时|此外|目前|[一二三四五六七八九十]是)?[，,：:]?\s*$")


@dataclass(frozen=True)
class Reading:
    """Everything the readers of facts look at; `mentions` are in text order."""

    layout: Layout
    metadata: Metadata
    grammar: Grammar
    mentions: tuple[Mention, ...]
    by_id: dict[str, Mention]
    heads: dict[str, tuple[Relation, ...]]
    tails: dict[str, tuple[Relation, ...]]
    relations: tuple[Relation, ...]
    units: Units

    @property
    def text(self) -> str:
        """The characters that all offsets count in."""
        return self.layout.text

    @property
    def issuer(self) -> str | None:
        """The issuing body by its full name."""
        return self.grammar.issuer

    @cached_property
    def years(self) -> Years:
        """The years that the report speaks of."""
        return years_of(self.layout, self.metadata)

    def unit_header(self, figure: Mention) -> Span | None:
        """Where the unit of an amount that is printed without one is declared."""
        return self.units.place(figure)

    def from_(self, mention: Mention, label: RelationLabel) -> Iterator[tuple[Mention, Relation]]:
        """Tails of the mention's relations with this label."""
        for relation in self.heads.get(mention.id, ()):
            if relation.label == label:
                yield self.by_id[relation.tail], relation

    def to(self, mention: Mention, label: RelationLabel) -> Iterator[tuple[Mention, Relation]]:
        """Heads of the relations with this label that end at the mention."""
        for relation in self.tails.get(mention.id, ()):
            if relation.label == label:
                yield self.by_id[relation.head], relation

    def within(self, span: Span, label: Label | None = None) -> list[Mention]:
        """Mentions that lie inside the span."""
        starts, mentions = self._by_label.get(label, ([], []))
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        return [mention for mention in mentions[first:last] if mention.end <= span.end]

    @cached_property
    def _by_label(self) -> dict[Label | None, tuple[list[int], list[Mention]]]:
        """The mentions of each label, and all of them under None, with their starts."""
        table: dict[Label | None, tuple[list[int], list[Mention]]] = {}
        for mention in self.mentions:
            for label in (None, mention.label):
                starts, mentions = table.setdefault(label, ([], []))
                starts.append(mention.start)
                mentions.append(mention)
        return table

    def words(self, start: int, end: int, without: Container[Label]) -> str:
        """The characters of [start, end) less the mentions of these labels inside."""
        pieces, at = [], start
        for mention in self.within(Span(start, end)):
            if mention.label in without:
                pieces.append(self.text[at : mention.start])
                at = max(at, mention.end)
        return "".join((*pieces, self.text[at:end]))

    def org_name(self, mention: Mention) -> str:
        """Full name of a body, as its norm has it."""
        return mention.norm.canonical if isinstance(mention.norm, OrgNorm) else mention.text

    def opening_org(self, position: int) -> Mention | None:
        """The body that opens the latest clause up to `position`, in the same sentence.

        A semicolon ends its reach: after it another statement begins.
        """
        opening = None
        for org in self.within(Span(self.layout.statement_start(position), position), Label.ORG):
            if self._opens(org):
                opening = org
        return opening

    def _opens(self, org: Mention) -> bool:
        clause = self.layout.clause(org.start)
        return bool(_LEAD.match(self.words(clause.start, org.start, _DATES)))

    def scope(self, start: int, end: int) -> tuple[str, int] | None:
        """The division that 全市, 我省 … in [start, end) mean, and where the word stands."""
        for found in _SCOPE.finditer(self.text, start, end):
            if found.group(2):
                return found.group(2), found.start()
            division = self.grammar.division(found.group(1))
            if division:
                return division, found.start()
        return None


def strip_scope(name: str) -> str:
    """The name of a measure without the words for the whole division.

    >>> strip_scope("全市固定资产投资"), strip_scope("全社会用电量")
    ('固定资产投资', '全社会用电量')
    """
    found = _SCOPE.match(name)
    return name[found.end() :] if found and len(name) > found.end() + 1 else name


def index(relations: Iterable[Relation], end: str) -> dict[str, tuple[Relation, ...]]:
    """Relations by the id at their `end` (head or tail)."""
    table: dict[str, list[Relation]] = {}
    for relation in relations:
        table.setdefault(getattr(relation, end), []).append(relation)
    return {key: tuple(value) for key, value in table.items()}


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions in text order, whatever order they came in."""
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.id)))
