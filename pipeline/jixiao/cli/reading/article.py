"""One document on the page: what it says of itself, warnings, outline, and its pages."""

from collections.abc import Iterator
from pathlib import Path

from jixiao.cli.reading.content import Reading
from jixiao.cli.reading.markup import Markup, element, joined
from jixiao.cli.reading.parts import Part, parts
from jixiao.cli.reading.prose import Prose
from jixiao.cli.reading.tables import figure
from jixiao.cli.reading.words import told
from jixiao.types import Failure, Issue


def failed(failure: Failure, prefix: str) -> Iterator[Markup]:
    """A file that could not be read, and why."""
    name = element("h1", Path(failure.source).name, id=f"{prefix}top")
    reason = f"没有读出 Not read: {failure.status}: {failure.reason}"
    yield element("article", name, element("p", reason, class_="failed"))


def article(reading: Reading, prefix: str) -> Iterator[Markup]:
    """The document piece by piece; `prefix` begins the names of its anchors."""
    document = reading.document
    found = parts(reading)
    yield Markup("<article>\n")
    yield element("h1", Path(document.source).name, id=f"{prefix}top")
    yield element("p", *_counts(reading), class_="counts")
    yield Markup("\n<div class=summary>\n")
    yield joined((_metadata(reading, prefix), _warnings(reading, prefix)), "\n")
    yield Markup("\n</div>\n")
    yield joined(_ways(reading, prefix), "\n")
    yield Markup("\n")
    prose = Prose(reading, prefix)
    for number, part in enumerate(found, start=1):
        yield _part(reading, part, number, prose)
        yield Markup("\n")
    yield Markup("</article>")


def _counts(reading: Reading) -> Iterator[str]:
    document = reading.document
    yield f"{document.media_type} · {len(document.text):,} 字 characters"
    for count, words in (
        (len(document.pages), "页 pages"),
        (len(reading.sections), "标题 headings"),
        (len(reading.grids), "表 tables"),
    ):
        yield f" · {count:,} {words}" if count else ""
    yield f" · {document.doc_id}"


def _metadata(reading: Reading, prefix: str) -> Markup:
    rows = []
    for name, chinese, value, place in told(reading.metadata):
        rows.append(element("dt", f"{chinese} ", _english(name.capitalize())))
        rows.append(
            element("dd", value, *(_evidence(reading, place, value, prefix) if place else ()))
        )
    return element("dl", *rows)


def _evidence(reading: Reading, place: tuple[int, int], value: str, prefix: str) -> Iterator[str]:
    """Where the report says it, and in what words where it says it in others."""
    said = reading.document.text[slice(*place)]
    yield " "
    yield _place(reading, place[0], prefix, "" if said == value else f"“{said}”")


def _warnings(reading: Reading, prefix: str) -> Markup:
    warnings = reading.document.warnings
    name = f"{prefix}warnings"
    title = element("h2", "问题 ", _english("Warnings"), f" {len(warnings)}", id=name)
    lines = (element("li", *_warning(reading, issue, prefix)) for issue in warnings)
    body = element("ul", *lines) if warnings else element("p", "没有 None")
    return element("section", title, body, aria_labelledby=name, class_="warnings")


def _warning(reading: Reading, issue: Issue, prefix: str) -> Iterator[str]:
    if issue.start is not None:
        yield _place(reading, issue.start, prefix)
        yield " "
    yield element("code", f"{issue.stage}/{issue.code}")
    yield f" {issue.message}"


def _place(reading: Reading, offset: int, prefix: str, words: str = "") -> Markup:
    """A link to the block with this character, with its page where it has one."""
    page, block = reading.page_at(offset), reading.block_at(offset)
    where = f"第{page}页 p. {page}" if page else "" if words else "原文 in the text"
    target = f"c{block.start}" if block else "top"
    return element("a", f"{words} {where}".strip(), href=f"#{prefix}{target}")


def _ways(reading: Reading, prefix: str) -> Iterator[Markup]:
    """The ways into the document: pages, tables, outline."""
    pages = [(f"p{page.number}", str(page.number)) for page in reading.document.pages]
    tables = [(f"t{grid.number}", str(grid.number)) for grid in reading.grids.values()]
    for targets, chinese, english in ((pages, "页", "Pages"), (tables, "表", "Tables")):
        if targets:
            links = (element("a", words, href=f"#{prefix}{target}") for target, words in targets)
            label = element("b", f"{chinese} ", _english(english))
            label_of = f"{chinese} {english}"
            yield element("nav", label, " ", joined(links, " "), aria_label=label_of, class_="ways")
    if reading.sections:
        yield _outline(reading, prefix)


def _outline(reading: Reading, prefix: str) -> Markup:
    lines = []
    for start, section in reading.headings.items():
        link = element("a", f"{section.number}{section.title}", href=f"#{prefix}c{start}")
        lines.append(element("li", link, class_=f"l{min(section.level, 6)}"))
    title = element("summary", "目录 ", _english("Outline"), f" {len(reading.sections)}")
    name = "目录 Outline"
    return element("nav", element("details", title, element("ol", *lines)), aria_label=name)


def _part(reading: Reading, part: Part, number: int, prose: Prose) -> Markup:
    """A page with its number, its prose on the left, its tables on the right."""
    text = prose.column(part)
    tables = [figure(reading, reading.grids[i], prose.prefix, bool(text)) for i in part.tables]
    columns = [element("div", text, class_="text")] if text else []
    if tables:
        columns.append(element("div", joined(tables, "\n"), class_="tables"))
    if not columns:
        columns = [element("p", "本页没有新的文字 Nothing begins on this page", class_="text none")]
    name = f"{prose.prefix}p{part.page}" if part.page else f"{prose.prefix}part{number}"
    title = (
        element("h2", *_title(part, name), id=f"{name}-title") if part.page or part.sheet else ""
    )
    kind = "part both" if text and tables else "part"
    labelled = f"{name}-title" if title else None
    return element("section", title, *columns, id=name, class_=kind, aria_labelledby=labelled)


def _title(part: Part, name: str) -> Iterator[str]:
    if part.page:
        yield element("a", f"第{part.page}页 ", _english(f"Page {part.page}"), href=f"#{name}")
    else:
        yield "工作表 "
        yield _english("Sheet")
        yield f" {part.sheet}"


def _english(words: str) -> Markup:
    return element("span", words, lang="en")
