"""Reports written in a line: «…»LABEL marks a mention, links name the mentions they join."""

import re
from collections.abc import Callable, Sequence

import pytest

from jixiao.facts import FactsResult, build
from jixiao.types import (
    Block,
    Document,
    Evidenced,
    Label,
    Mention,
    Metadata,
    Quote,
    Relation,
    RelationLabel,
    Section,
)

_MARK = re.compile(r"«([^»]*)»([A-Z]+)")

Parsed = tuple[str, tuple[Mention, ...]]


def parse_marked(marked: str) -> Parsed:
    """The plain text and its mentions m1, m2 … in order."""
    pieces, mentions, at, length = [], [], 0, 0
    for found in _MARK.finditer(marked):
        before, surface = marked[at : found.start()], found.group(1)
        start = length + len(before)
        length = start + len(surface)
        name = f"m{len(mentions) + 1}"
        mentions.append(Mention(name, start, length, Label(found.group(2)), surface))
        pieces += [before, surface]
        at = found.end()
    return "".join((*pieces, marked[at:])), tuple(mentions)


def parse_links(links: Sequence[str], mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """Relations from lines such as ``VALUE 产值 5亿元``; ``5亿元#2`` is the second of its name."""
    relations = []
    for link in links:
        label, head, tail = link.split()
        relations.append(
            Relation(_find(head, mentions), RelationLabel(label), _find(tail, mentions))
        )
    return tuple(relations)


def _find(name: str, mentions: Sequence[Mention]) -> str:
    surface, _, count = name.partition("#")
    same = [m.id for m in mentions if m.text == surface]
    assert same, f"no mention {surface}"
    return same[int(count or 1) - 1]


def sections_of(text: str) -> tuple[Section, ...]:
    """One section per line that begins with 一、 二、 …"""
    heads = list(re.finditer(r"^([一二三四五]、)(.+)$", text, re.MULTILINE))
    ends = [*(m.start() for m in heads[1:]), len(text)][: len(heads)]
    return tuple(
        Section(f"s{i}", None, 1, m.group(1), m.group(2), m.start(), m.end(), end)
        for i, (m, end) in enumerate(zip(heads, ends, strict=True), 1)
    )


def evidenced(value: str | None) -> Evidenced | None:
    """A value of the metadata whose place does not matter here."""
    return Evidenced(value, Quote(value, 0, len(value))) if value else None


@pytest.fixture
def marked() -> Callable[[str], Parsed]:
    return parse_marked


@pytest.fixture
def read() -> Callable[..., FactsResult]:
    """read(marked, *links): the facts of a report of 衡阳市科学技术局 on 2022."""

    def run(
        text: str,
        *links: str,
        issuer: str | None = "衡阳市科学技术局",
        region: str | None = "衡阳市",
        year: str | None = "2022",
        kind: str | None = None,
        blocks: tuple[Block, ...] = (),
    ) -> FactsResult:
        plain, mentions = parse_marked(text)
        document = Document("0" * 16, "test.txt", "txt", plain, blocks)
        metadata = Metadata(
            issuer=evidenced(issuer),
            region=evidenced(region),
            year=evidenced(year),
            kind=evidenced(kind),
        )
        return build(document, sections_of(plain), metadata, mentions, parse_links(links, mentions))

    return run
