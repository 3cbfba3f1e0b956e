"""Reading dates and periods into first and last days."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from jixiao.types import DateNorm
from jixiao.values.context import Context, compact
from jixiao.values.numerals import CHINESE_CHARS, read_number

_CN = f"[{CHINESE_CHARS}]+"
_YEARS_FROM_REPORT = {
    **{w: 0 for w in ("今年", "本年", "当年", "全年", "本年度", "年内", "这一年", "今年年内")},
    **{w: 0 for w in ("一年来", "过去一年", "过去的一年", "这一年来", "过去一年来", "今年内")},
    **{w: -1 for w in ("上年", "去年", "上一年", "上年度", "去年度")},
    **{w: 1 for w in ("明年", "次年", "新的一年")},
    **{"前年": -2, "后年": 2},
}
_RELATIVE = "|".join(sorted(_YEARS_FROM_REPORT, key=len, reverse=True))
_YEAR = re.compile(rf"(?P<year>[0-9]{{4}}|{_CN})年(?:度)?(?:当年)?|(?P<bare>[0-9]{{4}})")
_YEARS = re.compile(r"(?P<first>[0-9]{4})(?:年度?)?[-—–~/至到]+(?P<last>[0-9]{2,4})(?:年度?)?")
_RELATIVE_YEAR = re.compile(_RELATIVE)
_ISO = re.compile(r"(?P<year>[0-9]{4})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_PLAN = re.compile(r"“(?P<plan>[一二三四五六七八九十]+)五”?(?:规划)?(?P<part>末|初|以来)?")
_LAST_YEARS = re.compile(rf"(?:近|过去|最近)?(?P<count>[0-9]+|{_CN})年来?")
_YEARS_BEFORE = re.compile(rf"前(?P<count>[0-9]+|{_CN})年")
_JOINT = re.compile(r"(?:--|——|[-—–~至到])")

_MONTH = r"(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?"
_MONTHS = re.compile(rf"(?:(?P<from>[0-9]{{1,2}})月?份?[-—–~至到]+)?{_MONTH}(?P<part>[底末初中上下]?)旬?")
_DAYS = re.compile(
    rf"{_MONTH}(?:(?P<from>[0-9]{{1,2}})日?[-—–~至到]+)?(?P<day>[0-9]{{1,2}})[日号]"
)
_QUARTER = re.compile(r"(?P<all>前)?第?(?P<quarter>[一二三四1-4])季度")
_HALF = re.compile(r"(?P<half>[上下])半年")
_ENDS = {"底": (12, 31), "末": (12, 31), "初": (1, 1), "年底": (12, 31), "年末": (12, 31)}
_EDGE = re.compile("年?[底末初]")


def read_date(plain: str, start: int, end: int, context: Context) -> DateNorm | None:
    """First and last day of the date at ``plain[start:end]``, or None.

    `plain` is narrowed text. Relative words count from `context.year`; 上年同期
    is `context.last_date` one year before; 年底 and 月末 are the last day.

    >>> read_date("2022年1-11月", 0, 10, Context())
    DateNorm(start=datetime.date(2022, 1, 1), end=datetime.date(2022, 11, 30))
    """
    body = compact(plain[start:end]).removesuffix("期间").removesuffix("时期")
    try:
        return _period(body, context)
    except (ValueError, OverflowError):
        return None


def _period(body: str, context: Context) -> DateNorm | None:
    if body.endswith("同期"):
        return _a_year_before(context.last_date)
    for read in (_whole_years, _iso, _plan, _joined, _within):
        found = read(body, context)
        if found:
            return found
    return None


def _span(first: int, last: int) -> DateNorm:
    return DateNorm(date(first, 1, 1), date(last, 12, 31))


def _a_year_before(period: DateNorm | None) -> DateNorm | None:
    if period is None:
        return None
    return DateNorm(_earlier(period.start), _earlier(period.end, last=True))


def _earlier(day: date | None, last: bool = False) -> date | None:
    if day is None:
        return None
    final = monthrange(day.year, day.month)[1]
    length = monthrange(day.year - 1, day.month)[1]
    at_end = last and day.day == final
    return date(day.year - 1, day.month, length if at_end else min(day.day, length))


def _number(word: str) -> int:
    value = read_number(word)
    if value is None:
        raise ValueError(f"{word} is no number")
    return int(value)


def _whole_years(body: str, context: Context) -> DateNorm | None:
    year = _YEAR.fullmatch(body)
    if year:
        number = _number(year["year"] or year["bare"])
        return _span(number, number) if number > 1000 else None
    years = _YEARS.fullmatch(body)
    if years:
        last = years["last"]
        return _span(int(years["first"]), int(years["first"][: 4 - len(last)] + last))
    if context.year is None:
        return None
    if body in _YEARS_FROM_REPORT:
        year_named = context.year + _YEARS_FROM_REPORT[body]
        return _span(year_named, year_named)
    if body == "今年以来":
        return DateNorm(date(context.year, 1, 1), None)
    recent = _LAST_YEARS.fullmatch(body)
    if recent:
        return _span(context.year - _number(recent["count"]) + 1, context.year)
    before = _YEARS_BEFORE.fullmatch(body)
    if before:
        return _span(context.year - _number(before["count"]), context.year - 1)
    return None


def _iso(body: str, context: Context) -> DateNorm | None:
    match = _ISO.fullmatch(body)
    if not match:
        return None
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return DateNorm(day, day)


def _plan(body: str, context: Context) -> DateNorm | None:
    """A five-year plan; from the third on they follow each other without a gap."""
    match = _PLAN.fullmatch(body)
    if not match:
        return None
    number = _number(match["plan"])
    first = 1966 + 5 * (number - 3)
    if number < 3:
        return None
    if match["part"] in ("末", "初"):
        year = first + 4 if match["part"] == "末" else first
        return _span(year, year)
    return DateNorm(date(first, 1, 1), None if match["part"] else date(first + 4, 12, 31))


def _joined(body: str, context: Context) -> DateNorm | None:
    """Two dates with 至 or a dash between them."""
    for joint in _JOINT.finditer(body):
        first = _whole_years(body[: joint.start()], context) or _within(body[: joint.start()], context)
        if first is None or first.start is None:
            continue
        inner = Context(first.start.year, None, first)
        rest = body[joint.end() :]
        last = _whole_years(rest, inner) or _within(rest, inner)
        if last and last.end and last.end >= first.start:
            return DateNorm(first.start, last.end)
    return None


def _within(body: str, context: Context) -> DateNorm | None:
    """A part of a year; the year is named in `body` or is the report's."""
    named = re.match(rf"(?P<year>[0-9]{{4}})年|(?P<relative>{_RELATIVE})", body)
    year, rest = context.year, body
    if named:
        rest = body[named.end() :]
        offset = _YEARS_FROM_REPORT.get(named["relative"] or "", 0)
        year = int(named["year"]) if named["year"] else (year + offset if year else None)
    if year is None or year < 1000:
        return None
    if _EDGE.fullmatch(rest):
        month, day = _ENDS[rest[-1]]
        return DateNorm(date(year, month, day), date(year, month, day))
    readers: tuple[Callable[[str, int], DateNorm | None], ...] = (_days, _months, _parts)
    return next((found for read in readers if (found := read(rest, year))), None)


def _days(body: str, year: int) -> DateNorm | None:
    match = _DAYS.fullmatch(body)
    if not match:
        return None
    month, last = _number(match["month"]), int(match["day"])
    first = int(match["from"]) if match["from"] else last
    return DateNorm(date(year, month, first), date(year, month, last))


def _months(body: str, year: int) -> DateNorm | None:
    match = _MONTHS.fullmatch(body)
    if not match:
        return None
    last = _number(match["month"])
    first = int(match["from"]) if match["from"] else last
    final = monthrange(year, last)[1]
    start, end = {
        **{"底": (final, final), "末": (final, final), "初": (1, 1), "中": (11, 20)},
        **{"上": (1, 10), "下": (21, final)},
    }.get(match["part"], (1, final))
    return DateNorm(date(year, first, start), date(year, last, end)) if first <= last else None


def _parts(body: str, year: int) -> DateNorm | None:
    quarter = _QUARTER.fullmatch(body)
    if quarter:
        last = _number(quarter["quarter"]) * 3
        first = 1 if quarter["all"] else last - 2
        return DateNorm(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    half = _HALF.fullmatch(body)
    if not half:
        return None
    return (
        DateNorm(date(year, 1, 1), date(year, 6, 30))
        if half["half"] == "上"
        else DateNorm(date(year, 7, 1), date(year, 12, 31))
    )
