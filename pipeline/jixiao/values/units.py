"""Patterns for the units of money, shares and counts."""

from jixiao.values.grammar import GAP, any_of, barred
from jixiao.values.tables import CENTS, CHINESE_COUNTED, CURRENCIES, MEASURES, SHARED_CURRENCIES

CURRENCY = any_of((*CURRENCIES, *CENTS, *SHARED_CURRENCIES))

_POINTS = rf"个?{GAP}百{GAP}分{GAP}点|(?<=\.[0-9])个点(?!位)|个?基点|个?(?:BP|bp)s?"
TENTH = "成(?![为立功果本员效就绩熟交品分套年长都份人不自])半?"
# Eight tenths of a price, not 三折页, 折子戏, 一波三折.
DISCOUNT = "(?<!波.)折(?![子旧叠射磨页线桥腰])"
SHARE_UNIT = rf"(?:%|‰|{_POINTS}|倍(?![增率数速镇]))"

# 台(套), 辆(艘、架)次, 微克/立方米
_ALSO = r"(?:\((?!含)[\u4e00-\u9fff](?:、[\u4e00-\u9fff])*\))?"
_PER = "(?:/(?:立方米|平方米|平方公里|百万人|万人|千人|小时|公里|升|年|日|天|人|亩|月|吨|户))?"
MEASURE = rf"(?:{barred(MEASURES)}{_ALSO}次?{_PER}(?!级))"
COUNTED = barred(CHINESE_COUNTED)
# Measure words that a bare year may not be counted by: 2023中国, but not 2023个.
COUNTABLE = barred({w: bar for w, bar in MEASURES.items() if w not in "县村区镇城乡"})
