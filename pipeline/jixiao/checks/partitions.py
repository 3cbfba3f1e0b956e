"""Ways in which reports divide a whole, as general language of public accounts.

A partition names parts that leave nothing out and do not overlap. Only where
a list is such a partition, or says itself that it is complete, can a sum that
fails be called a contradiction.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Partition:
    """Parts that together make up a whole; all of `parts` must be there."""

    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    optional: tuple[re.Pattern[str], ...] = ()

    def covers(self, whole: str, names: tuple[str, ...]) -> bool:
        """Whether `names` are exactly the parts of this partition of `whole`."""
        if not self.whole.search(whole):
            return False
        left = list(names)
        for part in self.parts:
            match = next((name for name in left if part.search(name)), None)
            if match is None:
                return False
            left.remove(match)
        for part in self.optional:
            match = next((name for name in left if part.search(name)), None)
            if match is not None:
                left.remove(match)
        return not left


def _partition(whole: str, parts: list[str], optional: list[str] | None = None) -> Partition:
    return Partition(
        re.compile(whole),
        tuple(re.compile(part) for part in parts),
        tuple(re.compile(part) for part in optional or []),
    )


PARTITIONS = (
    _partition(
        r"三公|公务.*经费",
        [r"因公出国|出国.*费|出境", r"公务用车|公车|用车", r"公务接待|接待费"],
    ),
    _partition(
        r"公务用车|公车",
        [r"购置", r"运行|运维|维护"],
    ),
    _partition(r"支出|预算|经费|资金|决算", [r"^[^项]*基本支出", r"项目.*支出"], [r"经营支出"]),
    _partition(r"基本支出", [r"人员(?:经费|支出)", r"公用(?:经费|支出)|日常公用"]),
    _partition(r"人$|人员|人数|职工|实有|干部", [r"在职|在岗|在编", r"离退休|退休"]),
    _partition(r"人$|人员|人数|职工|实有", [r"在职|在岗|在编", r"离休", r"(?<!离)退休"]),
    _partition(r"离退休", [r"离休", r"(?<!离)退休"]),
    _partition(
        r"编制?$|编制数|在编|实有|在职",
        [r"行政", r"事业"],
        [r"工勤|后勤", r"参公|参照", r"其他|机关工人"],
    ),
    _partition(
        r"预算单位|下属单位|所属单位", [r"参公|行政", r"公益一类|事业"], [r"公益二类", r"企业"]
    ),
    _partition(
        r"得分|自评|总分|分$", [r"决策|投入", r"过程|管理", r"产出", r"效益|效果"], [r"满意"]
    ),
    _partition(r"", [r"^(?:城市|城镇|城区)", r"^(?:农村|乡村|县域|乡镇)"]),
    _partition(r"", [r"^境内|^国内|^内资", r"^境外|^国外|^外资"]),
    _partition(r"", [r"金牌", r"银牌", r"铜牌"]),
    _partition(r"社会组织", [r"社会团体", r"社会服务机构|民办非企业", r"基金会"]),
    _partition(r"收入", [r"税收收入|^税收", r"非税"]),
    _partition(r"进出口", [r"^出口", r"^进口"]),
    _partition(r"", [r"^新建", r"^(?:改造|改建|改扩建|续建)"]),
    _partition(r"资金|投资|补助", [r"^中央", r"^省", r"^市"], [r"^[县区]|自筹|配套", r"社会资本"]),
    _partition(r"资金|投资|补助", [r"^中央", r"^省", r"^[县区]"], [r"自筹|配套", r"社会资本"]),
    _partition(r"预警", [r"红色", r"橙色", r"黄色", r"蓝色"]),
    _partition(r"采购", [r"货物", r"工程", r"服务"]),
    _partition(
        r"收入",
        [r"财政拨款", r"(?:^|[^位])事业收入", r"经营收入", r"其他收入"],
        [r"上级补助", r"附属单位上缴"],
    ),
    _partition(
        r"财政拨款",
        [r"一般公共预算", r"政府性基金", r"国有资本经营"],
    ),
    _partition(r"产值|生产总值|GDP", [r"第一产业|一产", r"第二产业|二产", r"第三产业|三产"]),
    _partition(r"", [r"^男", r"^女"]),
    _partition(r"", [r"^(?:线上|网上)", r"^(?:线下|现场)"]),
    _partition(r"", [r"^(?:公办|公立)", r"^(?:民办|私立)"]),
    _partition(r"访|批", [r"^个(?:人|体)?访", r"^集体?访"], [r"^联名"]),
    _partition(r"", [r"^上半年", r"^下半年"]),
    _partition(r"", [rf"^第?{quarter}季度" for quarter in "一二三四"]),
    _partition(r"", [r"^(?:市|县|区|州)内", r"外省内|^省内", r"^省外"]),
    _partition(r"学生|在校", [r"小学", r"初中"], [r"高中", r"中职|职", r"幼儿|学前", r"特教|特殊"]),
    _partition(r"学生|在校", [r"大一", r"大二", r"大三"], [r"大四"]),
    _partition(r"主体", [r"企业", r"个体", r"合作社"]),
    _partition(
        r"资产",
        [r"流动资产", r"固定资产"],
        [r"在建工程", r"无形资产", r"长期投资|对外投资", r"其他资产"],
    ),
)


#: Classes that exclude one another, each as what tells its members apart.
_CLASSES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<member>[特一二三四五六甲乙丙丁])(?:类|等|档|[级季](?!别))",
        r"^(?P<member>[A-EＡ-Ｅ])(?:类|级|档)",
        r"^(?P<member>优秀|良好|中等|合格|不合格|较差|基本合格)",
        r"^(?P<member>大|中|小|微)型",
        r"^(?P<member>\d{1,2})月(?!以|底|末)",
    )
)
_DONE = re.compile(r"^(?:已经?|全部|其他|按期)")
_CONTRARY = re.compile(r"^(?:尚未|未能|未|不|非|没有)(?=[^能足满].)")


def complete(whole: str, names: tuple[str, ...], *, closed: bool = True) -> bool:
    """Whether parts with these names leave nothing of `whole` out.

    Pairs such as 城市 and 农村, which divide any whole, do so only where
    their list is `closed` behind them.

    >>> complete("实有人数", ("在职", "离退休")), complete("项目", ("省级项目", "市级项目"))
    (True, False)
    """
    if closed and _contrary(names):
        return True
    return any(
        partition.covers(whole, names)
        for partition in PARTITIONS
        if closed or partition.whole.pattern
    )


def _contrary(names: tuple[str, ...]) -> bool:
    """Whether the second of two names denies the first: 合格 and 不合格, 已办结 and 未办结."""
    if len(names) != 2:
        return False
    one, other = (_DONE.sub("", name) for name in names)
    return len(one) > 1 and _CONTRARY.sub("", other) == one != other


def exclusive(names: tuple[str, ...]) -> bool:
    """Whether the names are of classes of one kind, so that nothing is in two of them.

    >>> exclusive(("一类公厕", "三类公厕")), exclusive(("一类公厕", "免费公厕"))
    (True, False)
    """
    for pattern in _CLASSES:
        found = [match["member"] for name in names if (match := pattern.match(name))]
        if len(found) == len(names) == len(set(found)) > 1:
            return True
    return False
