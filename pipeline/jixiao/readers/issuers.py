"""Finding the body that issued a report, and its division."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.bodies.divisions import division_path, full_province
from jixiao.bodies.names import KINDS, expansions, is_body_name, is_full_name, region_of
from jixiao.readers.numbering import number_at
from jixiao.types import Block, Document, Evidenced, quote

_LABEL = (
    "(?:编制|预算主管|主管|填报|报告|自评|评价|编报|公开|发布|发文|项目|实施|预算|部门预算|报送)?"
    "(?:部门|单位|机构|机关)(?:[（(]单位[)）]|名称|全称)*(?:[（(](?:盖章|公章)[)）])?"
)
_LABELLED = re.compile(rf"{_LABEL}\s*[:：]\s*(\S+)")
_LABEL_CELL = re.compile(rf"{_LABEL}\s*[:：]?")
_IN_TITLE = re.compile(
    r"(?:关于)?(?:(?:20\d\d|[二〇○零一九]{4})年度?)?"
    rf"((?:中共|中国共产党)?[\u4e00-\u9fff、（）()]{{1,40}}?(?:{KINDS}))"
    r"(?=\d|[二○〇]|年|部门|关于|本级|整体|单位|项目|专项|预算|决算|绩效|机构|主要|的|[（(]|\s|$|"
    r"工作(?:报告|总结|情况|要点|计划))"
)
_CONGRESS = re.compile(r"在([\u4e00-\u9fff]{2,25}?)第[一二三四五六七八九十百\d]+届人民代表大会")
_OF_GOVERNMENT = re.compile(r"(?:20\d\d年)?([\u4e00-\u9fff]{2,20}?)(?:人民)?政府工作报告")
_BODY = (
    rf"((?:中共|共青团)?[\u4e00-\u9fff]{{2,40}}?(?:{KINDS})"
    r"(?:[（(](?!以下)[\u4e00-\u9fff]{2,8}[)）])?)"
)
#: What may stand before the body that a report opens with.
_BEFORE_OPENING = (
    r"(?:(?:20\d\d年(?:以来)?|今年以来|一年来|受[^，。]{2,30}委托|[根依]据[^。]{2,80}?)[，,])?"
)
_OPENING = re.compile(
    rf"{_BEFORE_OPENING}{_BODY}"
    r"(?=是|为(?!了)|按照|根据|对|于|\d|，|高度|负责|紧扣|围绕|坚持|会同|接受|[（(]以下)"
)
#: The body that speaks of itself: …（以下简称“我局”）.
_SELF_NAMED = re.compile(
    rf"{_BODY}\s*[（(]以下(?:简)?称[：:]?[“\"「]?(?:我|本)[\u4e00-\u9fff]{{1,2}}[”\"」]?[)）]"
)
_DAY = re.compile(r"\s+(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年\S{2,8}日$")
#: Words before a body's name that the name's own pattern takes in: 受市财政局委托，…
_BEFORE_NAME = re.compile(r"^.*(?:委托|[，,。：:])")
_COVER, _EARLY, _LATE = 8, 40, 12


@dataclass(frozen=True, slots=True)
class Name:
    """A body's name and the offset where it stands."""

    text: str
    start: int

    def evidenced(self, text: str) -> Evidenced:
        """The name with its quotation from `text`."""
        return Evidenced(self.text, quote(text, self.start, self.start + len(self.text)))


def find_issuer(document: Document, title: Evidenced | None, kind: str | None) -> Evidenced | None:
    """The issuing body by its full name, with a place where that name stands.

    The government for a work report; else the body in the title, or where
    the title gives it short (市科技局) the full name from the signature, a
    label (编制部门：…) or the text; without one the body named on the cover,
    so labelled, the signature, or the body that the text opens with.
    """
    text = document.text
    if kind == "工作报告" and (found := _government(document, title)):
        return found
    named = [*_labelled(document), *_signatures(document)]
    in_title = _title_body(title) or (None if title else _first_line_body(document))
    if in_title is not None and not is_full_name(in_title.text):
        return (_lengthen(in_title, named, text) or in_title).evidenced(text)
    if in_title is not None:
        return in_title.evidenced(text)
    if spoken := _self_named(document):
        return spoken.evidenced(text)
    candidates = [*_cover_names(document), *named, *_openings(document)]
    full = [name for name in candidates if is_full_name(name.text)]
    chosen = (full or candidates)[:1]
    return chosen[0].evidenced(text) if chosen else None


def find_region(
    document: Document, issuer: Evidenced | None, title: Evidenced | None
) -> Evidenced | None:
    """The divisions of the issuer (上海市普陀区), else those that the title begins with."""
    for source in (issuer, title):
        if source is None or not (region := region_of(source.value)):
            continue
        quoted = source.evidence
        offset = document.text.find(region, quoted.start, quoted.end)
        if offset >= 0:
            return Evidenced(region, quote(document.text, offset, offset + len(region)))
        return Evidenced(region, quoted)
    return None


def _government(document: Document, title: Evidenced | None) -> Evidenced | None:
    text = document.text
    top = text[: document.blocks[min(len(document.blocks), 15) - 1].end] if document.blocks else ""
    for match in (title and _OF_GOVERNMENT.search(title.evidence.text), _CONGRESS.search(top)):
        if not match:
            continue
        offset = title.evidence.start if title and match.re is _OF_GOVERNMENT else 0
        region = full_province(match[1]) or match[1]
        if division_path(f"{region}人民政府") != region:
            continue
        full = f"{region}人民政府"
        if (at := text.find(full)) >= 0:
            return Name(full, at).evidenced(text)
        return Evidenced(full, quote(text, offset + match.start(1), offset + match.end(1)))
    return None


def _title_body(title: Evidenced | None) -> Name | None:
    if title is None:
        return None
    match = _IN_TITLE.match(title.evidence.text)
    return Name(match[1], title.evidence.start + match.start(1)) if match else None


def _first_line_body(document: Document) -> Name | None:
    """The full name that the first line begins with, where no line is a title by its end."""
    for block in document.blocks[:1]:
        match = _IN_TITLE.match(document.text[block.start : block.end])
        if match and is_full_name(match[1]):
            return Name(match[1], block.start + match.start(1))
    return None


def _self_named(document: Document) -> Name | None:
    """The body that early on calls itself 我局, 本所 for short."""
    for block in document.blocks[:_EARLY]:
        surface = document.text[block.start : block.end]
        match = _SELF_NAMED.search(surface)
        if match:
            start, end = match.span(1)
            body = _BEFORE_NAME.search(surface, 0, end)
            start = body.end() if body and start < body.end() < end else start
            return Name(surface[start:end], block.start + start)
    return None


def _lengthen(short: Name, named: Sequence[Name], text: str) -> Name | None:
    """The full name that the short one of the title stands for."""
    for name in named:
        if any(full == name.text for full, _ in expansions(short.text, name.text)):
            return name
    return next((Name(full, start) for full, start in expansions(short.text, text)), None)


def _labelled(document: Document) -> Iterator[Name]:
    text, blocks = document.text, document.blocks[:_EARLY]
    for i, block in enumerate(blocks):
        surface = text[block.start : block.end]
        match = _LABELLED.match(surface)
        if match and _is_name(match[1]):
            yield Name(match[1], block.start + match.start(1))
        elif _LABEL_CELL.fullmatch(surface) and i + 1 < len(blocks):
            following = blocks[i + 1]
            if _is_name(text[following.start : following.end]):
                yield Name(text[following.start : following.end], following.start)


def _cover_names(document: Document) -> Iterator[Name]:
    """Names that stand alone on one of the first lines, under the title."""
    yield from _names_alone(document, [b for b in document.blocks[:_COVER] if b.kind != "cell"])


def _signatures(document: Document) -> Iterator[Name]:
    """Names that stand alone on one of the last lines, the last first."""
    prose = [block for block in document.blocks if block.kind != "cell"]
    yield from _names_alone(document, reversed(prose[-_LATE:]))


def _names_alone(document: Document, blocks: Iterable[Block]) -> Iterator[Name]:
    """The blocks that are full names of bodies, nothing else but a day (signatures)."""
    for block in blocks:
        surface = document.text[block.start : block.end]
        name = _DAY.sub("", surface).strip()
        if _is_name(name) and is_full_name(name):
            yield Name(name, block.start + surface.index(name))


def _is_name(surface: str) -> bool:
    """Whether the words are the name of a body and no numbered heading (一、科技局)."""
    return is_body_name(surface) and not number_at(surface)


def _openings(document: Document) -> Iterator[Name]:
    prose: list[Block] = [b for b in document.blocks if b.kind == "paragraph"][:5]
    for block in prose:
        match = _OPENING.match(document.text[block.start : block.end])
        if match and is_full_name(match[1]):
            yield Name(match[1], block.start + match.start(1))
