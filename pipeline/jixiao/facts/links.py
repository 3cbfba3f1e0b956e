"""Links between facts: the same one told again, and parts of a whole."""

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.facts.drafts import Draft
from jixiao.facts.names import clean
from jixiao.facts.reading import Reading
from jixiao.types import Fact, Ground, How, Span

#: What opens a list of parts, what ends one, and what ends all.
_MARK = re.compile(
    r"(?P<open>其中|[，,：:（(]\s*(?:包括|含|分别[是为])(?=[：:]?[^，,。；;]{2}))"
    r"|(?P<bracket>[（(])|(?P<close>[）)])|(?P<next>[；;])"
)
_LEVELS = frozenset({"measure", "funding"})


def repeated(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, each that says what an earlier one said naming that one in `repeats`.

    The same means all that is stated: kind, subject, name, figure, period,
    stage, direction, base, giver. Facts without a name are never the same, nor
    are two figures behind one mention of a name (the columns of a table's row).
    """
    first: dict[tuple[object, ...], Fact] = {}
    linked = []
    for fact in facts:
        known = first.setdefault(_said(fact), fact) if fact.name else fact
        again = known is not fact and not (fact.name_span and known.name_span == fact.name_span)
        linked.append(dataclasses.replace(fact, repeats=known.fact_id if again else None))
    return tuple(linked)


def _said(fact: Fact) -> tuple[object, ...]:
    figure = (fact.value, fact.low, fact.high, fact.unit, fact.modifier)
    about = (fact.period_start, fact.period_end, fact.stage, fact.direction, fact.basis)
    return (fact.kind, fact.subject, clean(fact.name or ""), *figure, *about, fact.conferrer)


@dataclass
class _List:
    """Parts of one whole while they are read; `depth` counts the brackets around."""

    whole: Fact
    mark: Span
    depth: int
    left: Decimal


def part_marks(reading: Reading, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts, numbered before, parts of a whole knowing it by its id.

    Parts follow 其中, 包括 or 分别是 behind their whole, in its sentence or in
    one that begins with the mark. They have the unit and the stage of the whole
    and are together no more than it; lists nest, and end with the sentence or
    their bracket.
    """
    found: dict[str, tuple[str, Span]] = {}
    levels = [made for made in drafts if made.fact.kind in _LEVELS and made.fact.value is not None]
    starts = [made.anchor for made in levels]
    for sentence in sorted({reading.layout.sentence(at).start for at in starts}):
        span = reading.layout.sentence(sentence)
        first, last = bisect_right(starts, span.start - 1), bisect_right(starts, span.end - 1)
        before = levels[first - 1].fact if first else None
        found |= _in_sentence(reading, span, levels[first:last], before)
    return tuple(_linked(made, found.get(made.fact.fact_id)) for made in drafts)


def _linked(made: Draft, found: tuple[str, Span] | None) -> Draft:
    if found is None:
        return made
    whole, mark = found
    ground = Ground("part_of", How.RESOLVED, mark.start, mark.end)
    fact = dataclasses.replace(made.fact, part_of=whole, grounds=(*made.fact.grounds, ground))
    return Draft(made.anchor, fact)


def _in_sentence(
    reading: Reading, span: Span, levels: Sequence[Draft], before: Fact | None
) -> dict[str, tuple[str, Span]]:
    """Whole and mark by the id of each part in one sentence."""
    marks = [*_MARK.finditer(reading.text, span.start, span.end)]
    events: list[Draft | re.Match[str]] = sorted([*levels, *marks], key=_place)
    open_lists: list[_List] = []
    found: dict[str, tuple[str, Span]] = {}
    depth, last = 0, _continued(reading, span, before)
    for event in events:
        if isinstance(event, Draft):
            last = event.fact
            _take(open_lists, event.fact, depth, found)
            continue
        depth += _deeper(event)
        open_lists = _still_open(open_lists, event, depth)
        if event.lastgroup == "open" and last is not None and last.value is not None:
            mark = Span(event.start(), event.end())
            open_lists.append(_List(last, mark, depth, last.value))
    return found


def _place(event: Draft | re.Match[str]) -> tuple[int, bool]:
    """Where a level or a mark stands; a mark comes before what begins with it."""
    if isinstance(event, Draft):
        return event.anchor, True
    return event.start(), False


def _continued(reading: Reading, span: Span, before: Fact | None) -> Fact | None:
    """The level told last, where the sentence begins with 其中 and so continues it."""
    begins = re.match(r"\s*其中", reading.text[span.start : span.end])
    near = before and reading.layout.sentence(span.start - 1).start <= before.evidence.end
    return before if begins and near else None


def _deeper(mark: re.Match[str]) -> int:
    opens = mark.lastgroup == "bracket" or mark.group()[0] in "（("
    return 1 if opens else -int(mark.lastgroup == "close")


def _still_open(lists: list[_List], mark: re.Match[str], depth: int) -> list[_List]:
    """The lists that go on after the mark: a semicolon ends a nested one, a bracket its own."""
    lists = [one for one in lists if one.depth <= depth]
    nested = mark.lastgroup == "next" and len(lists) > 1
    return lists[:-1] if nested else lists


def _take(lists: list[_List], fact: Fact, depth: int, found: dict[str, tuple[str, Span]]) -> None:
    """Give the part to the innermost list that has room for it; fuller lists are at their end.

    What stands in a deeper bracket belongs to what is before that bracket.
    """
    while lists:
        one = lists[-1]
        same = (fact.unit, fact.stage) == (one.whole.unit, one.whole.stage)
        if not same or fact.value is None or depth != one.depth:
            return
        if 0 <= fact.value <= one.left:
            one.left -= fact.value
            found[fact.fact_id] = (one.whole.fact_id, one.mark)
            return
        lists.pop()
