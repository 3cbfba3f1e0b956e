"""What a report says of itself: title, issuing body, division, year, kind."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from jixiao.readers.issuers import find_issuer, find_region
from jixiao.readers.titles import find_title
from jixiao.types import Document, Evidenced, Metadata, Section, quote

_GOVERNMENT = "政府工作报告"
_KINDS = (
    ("绩效自评", re.compile(r"绩效自评|自评报告|自评价|自我评价|自评")),
    ("绩效评价", re.compile(r"绩效评价|绩效[\u4e00-\u9fff]{0,4}评价|绩效报告|绩效评估")),
    ("工作报告", re.compile(_GOVERNMENT)),
    ("决算", re.compile(r"决算")),
    ("预算", re.compile(r"预算")),
    ("工作报告", re.compile(r"工作(?:总结|报告)")),
)
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d|[一二][九〇○零][〇○零一二三四五六七八九]{2})\s*(?:年度|年|(?=度))"
)
# 与2022年度相比 names the year before the one reported on.
_BUDGET_YEAR = re.compile(
    r"(?<![\d与比较和同])(?<![与比较和同]\s)((?:19|20)\d\d)\s*年度(?!\s*相比)"
)
_MEETING = re.compile(r"((?:19|20)\d\d)年\d{1,2}月\d{1,2}日[^。]{0,40}?(?:大会|会议)")
_PLAN_HEADING = re.compile(r"((?:19|20)\d\d)年[^。]{0,20}(?:安排|任务|重点|总体|目标|打算|思路)")
_CHINESE_YEAR = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_EARLY = 40


def metadata(document: Document, sections: Sequence[Section]) -> Metadata:
    """Title, issuer, region, year and kind of a report, each with its evidence.

    What the report does not say is None. `issuer` is the full name; its
    evidence is a place where that name stands or, for a government, the
    division it governs. `year` is the report year in four digits: the
    budget year, for a government's work report the year in which it is given.
    `kind` is told by the title, without one by several headings. Raises nothing.
    """
    title = find_title(document)
    kind = _kind(document, title, sections)
    government = kind is not None and kind.evidence.text == _GOVERNMENT
    issuer = find_issuer(document, title, "工作报告" if government else None)
    return Metadata(
        title=title,
        issuer=issuer,
        region=find_region(document, issuer, title),
        year=_year(document, title, sections, kind),
        kind=kind,
    )


def _kind(
    document: Document, title: Evidenced | None, sections: Sequence[Section]
) -> Evidenced | None:
    text = document.text
    if title is not None:
        found = _kind_in(text, title.evidence.start, title.evidence.end)
        return found or Evidenced("other", title.evidence)
    headings = [_kind_in(text, section.start, section.heading_end) for section in sections]
    counts = Counter(found.value for found in headings if found)
    # One heading (绩效评价 in a plan) does not make the document one; several do.
    kinds = [found for found in headings if found and counts[found.value] > 1]
    return max(kinds, key=lambda found: counts[found.value], default=None)


def _kind_in(text: str, start: int, end: int) -> Evidenced | None:
    for kind, pattern in _KINDS:
        if match := pattern.search(text, start, end):
            return Evidenced(kind, quote(text, *match.span()))
    return None


def _year(
    document: Document,
    title: Evidenced | None,
    sections: Sequence[Section],
    kind: Evidenced | None,
) -> Evidenced | None:
    text = document.text
    early = document.blocks[:_EARLY]
    early_end = early[-1].end if early else 0
    if title and (match := _YEAR.search(text, title.evidence.start, title.evidence.end)):
        return _evidenced_year(text, match)
    if kind and kind.evidence.text == _GOVERNMENT:
        found = _MEETING.search(text, 0, early_end) or _first(
            _PLAN_HEADING.search(text, s.start, s.heading_end) for s in sections
        )
        return _evidenced_year(text, found) if found else None
    matches = list(_BUDGET_YEAR.finditer(text, 0, early_end))
    if not matches or kind is None:
        return None
    commonest = Counter(match[1] for match in matches).most_common(1)[0][0]
    return _evidenced_year(text, next(match for match in matches if match[1] == commonest))


def _first(matches: Iterable[re.Match[str] | None]) -> re.Match[str] | None:
    return next((match for match in matches if match), None)


def _evidenced_year(text: str, match: re.Match[str]) -> Evidenced:
    return Evidenced(match[1].translate(_CHINESE_YEAR), quote(text, match.start(1), match.end(1)))
