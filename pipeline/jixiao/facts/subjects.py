"""Whose figure or honour it is, where the relations leave it to the reader."""

import dataclasses
import re
from dataclasses import dataclass

from jixiao.facts.names import clean
from jixiao.facts.nouns import counted
from jixiao.facts.reading import Reading
from jixiao.types import How, Label, Mention, Span

_CONTINUES = re.compile(r"^\s*(?:其中|同时|此外|并|分别)")
_PEOPLE = re.compile(r"[名人位]$")
_ABOVE = re.compile(
    r"(?:居|列|位列|位居|排名|排|名列)?(全省|全区|全国)(?:同类城市|地级市|市州)?(?:排名)?(?:第|首位|前)"
)
_GOVERNMENT = re.compile(r"人民政府$")


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved subject and the mention that names it, if one does.

    `how` and `place` say how it was got and which characters say so.
    """

    name: str | None
    span: str | None = None
    how: How = How.STATED
    place: Span | None = None


def named(reading: Reading, mention: Mention) -> Subject:
    """A mention as subject: a body by its full name, a figure with what it counts."""
    if mention.label == Label.ORG:
        name = reading.org_name(mention)
    elif mention.label == Label.QUANTITY:
        name = _figure(reading, mention)
    else:
        name = clean(mention.text)
    same = mention.label == Label.QUANTITY or name == clean(mention.text)
    how = How.STATED if same else How.RESOLVED
    return Subject(name, mention.id, how, Span(mention.start, mention.end))


def division(name: str, start: int) -> Subject:
    """The division that the words 全市, 我省 … at `start` mean."""
    return Subject(name, how=How.RESOLVED, place=Span(start, start + 2))


def _figure(reading: Reading, mention: Mention) -> str:
    noun = counted(reading.text, mention.end, reading.layout.clause(mention.start).end)
    return clean(mention.text) + (noun.noun if noun and noun.end > mention.end else "")


def of_count(reading: Reading, figure: Mention) -> Subject:
    """The subject of a count before its noun: who acts on what is counted.

    Bodies and things that open their clause act themselves (30家企业获得…):
    they are the division's, not the issuer's.
    """
    region = reading.grammar.home
    if region and not _PEOPLE.search(figure.text) and _acts(reading, figure):
        return _home(reading)
    return elided(reading, figure)


def _acts(reading: Reading, figure: Mention) -> bool:
    """Whether what is counted opens its clause, alone or after its names (甲、乙等3家企业)."""
    clause = reading.layout.clause(figure.start)
    lead = reading.words(clause.start, figure.start, frozenset(Label))
    return not lead.strip(' \n\t\u3000、等和及与“”"')


def elided(reading: Reading, anchor: Mention, name: Mention | None = None) -> Subject:
    """The subject of a statement whose relations name none.

    In this order: the division that 全市, 我省 … mean, the body that opens
    the sentence or the one it continues, the division where the sentence ranks
    it (列全省第4) or where it is a government's report, the issuer. `name` is
    the indicator, whose scope words count too.
    """
    first = min(anchor.start, name.start if name else anchor.start)
    scope = _scope(reading, first, anchor, name)
    opening = _opening(reading, first) or _continued(reading, first)
    if opening and (scope is None or opening.start > scope[1]):
        found = named(reading, opening)
        own = opening.start >= reading.layout.sentence(first).start
        return found if own else dataclasses.replace(found, how=How.INHERITED)
    if scope:
        return division(*scope)
    if reading.grammar.home and _ABOVE.search(reading.layout.sentence(first).of(reading.text)):
        return _home(reading)
    return default(reading)


def speaker(reading: Reading, anchor: Mention) -> Subject:
    """Who speaks of itself without a name: the division of 我市, 全市, else as `default` says."""
    scope = _scope(reading, anchor.start, anchor, None)
    return division(*scope) if scope else default(reading)


def default(reading: Reading) -> Subject:
    """Who speaks when nobody is named: the division of a government, else the issuer."""
    issuer, region = reading.issuer, reading.grammar.home
    if region and (issuer is None or _GOVERNMENT.search(issuer)):
        return _home(reading)
    said = reading.metadata.issuer
    place = Span(said.evidence.start, said.evidence.end) if said else None
    return Subject(issuer, how=How.INHERITED, place=place)


def _home(reading: Reading) -> Subject:
    """The division of the report, by what the report says of itself."""
    said = reading.metadata.region or reading.metadata.issuer
    place = Span(said.evidence.start, said.evidence.end) if said else None
    return Subject(reading.grammar.home, how=How.INHERITED, place=place)


def _scope(
    reading: Reading, first: int, anchor: Mention, name: Mention | None
) -> tuple[str, int] | None:
    """The division in the indicator or at the start of a clause of the sentence.

    全市 at the start of a city's sentence holds to its end; a wider 全省 only
    in its own clause.
    """
    if name:
        found = reading.scope(name.start, min(name.start + 4, name.end))
        if found and found[1] == name.start:
            return found
    sentence = reading.layout.sentence(first)
    start = sentence.start
    latest = None
    while start < min(first + 1, sentence.end):
        clause = reading.layout.clause(start)
        found = reading.scope(clause.start, min(clause.end, anchor.start + 4))
        own = clause.end > first or (found and found[0] == reading.grammar.home)
        if found and own and _at_start(reading, clause, found[1]):
            latest = found
        start = clause.end
    return latest


def _at_start(reading: Reading, clause: Span, position: int) -> bool:
    lead = reading.words(clause.start, position, {Label.DATE})
    return not lead.strip(" \t\n\u3000（(其中")


def _opening(reading: Reading, position: int) -> Mention | None:
    """The body that opens the clause, or an earlier one that is there to tell its figures."""
    opening = reading.opening_org(position)
    if opening is None:
        return None
    clause = reading.layout.clause(opening.start)
    tells = bool(reading.within(clause, Label.INDICATOR))
    return opening if tells or position < clause.end else None


def _continued(reading: Reading, position: int) -> Mention | None:
    """The opening body of the sentence before, where this one plainly continues it."""
    sentence = reading.layout.sentence(position)
    if sentence.start == 0 or not _CONTINUES.match(reading.text[sentence.start : sentence.end]):
        return None
    return reading.opening_org(sentence.start - 1)
