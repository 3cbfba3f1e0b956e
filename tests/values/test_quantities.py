"""Counts, measures and ranks."""

from decimal import Decimal

import pytest

from jixiao.types import Modifier

VALUES = {
    "服务«Q|124家»": ("124", "家"),
    "新增«Q|36.5万亩»": ("365000", "亩"),
    "发电«Q|3.2亿千瓦时»": ("320000000", "千瓦时"),
    "装机«Q|50万千瓦»": ("500000", "千瓦"),
    "土方«Q|12千立方米»": ("12000", "立方米"),
    "粮食«Q|5千克»": ("5", "千克"),
    "开展«Q|两个»试点": ("2", "个"),
    "历时«Q|三年»": ("3", "年"),
    "用时«Q|半个月»": ("0.5", "个月"),
    "共«Q|三十四项»": ("34", "项"),
    "公寓«Q|86套（间）»": ("86", "套(间)"),
    "浓度«Q|31微克/立方米»": ("31", "微克/立方米"),
    "惠及«Q|76万»群众": ("760000", ""),
    "分别有«Q|2»、3次": ("2", "次"),
    "客流«Q|1409万»、1305万人次": ("14090000", "人次"),
    "观众破«Q|千万人次»": ("10000000", "人次"),
    "系数为«Q|0.93»": ("0.93", ""),
    "排«Q|第64位»": ("64", "rank"),
    "居全省«Q|第3»": ("3", "rank"),
    "居全国«Q|第十五»": ("15", "rank"),
    "全国«Q|第三个»": ("3", "rank"),
    "列全国«Q|首位»": ("1", "rank"),
    "列全国百强«Q|57位»": ("57", "rank"),
    "提升«Q|4位»": ("4", "位"),
    "收入比«Q|1.8:1»": ("1.8", "ratio"),
}


@pytest.mark.parametrize(("marked", "expected"), VALUES.items())
def test_values_and_units(norm_of, marked, expected):
    norm = norm_of(marked)
    assert (norm.value, norm.unit) == (Decimal(expected[0]), expected[1])


RANGES = {
    "新建«Q|3至5个»": ("3", "5", "个"),
    "新建«Q|3个至5个»": ("3", "5", "个"),
    "用«Q|2－3年»": ("2", "3", "年"),
    "共«Q|三至九名»": ("3", "9", "名"),
    "共«Q|五人至十五人»": ("5", "15", "人"),
    "有«Q|二十几家»": ("20", "30", "家"),
    "有«Q|数十家»": ("10", "100", "家"),
}


@pytest.mark.parametrize(("marked", "expected"), RANGES.items())
def test_ranges_have_two_ends(norm_of, marked, expected):
    norm = norm_of(marked)
    assert norm.value is None
    assert (str(norm.low), str(norm.high), norm.unit) == expected


def test_a_place_among_the_first_is_a_rank_at_most(norm_of):
    norm = norm_of("进入全省«Q|前十»")
    assert (norm.value, norm.unit, norm.modifier) == (10, "rank", Modifier.AT_MOST)


@pytest.mark.parametrize("marked", ["比例«Q|8.1:40.5:51.4»", "退出«Q|后50名»"])
def test_what_is_no_single_number_is_none(norm_of, marked):
    assert norm_of(marked) is None
