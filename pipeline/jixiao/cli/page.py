"""A document laid out for the terminal: text on the left, facts on the right."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from jixiao.decimals import plain
from jixiao.resources import scheme
from jixiao.types import Check, Extraction, Fact, Mention, Span, Verdict

_SIZES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_HUNDREDTHS = {"fraction": "%", "pp": "个百分点"}
_MODIFIERS = {"approx": "≈", "over": ">", "nearly": "≲", "at_least": "≥", "at_most": "≤"}
_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；][”’』」）]*|\n|$)")
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
    """The text sentence by sentence, each with its facts beside it."""
    issuer = extraction.metadata.issuer
    own = issuer.value if issuer else None
    table = Table(box=None, expand=True, show_edge=False, pad_edge=False)
    of_own = f", of {own} unless named" if own else ""
    table.add_column("text (正文)", ratio=3, overflow="fold")
    table.add_column(f"facts (事实){of_own}", ratio=2, overflow="fold")
    facts = sorted(extraction.facts, key=lambda fact: (fact.evidence.start, fact.evidence.end))
    starts = [fact.evidence.start for fact in facts]
    mentions = extraction.mentions
    mention_starts = [mention.start for mention in mentions]
    mention_ends = [mention.end for mention in mentions]
    for piece in _sentences(extraction.document.text):
        here = facts[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]
        right = Text("\n").join(_fact(fact, own) for fact in here)
        first = bisect_right(mention_ends, piece.start)
        inside = mentions[first : bisect_left(mention_starts, piece.end)]
        table.add_row(_coloured(piece.of(extraction.document.text), piece.start, inside), right)
    return table


def _sentences(text: str) -> Iterator[Span]:
    """The sentences of every line that is not blank."""
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield Span(*match.span())


def _coloured(surface: str, start: int, mentions: Iterable[Mention]) -> Text:
    colours = {info.name: info.colour for info in scheme().labels}
    text = Text(surface.rstrip())
    for mention in mentions:
        first, last = max(mention.start - start, 0), mention.end - start
        text.stylize(f"bold {colours[mention.label]}", first, last)
    return text


def _fact(fact: Fact, own: str | None) -> Text:
    """A fact on one line, its figure in bold; the subject only where it is not `own`."""
    figure = describe_figure(fact)
    subject = fact.subject if fact.subject != own else None
    period = describe_period(fact.period_start, fact.period_end)
    parts = (fact.kind, subject, fact.name, figure, fact.basis, fact.level, period)
    text = Text()
    for part in parts:
        if part:
            text.append(" · " if text else "").append(part, "bold" if part == figure else "")
    return text


def describe_figure(fact: Fact) -> str:
    """The figure of a fact with what the report says of its exactness, "" where it has none."""
    if fact.low is None and fact.high is None:
        figure = describe_value(fact.value, fact.unit)
    else:
        ends = (describe_value(fact.low, fact.unit), describe_value(fact.high, fact.unit))
        figure = "–".join(end for end in ends if end)
    sign = "+" if fact.kind == "change" and (fact.value or 0) > 0 else ""
    return f"{_MODIFIERS.get(fact.modifier or '', '')}{sign}{figure}" if figure else ""


def describe_period(start: date | None, end: date | None) -> str:
    """A period as short as it can be said exactly; an open end stays open.

    >>> describe_period(date(2022, 1, 1), date(2022, 12, 31))
    '2022'
    >>> describe_period(date(2022, 1, 1), date(2022, 11, 30))
    '2022-01–2022-11'
    >>> describe_period(date(2022, 3, 5), date(2022, 3, 5)), describe_period(None, date(2022, 3, 5))
    ('2022-03-05', '–2022-03-05')
    """
    if start is None or end is None:
        return f"{start or ''}–{end or ''}" if start or end else ""
    ends_month = (end + timedelta(days=1)).day == 1 if end < date.max else True
    cut = len("2022-03-05")
    if start.day == 1 and ends_month:
        cut = len("2022") if (start.month, end.month) == (1, 12) else len("2022-03")
    return "–".join(dict.fromkeys((start.isoformat()[:cut], end.isoformat()[:cut])))


def describe_value(value: Decimal | None, unit: str | None) -> str:
    """A value as people write it, exactly.

    >>> describe_value(Decimal("20137300"), "元"), describe_value(Decimal("6000000"), "吨")
    ('2013.73万元', '600万吨')
    >>> describe_value(Decimal("0.9818"), "fraction"), describe_value(Decimal("12345"), "人")
    ('98.18%', '12345人')
    """
    if value is None:
        return ""
    if unit in _HUNDREDTHS:
        return f"{plain(value * 100)}{_HUNDREDTHS[unit]}"
    return f"第{plain(value)}" if unit == "rank" else f"{_scaled(value, unit == '元')}{unit or ''}"


def _scaled(value: Decimal, always: bool) -> str:
    """The number with 亿 or 万 where it is large, and `always` or where that is no longer."""
    digits = plain(value)
    size, name = next((s for s in _SIZES if abs(value) >= s[0]), (Decimal(1), ""))
    scaled = f"{plain(value / size)}{name}"
    return scaled if always or len(scaled) <= len(digits) else digits


def _checks(checks: tuple[Check, ...]) -> Table:
    table = Table(title="checks (核对)", expand=True)
    table.add_column("verdict (结论)")
    table.add_column("stated (原文)", overflow="fold", max_width=20)
    table.add_column("note (说明)", overflow="fold", ratio=1)
    for check in sorted(checks, key=lambda c: c.verdict != Verdict.CONTRADICTION):
        table.add_row(
            Text(check.verdict, _VERDICT_STYLES[check.verdict]),
            Text(check.stated.text),
            Text(check.note),
        )
    return table
