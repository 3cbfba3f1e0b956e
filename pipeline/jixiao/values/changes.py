"""Whether a figure is a change, which way it goes, and against what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jixiao.values.blanks import plain as plain_of
from jixiao.values.context import REACH
from jixiao.values.finder import FINDER
from jixiao.values.grammar import any_of
from jixiao.values.lists import list_unit
from jixiao.values.tables import ABOVE, BELOW, FALLS, GAINS, LINKS, LOSSES, NEW_AS_NAME, RISES


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure stands to an earlier or planned one.

    `direction` is up, down, flat or None; `basis` is yoy, mom, prior_year,
    year_start, budget, plan or None. `is_change` is False for a level, which
    may still be flat (与上年持平) or measured against a plan (完成预算的98%).
    """

    direction: str | None = None
    basis: str | None = None
    is_change: bool = False


_LINK = rf"(?:{any_of(LINKS)}|\s)*"
# 增加到 reaches a level, 增加值 is a level's name.
_NO_LEVEL = r"(?![到至为成值额极点量率]|长[点率])"
_NOT_A_NAME = "".join(f"(?<!{word})" for word in NEW_AS_NAME)


def _verbs(words: Iterable[str]) -> str:
    """Verbs of change; not 增加到, 增加值, 改造提升, 城镇新增就业."""
    return f"(?<!改造)(?<!改造提){_NOT_A_NAME}{any_of(words)}{_NO_LEVEL}"


_ADJACENT = re.compile(
    rf"(?:(?P<down>{_verbs((*FALLS, *LOSSES))})|(?P<up>{_verbs((*RISES, *GAINS))})){_LINK}$"
)
_OBJECT = r"(?:(?!达到|达|突破|增至|实现|总数|总量|[，；：])[^0-9]){0,30}$"
_WITH_OBJECT = re.compile(
    rf"(?:(?P<down>{_verbs(LOSSES)})|(?P<up>{_verbs(GAINS)}))(?!.*(?:到|至|为|达)){_OBJECT}"
)
_COMPARED = re.compile(rf"(?:(?P<down>{any_of(BELOW)})|(?P<up>{any_of(ABOVE)}))[^，；：]{{0,20}}$")
_THAN = re.compile(rf"[比较][^，；：]*?(?:(?P<down>[低少慢])|(?P<up>[高多快])){_LINK}$")
_NOUN_AFTER = re.compile(
    r"(?:左右|以上)?的?(?:(?P<down>降幅|下降)|(?P<up>增长|增幅|涨幅))(?![率点极速到至])"
)
_FLAT = re.compile(r"[^。；\n]{0,24}?(?:持平|基本相当)")
_TURNED = re.compile("(?P<up>翻|倍增)|(?P<down>减半)")

_BASES = (
    ("yoy", r"同比|同期"),
    ("mom", r"环比|[比较]上[个一]?(?:月|季)"),
    (
        "year_start",
        r"[比较]\s*(?:今年|本年)?年初(?!\s*(?:预算|计划|目标))|[比较与]\s*(?:上|去)年[末底]",
    ),
    ("budget", r"(?:[比较与]|完成|为)[^，。；]{0,12}(?:预算|概算)"),
    ("plan", r"(?:[比较占超]|完成|为|快于|高于)[^，。；]{0,10}(?:计划|目标|任务|时序|序时)"),
    ("prior_year", r"[比较与同于是为占]\s*(?:上一?|去|前一?|20[0-9]{2}\s*)年"),
)
_BASIS = [(name, re.compile(pattern)) for name, pattern in _BASES]
_SHARE_OF = re.compile(r"(?:完成|达到?|为)[^，。；]*(?:预算|计划|目标|任务)[^，。；]{0,4}的?\s*$")
_SHARE_OF_SUM = re.compile(
    r"(?:完成|为)[^，。；]*(?:预算|计划|目标|任务)[^，。；]{0,4}?[0-9.,]+[万亿]?元的\s*$"
)
_BREAK = re.compile(r"[，。；：！？]|\((?![^()]*\))")
_LISTED = re.compile(r"(?:[、和及与或\s]|以上|左右|分别|约|近|超(?!过)|逾)*")
# 比上年增加2万元，增长5%: the second clause is the verb alone.
_REPEATED = re.compile(rf"\s*(?:{any_of((*FALLS, *LOSSES, *RISES, *GAINS))}){_LINK}")
_COMPARING = re.compile(r"相比|[比较]上年|同比")
# 新增车间3个、工厂2家: one verb for all items of the list.
_NEW = re.compile(rf"{_NOT_A_NAME}(?:(?P<up>新增(?!长)|净增)|(?P<down>净减))(?![到至])")
_ITEM = re.compile(
    r"(?:左右|以上)?[、和及](?:(?!达|突破|总|累计|占|居|增|提|升[至级]|降|减|实现|完成|建成|惠及|释放)[^，；：])*"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_OPPOSITE = {"up": "down", "down": "down"}
_FIGURES = ("MONEY", "PERCENT", "QUANTITY", "SCALED", "BARE")


def read_change(text: str, start: int, end: int) -> Change:
    """What the words around the figure ``text[start:end]`` say of its change.

    Offsets are code points. A level is never a change: 增加到, 增至, 达到 give
    none. Figures of one list (增长5%、6%) share what stands before the first.

    >>> read_change("收入同比增长5%", 6, 8)
    Change(direction='up', basis='yoy', is_change=True)
    """
    document = plain_of(text)
    start, end = document.inward(start), document.inward(end)
    low = max(0, start - REACH)
    plain = document.text[low : end + REACH]
    start, end = start - low, end - low
    breaks = [0, *(m.end() for m in _BREAK.finditer(plain, 0, start))]
    clause = _BRACKETED.sub("", plain[breaks[-1] : start])
    tail = _own_words(clause)
    if plain[start] in "第前后首":
        return Change()
    direction = _direction(plain, start, end, tail) or _listed_gain(clause, plain[start:end])
    basis = _basis(plain, breaks, clause)
    if direction:
        # 增长-1.2% went down.
        direction = _OPPOSITE[direction] if plain[start] in "-负" else direction
        return Change(direction, basis, True)
    flat = _FLAT.match(plain, end)
    if flat and not _figures(flat[0]):
        return Change("flat", _basis(plain, [], flat[0]))
    share = plain[end - 1] in "%‰倍" and (_SHARE_OF.search(tail) or _SHARE_OF_SUM.search(clause))
    return Change(None, basis if share else None)


def _figures(words: str) -> list[re.Match[str]]:
    return [m for m in FINDER.finditer(words) if m.lastgroup in _FIGURES]


def _own_words(clause: str) -> str:
    """What stands between a figure and the one before it, or before its list."""
    end = len(clause)
    for figure in reversed(_figures(clause)):
        between = clause[figure.end() : end]
        if not _LISTED.fullmatch(between):
            return between
        end = figure.start()
    return clause[:end]


def _direction(plain: str, start: int, end: int, words: str) -> str | None:
    own = _TURNED.match(plain, start, end)
    if own:
        return own.lastgroup
    for pattern in (_ADJACENT, _WITH_OBJECT, _THAN):
        match = pattern.search(words)
        if match:
            return match.lastgroup
    if (plain[start:end] + list_unit(plain, end)[1]).endswith(("点", "BP")):
        match = _COMPARED.search(words)
        if match:
            return match.lastgroup
    after = _NOUN_AFTER.match(plain, end)
    return after.lastgroup if after else None


def _listed_gain(clause: str, figure: str) -> str | None:
    """The direction that opened a list of items, each with its own figure.

    An amount after counted things is what they cost, not another item.
    """
    new = _NEW.search(clause)
    if not new:
        return None
    items = _figures(clause[new.end() :])
    if not items or (figure.endswith("元") and items[0].lastgroup == "QUANTITY"):
        return None
    ends = [new.end() + item.end() for item in items]
    starts = [*(new.end() + item.start() for item in items[1:]), len(clause)]
    between = (clause[end:start] for end, start in zip(ends, starts, strict=True))
    return new.lastgroup if all(_ITEM.fullmatch(words) for words in between) else None


def _basis(plain: str, breaks: list[int], clause: str) -> str | None:
    """What a clause compares with; 与上年相比 may stand in the clause before."""
    clauses = [clause]
    if len(breaks) > 1:
        before = plain[breaks[-2] : breaks[-1]]
        if _REPEATED.fullmatch(clause) or (_COMPARING.search(before) and not _figures(before)):
            clauses.append(before)
    for words in clauses:
        for name, pattern in _BASIS:
            if pattern.search(words):
                return name
    return None
