"""A document laid out for the terminal: text on the left, facts on the right."""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from jixiao.resources import scheme
from jixiao.types import Check, Extraction, Fact, Mention, Verdict

_UNITS = ((Decimal(10) ** 8, "亿元"), (Decimal(10) ** 4, "万元"), (Decimal(1), "元"))
_VERDICT_STYLES = {
    Verdict.AGREES: "green",
    Verdict.ROUNDING: "cyan",
    Verdict.OTHER_SCOPE: "yellow",
    Verdict.NOT_CHECKABLE: "dim",
    Verdict.CONTRADICTION: "bold red",
}


def page(extraction: Extraction) -> Iterator[RenderableType]:
    """The parts of the page: legend, head, text with facts, checks, issues."""
    yield _legend()
    yield _head(extraction)
    yield _body(extraction)
    if extraction.checks:
        yield _checks(extraction.checks)
    for issue in (*extraction.document.warnings, *extraction.issues):
        place = f" [{issue.start}, {issue.end})" if issue.start is not None else ""
        yield Text(f"issue (问题) {issue.stage}/{issue.code}{place}: {issue.message}", "yellow")


def _legend() -> Text:
    legend = Text()
    for info in scheme().labels:
        legend.append(f" {info.zh} {info.name} ", f"bold {info.colour}")
    return legend


def _head(extraction: Extraction) -> Table:
    about = extraction.metadata
    table = Table.grid(padding=(0, 2))
    for name, found in (
        ("title (标题)", about.title),
        ("issuer (单位)", about.issuer),
        ("region (地区)", about.region),
        ("year (年度)", about.year),
        ("kind (类型)", about.kind),
    ):
        table.add_row(Text(name, "bold"), Text(found.value if found else "—"))
    table.add_row(Text("document (文档)", "bold"), Text(extraction.document.doc_id))
    return table


def _body(extraction: Extraction) -> Table:
    text = extraction.document.text
    mentions = extraction.mentions
    starts = [mention.start for mention in mentions]
    table = Table(box=None, expand=True, show_edge=False, pad_edge=False)
    table.add_column("text (正文)", ratio=3, overflow="fold")
    table.add_column("facts (事实)", ratio=2, overflow="fold")
    place = 0
    for line in text.splitlines(keepends=True):
        end = place + len(line)
        if line.strip():
            inside = mentions[bisect_left(starts, place) : bisect_left(starts, end)]
            facts = [f for f in extraction.facts if place <= f.evidence.start < end]
            right = Text("\n").join(Text(describe(fact)) for fact in facts)
            table.add_row(_coloured(line.rstrip(), place, inside), right)
        place = end
    return table


def _coloured(line: str, start: int, mentions: tuple[Mention, ...]) -> Text:
    colours = {info.name: info.colour for info in scheme().labels}
    text = Text(line)
    for mention in mentions:
        text.stylize(f"bold {colours[mention.label]}", mention.start - start, mention.end - start)
    return text


def describe(fact: Fact) -> str:
    """A fact on one line: subject, name, value, period."""
    figure = describe_value(fact.value, fact.unit)
    if fact.low is not None or fact.high is not None:
        ends = (describe_value(fact.low, fact.unit), describe_value(fact.high, fact.unit))
        figure = "–".join(end for end in ends if end)
    period = "–".join(str(day) for day in (fact.period_start, fact.period_end) if day)
    extra = [fact.modifier if fact.modifier != "exact" else None, fact.basis, fact.level]
    parts = (fact.kind, fact.subject, fact.name, figure, *extra, period)
    return " · ".join(part for part in parts if part)


def describe_value(value: Decimal | None, unit: str | None) -> str:
    """A value as people write it, exactly.

    >>> describe_value(Decimal("20137300"), "元")
    '2013.73万元'
    >>> describe_value(Decimal("0.9818"), "fraction")
    '98.18%'
    """
    if value is None:
        return ""
    if unit == "元":
        size, name = next((u for u in _UNITS if abs(value) >= u[0]), _UNITS[-1])
        return f"{_plain(value / size)}{name}"
    if unit == "fraction":
        return f"{_plain(value * 100)}%"
    if unit == "pp":
        return f"{_plain(value * 100)}个百分点"
    return f"第{_plain(value)}" if unit == "rank" else f"{_plain(value)}{unit or ''}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _checks(checks: tuple[Check, ...]) -> Table:
    table = Table(title="checks (核对)", expand=True)
    for column in ("verdict (结论)", "stated (原文)", "formula (算式)", "note (说明)"):
        table.add_column(column, overflow="fold")
    for check in sorted(checks, key=lambda c: c.verdict != Verdict.CONTRADICTION):
        table.add_row(
            Text(check.verdict, _VERDICT_STYLES[check.verdict]),
            Text(check.stated.text),
            Text(check.formula),
            Text(check.note),
        )
    return table
