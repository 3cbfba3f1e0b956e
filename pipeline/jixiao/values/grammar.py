"""The regular expressions that find figures, built from the tables.

All patterns are matched against narrowed text (`numerals.narrow`), whose
offsets are those of the text itself. Each alternative is named by the label it
gives; `bare` is a number that has no unit of its own (1、2、3次).
"""

import re
from collections.abc import Iterable, Mapping

from jixiao.values.numerals import CHINESE_CHARS
from jixiao.values.tables import CHINESE_COUNTED, CURRENCIES, MEASURES, SYMBOLS


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def barred(words: Mapping[str, str]) -> str:
    """A pattern for words, each barred from the longer words it only begins."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        longer = [w[len(word) :] for w in words if w.startswith(word) and w != word]
        bars = longer + list(words[word])
        parts.append(re.escape(word) + (f"(?!{any_of(bars)})" if bars else ""))
    return "(?:" + "|".join(parts) + ")"


_S = r"[ \t\u00a0\u3000]"
# A blank, or one line break of wrapped text, inside a figure.
GAP = rf"(?:{_S}?\n?{_S}?)"
TO = r"(?:--|——|[-—–‑~至到])"
_CN = f"[{CHINESE_CHARS}]"

# -- numbers ---------------------------------------------------------------
ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])|[0-9]+)(?:\.\n?(?!(?:19|20)[0-9]{2}年)[0-9]+)?"
_UNIT_OF_THOUSAND = "[瓦米克伏帕卡赫焦]"
SCALE = rf"(?:[十百千]?(?:万亿|[万亿])|[十百千](?!{_UNIT_OF_THOUSAND}))"
_MORE = "[余多几]"
_PLAIN = rf"{ARABIC}(?:{GAP}{SCALE}(?:{ARABIC}{SCALE})*)?"
AMOUNT = rf"{_PLAIN}(?:{GAP}{_MORE}(?:{GAP}{SCALE})?)?"
RANGE = rf"{AMOUNT}(?:{GAP}{TO}{GAP}{AMOUNT})?"
CN_AMOUNT = rf"(?:[几数](?=[十百千万亿]))?{_CN}+(?:点{_CN}+)?(?:{_MORE}[百千万亿]*)?"
CN_RANGE = rf"{CN_AMOUNT}(?:{GAP}[至到]{GAP}{CN_AMOUNT})?"
_FREE = r"(?<![0-9.])"
_WORDLESS = r"(?<![0-9A-Za-z.\-/+])"

# A level that is passed or reached may be a bare scale: 突破百亿大关, 超千家.
_PASSED = "(?<=[近超破达过逾上到入“])"
_LEVEL_ENDS = r"(?=[，。、；！)”,;]|$|大关|台阶|关口|门槛|的|左右|以[上内](?:[，。、；)]|$))"

# -- money -----------------------------------------------------------------
CURRENCY = any_of(CURRENCIES)
_YUAN = rf"{CURRENCY}(?:整(?![体治合改个数理])|[0-9]+角(?:[0-9]+分)?)?(?![级素旦])"
_SYMBOL = "[" + re.escape("".join(SYMBOLS)) + "]"
MONEY = rf"""
    (?:{_FREE}-?{_SYMBOL}{GAP}{RANGE}(?:{GAP}{_YUAN})?
    | {_FREE}(?:(?<=[\u4e00-\u9fff\s(])-(?=[0-9])|(?<!减)负(?=[0-9]))?{RANGE}{GAP}{_YUAN}
    | (?<!{_CN})(?![百千万亿]){CN_RANGE}{_YUAN}
    | {_PASSED}[百千万亿]+{_YUAN}{_LEVEL_ENDS})
"""

# -- shares and rates ------------------------------------------------------
_POINTS = rf"个?{GAP}百{GAP}分{GAP}点|个?基点|个?(?:BP|bp)s?"
SHARE_UNIT = rf"(?:%|‰|{_POINTS}|倍(?![增率数速镇])|成(?![为立功果本员效就绩熟交品分套年长都份人])半?)"
PERCENT = rf"""
    (?:{_FREE}(?:(?<=[\u4e00-\u9fff\s(])-(?=[0-9])|(?<!减)负(?=[0-9]))?
        (?:{ARABIC}%?{GAP}{TO}{GAP})?{AMOUNT}{GAP}{SHARE_UNIT}
    | [百千万]分之(?:{ARABIC}|{_CN}+(?:点{_CN}+)?)
    | (?<!{_CN})[一二三四五六七八九十]+分之[一二三四五六七八九十]+
    | (?<!{_CN})[一二两三四五六七八九](?:点{_CN}+)?(?:{TO}[二三四五六七八九])?成(?![为立功果本员效就绩熟交品分套年长都份人不])半?
    | (?<!{_CN}){CN_AMOUNT}(?:倍(?![增率数速])|个百分点|个?基点)
    | (?<=[近占达超减破缩少省为降到约过])一半(?![是以]前)
    | (?<![0-9/.])[1-9]/[2-9](?![0-9/.])(?=以|的|[，。；、)]|$)
    | 翻(?:了|两|一|三|[0-9])?(?:一|两|三|[0-9])?[番倍]|减半(?=[，。；、)以左]|$)
    | (?<=[实现年均比期])倍增(?=[，。；、)]|$))
"""

# -- dates -----------------------------------------------------------------
_YEAR = rf"(?:[0-9]{{4}}{GAP}年|[二一][〇○零一二三四五六七八九]{{3}}年)"
_NTH = "[一二三四1234]"
_MONTHS = rf"(?:[01]?[0-9]{GAP}(?:月份?)?{GAP}{TO}{GAP})?[01]?[0-9]{GAP}月(?:份(?!额))?"
_MONTH_CN = "(?:十[一二]?|[一二三四五六七八九])月(?:份(?!额))?"
_DAY = rf"(?:[0-3]?[0-9]{GAP}日?{GAP}{TO}{GAP})?[0-3]?[0-9]{GAP}[日号](?![线文])"
_PART = rf"(?:前?[一二三四1-4]{GAP}季度|[上下]半年|前?[一二三]季度)"
_WITHIN_YEAR = rf"(?:{_MONTHS}(?:{GAP}{_DAY}|[上中下]旬|[底末初中])?|{_MONTH_CN}(?:[底末初中]|[上中下]旬)?|{_PART}|[底末初])"
_SEASON = "(?:榨季|学年|财年)"
_COUNTABLE = barred({w: b for w, b in MEASURES.items() if w not in "县村区镇城乡"})
_RELATIVE = "(?:今年|去年|上年|本年|明年|后年|前年|当年|次年|上一年|本年度|上年度)"
_SPAN_CN = "[一二两三四五六七八九十]+"
DATE = rf"""
    (?:(?:{_WORDLESS}|(?<=[\n。:)][0-9]\.)){_YEAR}(?:{GAP}全?年?度(?![过假])(?:{GAP}当年)?|{GAP}当{GAP}年|{GAP}{_WITHIN_YEAR}(?:{GAP}年?来)?|来(?![自源])|(?:代[初中末]?))?
    | {_WORDLESS}(?:19|20)[0-9]{{2}}{GAP}(?:{TO}|[/])(?:{GAP}(?:19|20)?[0-9]{{2}}){GAP}(?:年?{_SEASON}|年度?)(?:期间)?
    | {_WORDLESS}(?:19|20)[0-9]{{2}}(?P<sep>[-./])(?:0?[1-9]|1[0-2])(?P=sep)(?:0?[1-9]|[12][0-9]|3[01])(?![0-9.])
    | {_WORDLESS}{_MONTHS}(?:{GAP}{_DAY}|[上中下]旬|[底末初中](?!心|央))?(?!球|饼)
    | {_WORDLESS}(?:19|20)[0-9]{{2}}全?年?度(?![过假电])
    | {_WORDLESS}(?:19|20)[0-9]{{2}}(?=[\u4e00-\u9fff“·])(?!{_COUNTABLE}|[年余多亿万千百元成倍])
    | (?:近|过去|最近|(?<![提学])前)(?:{_SPAN_CN}|[0-9]{{1,3}})年来?
    | (?:过去(?:的)?|新的|这)一年(?:来|以来)?
    | (?<![0-9一二三四五六七八九十多近])(?:{_SPAN_CN}|[0-9]{{1,3}})年来
    | “(?:十[一二三四五六七八九]|[一二三四五六七八九])五”(?:规划)?(?:时期|期间|末|初|以来)
    | (?<!以){_RELATIVE}(?:同期|年内|{_WITHIN_YEAR}|以来|度)?
    | (?:第{_NTH}季度|前?{_NTH}季度|[上下]半年)
    | (?<=“)十[一二三四五]五(?=”(?!规划|时期|期间|末|初|以来))|十[一二三四五]五(?:时期|期间|末)
    | 全年度?(?!{GAP}预{GAP}算|红)|首年|年初(?!结转|计划|预算)|年底|年末(?!结转)|年内|年中(?=[，。、])
    | 今[春夏秋冬]|明后年|明后两年)
"""
# -- documents -------------------------------------------------------------
DOC = r"""
    (?:《(?:[^《》]|《[^《》]{0,120}》){1,240}》
    | [\u4e00-\u9fff]{1,10}[〔\[](?:19|20)[0-9]{2}[〕\]](?:第)?[0-9]{1,5}号
    | GB(?:/T|/Z)?\s?[0-9]+(?:\.[0-9]+)?(?:[-—][0-9]{4})?)
"""
# -- counts ----------------------------------------------------------------
_BRACKETED = r"(?:\([\u4e00-\u9fff](?:、[\u4e00-\u9fff])*\))?"
_PER = r"(?:/(?:立方米|平方米|平方公里|万人|百万人|升|年|日|天|小时|人|亩|月|公里|吨|户))?"
MEASURE = rf"{barred(MEASURES)}{_BRACKETED}次?{_PER}(?!级)"
_COUNTED_CN = barred(CHINESE_COUNTED)
_CLOSES = r"(?=[，。、；！)”》,;\s]|$|[和及与的并且]|以[上内下来])"
_CN_RANK = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# One thing and two in a row (一批, 二次) are manners of speaking more than counts.
_COUNT_CN = rf"(?<![第{CHINESE_CHARS}几数])(?<!(?<!提)前)(?![百千万亿]|一[^十百千万亿]|二[^十百千万亿]){CN_AMOUNT}"
QUANTITY = rf"""
    (?:{_WORDLESS}(?<!第){RANGE}{GAP}{MEASURE}
    | 第{GAP}[0-9]+(?![0-9])(?:个|家|次(?![会全])|位|名|大|年)?(?!{GAP}[届号批期条章节款项轮级类代版编册部页次方产季日])
    | 第{_CN_RANK}(?:个|家|大(?!道)|次(?![会全产党])|所|座)
    | (?<![\n。；:])第{_CN_RANK}(?:位|名)?{_CLOSES}
    | (?<!提)前(?:[0-9]{{1,3}}|{_CN_RANK})(?:位|名|强(?![企产市县镇区城校园]))?(?![0-9.]|[年月天日个期届项亿万千百%元家季强轮])
    | (?<=[前末])?后(?:[0-9]{{1,3}}|{_CN_RANK})[位名]
    | (?<=[\u4e00-\u9fff])首位{_CLOSES}
    | {_WORDLESS}[0-9]+(?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?)+(?![0-9])
    | {_COUNT_CN}{_COUNTED_CN}
    | 一个(?:多?月|季度)|(?<=[近超过用时仅])半(?:个月|年)|一年(?=内|时间|努力|以[上内])
    | (?:{_PASSED}|上)[百千万亿]+{MEASURE})
"""
# 50亿、100亿级 are scales of projects, not amounts.
_NO_LEVEL = "[级元余多]|(?:、[0-9]+[万亿]+)+级"
# An amount whose unit is left out: 突破百亿, 惠及76万群众.
SCALED = rf"""
    (?:{_WORDLESS}{ARABIC}{_MORE}?{GAP}[百千]?[万亿](?:亿)?{_MORE}?(?!{_NO_LEVEL}|{GAP}{barred(MEASURES)})
    | {_PASSED}[一二两三四五六七八九十百千]*[百千万]?[万亿](?!{_NO_LEVEL}){_LEVEL_ENDS})
"""
# A number in a table's cell, as accounts print it.
CELL = r"(?<!\S)-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|[0-9]+\.[0-9]{2})(?!\S)"
BARE = rf"(?:(?<![0-9A-Za-z.\-/+:]){ARABIC}(?![0-9A-Za-z.\-/+:%]))"

FINDER = re.compile(
    rf"""(?P<DOC>{DOC})|(?=[0-9负“第前后近过最这新全首年今去上下本明次当百千万翻减倍一首{CHINESE_CHARS}￥¥$€£\-])(?:
    (?P<DATE>{DATE})|(?P<PERCENT>{PERCENT})|(?P<MONEY>{MONEY})|(?P<QUANTITY>{QUANTITY})
    |(?P<SCALED>{SCALED})|(?P<CELL>{CELL})|(?P<BARE>{BARE}))""",
    re.VERBOSE,
)
SEPARATOR = rf"{_S}?[、和及与,，]\n?{_S}?"
