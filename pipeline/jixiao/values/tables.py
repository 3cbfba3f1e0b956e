"""The words of the grammar: currencies, measure words, cues. Data only.

Nothing here belongs to one report; a word is added when the language has it.
"""

from decimal import Decimal

from jixiao.types import Modifier

# Currency words by ISO 4217 code; the longest match wins.
CURRENCIES = {
    "元": "CNY",
    "圆": "CNY",
    "人民币元": "CNY",
    "美元": "USD",
    "美金": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "港币": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
    "韩元": "KRW",
    "卢布": "RUB",
    "瑞士法郎": "CHF",
    "加元": "CAD",
    "澳元": "AUD",
    "新元": "SGD",
    "新加坡元": "SGD",
    "新台币": "TWD",
    "澳门元": "MOP",
    "泰铢": "THB",
    "卢比": "INR",
    "林吉特": "MYR",
    "越南盾": "VND",
    "印尼盾": "IDR",
    "迪拉姆": "AED",
    "坚戈": "KZT",
    "兰特": "ZAR",
    "雷亚尔": "BRL",
    "图格里克": "MNT",
    "瑞郎": "CHF",
    "英磅": "GBP",
}
CENTS = {"美分": "USD", "欧分": "EUR", "港仙": "HKD"}
# Named without a country, these have no code; an amount in them cannot be read.
SHARED_CURRENCIES = ("比索", "克朗", "里亚尔", "第纳尔", "法郎", "先令", "盾", "镑")
SYMBOLS = {
    "￥": "CNY",
    "¥": "CNY",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "RMB": "CNY",
    "RMB¥": "CNY",
    "CNY": "CNY",
    "US$": "USD",
    "USD": "USD",
    "EUR": "EUR",
    "HK$": "HKD",
    "HKD": "HKD",
    "GBP": "GBP",
    "JPY": "JPY",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "NT$": "TWD",
}
SUBUNITS = {"角": Decimal("0.1"), "分": Decimal("0.01")}


def _words(text: str) -> dict[str, str]:
    """The words of `text`, each with the characters after a slash that bar it."""
    return {word: bar for word, _, bar in (token.partition("/") for token in text.split())}


# Measure words; a slash precedes the characters that must not follow, because they
# make it another word: 项 in 项目, 家 in 家庭.
MEASURES = _words(
    """
    个 家/万庭长居具电园乡禽 户/籍外型均口 项/目规 条/件例款约
    人/民才均口员力大工社士文行物气体 名/词单牌录列优录誉称义城胜 位/于列置居 件/套
    处/理置于室分罚级 场/所馆地景面 所/有得在需 次/区日数会 座/谈 台/阶湾州风账 套/餐
    批/发复准评示量 支/持出付撑部 部/门分委署队 期/货间限盼 张 辆 头/部 只/有 匹/配 羽 株/洲 棵
    颗 枚 块 片/区 宗/教旨 种/植子业苗粮质养羊猪 类/似别型 款/项 篇 份/额 封
    本/地级级科土市省县区年届次 册 幅/度 幢 栋 间/隔接 盏 口/岸 列/入为全 趟 艘 架/构 班/子 轮
    届 笔 单/位元 起 例/如 宗地 人年 人次 场次 户次 家次 件次 辆次 架次 航次 批次 轮次 趟次 班次
    班列 款次 队/伍 对/接外比口于标照个企社 双 组/织成建 门/户类 团/队 点 分/别类级 段 层/次级 度
    强/企产市县镇区城校园度 大类 小类 学时 课时 席 股/份权 票 页 字 卷 集/聚中成团群约 首/届 井
    孔 箱 床 张床位 床位 车位 泊位 标箱 标准箱 榨季 个榨季 年一遇 桶 瓶 袋 包/括含 盒 吨 吨标煤
    吨标准煤 载重吨 公斤 千克 克 毫克 微克 斤 担 公里 千米 米 厘米 毫米 里 亩 公顷 平方公里
    平方千米 平方米 平米 立方米 立方/米 方/案面式位针法向便阵 升/级至到学 车公里 吨公里 千瓦
    千瓦时 兆瓦 兆瓦时 吉瓦 吉瓦时 瓦 瓦时 千伏安 兆伏安 万千瓦 MW GW GWh MWh kWh kW P EFlops
    EFLOPS PFlops TB PB GB 岁 天/然 日 小时/经通生服自值在不 分钟/生便 秒 秒钟 周/年边岁密期
    周年 周岁 星期 ℃ °C 年/行计攻规期 个月 个季度 季度 个年头 个百分位 个工作日 工作日 个交易日
    个小时 个学年 摄氏度 分贝 镇 村 县/域 城/区市镇乡 乡 区/域 金 银/行 铜 季/度节 遍 回/应落归升 步
    代/表替 眼 海里 节/能点约目日水假 项次 亩次
    """
)


def _denied(words: str) -> list[str]:
    """The words with every negation before them: 不超过, 不得超过, 没有超过."""
    negations = [
        "不",
        "不得",
        "不会",
        "不能",
        "不应",
        "不宜",
        "不可",
        "不许",
        "不准",
        "未",
        "未曾",
        "没有",
        "没",
        "严禁",
        "均不",
        "均未",
    ]
    return [no + word for no in negations for word in words.split()]


# Modifiers before a figure; a slash precedes the characters that make it another
# word when they stand before it: 签约, 附近, 通过, 不超过.
BEFORE = {
    Modifier.APPROX: _words("约/签节合预违履制契公特邀集续解赴 大概 大致 估计 大约"),
    Modifier.NEARLY: _words("近/附最靠邻就新亲临 接近 将近 逼近 趋近"),
    Modifier.OVER: _words(
        """
        超出/未不没 超额 逾/不未 突破/不未没有能应 大于/不 多于/不 冲破 跨过 跨越 跃过 跃上 不止
        首破 >/-= ＞ 高于/得不未 超/不未赶反得没能会应宜可有许准 超过/不未没得能会应宜可有许准
        破/突冲打爆 过/通经不超太路 过了/通经不超太路 远超
        """
    ),
    Modifier.AT_LEAST: _words("≥ ≧ >= 至少 最少 不下于 不下 最低 下限 不低过 起步")
    | dict.fromkeys(_denied("低于 少于 小于 亚于"), ""),
    Modifier.AT_MOST: _words(
        """
        ≤ ≦ <= </- ＜ 至多 最多 最高 不足 不到 控制在 未达 未达到 未到 没到 不满 上限 顶格
        低于/不得未能应宜可于有 少于/不得未能应宜可有 小于/不得未能应宜可有
        """
    )
    | dict.fromkeys(_denied("超过 超出 超 高于 大于 多于 突破 逾"), ""),
}
# After a figure; 多 and 余 only where the phrase ends, for 3家多元化企业 is no 3家多.
AFTER = {
    Modifier.APPROX: ("左右", "上下", "前后", "光景"),
    Modifier.AT_LEAST: ("以上", "及以上", "起步", "起(?=[，。；、)]|$)"),
    Modifier.AT_MOST: ("以下", "以内", "之内", "及以下", "封顶", "不到(?![位账场期])"),
    Modifier.OVER: ("有余", "开外", "[多余](?=[，。；、)的]|$)"),
}

# Measure words that Chinese numerals count in running text (三个, 十条), and what else
# bars them there: 三次会议, 三次产业.
CHINESE_COUNTED = {
    word: bar + MEASURES.get(word, "")
    for word, bar in _words(
        """
        个 家 项 条 批 张 类 所 宗 块 篇 轮 件 名 座 台 户 场 支 年 周年 小时 方面 人 个月
        次/产全党董监股 个季度 个工作日 个小时 个交易日 季度 批次 强 款 种 套 亩 公里
        """
    ).items()
}

# Words that make a clause one about money.
MONEY_CUES = (
    "收入|投资|出资|资金|产值|总值|GDP|营收|税|利润|额|贷款|存款|市值|支出|预算|财政|融资|产业规模|经济总量"
    "|增加值|进出口|外贸|产业|经费|补贴|奖励|补助|薪|工资|价|费|款"
)
# Words that make it one about people or things.
COUNT_CUES = "人才|人次|人数|人口|游客|旅客|客流|用户|户数|主体|参保|粉丝|职工|群众|销量|产量|数量"
# Measures that are written as a bare number.
INDEX_NAMES = "倍差|之比|收入比|系数|指数|效率|得分|评分|弹性|比率|比例|PUE|pH值"
# What is done with a package of policies that is named by the number of its articles.
POLICY_CUES = "出台|推出|制定|发布|推行|实施|落实|兑现|升级|政策"
# Nouns that 条 counts one by one.
COUNTED_BY_TIAO = (
    "路|线|街|巷|链|道|河|渠|沟|政策|措施|举措|意见|建议|治理|事项|信息|制度|条款|经验|标准"
)

# Heads of columns and names of rows whose numbers are no money under a unit of money.
NO_MONEY_HEADS = (
    "%|‰|率|占比|比重|比例|增长|增幅|降幅|增减幅|编码|编号|代码|序号|行次|栏次|年份|年度$|人数|个数"
    "|户数|家数|次数|数量|面积|得分|分值|权重|分数|排名|位次|电话|邮编|科目编码|[(](?:个|人|家|项|次|户|亩|辆)[)]"
)

# What an amount may be given for; 人均 and the like name it before the noun.
DENOMINATORS = (
    *(
        "人",
        "户",
        "亩",
        "月",
        "年",
        "日",
        "天",
        "次",
        "吨",
        "件",
        "个",
        "台",
        "套",
        "辆",
        "头",
        "只",
    ),
    *("人次", "场次", "户次", "亩次", "车次", "台次", "生", "班", "床位", "标箱", "斤", "克", "瓦"),
    *("平米", "兆瓦时", "人年", "人月", "工时", "课时", "场", "期", "份", "篇", "幢", "栋"),
    *("平方米", "平方公里", "立方米", "公里", "米", "公斤", "斤", "度", "千瓦时", "家", "所", "村"),
    *("学年", "学期", "季度", "小时", "股", "张", "例", "项", "公顷", "学生", "床", "座"),
)
AVERAGES = {
    word + "均": word
    for word in [
        "人",
        "户",
        "亩",
        "村",
        "生",
        "日",
        "月",
        "年",
        "次",
        "校",
        "店",
        "床",
        "件",
        "吨",
        "车",
    ]
} | {"每股": "股"}

# Verbs of change: those that take an object before the figure (新增贷款5亿元),
# those that stand right before it, and comparisons of two things (高于全省2个百分点).
GAINS = ("新增", "净增", "增加", "追加", "净增加", "增支", "调增")
LOSSES = (
    "减少",
    "核减",
    "压减",
    "净减",
    "净减少",
    "调减",
    "缩减",
    "节减",
    "节约",
    "节省",
    "减支",
    "减轻",
    "减征",
)
RISES = (
    *("增长", "净增长", "递增", "提高", "提升", "上升", "上涨", "上调", "上浮", "扩大", "增", "升"),
    *(
        "涨",
        "增收",
        "增亏",
        "增效",
        "前移",
        "前进",
        "跃升",
        "攀升",
        "增高",
        "延长",
        "拓宽",
        "提前",
        "加快",
        "回升",
        "提速",
        "增产",
    ),
)
FALLS = (
    *("负增长", "下降", "降低", "压缩", "收窄", "回落", "下跌", "下滑", "下调", "缩小", "缩短"),
    *("递减", "萎缩", "后移", "放缓", "减收", "减亏", "节支", "减", "降", "跌"),
    *("下浮", "压降", "减产"),
)
ABOVE = (
    "高于",
    "快于",
    "高出",
    "多于",
    "优于",
    "领先",
    "领先于",
    "领跑",
    "超出",
    "超过",
    "超",
    "高",
)
BELOW = ("低于", "慢于", "少于", "落后", "落后于", "低")
# What may stand between a verb of change and its figure.
LINKS = (
    *(
        "了",
        "达",
        "达到",
        "约",
        "近",
        "超",
        "超过",
        "逾",
        "接近",
        "将近",
        "幅度",
        "突破",
        "左右",
        "共",
    ),
    *("分别", "各", "均", "超出", "不低于", "不超过", "不少于", "至少", "最多", "累计", "人民币"),
)
# 新增 in these words names a quantity: 城镇新增就业, 争取新增专项债券.
NEW_AS_NAME = (
    "城镇",
    "争取",
    "获批",
    "获得",
    "落实",
    "发行",
    "下达",
    "用好",
    "取得",
    "安排",
    "保障",
)
