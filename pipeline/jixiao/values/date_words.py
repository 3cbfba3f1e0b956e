"""What a date or period looks like in print; `dates` reads it."""

from jixiao.values.grammar import GAP, TO, WORDLESS
from jixiao.values.numerals import CHINESE_CHARS
from jixiao.values.units import COUNTABLE

CN_DIGITS = "[〇○零一二三四五六七八九]"
# A line break of wrapped text, or the blanks of spaced print, inside a year.
_YEAR_WORD = rf"""(?:(?:[0-9]{{4}}|(?:1[ \n]?9|2[ \n]?0)[ \n]?[0-9][ \n]?[0-9]){GAP}年
    | [0-9]{{2}}年(?=[01]?[0-9]月)|[二一]{CN_DIGITS}{{3}}年)"""
_DECADE = "(?:(?:20|上|本)世纪)?(?:[2-9]0|[二三四五六七八九]十)年代(?:[初末]期?)?"
_YEAR_MONTH = r"(?:19|20)[0-9]{2}\.(?:1[0-2]|0?[1-9])"
_UNIT = rf"{GAP}(?:[十百千万亿元]|{COUNTABLE})"
_NTH = "[一二三四1234]"
_DAY = "[0-3]?[ ]?[0-9]"
_MONTH = "[01]?[ ]?[0-9]"
_TO_DAY = rf"{_DAY}{GAP}[日号](?![线文])"
_DAY_WORD = rf"(?:(?:{_DAY}{GAP}日?{GAP}{TO}{GAP})?{_TO_DAY})"
_MONTH_WORD = rf"(?:{_MONTH}{GAP}月(?:份(?!额))?)"
_MONTHS_WORD = rf"(?:(?:{_MONTH}{GAP}(?:月份?)?{GAP}{TO}{GAP})?{_MONTH_WORD})"
_PART_OF_MONTH = "(?:[上中下]旬|[底末](?!端)|初(?![步中])|中(?![心央]))"
_CN_DAY = "(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
_CN_MONTH = rf"""(?:(?:十[一二]?|[一二三四五六七八九])月
    (?:份(?!额)|{_CN_DAY}|{_PART_OF_MONTH})?)"""
_QUARTERS = rf"(?:第?{_NTH}{GAP}{TO}{GAP}第?{_NTH}|[前第]?{_NTH}){GAP}季度[末初底]?"
_WITHIN_YEAR = rf"""(?:{_MONTHS_WORD}(?:{GAP}{_DAY_WORD}|{_PART_OF_MONTH})?
    | {_CN_MONTH} | {_QUARTERS} | [上下]半年 | 年?[底末初] | 全年(?!{GAP}预))"""
_SEASON = "(?:榨季|学年|财年)"
_WHOLE = rf"(?:全?年?度(?![过假电])(?:{GAP}当年)?|{GAP}当{GAP}年)"
_RELATIVE_WORD = """(?:今年|去年|上年|本年|明年|(?<![今以])后年|(?<!以)前年|当年|次年|上一年)"""
_COUNT = "(?:[一二两三四五六七八九十]+|[0-9]{1,3})"
_PLAN_WORD = "(?:十[一二三四五六七八九]?|[一二三四五六七八九])五"
_CENTURY = rf"{WORDLESS}(?:19|20)[0-9]{{2}}"
DATE = rf"""
    (?:(?:{WORDLESS}|(?<=[年月日][-/])|(?<=[\n。:)][0-9]\.)){_YEAR_WORD}
        (?:{GAP}度?{_WITHIN_YEAR}|{GAP}{_WHOLE}|来(?![自源])|代[初中末]?)?
    | {_CENTURY}{GAP}(?:{TO}|/){GAP}(?:19|20)?[0-9]{{2}}{GAP}(?:年?{_SEASON}|年度?)
    | {_CENTURY}(?P<sep>[-./])(?:0?[1-9]|1[0-2])(?P=sep)(?:0?[1-9]|[12][0-9]|3[01])(?![0-9.])
    | {WORDLESS}{_MONTHS_WORD}(?:{GAP}{_DAY_WORD}|{_PART_OF_MONTH})?(?![球饼])
    | {_CENTURY}(?:{_WHOLE}|[上下]半年|全年(?!{GAP}预))
    | {WORDLESS}{_YEAR_MONTH}{GAP}{TO}{GAP}{_YEAR_MONTH}(?![0-9.%％‰]|{_UNIT})
    | (?<![0-9{CHINESE_CHARS}]){_DECADE}
    | (?<![{CHINESE_CHARS}月])(?:十[一二]|[一二三四五六七八九])月
        (?:份(?!额)|{_CN_DAY}|[底末](?!端)|[上中下]旬)
    | {_CENTURY}(?=[\u4e00-\u9fff“·])(?!{COUNTABLE}|[年余多亿万千百元成倍级届款号])
    | (?:近|过去|最近|(?<![提学])前){_COUNT}年来?
    | (?:过去的?|新的|这)一年(?:来|以来)?
    | (?<![0-9一二三四五六七八九十多近]){_COUNT}年来
    | [“‘"'「]{_PLAN_WORD}[”’"'」]
        (?:(?:规划)?(?:时期|期间|期内|期末|末|初|以来)|[前后第]{_COUNT}年)
    | (?<=[“‘]){_PLAN_WORD}(?=[”’](?!.{{0,4}}规划|时期|期间|末|初|以来))
    | {_PLAN_WORD}(?:时期|期间|末)
    | 今年以来 | {_RELATIVE_WORD}(?:同期|年内|{_WITHIN_YEAR}|度)?
    | (?<![0-9{CHINESE_CHARS}]){_QUARTERS}|[上下]半年
    | (?<![安健])全年度?(?!{GAP}预{GAP}算|红) | 首年 | (?<!每)年初(?!结转|计划|预算)
    | (?<!每)年底 | 年末(?!结转) | (?<![{CHINESE_CHARS}0-9几])(?:年内|年中(?=[，。、]))
    | 今[春夏秋冬] | 明后年 | 今明两年 | 明后两年)
"""
