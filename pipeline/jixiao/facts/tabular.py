"""The figures of tables among the mentions and relations of a report.

What a table says is read from its structure. Every figure of it is a mention,
every head that names one too, and the only relations to a figure are those
that row and column give; what a model found there yields where it differs.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.facts.reading import in_order
from jixiao.tables.meaning import Meaning, TableFigures
from jixiao.tables.roles import Role
from jixiao.types import Issue, Label, Mention, Norm, Relation, RelationLabel, Span

_NAMES = frozenset({Label.INDICATOR, Label.PROJECT})
_CHANGES = frozenset({Role.CHANGE, Role.GROWTH})
_SHARES = frozenset({Role.EXECUTION, Role.SHARE, Role.SCORE_RATE})


@dataclass(frozen=True, slots=True)
class Tabled:
    """A report's mentions and relations with those of its tables.

    `figures` has for the mention id of every figure its meaning, `names` that
    of the mention that names it, `wholes` the id of the figure it is part of,
    `norms` its value. `relations` are those of the text, `stated` those that
    the tables add. `issues` say which tables were not read to their end.
    """

    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    stated: tuple[Relation, ...] = ()
    figures: dict[str, Meaning] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()

    @property
    def norms(self) -> dict[str, Norm]:
        """The values of the figures by mention id: yuan, fractions, counts."""
        found = ((name, meaning.figure.norm) for name, meaning in self.figures.items())
        return {name: norm for name, norm in found if norm is not None}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A mention that a table asks for; names with an account's code are no projects."""

    place: Span
    label: Label
    figure: Meaning | None = None
    coded: bool = False


def tabulated(
    text: str,
    tables: Sequence[TableFigures],
    mentions: Sequence[Mention],
    relations: Sequence[Relation],
) -> Tabled:
    """The mentions and relations of a report together with those of its tables.

    `mentions` do not overlap; they come back in text order. Given what it
    returned it returns the same again.
    """
    known = {mention.id for mention in mentions}
    given = in_order(m for m in mentions if 0 <= m.start < m.end)
    wanted = _wanted(tables)
    made, gone = _made(text, wanted, given)
    kept = [m for m in given if m.id not in gone and m.id not in made]
    everything = in_order((*kept, *made.values()))
    ids = {Span(m.start, m.end): m.id for m in made.values()}
    figures = {ids[one.place]: one.figure for one in wanted if one.figure is not None}
    names = {name: ids[meaning.name_place] for name, meaning in figures.items()}
    ends = set(figures) | (gone & known)
    labels = {name: made[name].label for name in names.values()}
    return Tabled(
        everything,
        tuple(link for link in relations if not {link.head, link.tail} & ends),
        tuple(_stated(figures, names, labels)),
        figures,
        names,
        dict(_wholes(tables, ids)),
        tuple(_cut(tables)),
    )


def _wanted(tables: Iterable[TableFigures]) -> list[_Wanted]:
    """The mentions that the tables ask for, in text order, each place once."""
    found: dict[Span, _Wanted] = {}
    for table in tables:
        for meaning in filter(_is_known, table.figures):
            label = Label.PROJECT if meaning.project else Label.INDICATOR
            coded = bool(meaning.cell.row_codes)
            name = _Wanted(meaning.name_place, label, coded=coded)
            found.setdefault(meaning.name_place, name)
            figure = meaning.figure.label or Label.QUANTITY
            found[meaning.place] = _Wanted(meaning.place, figure, meaning)
    return sorted(found.values(), key=lambda one: (one.place.start, one.place.end))


def _is_known(meaning: Meaning) -> bool:
    """Whether the heads say what the figure counts; a bare number is none of the report's facts."""
    return meaning.figure.norm is not None


def _made(
    text: str, wanted: Sequence[_Wanted], given: Sequence[Mention]
) -> tuple[dict[str, Mention], set[str]]:
    """The mentions that are wanted by id, and the ids of those that make room for them.

    A mention that stands where one is wanted keeps its id.
    """
    ends = [mention.end for mention in given]
    made: dict[str, Mention] = {}
    gone: set[str] = set()
    fresh = _fresh({mention.id for mention in given})
    for one in wanted:
        start, end = one.place.start, one.place.end
        there = []
        at = bisect_left(ends, start + 1)
        while at < len(given) and given[at].start < end:
            if given[at].id not in made:
                there.append(given[at])
            at += 1
        mine = _fitting(text, one, there)
        if mine is None:
            mine = Mention(next(fresh), start, end, one.label, text[start:end])
        made[mine.id] = mine
        gone.update(m.id for m in there if m.id != mine.id)
    return made, gone - set(made)


def _fitting(text: str, one: _Wanted, there: Sequence[Mention]) -> Mention | None:
    """The first of the mentions there, as it is wanted; untouched where it is so already."""
    if not there:
        return None
    first, place = there[0], one.place
    free = one.figure is None and one.label is Label.INDICATOR and not one.coded
    label = first.label if free and first.label in _NAMES else one.label
    if (first.start, first.end, first.label) == (place.start, place.end, label):
        return first
    return Mention(first.id, place.start, place.end, label, place.of(text))


def _fresh(taken: set[str]) -> Iterator[str]:
    """Ids that no mention has, in the manner of those that the pipeline gives."""
    numbers = [int(name[1:]) for name in taken if name[:1] == "m" and name[1:].isdecimal()]
    number = max(numbers, default=0)
    while True:
        number += 1
        if f"m{number}" not in taken:
            yield f"m{number}"


def _stated(
    figures: dict[str, Meaning], names: dict[str, str], labels: dict[str, Label]
) -> Iterator[Relation]:
    """The relation that ties each figure to what names it."""
    for figure, meaning in figures.items():
        name = names[figure]
        yield Relation(name, relation_label(meaning, labels[name]), figure)


def relation_label(meaning: Meaning, label: Label) -> RelationLabel:
    """What a figure is to the mention with `label` that names it, by the scheme."""
    if meaning.column.role in _CHANGES:
        return RelationLabel.CHANGE
    if meaning.column.role in _SHARES:
        return RelationLabel.SHARE
    if label is Label.PROJECT and meaning.figure.label is Label.MONEY:
        return RelationLabel.FUNDING
    return RelationLabel.VALUE


def _wholes(tables: Iterable[TableFigures], ids: dict[Span, str]) -> Iterator[tuple[str, str]]:
    for table in tables:
        for part, whole in table.wholes.items():
            first, second = table.figures[part], table.figures[whole]
            if _is_known(first) and _is_known(second):
                yield ids[first.place], ids[second.place]


def _cut(tables: Iterable[TableFigures]) -> Iterator[Issue]:
    for table in tables:
        if table.left_out:
            number, place = table.table.index + 1, table.table.cells[-1].place
            message = f"table {number}: {table.left_out} cells give no facts, there are too many"
            yield Issue("facts", "table_cut", message, place.start, place.end)
