"""The period of a fact: stated, else of its sentence, else of the heading, else the report's."""

import re
from dataclasses import dataclass
from datetime import date

from jixiao.facts.reading import Reading
from jixiao.facts.years import heading_year
from jixiao.types import DateNorm, How, Label, Mention, RelationLabel, Span

_AS_OF = re.compile(r"(?:截至|截止|截止到|截至到|到|至)\s*$")
_COMPARED = re.compile(r"(?:比|较|与|同|和|从|由|自|于)\s*$")
_PRESENT = re.compile(r"现有|现共有|现在|目前|迄今|至今|现设|现行")
#: A date that says its year or day itself; 上年, 年初 lean on the report's year.
_OWN_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, how they were got, and the characters that say so."""

    start: date | None = None
    end: date | None = None
    how: How = How.ASSUMED
    place: Span | None = None


_NONE = Period()


def period_of(reading: Reading, anchor: Mention) -> Period:
    """First and last day of what the figure or honour `anchor` says.

    A PERIOD relation comes first; then a date that stands before it in its
    sentence and is no base of a comparison; then the innermost heading that
    names a period; then the report year. A present state (现有, 目前) without
    a date has no known period.
    """
    for stated, _ in reading.from_(anchor, RelationLabel.PERIOD):
        return _days(reading, stated)
    sentence = reading.layout.sentence(anchor.start)
    dated = _sentence_period(reading, Span(sentence.start, anchor.start))
    if dated:
        return dated
    if _PRESENT.search(reading.text, sentence.start, anchor.start):
        return _NONE
    return heading_period(reading, anchor.start) or _report_year(reading, anchor.start)


def _days(reading: Reading, stated: Mention) -> Period:
    norm = stated.norm
    if not isinstance(norm, DateNorm):
        return _NONE
    before = reading.text[max(0, stated.start - 4) : stated.start]
    start = None if _AS_OF.search(before) else norm.start
    how = How.STATED if _OWN_YEAR.search(stated.text) else How.RESOLVED
    return Period(start, norm.end, how, Span(stated.start, stated.end))


def _sentence_period(reading: Reading, before: Span) -> Period | None:
    for stated in reversed(reading.within(before, Label.DATE)):
        lead = reading.text[max(before.start, stated.start - 2) : stated.start]
        if isinstance(stated.norm, DateNorm) and not _COMPARED.search(lead):
            return _days(reading, stated)
    return None


def heading_period(reading: Reading, position: int) -> Period | None:
    """The period that the innermost heading around a position names."""
    for section in reading.layout.enclosing(position):
        heading = Span(section.start, section.heading_end)
        dates = [m.norm for m in reading.within(heading, Label.DATE)]
        read = [n for n in dates if isinstance(n, DateNorm) and (n.start or n.end)]
        if len(read) == 1:
            return Period(read[0].start, read[0].end, How.INHERITED, heading)
        year = heading_year(section.title)
        if year:
            return _year(year, heading)
    return None


def _report_year(reading: Reading, position: int) -> Period:
    """The year that is spoken of by default: the report year, as the report says it."""
    year, said = reading.years.default(position), reading.metadata.year
    place = Span(said.evidence.start, said.evidence.end) if said else None
    return _year(year, place) if year else _NONE


def _year(year: int, place: Span | None) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), How.INHERITED, place)
