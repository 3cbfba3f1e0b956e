from decimal import Decimal

import pytest

from jixiao.values import find_unit_header

HEADERS = {
    "单位：元": 1,
    "单位:万元": 10_000,
    "（单位：万元）": 10_000,
    "(金额单位：千元)": 1000,
    "单位：人民币万元": 10_000,
    "计量单位： 百万元": 1_000_000,
    "【单位：亿元】": 100_000_000,
}


@pytest.mark.parametrize(("caption", "factor"), HEADERS.items())
def test_a_caption_says_the_yuan_in_one_unit(caption, factor):
    text = f"收支总表\n{caption}\n合计 12"
    start = text.index(caption)
    assert find_unit_header(text) == [(start, start + len(caption), Decimal(factor))]


@pytest.mark.parametrize("text", ["用人单位：某局", "单位：元/人", "单位：个", "预算单位 万元", ""])
def test_other_units_are_no_money_captions(text):
    assert find_unit_header(text) == []


def test_every_caption_is_found():
    assert [f for _, _, f in find_unit_header("单位：元 单位：万元")] == [1, 10_000]
