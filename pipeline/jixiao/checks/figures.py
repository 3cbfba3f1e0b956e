"""The index that every finder reads: a report's figures with their surroundings."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from jixiao.checks import cues, printed
from jixiao.checks.approx import Approx
from jixiao.checks.cues import Role
from jixiao.checks.scope import Scope, scope_of
from jixiao.tables.meaning import TableFigures
from jixiao.types import Document, Fact, Label, Mention, Quote, Section, Span

_T = TypeVar("_T")
#: How far behind a figure the bracket that narrows its scope (快报数) may reach.
_ASIDE = 12


@dataclass(frozen=True, eq=False)
class Figure:
    """A number of the report with everything a check needs to know about it.

    `family` is money, count, fraction or pp; `unit` tells currencies and
    measure words apart. `sentence` and `segment` count sentences and their
    parts between semicolons. `lead` is the text since the figure before, or
    since the sentence began, without whitespace; `clause` its last clause.
    `usable` is false for a figure that is open, approximate or unread. Every
    figure is equal to itself alone.
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

    @property
    def is_amount(self) -> bool:
        """Whether the figure is money or a count: what adds up and can be divided."""
        return self.family in ("money", "count")

    def like(self, other: "Figure") -> bool:
        """Whether the two are amounts of one kind that can be added."""
        return self.family == other.family and self.unit == other.unit

    def period(self) -> tuple[date | None, date | None] | None:
        """First and last day, from the fact."""
        fact = self.fact
        if fact is None or (fact.period_start is None and fact.period_end is None):
            return None
        return (fact.period_start, fact.period_end)


def single(figures: Sequence[Figure]) -> Figure | None:
    """The first of the usable figures if all state one value; None for none or several."""
    values = {(figure.approx.value, figure.unit) for figure in figures}
    return figures[0] if len(values) == 1 else None


@dataclass(frozen=True)
class Index:
    """A report's sentences, figures and mentions, each in the order of the text."""

    document: Document
    sentences: tuple[Span, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    sections: tuple[Section, ...] = ()
    tables: tuple[TableFigures, ...] = ()

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.document.text

    def once(self, build: Callable[["Index"], Iterable[_T]]) -> tuple[_T, ...]:
        """What `build` makes of the index: made at the first call and kept."""
        if build not in self._made:
            self._made[build] = tuple(build(self))
        return self._made[build]

    @cached_property
    def _made(self) -> dict[Any, tuple[Any, ...]]:
        return {}

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

    def scope_around(self, figure: Figure) -> Scope:
        """The scope words of a figure's sentence, up to the bracket behind the figure."""
        sentence = self.sentence_of(figure)
        end = min(sentence.end, figure.place.end + _ASIDE)
        words = scope_of("".join(self.text[sentence.start : end].split())).words
        return Scope(words | figure.scope.words)

    def in_table(self, figure: Figure) -> bool:
        """Whether a figure stands in the cell of a table."""
        place = bisect_right(self._cells, figure.start, key=lambda cell: cell.start) - 1
        return place >= 0 and figure.start < self._cells[place].end

    @cached_property
    def _cells(self) -> list[Span]:
        blocks = self.document.blocks
        return sorted(
            (Span(block.start, block.end) for block in blocks if block.kind == "cell"),
            key=lambda cell: cell.start,
        )

    def between(self, start: int, end: int, labels: Iterable[Label]) -> tuple[Mention, ...]:
        """The mentions with one of `labels` inside ``[start, end)``, in order."""
        wanted = set(labels)
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(
            mention
            for mention in self.mentions[first:last]
            if mention.label in wanted and mention.end <= end
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]
