"""Modifiers: what the words around a figure say of its closeness."""

from decimal import Decimal

import pytest

from jixiao.values.context import compact, exact

MODIFIERS = {
    "共有«Q|200家»企业": "exact",
    "投资约«M|2.8亿元»": "approx",
    "投资约为«M|2.8亿元»": "approx",
    "投资«M|2.8亿元»左右": "approx",
    "投资«M|2.8亿元»上下": "approx",
    "占近«P|三成»": "nearly",
    "接近«Q|200家»": "nearly",
    "完成率近«P|90%»": "nearly",
    "超«M|3亿元»": "over",
    "超过«M|3亿元»": "over",
    "超过了«M|3亿元»": "over",
    "突破«M|3亿元»": "over",
    "首次突破«P|60%»": "over",
    "逾«Q|200家»": "over",
    "过«M|百亿元»": "over",
    "投资«M|200余万元»": "over",
    "培训«Q|1500多人»": "over",
    "不低于«M|3亿元»": "at_least",
    "不少于«Q|3家»": "at_least",
    "不得低于«P|5%»": "at_least",
    "至少«Q|3家»": "at_least",
    "«M|3亿元»以上": "at_least",
    "«Q|3家»及以上": "at_least",
    "不超过«M|3亿元»": "at_most",
    "不得超过«Q|三年»": "at_most",
    "不足«P|5%»": "at_most",
    "最多«Q|3家»": "at_most",
    "最高补助«M|50万元»": "at_most",
    "控制在«P|3%»以内": "at_most",
    "«Q|3年»以内": "at_most",
    "«P|5%»以下": "at_most",
    "低于«P|5%»": "at_most",
    "«M|5000元»/亩以上": "at_least",
    "签约«M|5亿元»": "exact",
    "节约«M|5亿元»": "exact",
    "通过«Q|3家»银行": "exact",
    "附近«Q|3家»银行": "exact",
    "突破«Q|3项»关键技术": "exact",
    "人民币约«M|3亿元»": "approx",
}


@pytest.mark.parametrize(("marked", "modifier"), MODIFIERS.items())
def test_modifiers(norm_of, marked, modifier):
    assert norm_of(marked).modifier == modifier


def test_reading_does_not_depend_on_blanks_inside_or_width(norm_of):
    plain = norm_of("约«M|12.5万元»以上")
    for marked in ("约«M|12.5 万元»以上", "约«M|１２．５万\n元»以上", "约 «M|12.5万元» 以上"):
        assert norm_of(marked) == plain


def test_decimals_lose_zeros_but_keep_no_exponent():
    assert str(exact(Decimal("10.00"))) == "10"
    assert str(exact(Decimal("1E+3"))) == "1000"
    assert str(exact(Decimal("0.50"))) == "0.5"


def test_compacting_removes_blanks_and_width():
    assert compact("１，２３４ 万\n元") == "1,234万元"
