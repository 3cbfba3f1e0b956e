"""Names of administrative divisions: provinces, prefectures, and the grammar of the rest."""

import re
from functools import cache

# Public knowledge (GB/T 2260). The cities stand without their 市.
_PROVINCES = """
上海市 云南省 北京市 台湾省 吉林省 四川省 天津市 安徽省 山东省 山西省 广东省 江苏省
江西省 河北省 河南省 浙江省 海南省 湖北省 湖南省 甘肃省 福建省 贵州省 辽宁省 重庆市
陕西省 青海省 黑龙江省 西藏自治区 内蒙古自治区 宁夏回族自治区 广西壮族自治区
澳门特别行政区 香港特别行政区 新疆维吾尔自治区
"""
_CITIES = """
长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底
武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州
广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山
潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾
广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江
普洱 临沧 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康
商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山
吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作
濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁
泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春
抚州 上饶 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 合肥 芜湖 蚌埠 淮南 马鞍山 淮北
铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州
舟山 台州 丽水 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁
哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 长春 四平 辽源
通化 白山 松原 白城 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛
呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 太原 大同 阳泉 长治 晋城
朔州 晋中 运城 忻州 临汾 吕梁 吉林 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水
"""
_OTHER_PREFECTURES = """
湘西土家族苗族自治州 恩施土家族苗族自治州 阿坝藏族羌族自治州 甘孜藏族自治州 凉山彝族自治州
黔西南布依族苗族自治州 黔东南苗族侗族自治州 黔南布依族苗族自治州 楚雄彝族自治州
红河哈尼族彝族自治州 文山壮族苗族自治州 西双版纳傣族自治州 大理白族自治州
德宏傣族景颇族自治州 怒江傈僳族自治州 迪庆藏族自治州 临夏回族自治州 甘南藏族自治州
海北藏族自治州 黄南藏族自治州 海南藏族自治州 果洛藏族自治州 玉树藏族自治州
海西蒙古族藏族自治州 昌吉回族自治州 博尔塔拉蒙古自治州 巴音郭楞蒙古自治州
克孜勒苏柯尔克孜自治州 伊犁哈萨克自治州 延边朝鲜族自治州 兴安盟 锡林郭勒盟 阿拉善盟
大兴安岭地区 阿里地区 阿克苏地区 喀什地区 和田地区 塔城地区 阿勒泰地区
"""
_PROVINCE_SUFFIX = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
# County-level names are too many to list; their grammar is a stem and a suffix.
_COUNTY = r"[\u4e00-\u9fff]{1,9}?(?:自治县|自治旗|新区|林区|特区|县|区|旗|市(?![区县辖]))"
_TOWN = r"[\u4e00-\u9fff]{1,8}?(?:镇|乡)"
_NO_DIVISION = re.compile(
    r"(?:城|都|门|超|上|全|本|我|该|各|股|夜|集)市|"
    r"(?:社|园|校|景|辖|灾|山|城|库|牧|农|矿|片|小|全|我|该|本|各|地|郊|街|开发|保护|示范|试验|实验|"
    r"工业|经济|合作|功能|管理|保税|服务)区|(?:全|我|该|本|各)县|^(?:省|市|州|县)[市区县]$"
)


@cache
def _known() -> re.Pattern[str]:
    """Provinces and prefectures by their full names, the longest first."""
    cities = [f"{stem}市" for stem in _CITIES.split()]
    names = sorted([*_PROVINCES.split(), *_OTHER_PREFECTURES.split(), *cities], key=len)
    return re.compile("|".join(reversed(names)))


@cache
def _short_provinces() -> dict[str, str]:
    return {_PROVINCE_SUFFIX.sub("", name): name for name in _PROVINCES.split()}


def division_of(name: str) -> str:
    """The divisions that a name begins with, joined as written; "" if it begins with none.

    >>> division_of("湖南省衡阳市蒸湘区财政局"), division_of("城市管理局")
    ('湖南省衡阳市蒸湘区', '')
    """
    end = 0
    while match := _known().match(name, end):
        end = match.end()
    county = re.compile(_COUNTY).match(name, end)
    if county and len(name) > county.end() and not _NO_DIVISION.search(county[0]):
        end = county.end()
        town = re.compile(_TOWN + "(?=人民政府)").match(name, end)
        end = town.end() if town else end
    return name[:end]


def full_province(short: str) -> str | None:
    """The full name of the province whose short name is `short`, or None.

    >>> full_province("内蒙古"), full_province("衡阳")
    ('内蒙古自治区', None)
    """
    return _short_provinces().get(short)


def known_divisions(text: str) -> list[tuple[str, int]]:
    """Provinces and prefectures named in `text` by their full names, with their offsets.

    >>> known_divisions("市委按照湖南省和衡阳市的要求")
    [('湖南省', 4), ('衡阳市', 8)]
    """
    return [(match[0], match.start()) for match in _known().finditer(text)]
