"""Shares and rates as fractions, points apart."""

from decimal import Decimal

import pytest

from jixiao.types import PercentNorm

VALUES = {
    "增长«P|16.6%»": ("0.166", "fraction"),
    "增长«P|8．5％»": ("0.085", "fraction"),
    "增长«P|-1.2%»": ("-0.012", "fraction"),
    "完成«P|100%»": ("1", "fraction"),
    "完成«P|130.50%»": ("1.305", "fraction"),
    "差错率«P|3‰»": ("0.003", "fraction"),
    "占«P|百分之五»": ("0.05", "fraction"),
    "占«P|百分之三十二点五»": ("0.325", "fraction"),
    "占«P|千分之七»": ("0.007", "fraction"),
    "按«P|万分之五»": ("0.0005", "fraction"),
    "占«P|三成»": ("0.3", "fraction"),
    "占«P|三成半»": ("0.35", "fraction"),
    "占«P|9成»": ("0.9", "fraction"),
    "享受«P|五折»优惠": ("0.5", "fraction"),
    "享受«P|八五折»优惠": ("0.85", "fraction"),
    "占«P|四分之一»": ("0.25", "fraction"),
    "占«P|1/4»": ("0.25", "fraction"),
    "占«P|三分之一»": ("0.3333333333", "fraction"),
    "压减«P|一半»": ("0.5", "fraction"),
    "费用«P|减半»": ("0.5", "fraction"),
    "增长«P|2.7倍»": ("2.7", "fraction"),
    "增长«P|两倍»": ("2", "fraction"),
    "实现«P|翻番»": ("1", "fraction"),
    "比上年«P|翻一番»": ("1", "fraction"),
    "比上年«P|翻了一番»": ("1", "fraction"),
    "产值«P|翻两番»": ("3", "fraction"),
    "实现«P|翻倍»": ("1", "fraction"),
    "实现«P|倍增»": ("1", "fraction"),
    "提高«P|3.2个百分点»": ("0.032", "pp"),
    "提高«P|三个百分点»": ("0.03", "pp"),
    "下调«P|25个基点»": ("0.0025", "pp"),
    "下降«P|50个BP»": ("0.005", "pp"),
    "分别提高«P|0.4»、0.5个百分点": ("0.004", "pp"),
    "分别提高«P|2个»、3个百分点": ("0.02", "pp"),
    "提高«P|2 个百\n分点»": ("0.02", "pp"),
}


@pytest.mark.parametrize(("marked", "expected"), VALUES.items())
def test_values_are_fractions_or_points(norm_of, marked, expected):
    value, unit = expected
    assert norm_of(marked) == PercentNorm(Decimal(value), unit=unit)


RANGES = {
    "增速«P|5%-6%»": ("0.05", "0.06", "fraction"),
    "增速«P|5-6%»": ("0.05", "0.06", "fraction"),
    "增速«P|5%至8%»": ("0.05", "0.08", "fraction"),
    "提升«P|3至5个百分点»": ("0.03", "0.05", "pp"),
    "按«P|百分之五至百分之八»": ("0.05", "0.08", "fraction"),
    "按«P|百分之五至八»": ("0.05", "0.08", "fraction"),
}


@pytest.mark.parametrize(("marked", "expected"), RANGES.items())
def test_ranges_have_two_ends(norm_of, marked, expected):
    norm = norm_of(marked)
    assert norm.value is None
    assert (str(norm.low), str(norm.high), norm.unit) == expected


def test_a_number_without_any_unit_is_unreadable(norm_of):
    assert norm_of("提高«P|0.4»。") is None
