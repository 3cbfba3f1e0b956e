"""Names of public bodies as they stand in a text: their form, and what a short one stands for."""

import re
from collections.abc import Iterator

from jixiao.bodies.divisions import division_path, known_divisions

#: What the name of a public body ends with, as a pattern.
KINDS = (
    "人民政府办公厅|人民政府办公室|人民政府|街道办事处|办事处|委员会办公室|常务委员会|管理委员会|委员会|"
    "常委会|管委会|人民法院|人民检察院|检察院|法院|总工会|联合会|协会|学会|商会|联合社|合作社|联社|事务所|办公厅|办公室|"
    "支队|大队|研究院|研究所|科学院|学院|大学|中学|小学|学校|医院|卫生院|幼儿园|"
    "图书馆|博物馆|档案馆|文化馆|纪念馆|中心|公司|集团|党校|电视台|气象台|局|厅|委|部|处|署|政府"
)
_NAME = re.compile(
    rf"(?:中共|中国共产党)?[\u4e00-\u9fff、·]{{1,40}}?(?:{KINDS})(?:[（(][\u4e00-\u9fff]{{2,8}}[)）])?"
)
_PREFIX = re.compile(r"^(?:中国共产党|中共|政协|共青团)")
_LEVEL_WORD = re.compile(r"^(自治区|省|市|州|县|区|旗)(?=.)")
_SHORT = re.compile(r"^(省|市|州|区|县|旗|盟)(?=[\u4e00-\u9fff]{2,})")
_LONG_ENDINGS = {"委": "委(?:员会)?", "办": "办(?:公[室厅])?"}
_BEFORE_NAME = re.compile(
    r"^.*(?:根据|按照|依据|依照|关于|印发|召开|来自|由|在|对|与|和|及|向|为|是|经|报|于|从|将|把|被|请|的)"
)
_WINDOW = 24


def is_body_name(text: str) -> bool:
    """Whether the whole text is the name of a public body.

    >>> is_body_name("衡阳市科学技术局"), is_body_name("我们完成了工作")
    (True, False)
    """
    return 3 <= len(text) <= 45 and _NAME.fullmatch(text) is not None


def without_prefix(name: str) -> str:
    """The name without the organisation (中共, 政协, 共青团) that stands before its division.

    >>> without_prefix("中共衡阳市委"), without_prefix("衡阳市财政局")
    ('衡阳市委', '衡阳市财政局')
    """
    return _PREFIX.sub("", name)


def level_word(name: str) -> str | None:
    """The level word that a short name begins with, or None.

    >>> level_word("市科技局"), level_word("科技局")
    ('市', None)
    """
    found = _LEVEL_WORD.match(name)
    return found[1] if found else None


def region_of(name: str) -> str:
    """The divisions that a body's name begins with, "" if none.

    >>> region_of("中共上海市普陀区委社会工作部")
    '上海市普陀区'
    """
    return division_path(without_prefix(name))


def is_full_name(name: str) -> bool:
    """Whether a body's name says of which division it is (市科技局 does not)."""
    return bool(region_of(name)) or name.startswith(("国务院", "国家", "中华人民共和国", "全国"))


def expansions(short: str, text: str) -> Iterator[tuple[str, int]]:
    """Full names in `text` that `short` abbreviates, with their offsets.

    The characters of the short name stand in the full one in order, first and
    last in place (科技局, 科学技术局), after a division of the level it names.

    >>> list(expansions("市科技局", "根据衡阳市科学技术局的要求"))
    [('衡阳市科学技术局', 2)]
    """
    level = _SHORT.match(short)
    core = short[level.end() :] if level else short
    letters = [*map(re.escape, core[:-1]), _LONG_ENDINGS.get(core[-1], re.escape(core[-1]))]
    pattern = re.compile(r"[\u4e00-\u9fff、]{0,5}?".join(letters))
    for match in pattern.finditer(text):
        window_start = max(0, match.start() - _WINDOW)
        before = re.search(r"[\u4e00-\u9fff]*$", text[window_start : match.start()])
        region = _region_at_end(before[0] if before else "")
        if region and (level is None or region.endswith(level[1])):
            start = match.start() - len(region)
            party = "中共" if text.endswith("中共", 0, start) else ""
            yield party + region + match[0], start - len(party)


def _region_at_end(before: str) -> str:
    """The division names that end the characters before a body's own name."""
    starts = [offset for _, offset in known_divisions(before)]
    starts.append(len(before) - len(_BEFORE_NAME.sub("", before)))
    for region in (before[start:] for start in starts):
        # A county is taken as one only before the body's own name.
        if region and division_path(f"{region}局") == region:
            return region
    return ""
