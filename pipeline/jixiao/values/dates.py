"""Reading dates and periods into first and last days."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from jixiao.types import DateNorm
from jixiao.values.context import Context, compact
from jixiao.values.date_words import CN_DIGITS
from jixiao.values.grammar import TO
from jixiao.values.numerals import CHINESE_CHARS, read_number

_CN = f"[{CHINESE_CHARS}]+"
_YEARS_FROM_REPORT = {
    **dict.fromkeys(
        ("今年", "本年", "当年", "全年", "本年度", "年内", "今年年内", "这一年", "全年度"), 0
    ),
    **dict.fromkeys(("一年来", "过去一年", "过去的一年", "这一年来", "过去一年来", "今年内"), 0),
    **dict.fromkeys(("上年", "去年", "上一年", "上年度", "去年度", "上一年度"), -1),
    **dict.fromkeys(("明年", "新的一年"), 1),
    "前年": -2,
    "后年": 2,
}
_RELATIVE = "|".join(sorted(_YEARS_FROM_REPORT, key=len, reverse=True))
_YEAR = re.compile(
    rf"(?P<year>[0-9]{{4}}|{_CN})年(?:年?度|全年)?(?:当年)?|(?P<bare>[0-9]{{4}})(?:全?年?度|全年)?"
)
_YEARS = re.compile(r"(?P<first>[0-9]{4})(?:年度?)?[-—–~/至到]+(?P<last>[0-9]{2,4})(?:年度?)?")
_ISO = re.compile(r"(?P<year>[0-9]{4})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_PLAN = re.compile(
    r"[“‘\"'「]?(?P<plan>[一二三四五六七八九十]+)五[”’\"'」]?(?:规划)?(?P<part>期?末|初|以来|期内)?"
    rf"(?:(?P<side>[前后第])(?P<count>[0-9]+|{_CN})年)?"
)
_DECADES = re.compile(
    rf"(?P<century>(?:20|上|本)世纪)?(?P<decade>[0-9]{{2}}|{_CN})年代(?P<part>[初末])?期?"
)
_MONTH_TO_MONTH = re.compile(r"([0-9]{4})\.([0-9]{1,2})\D+([0-9]{4})\.([0-9]{1,2})")
_TWO_YEARS = {"今明两年": (0, 1), "明后两年": (1, 2), "明后年": (1, 2)}
_EARLY_PLANS = {1: 1953, 2: 1958}
_LAST_YEARS = re.compile(rf"(?:近|过去|最近)?(?P<count>[0-9]+|{_CN})年来?")
_YEARS_BEFORE = re.compile(rf"前(?P<count>[0-9]+|{_CN})年")
_CN_YEAR = re.compile(rf"[二一]{CN_DIGITS}{{3}}年")
# 2022年3月、6月: the months of a list share their year.
_LISTED = re.compile(r"[月日旬底末][、和及与]\s*$")
_SHORT_YEAR = re.compile("[0-9]{2}年[0-9]")
_CN_NUMBER = re.compile(f"{_CN}(?=[年月日])")
_JOINT = re.compile(TO)

_MONTH = r"(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?"
_MONTHS = re.compile(
    rf"(?:(?P<from>[0-9]{{1,2}})月?份?[-—–~至到]+)?{_MONTH}(?P<part>[底末初中上下]?)旬?"
)
_DAYS = re.compile(
    rf"{_MONTH}(?:(?P<from>[0-9]{{1,2}})日?[-—–~至到]+)?(?P<day>[0-9]{{1,2}}|{_CN})[日号]"
)
# First and last day of 底 初 中旬 …; None stands for the month's last day.
_PARTS_OF_MONTH: dict[str, tuple[int | None, int | None]] = {
    "底": (None, None),
    "末": (None, None),
    "初": (1, 1),
    "上": (1, 10),
    "中": (11, 20),
    "下": (21, None),
}
_QUARTER = re.compile(
    rf"(?:(?P<all>前)|第?(?P<from>[一二三四1-4]){TO})?"
    r"第?(?P<quarter>[一二三四1-4])季度(?P<part>[末初底])?"
)
_HALF = re.compile(r"(?P<half>[上下])半年")
_ENDS = {"底": (12, 31), "末": (12, 31), "初": (1, 1), "年底": (12, 31), "年末": (12, 31)}
_EDGE = re.compile("年?[底末初]")


def read_date(plain: str, start: int, end: int, context: Context) -> DateNorm | None:
    """First and last day of the date at ``plain[start:end]``, or None.

    `plain` is narrowed text. Relative words count from `context.year`; 上年同期
    is `context.last_date` one year before, and the months of a list have its
    year; 年底 and 月末 are the last day; a date before 以来 has no end.

    >>> read_date("2022年1-11月", 0, 10, Context())
    DateNorm(start=datetime.date(2022, 1, 1), end=datetime.date(2022, 11, 30))
    """
    if (
        context.last_date
        and context.last_date.start
        and _LISTED.search(plain, max(0, start - 6), start)
    ):
        context = replace(context, year=context.last_date.start.year)
    body = _full_year(compact(plain[start:end]).removesuffix("期间").removesuffix("时期"))
    if body == "次年" and context.last_date and context.last_date.start:
        return _span(context.last_date.start.year + 1, context.last_date.start.year + 1)
    try:
        period = _period(body, context)
    except (ValueError, OverflowError):
        return None
    if period and plain.startswith("以来", end):
        return DateNorm(period.start, None)
    return period


def _full_year(body: str) -> str:
    """二〇一七年八月二日 in Arabic digits, 22年8月 with its century."""
    if _SHORT_YEAR.match(body):
        return "20" + body
    year = _CN_YEAR.match(body)
    if not year:
        return body
    return _CN_NUMBER.sub(lambda m: str(_number(m[0])), body)


def _period(body: str, context: Context) -> DateNorm | None:
    if body.endswith("同期"):
        return _a_year_before(context.last_date)
    for read in (_whole_years, _iso, _plan, _decade, _month_to_month, _joined, _within):
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
    return None if context.year is None else _from_report(body, context.year)


def _from_report(body: str, year: int) -> DateNorm | None:
    """Years that are counted from the report's."""
    if body in _YEARS_FROM_REPORT:
        named = year + _YEARS_FROM_REPORT[body]
        return _span(named, named)
    if body == "今年以来":
        return DateNorm(date(year, 1, 1), None)
    if body in _TWO_YEARS:
        first, last = _TWO_YEARS[body]
        return _span(year + first, year + last)
    recent, before = _LAST_YEARS.fullmatch(body), _YEARS_BEFORE.fullmatch(body)
    if recent:
        return _span(year - _number(recent["count"]) + 1, year)
    return _span(year - _number(before["count"]), year - 1) if before else None


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
    first = _EARLY_PLANS.get(number, 1966 + 5 * (number - 3))
    if match["side"]:
        return _part_of_plan(first, match["side"], _number(match["count"]))
    if match["part"] in ("末", "期末", "初"):
        year = first if match["part"] == "初" else first + 4
        return _span(year, year)
    return DateNorm(date(first, 1, 1), None if match["part"] == "以来" else date(first + 4, 12, 31))


def _part_of_plan(first: int, side: str, count: int) -> DateNorm | None:
    """The first, the last or the one year of a plan's five: “十四五”前三年."""
    if not 1 <= count <= 5:
        return None
    if side == "第":
        return _span(first + count - 1, first + count - 1)
    return _span(first, first + count - 1) if side == "前" else _span(first + 5 - count, first + 4)


def _decade(body: str, context: Context) -> DateNorm | None:
    """90年代: ten years of the twentieth century; 本世纪 is the report's.

    20年代 to 40年代 without a century may be of this one or the last.
    """
    match = _DECADES.fullmatch(body)
    if not match or match["part"]:
        return None
    decade, century = _number(match["decade"]), 1900
    if match["century"] == "本世纪":
        if context.year is None:
            return None
        century = context.year // 100 * 100
    elif not match["century"] and decade < 50:
        return None
    return _span(century + decade, century + decade + 9)


def _month_to_month(body: str, context: Context) -> DateNorm | None:
    match = _MONTH_TO_MONTH.fullmatch(body)
    if not match:
        return None
    first_year, first, last_year, last = map(int, match.groups())
    start = date(first_year, first, 1)
    end = date(last_year, last, monthrange(last_year, last)[1])
    return DateNorm(start, end) if start <= end else None


def _joined(body: str, context: Context) -> DateNorm | None:
    """Two dates with 至 or a dash between them."""
    for joint in _JOINT.finditer(body):
        left, right = body[: joint.start()], body[joint.end() :]
        named = re.match("[0-9]{4}(?=年)", right)
        outer = context if re.match("[0-9]{4}", left) or not named else Context(int(named[0]))
        first = _whole_years(left, outer) or _within(left, outer)
        if first is None or first.start is None:
            continue
        inner = Context(first.start.year)
        right = right.replace("次年", f"{first.start.year + 1}年")
        last = _whole_years(right, inner) or _within(right, inner)
        if last and last.end and last.end >= first.start:
            return DateNorm(first.start, last.end)
    return None


def _within(body: str, context: Context) -> DateNorm | None:
    """A part of a year; the year is named in `body` or is the report's."""
    named = re.match(
        rf"(?P<year>[0-9]{{4}})(?:年度?|(?=[上下]半年))|(?P<relative>{_RELATIVE})", body
    )
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
    month, last = _number(match["month"]), _number(match["day"])
    first = int(match["from"]) if match["from"] else last
    return DateNorm(date(year, month, first), date(year, month, last))


def _months(body: str, year: int) -> DateNorm | None:
    match = _MONTHS.fullmatch(body)
    if not match:
        return None
    last = _number(match["month"])
    first = int(match["from"]) if match["from"] else last
    final = monthrange(year, last)[1]
    start, end = _PARTS_OF_MONTH.get(match["part"], (1, final))
    start, end = start or final, end or final
    return DateNorm(date(year, first, start), date(year, last, end)) if first <= last else None


def _parts(body: str, year: int) -> DateNorm | None:
    quarter = _QUARTER.fullmatch(body)
    if quarter:
        last = _number(quarter["quarter"]) * 3
        first = 1 if quarter["all"] else 3 * _number(quarter["from"] or quarter["quarter"]) - 2
        start, end = date(year, first, 1), date(year, last, monthrange(year, last)[1])
        if quarter["part"]:
            start = end = start if quarter["part"] == "初" else end
        return DateNorm(start, end) if start <= end else None
    half = _HALF.fullmatch(body)
    if not half:
        return None
    first, day = (1, date(year, 6, 30)) if half["half"] == "上" else (7, date(year, 12, 31))
    return DateNorm(date(year, first, 1), day)
