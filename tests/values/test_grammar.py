import re

import pytest

from jixiao.values.grammar import AMOUNT, CN_AMOUNT, RANGE, any_of, barred
from jixiao.values.units import CURRENCY, MEASURE, SHARE_UNIT


def whole(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text, re.VERBOSE) is not None


@pytest.mark.parametrize(
    "text", ["12", "1,234.5", "1，234", "12.5万", "3亿5千万", "200余万", "9万多", "12 万", "12\n亿"]
)
def test_amounts(text):
    assert whole(AMOUNT, text)


@pytest.mark.parametrize("text", ["", "万", "1,23", "12。5", "12 \n \n万", "第12"])
def test_what_is_no_amount(text):
    assert not whole(AMOUNT, text)


@pytest.mark.parametrize("text", ["10-20万", "3—5", "10至20", "10 ~ 20"])
def test_ranges(text):
    assert whole(RANGE, text)


@pytest.mark.parametrize("text", ["三十几", "几百万", "二点五亿", "壹佰", "一百多万"])
def test_chinese_amounts(text):
    assert whole(CN_AMOUNT, text)


@pytest.mark.parametrize("text", ["套(间)", "辆(艘、架)次", "微克/立方米", "吨/日", "个月", "人次"])
def test_compound_measures(text):
    assert whole(MEASURE, text)


def test_a_measure_does_not_begin_another_word():
    for text in ("项目", "家庭", "次日", "吨级", "人才"):
        assert not re.match(MEASURE, text, re.VERBOSE)


def test_the_longest_unit_wins():
    assert re.match(CURRENCY, "美元").group() == "美元"
    assert re.match(SHARE_UNIT, "个百分点", re.VERBOSE).group() == "个百分点"
    assert re.match(MEASURE, "人次增长", re.VERBOSE).group() == "人次"


def test_any_of_escapes_its_words():
    assert whole(any_of(["a.b", "a"]), "a.b")
    assert not whole(any_of(["a.b", "a"]), "axb")


def test_a_bar_holds_for_the_longer_words_of_the_same_table():
    pattern = barred({"分": "", "分钟": "生"})
    assert whole(pattern, "分")
    assert not re.match(pattern, "分钟生活圈")
