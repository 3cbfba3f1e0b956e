"""The noun that a bare figure counts: 124家企业获得信用贷款 → 获得信用贷款的企业."""

import re
from dataclasses import dataclass

_STATE_VERBS = (
    "获得|获批|获评|获|荣获|入选|入围|列入|纳入|晋升|参加|参与|建立|签订|签署|达到|通过|被认定|"
    "被评|进入|成为|享受|实现|取得|加入|上榜|认定|落户|跻身"
)
_ACTIONS = (
    "开展|完成|开工|投产|投用|投入|建成|竣工|落地|到|在|与|和|由|为|是|从|对|向|用于|将|正|加快|"
    "有序|顺利|成功|全部|全面|均|已|提前|共|分别|组成|揭牌|突破|清零|有望|发展|承接|又|进行|予以|符合|得到|受到|给予|能够|可|开放|运行|启动|推进|上线|复工|摘帽"
)
_VERB = re.compile(rf"(?:均|都|已|成功|全部|首次|先后|分别)*(?P<verb>{_STATE_VERBS}|{_ACTIONS})")
_STATE = re.compile(rf"^(?:{_STATE_VERBS}|与[^，]{{2,12}}签)")
_ADVERBS = re.compile(r"^(?:均|都|已|成功|全部|首次|先后|分别)+")
_NO_NOUN = re.compile(
    r"^(?:方面|大方面|层面|共|均|已|都|以上|以下|以内|左右|及|和|与|占|比|同比|增长|下降|为|的(?!\w{2}))"
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


def counted(text: str, end: int, clause_end: int, figure: int | None = None) -> Counted | None:
    """What the figure that ends at `end` counts, read up to `clause_end`.

    `figure` is where the next figure of the clause begins, if there is one:
    what is said of the noun stops there. None where no noun can be read.

    >>> text = "30家企业获得技改贷款"
    >>> counted(text, 3, len(text))
    Counted(noun='企业', name='获得技改贷款的企业', end=11)
    >>> counted("5个示范基地", 2, 6).name
    '示范基地'
    >>> counted("5个，", 2, 3) is None
    True
    """
    limit = min(clause_end, figure if figure is not None else clause_end)
    stop = _STOP.search(text, end, limit)
    quoted = text[end:limit]
    reach = stop.start() if stop else limit
    verb = _first_verb(text, end, reach)
    noun_end = verb if verb is not None else reach
    noun = text[end:noun_end].strip('“”"的')
    if _NO_NOUN.match(noun) or re.match(_STATE_VERBS, text[end:limit]):
        return _people(text, end, limit)
    if not 1 <= len(noun) <= _LONGEST or not re.fullmatch(r"[\w“”\"·—-]+", noun) or not quoted:
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
    return Counted("人员", f"{said}的人员", end)


def _first_verb(text: str, start: int, limit: int) -> int | None:
    """Where the first verb after at least one character of noun begins."""
    found = _VERB.search(text, start + 1, limit)
    return found.start() if found else None


def _said(text: str, start: int, limit: int) -> str:
    stop = re.compile(r"[，。；：！？,;:!?（(\n]").search(text, start, limit)
    words = text[start : stop.start() if stop else limit]
    words = re.sub(
        r"(?:约|达|超|近|共|为|的)+$", "", _ADVERBS.sub("", _DROP.sub("", words).strip())
    )
    return words if len(words) >= 3 else ""
