"""The names of rows and of what whole tables are about, and names as they are compared."""

import re
from dataclasses import dataclass

from jixiao.tables.words import compact
from jixiao.types import Span

_NUMBER = re.compile(
    r"\s*(?:其\s*中\s*[:：]?|[减加]\s*[:：]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:[、．]|[.](?!\d))|[①-⑳]|[*#★▲])\s*"
)
_YEAR = re.compile(r"\s*(?:(?:19|20)\d\d\s*年(?:度|末|底)?|本年度?|当年|今年)\s*(?=\S{2})")
_UNIT_END = re.compile(
    r"\s*[（(][^（()）]{0,6}(?:[元%‰人个户家次亩台辆件]|公里|平方米|吨)[）)]\s*$"
)
_CAPTION_LEAD = re.compile(
    r"^(?:附?表\d*[-—.、]?\d*[:：.、]?|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.]|\d{1,2}(?:\.\d{1,2})+|.*?(?:19|20)\d\d年(?:度)?)"
    r"(?:(?:区级|市级|省级|县级|本级)?(?:部门|单位))?|^(?:部门|单位)(?=.*(?:收入|支出|收支))"
)
_CAPTION_TAIL = re.compile(
    r"(?:(?:按)?(?:功能|经济|部门预算经济|政府预算经济)分类|部门|明细|总|汇总|情况|统计|预决算|预算|决算|执行|安排|一览|公开|收支|表)+$"
)
_FUND = re.compile(
    r"(?:一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算)(?:财政拨款|拨款)?|财政拨款"
)
_LEVELS = ("类", "款", "项")
_CODE = re.compile(r"2\d\d(?:\d\d){0,2}")
_PATH = re.compile(r"[（(][类款项目][）)]|(?<=[\u4e00-\u9fff）)])\s*[-—－–]+\s*(?=[\u4e00-\u9fff])")
_ROLE_TAIL = re.compile(
    r"(?:年初|全年|当年|本年|调整后?)?(?:支出|收入)?(?:预算|决算)(?:执行|安排|批复)?(?:数|额|金额)?$"
)
_BUDGET_TAIL = re.compile(
    r"(?<!公共)(?<!基金)(?<!经营)(?:年初|全年|当年|本年|调整后?)?(?:预算|决算)(?:执行|安排|批复)?(?:数|额|金额)?$"
)
_TOTAL_TAIL = re.compile(r"(?:合计|总计|小计|总额|总数|共计)$")
#: A name may end with another's (本部门公用经费, 公用经费) if that is as long as this.
_LONG_ENOUGH = 4
_GRANT = re.compile(r"(预算|基金|经营)(?:财政)?拨款")
_MARKS = str.maketrans("", "", "“”‘’\"'《》 \t\r\n\u3000\xa0")


def bare(text: str, place: Span) -> Span:
    """The part of `place` that names something: without number, 其中, year and unit.

    >>> text = "其中：1.本年公务接待费（万元）"
    >>> bare(text, Span(0, len(text))).of(text)
    '公务接待费'
    """
    start, end = place.start, place.end
    while start < end and text[start].isspace():
        start += 1
    for pattern in (_NUMBER, _NUMBER, _YEAR):
        found = pattern.match(text, start, end)
        start = found.end() if found and found.end() < end else start
    tail = _UNIT_END.search(text[start:end])
    end = start + tail.start() if tail and tail.start() else end
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def is_bare_total(name: str) -> bool:
    """Whether the name of a row says only that it is a total.

    >>> [is_bare_total(name) for name in ("合 计", "总计", "本年收入合计")]
    [True, True, False]
    """
    return bool(re.fullmatch(r"(?:总)?(?:合计|总计|小计|共计|总分|总得分)", compact(name)))


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """What a table's title says: what it is about, which money, and whether budget or accounts."""

    subject: str
    fund: str
    kind: str | None


def caption_words(caption: str) -> CaptionWords:
    """The reading of a title.

    >>> caption_words("一般公共预算财政拨款支出决算表")
    CaptionWords(subject='一般公共预算财政拨款支出', fund='一般公共预算财政拨款', kind='决算')
    >>> caption_words("2025年部门支出预算总表").subject, caption_words("概况表").subject
    ('支出', '概况')
    """
    word = re.sub(r"\(.*?\)$", "", compact(caption))
    kinds = re.findall(r"(?<!公共)(?<!基金)(?<!经营)(预算|决算)", word)
    kind = kinds[0] if len(set(kinds)) == 1 and "预决算" not in word else None
    found = _FUND.search(word)
    subject = _CAPTION_TAIL.sub("", _CAPTION_LEAD.sub("", word, count=1))
    if "收支" in word and not subject.endswith(("收入", "支出")):
        subject = f"{subject}收入支出"
    return CaptionWords(subject, found[0] if found else "", kind)


def is_function_code(code: str) -> bool:
    """Whether it is a code of the functional classification of spending (2xx…).

    Those of the economic classification begin with 3 or 5.
    """
    return bool(_CODE.fullmatch(code))


def account_name(path: list[str]) -> str:
    """The name of an account by its path, as prose writes it; its last part stands under many.

    >>> account_name(["教育支出", "普通教育", "小学教育"])
    '教育支出（类）普通教育（款）小学教育（项）'
    >>> account_name(["教育支出"])
    '教育支出'
    """
    if not 1 < len(path) <= len(_LEVELS):
        return path[-1]
    return "".join(f"{name}（{level}）" for name, level in zip(path, _LEVELS, strict=False))


def key_of(name: str) -> tuple[str, ...]:
    """A name as it is compared: its path, without marks, years, totals and stages.

    >>> key_of("“教育支出（类）普通教育（款）小学教育（项）”支出决算")
    ('教育支出', '普通教育', '小学教育')
    >>> key_of("教育支出-普通教育-小学教育"), key_of("2024年支出预算总计"), key_of("支出决算")
    (('教育支出', '普通教育', '小学教育'), ('支出',), ('支出',))
    """
    flat = compact(name.translate(_MARKS))
    path = [_part(part) for part in _PATH.split(flat)]
    if len(path) > 1:
        path[-1] = _ROLE_TAIL.sub("", path[-1])
    path[-1] = _BUDGET_TAIL.sub("", _TOTAL_TAIL.sub("", path[-1]))
    path[-1] = _GRANT.sub(r"\1", path[-1]).replace("费用", "费")
    return tuple(part for part in path if part)


def shelf(key: tuple[str, ...]) -> str:
    """The end of a name, which all names share that `one_name` may find to be one."""
    return key[-1][-_LONG_ENOUGH:]


def one_name(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two keys mean one thing: the shorter path, or its name, is the end of the longer.

    >>> path = ("教育支出", "普通教育", "小学教育")
    >>> one_name(path, path[1:]), one_name(("小学教育",), path), one_name(("教育",), path)
    (True, True, False)
    """
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) > 1:
        tail = longer[-len(shorter) :]
        return shorter[1:] == tail[1:] and tail[0].endswith(shorter[0])
    inner, outer = sorted((shorter[0], longer[-1]), key=len)
    return inner == outer or (len(inner) >= _LONG_ENOUGH and outer.endswith(inner))


def _part(name: str) -> str:
    place = bare(name, Span(0, len(name)))
    return place.of(name)
