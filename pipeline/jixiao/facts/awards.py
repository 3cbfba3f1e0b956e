"""Honours: their level, and the single honours of a shared name."""

import re

from jixiao.bodies.divisions import level_of_division, named_division, traditional_province
from jixiao.bodies.organs import level_of_body

_NATIONAL = re.compile(r"全国|国家|中国|中华|国务院|教育部|农业农村部")
_WORDS = (
    (
        re.compile(r"^(?:[首第][一二三四五六七八九十\d]*批|\d{4}年(?:度)?|[全我本])*(?:省|自治区)"),
        "provincial",
    ),
    (re.compile(r"省级|省部级|全省|自治区级|自治区|\w省"), "provincial"),
    (
        re.compile(
            r"^(?:[首第][一二三四五六七八九十\d]*批|\d{4}年(?:度)?|[全我本])*市(?!场|民|政[^府协])"
        ),
        "municipal",
    ),
    (re.compile(r"市级|全市|州级|全州"), "municipal"),
    (re.compile(r"县级|区级|全县|^(?:全|我|本)?[县区旗](?!域|块)"), "county"),
)
#: Level words right before an honour whose name has none: 全国首批, 我市.
_LEADING = tuple(
    (
        re.compile(
            rf"(?:{words})(?:首批|首个|第.批|唯一|仅有)?(?:、全[省国](?:首批|首个|唯一))?[“\"]?$"
        ),
        level,
    )
    for words, level in (
        ("全国|国家级?", "national"),
        ("[我本全]省|省级|自治区级?", "provincial"),
        ("[我本全]市|市级", "municipal"),
        ("[我本全]县|县级", "county"),
    )
)
_CONTEST = re.compile(
    r"(全国|国家|国际|世界|省|市|县|区)(?:级)?[^，。；、]{0,12}?(?:大赛|竞赛|决赛|比赛|总决赛|复赛|锦标赛|联赛|运动会)"
)
_CONTEST_LEVELS = {"省": "provincial", "市": "municipal", "县": "county", "区": "county"}

_TITLE = re.compile(
    r"(?:优秀|先进|示范|试点|模范|文明|标杆|标兵|创新|特色|重点|典型|最佳)"
    r"[\w“”]{0,6}?(?:单位|集体|个人|城市|市|县|区|镇|村|园区|基地|企业|项目|案例|组织|奖)(?:称号|名单)?$"
)
_PLAIN_HEAD = re.compile(
    r"(?:[一二三]等奖|金奖|银奖|铜奖|特等奖|优秀奖|单位|集体|产业集群|工厂|企业|榜单|中心|平台|试点城市|"
    r"试点县|试点|示范区|示范县|示范城市|示范基地|示范项目|基地|园区|案例|百强县|百强榜)$"
)
_MERIT = re.compile(r"(?:先进|优秀|模范|表现突出|文明)[\w]{0,4}?(?:单位|集体|个人|组织|奖)$")
#: A part that ends so is an honour of its own.
_WHOLE = re.compile(
    r"(?:城市|中心|基地|示范区|试验区|先行区|园区|产业园|工厂|车间|平台|实验室|集群|示范县|奖)$"
)
_TASK = re.compile(
    r"(?:办理|工作|建设|管理|环境|大赛|竞赛|保护|治理|服务|考核|招商|推广|统计|接待|处置|宣传|帮扶|普查|审计|维稳|安全)$"
)

_GRADE = re.compile(
    r"特等奖|[一二三四]等(?:奖|功)|[金银铜]奖|[冠亚季]军|(?:特别|优秀|优胜|鼓励|提名|入围)奖"
    r"|第[一二三四五六七八九十\d]+(?:名|位)|[一二三四五1-5][AＡ]级|AAAA?A?级|[5432]A级|[一二三]星级"
)


def award_level(name: str, conferrer: str | None = None, before: str = "") -> str | None:
    """Level of an honour: who confers it, else its level words, else the contest it is from.

    `conferrer` is the giver by its full name, `before` the words of the
    sentence before the honour.

    >>> award_level("省优秀组织奖"), award_level("全国先进集体"), award_level("先进单位")
    ('provincial', 'national', None)
    >>> award_level("督查激励", "湖南省人民政府"), award_level("第一名", None, "参加省创业大赛获得")
    ('provincial', 'provincial')
    """
    if conferrer:
        return level_of_body(conferrer)
    own = _own_level(name)
    if own:
        return own
    leading = next((level for pattern, level in _LEADING if pattern.search(before)), None)
    if leading:
        return leading
    contests = _CONTEST.findall(before)
    return _CONTEST_LEVELS.get(contests[-1], "national") if contests else None


def _own_level(name: str) -> str | None:
    name = name.lstrip('“"《')
    first = _WORDS[0][0].match(name) or _WORDS[2][0].match(name)
    if not first and _NATIONAL.search(name):
        return "national"
    for pattern, level in _WORDS:
        if pattern.search(name):
            return level
    if found := named_division(name):
        return level_of_division(found[0])
    return "provincial" if traditional_province(name) else None


def split_award(name: str) -> tuple[str, ...]:
    """The single honours of a name whose parts share one head noun.

    The head is added to every part that lacks one. A name is split only where
    that is plain; 和 inside one name of a field (文化和旅游) stays.

    >>> split_award("省创业大赛、科普大赛和机器人竞赛优秀组织单位")
    ('省创业大赛优秀组织单位', '科普大赛优秀组织单位', '机器人竞赛优秀组织单位')
    >>> split_award("全国文化和旅游融合试点地区")
    ('全国文化和旅游融合试点地区',)
    """
    if re.search(r"[“”《》（）()\"]", name):
        return (name,)
    title = _TITLE.search(name) or _PLAIN_HEAD.search(name)
    if not title:
        return (name,)
    head, body = name[title.start() :], name[: title.start()]
    if "、" in name:
        return _split_list(name, body, head)
    parts = re.split(r"和|及|与|以及", body)
    plain = len(parts) == 2 and len(parts[0]) >= 4 and len(parts[1]) >= 2
    if plain and _MERIT.search(name) and _TASK.search(parts[0]):
        return (parts[0] + head, parts[1] + head)
    return (name,)


def _split_list(name: str, body: str, head: str) -> tuple[str, ...]:
    """Parts of a list with 、; each must be long enough to be a name of its own."""
    whole = name.split("、")
    if all(len(part) >= 5 and _WHOLE.search(part) for part in whole):
        return tuple(whole)
    parts = [p for p in re.split(r"、|(?<=[赛奖作设理])(?:和|及|与)", body) if p]
    if "、" not in body or any(len(p) < 3 for p in parts) or not _MERIT.search(name):
        return (name,)
    return tuple(p if _MERIT.search(p) else p + head for p in parts)


def grade_of(name: str) -> tuple[str, int] | None:
    """The class, medal or place in the name of an honour, and where in it it begins.

    >>> grade_of("省创业大赛一等奖"), grade_of("小微组第一名"), grade_of("文明单位")
    (('一等奖', 5), ('第一名', 3), None)
    """
    found = _GRADE.search(name)
    return (found.group(), found.start()) if found else None
