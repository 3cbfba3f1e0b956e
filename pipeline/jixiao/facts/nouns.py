"""The noun that a bare figure counts: 30家农户获得补贴 → 获得补贴的农户."""

import re
from dataclasses import dataclass

_STATE_VERBS = (
    "获得|领取|获批|获评|获|荣获|入选|入围|列入|纳入|晋升|参加|参与|建立|签订|签署|达到|通过|被认定|"
    "被评|进入|成为|享受|实现|取得|加入|上榜|认定|落户|跻身"
)
_ACTIONS = (
    "开展|完成|开工|投产|投用|投入|建成|竣工|落地|组成|揭牌|清零|有望|承接|进行|予以|符合|得到|受到|给予|"
    "能够|上线|复工|摘帽|实施(?![类办方细意主条])|制定|出台|同时|累计|提前|有序|顺利|成功|全部|全面|分别|用于|加快|向|又|"
    "(?:运行|开放|启动|推进|转型|升级|同步|突破)(?=$|[，。；、\\d])"
)
# Function words, each barred from the words it is a part of (潜在, 公共, 参与, 可再生).
_PARTICLES = (
    "(?<![存现潜所内])在|(?<![达得])到|(?<!参)与|和(?![美谐平睦解])|(?<![自理])由|(?<![作成行])为|是|"
    "从(?![业事属])|因(?![素子果公])|超过|(?<![结相面针应绝核])对(?![外口接])|将|正(?![高式规版处科])|(?<!平)均|已|"
    "(?<!公)共(?![享同建有富和])|可(?![再转视持支研行])"
)
_VERB = re.compile(
    rf"(?:(?<!平)均|都|已|成功|全部|首次|先后|分别)*(?P<verb>{_STATE_VERBS}|{_ACTIONS}|{_PARTICLES})"
)
_STATE = re.compile(rf"^(?:{_STATE_VERBS}|与[^，]{{2,12}}签)")
_ADVERBS = re.compile(r"^(?:均|都|已|成功|全部|首次|先后|分别)+")
_NO_NOUN = re.compile(
    r"^(?:未|方面|大方面|层面|[内前后里间上下中](?!\w)|共|均|已|都|以上|以下|以内|左右|及|和|与|占|比|同比|增长|下降|为|的(?!\w{2}))"
)
_STOP = re.compile(r"[\s，。；：、！？,;:!?（）()《》<>\d％%]")
_DROP = re.compile(r"[了“”\"‘’「」]|(?:我|本)(?:省|市|县|区|州|旗)")
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the noun, and the full name with what is said of it.

    `end` is where the words read end.
    """

    noun: str
    name: str
    end: int


def counted(text: str, end: int, limit: int, barrier: int | None = None) -> Counted | None:
    """What the figure that ends at `end` counts, read up to `limit`.

    `limit` is where its clause or the next figure begins, `barrier` where the
    next name does: what is said of the noun may hold names, the noun may not.
    None where no noun can be read.

    >>> text = "30家企业获得技改贷款"
    >>> counted(text, 3, len(text))
    Counted(noun='企业', name='获得技改贷款的企业', end=11)
    >>> counted("5个示范基地", 2, 6).name
    '示范基地'
    >>> counted("5个，", 2, 3) is None
    True
    """
    stop = _STOP.search(text, end, limit)
    reach = min(stop.start() if stop else limit, limit if barrier is None else barrier)
    verb = _first_verb(text, end, reach)
    noun_end = verb if verb is not None else reach
    noun = text[end:noun_end].strip('“”"的')
    if noun.endswith(("之一", "基础上", "过程中", "期间")):
        return None
    if _NO_NOUN.match(noun) or re.match(_STATE_VERBS, text[end:limit]):
        return _people(text, end, limit)
    if not 1 <= len(noun) <= _LONGEST or not re.fullmatch(r"[\w“”\"·—-]+", noun):
        return None
    said = _said(text, noun_end, limit) if verb is not None else ""
    if said and (_STATE.match(said) or len(noun) < 4):
        return Counted(noun, f"{said}的{noun}", limit)
    return Counted(noun, noun, noun_end)


def _people(text: str, end: int, limit: int) -> Counted | None:
    """四人荣获…: the measure word itself is the noun."""
    said = _said(text, end, limit)
    if text[end - 1 : end] not in "人名位" or not _STATE.match(said):
        return None
    return Counted("人员", f"{said}的人员", limit)


def _first_verb(text: str, start: int, limit: int) -> int | None:
    """Where the first verb after at least one character of noun begins."""
    found = _VERB.search(text, start + 1, limit)
    return found.start() if found else None


def _said(text: str, start: int, limit: int) -> str:
    stop = re.compile(r"[，。；：！？,;:!?（(\n]").search(text, start, limit)
    words = text[start : stop.start() if stop else limit]
    if not stop:  # a figure cut it off: 入选甲名单、全省第一
        words = re.sub(r"、[^、]{0,6}$", "", words)
    words = _ADVERBS.sub("", _DROP.sub("", words).strip())
    words = re.sub(r"(?:约|达|超|近|共|为|的)+$", "", words)
    return words if len(words) >= 3 else ""
