"""The year of a heading against the year of the text that repeats the heading."""

import re
from collections.abc import Iterator

from jixiao.checks import passages
from jixiao.checks.figures import Index
from jixiao.types import Check, Quote, Section, Verdict

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年度?\s*(?P<what>[^\d，,。；;：:（(]{4,})")
_ABOUT = re.compile(r"(?:情况|说明|概况|总体|如下|的|公开)+$")
_SHORTEST = 4
_FIRST_SENTENCES = 2


def find(index: Index) -> Iterator[Check]:
    """Headings with a year whose text opens with the same words of another year.

    2023年度部门支出情况 / 2022年度部门支出…: only where the words behind the year
    are the same, and the sentence does not name the year of the heading too.
    """
    for section in index.sections:
        heading = _YEAR.search(index.text, section.start, section.heading_end)
        topic = _ABOUT.sub("", "".join(heading["what"].split())) if heading else ""
        if heading is not None and len(topic) >= _SHORTEST:
            yield from _against_text(index, section, heading, topic)


def _against_text(
    index: Index, section: Section, heading: re.Match[str], topic: str
) -> Iterator[Check]:
    first = passages.at(index.sentences, section.heading_end) + 1
    for sentence in index.sentences[first : first + _FIRST_SENTENCES]:
        said = _YEAR.match(index.text, sentence.start, min(sentence.end, section.end))
        if said is None or not "".join(said["what"].split()).startswith(topic):
            continue
        if said["year"] == heading["year"] or heading["year"] not in sentence.of(index.text):
            yield _check(heading, said, topic)
        return


def _check(heading: re.Match[str], said: re.Match[str], topic: str) -> Check:
    years = [Quote(m["year"], m.start("year"), m.end("year")) for m in (heading, said)]
    same = years[0].text == years[1].text
    says = "as in its heading" if same else f"but its heading says {years[0].text}"
    return Check(
        kind="repeat",
        verdict=Verdict.AGREES if same else Verdict.CONTRADICTION,
        stated=years[1],
        terms=(years[0],),
        computed=years[0].text,
        formula=years[0].text,
        note=f"{topic}, the year (年度) of the text is {years[1].text}, {says}.",
    )
