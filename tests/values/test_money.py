"""Amounts of money: value, range, currency, modifier and denominator."""

from decimal import Decimal

import pytest

from jixiao.types import MoneyNorm
from jixiao.values import Context

VALUES = {
    "支出«M|2013.73万元»": "20137300",
    "支出«M|73.97亿元»": "7397000000",
    "达«M|1.2万亿元»": "1200000000000",
    "补助«M|500元»": "500",
    "补助«M|1，234.56元»": "1234.56",
    "结余«M|0万元»": "0",
    "结余«M|-3.5万元»": "-35000",
    "利润为«M|负2亿元»": "-200000000",
    "新增«M|4000万»": "40000000",
    "突破«M|百亿»大关": "10000000000",
    "突破“«M|四百亿»”": "40000000000",
    "突破«M|千亿元»": "100000000000",
    "拨付«M|3亿5千万元»": "350000000",
    "拨付«M|三千二百万元»": "32000000",
    "合同价«M|壹佰贰拾万元整»": "1200000",
    "合同价«M|叁仟肆佰元伍角»": "3400.5",
    "退还«M|12元5角»": "12.5",
    "退还«M|12元5角3分»": "12.53",
    "合同价«M|￥1,200.50»": "1200.5",
    "投入«M|18\n万元»": "180000",
    "投入«M|９．５亿元»": "950000000",
    "投入«M|6千万元»": "60000000",
}


@pytest.mark.parametrize(("marked", "value"), VALUES.items())
def test_values_are_yuan(norm_of, marked, value):
    assert norm_of(marked) == MoneyNorm(Decimal(value), modifier=norm_of(marked).modifier)


CURRENCIES = {
    "出口«M|16亿美元»": ("1600000000", "USD"),
    "借款«M|1.5亿欧元»": ("150000000", "EUR"),
    "借款«M|2000万港元»": ("20000000", "HKD"),
    "借款«M|5亿日元»": ("500000000", "JPY"),
    "借款«M|3万英镑»": ("30000", "GBP"),
    "借款«M|$500»": ("500", "USD"),
    "借款«M|€2.5万»": ("25000", "EUR"),
    "分别为«M|3»、5亿美元": ("300000000", "USD"),
}


@pytest.mark.parametrize(("marked", "expected"), CURRENCIES.items())
def test_currencies_are_iso_codes(norm_of, marked, expected):
    norm = norm_of(marked)
    assert (str(norm.value), norm.currency) == expected


RANGES = {
    "补助«M|100-200万元»": ("1000000", "2000000"),
    "补助«M|3—5万元»": ("30000", "50000"),
    "补助«M|10至20万元»": ("100000", "200000"),
    "补助«M|100万元至200万元»": ("1000000", "2000000"),
    "补助«M|8000元至1.2万元»": ("8000", "12000"),
    "补助«M|5000至1万元»": ("5000", "10000"),
    "罚款«M|十元至三十元»": ("10", "30"),
    "损失«M|三十几万元»": ("300000", "400000"),
    "预留«M|几百万元»": ("1000000", "10000000"),
    "预留«M|数十万元»": ("100000", "1000000"),
}


@pytest.mark.parametrize(("marked", "expected"), RANGES.items())
def test_ranges_have_two_ends_and_no_value(norm_of, marked, expected):
    norm = norm_of(marked)
    assert norm.value is None
    assert (str(norm.low), str(norm.high)) == expected


def test_the_unit_said_once_holds_for_the_whole_list(norm_of):
    assert norm_of("分别为«M|100»、200和300万元").value == 1_000_000
    assert norm_of("分别为100、«M|200»和300万元").value == 2_000_000


def test_a_header_gives_bare_numbers_their_unit(norm_of):
    context = Context(money_unit=Decimal(10_000))
    assert norm_of("基本支出 «M|1,577.28» ", context).value == Decimal("15772800")


UNREADABLE = [
    "预留«M|1万5元»",
    "分别为«M|100，200»和300万元",
    "合计 «M|1,577.28» ",
    "借款«M|3亿比索»",
]


@pytest.mark.parametrize("marked", UNREADABLE)
def test_what_cannot_be_read_is_none(norm_of, marked):
    assert norm_of(marked) is None


PER = {
    "每人每月«M|300元»": "人·月",
    "每人每月补助«M|300元»": "人·月",
    "每亩奖励«M|500元»": "亩",
    "奖励«M|5000元»/亩": "亩",
    "标准为«M|800元»/人·月": "人·月",
    "标准为«M|800元»/月": "月",
    "标准为«M|800元»每人每年": "人·年",
    "人均可支配收入«M|3.5万元»": "人",
    "亩均税收达到«M|20万元»": "亩",
    "全年税收«M|20万元»": None,
}


@pytest.mark.parametrize(("marked", "per"), PER.items())
def test_rates_keep_their_denominator(norm_of, marked, per):
    assert norm_of(marked).per == per
