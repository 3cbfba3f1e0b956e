"""Provinces and prefecture-level divisions of China, and what their names tell.

The table was written down from general knowledge of the administrative
divisions (GB/T 2260). County level is left out: its names are too many,
repeat, and change too often to be resolved by name alone, so that only their
grammar is here. In `_PREFECTURES` a bare name is a city (市); ``short+rest``
splits a longer name after its usual short form.
"""

import re
from functools import cache

_PREFECTURES = {
    "河北省": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水",
    "山西省": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古自治区": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 "
    "兴安+盟 锡林郭勒+盟 阿拉善+盟",
    "辽宁省": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛",
    "吉林省": "长春 吉林 四平 辽源 通化 白山 松原 白城 延边+朝鲜族自治州",
    "黑龙江省": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 "
    "大兴安岭+地区",
    "江苏省": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁",
    "浙江省": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水",
    "安徽省": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建省": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
    "江西省": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东省": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "河南省": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 "
    "周口 驻马店",
    "湖北省": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施+土家族苗族自治州",
    "湖南省": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 "
    "湘西+土家族苗族自治州",
    "广东省": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 "
    "东莞 中山 潮州 揭阳 云浮",
    "广西壮族自治区": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "海南省": "海口 三亚 三沙 儋州",
    "四川省": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 "
    "巴中 资阳 阿坝+藏族羌族自治州 甘孜+藏族自治州 凉山+彝族自治州",
    "贵州省": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南+布依族苗族自治州 黔东南+苗族侗族自治州 "
    "黔南+布依族苗族自治州",
    "云南省": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄+彝族自治州 红河+哈尼族彝族自治州 "
    "文山+壮族苗族自治州 西双版纳+傣族自治州 大理+白族自治州 德宏+傣族景颇族自治州 "
    "怒江+傈僳族自治州 迪庆+藏族自治州",
    "西藏自治区": "拉萨 日喀则 昌都 林芝 山南 那曲 阿里+地区",
    "陕西省": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "甘肃省": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏+回族自治州 "
    "甘南+藏族自治州",
    "青海省": "西宁 海东 海北+藏族自治州 黄南+藏族自治州 海南+藏族自治州 果洛+藏族自治州 "
    "玉树+藏族自治州 海西+蒙古族藏族自治州",
    "宁夏回族自治区": "银川 石嘴山 吴忠 固原 中卫",
    "新疆维吾尔自治区": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉+回族自治州 博尔塔拉+蒙古自治州 "
    "巴音郭楞+蒙古自治州 阿克苏+地区 克孜勒苏+柯尔克孜自治州 喀什+地区 和田+地区 "
    "伊犁+哈萨克自治州 塔城+地区 阿勒泰+地区",
    "北京市": "",
    "天津市": "",
    "上海市": "",
    "重庆市": "",
    "台湾省": "",
    "香港特别行政区": "",
    "澳门特别行政区": "",
}

#: Traditional names of provinces that stand in the names of honours and programmes.
_TRADITIONAL = {
    "湖湘": "湖南省",
    "三湘": "湖南省",
    "潇湘": "湖南省",
    "齐鲁": "山东省",
    "泰山学者": "山东省",
    "燕赵": "河北省",
    "三晋": "山西省",
    "荆楚": "湖北省",
    "楚天": "湖北省",
    "中原": "河南省",
    "八闽": "福建省",
    "南粤": "广东省",
    "岭南": "广东省",
    "赣鄱": "江西省",
    "江淮": "安徽省",
    "三秦": "陕西省",
    "天府": "四川省",
    "八桂": "广西壮族自治区",
    "陇原": "甘肃省",
    "钱江": "浙江省",
    "龙江": "黑龙江省",
    "兴辽": "辽宁省",
    "彩云": "云南省",
    "黔": "贵州省",
}

MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_PROVINCE_SUFFIX = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
_LEVELS = (
    (re.compile(r"(?:省|自治区)$"), "provincial"),
    (re.compile(r"(?:自治州|盟|地区|州)$"), "municipal"),
    (re.compile(r"(?:县|旗|区)$"), "county"),
    (re.compile(r"市$"), "county"),
)
_COUNTY = re.compile(
    r"[\u4e00-\u9fff]{1,9}?(?:自治县|自治旗|新区|林区|特区|县|区|旗|市(?![区县辖]))"
)
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:镇|乡)(?=人民政府)")
_NO_COUNTY = re.compile(
    r"(?:超|上|全|本|我|该|各|股|夜|集)市|(?:^|..)(?:城|都|门)市|"
    r"^[大小中各全本该新老型同多旧每][城都门]市|"
    r"(?:社|园|校|景|辖|灾|山|城|库|牧|农|矿|片|小|全|我|该|本|各|地|郊|街|开发|保护|示范|试验|实验|"
    r"工业|经济|合作|功能|管理|保税|服务)区|(?:全|我|该|本|各)县|^(?:省|市|州|县)[市区县]$"
)
#: The longest name of a province or prefecture has so many characters.
_LONGEST = 11


def _full(entry: str) -> str:
    return entry.replace("+", "") if "+" in entry else entry + "市"


@cache
def _parents() -> dict[str, str]:
    """Province by the full name of each prefecture."""
    return {
        _full(entry): province
        for province, entries in _PREFECTURES.items()
        for entry in entries.split()
    }


@cache
def _provinces() -> dict[str, str]:
    """Full name of each province by its short one."""
    return {_PROVINCE_SUFFIX.sub("", full): full for full in _PREFECTURES}


@cache
def _known() -> re.Pattern[str]:
    """Provinces and prefectures by their full names, the longest first."""
    names = sorted([*_PREFECTURES, *_parents()], key=len, reverse=True)
    return re.compile("|".join(names))


@cache
def _fulls() -> dict[str, str | None]:
    """Full name by any name; None where a short name has two readings."""
    table: dict[str, str | None] = {}
    for short, province in _provinces().items():
        _enter(table, province, short)
    for entries in _PREFECTURES.values():
        for entry in entries.split():
            short = entry.split("+")[0]
            _enter(table, _full(entry), short)
            if entry.endswith("州"):
                _enter(table, _full(entry), short + "州")
    return table


def _enter(table: dict[str, str | None], full: str, short: str) -> None:
    table[full] = full
    table[short] = full if table.get(short, full) == full else None


def division_names() -> frozenset[str]:
    """The full names of provinces and prefectures.

    >>> {"湖南省", "衡阳市"} <= division_names(), "衡山县" in division_names()
    (True, False)
    """
    return frozenset([*_PREFECTURES, *_parents()])


def full_division(name: str) -> str | None:
    """Full name of a province or prefecture, or None where unknown or ambiguous.

    >>> full_division("衡阳"), full_division("湖南"), full_division("湘西州")
    ('衡阳市', '湖南省', '湘西土家族苗族自治州')
    >>> full_division("吉林") is None  # the province or its city
    True
    """
    return _fulls().get(name)


def full_province(short: str) -> str | None:
    """The full name of the province whose short name is `short`, or None.

    >>> full_province("内蒙古"), full_province("吉林"), full_province("衡阳")
    ('内蒙古自治区', '吉林省', None)
    """
    return _provinces().get(short)


def province_of(name: str) -> str | None:
    """Province of a division by its full name; a province is its own.

    >>> province_of("衡阳市"), province_of("上海市"), province_of("无名县")
    ('湖南省', '上海市', None)
    """
    return name if name in _PREFECTURES else _parents().get(name)


def division_at(text: str) -> str | None:
    """The longest full name of a province or prefecture that `text` begins with.

    >>> division_at("衡阳市财政局"), division_at("湖南省衡阳市"), division_at("市财政局")
    ('衡阳市', '湖南省', None)
    """
    found = _known().match(text)
    return found[0] if found else None


def named_division(name: str) -> tuple[str, int] | None:
    """The province or prefecture that a longer name begins with, however it is written.

    Its full name, and how many characters of `name` stand for it, the longest
    reading first. At least one character is left for the rest of the name.

    >>> named_division("衡阳华新电缆"), named_division("衡阳"), named_division("华新电缆")
    (('衡阳市', 2), None, None)
    """
    for size in range(min(len(name) - 1, _LONGEST), 1, -1):
        full = full_division(name[:size])
        if full:
            return full, size
    return None


def known_divisions(text: str) -> list[tuple[str, int]]:
    """Provinces and prefectures named in `text` by their full names, with their offsets.

    >>> known_divisions("市委按照湖南省和衡阳市的要求")
    [('湖南省', 4), ('衡阳市', 8)]
    """
    return [(match[0], match.start()) for match in _known().finditer(text)]


def division_path(name: str) -> str:
    """The divisions that a name begins with, down to a town, as written; "" if there are none.

    >>> division_path("湖南省衡阳市蒸湘区财政局"), division_path("城市管理局")
    ('湖南省衡阳市蒸湘区', '')
    """
    end = 0
    while match := _known().match(name, end):
        end = match.end()
    county = _COUNTY.match(name, end)
    if county and len(name) > county.end() and not _NO_COUNTY.search(county[0]):
        town = _TOWN.match(name, county.end())
        end = town.end() if town else county.end()
    return name[:end]


def level_of_division(name: str) -> str | None:
    """Administrative level of a division by its full name.

    >>> level_of_division("上海市"), level_of_division("衡阳市"), level_of_division("衡山县")
    ('provincial', 'municipal', 'county')
    >>> level_of_division("四会市")
    'county'
    """
    if name in _PREFECTURES:
        return "provincial"
    if name in _parents():
        return "municipal"
    # Every prefecture is in the table: a 市 that is not is one of county level.
    return next((level for pattern, level in _LEVELS if pattern.search(name)), None)


def traditional_province(name: str) -> str | None:
    """Province that a name alludes to by its traditional name.

    >>> traditional_province("三湘工匠"), traditional_province("优秀单位")
    ('湖南省', None)
    """
    return next((full for old, full in _TRADITIONAL.items() if name.startswith(old)), None)
