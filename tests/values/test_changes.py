"""Changes and levels, their direction and what they are measured against."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.values import Change, find, read_change

CHANGES = {
    "收入增长«P|5%»": ("up", None),
    "收入同比增长«P|5%»": ("up", "yoy"),
    "收入同比增长约«P|5%»": ("up", "yoy"),
    "收入增长了«P|5%»": ("up", None),
    "收入增长达«P|5%»": ("up", None),
    "收入分别增长«P|5%»、6%": ("up", None),
    "收入分别增长5%、«P|6%»": ("up", None),
    "收入分别同比下降5%、6%和«P|7%»": ("down", "yoy"),
    "收入比上年增加«M|20万元»": ("up", "prior_year"),
    "收入较去年减少«M|20万元»": ("down", "prior_year"),
    "比2021年预算执行数减少«P|8%»": ("down", "budget"),
    "支出比预算节约«M|3万元»": ("down", "budget"),
    "环比下降«P|2%»": ("down", "mom"),
    "较年初增加«M|20亿元»": ("up", "year_start"),
    "比上年末增长«P|2%»": ("up", "year_start"),
    "比计划提前«Q|15天»": ("up", "plan"),
    "占比提高«P|3个百分点»": ("up", None),
    "占比下降«P|3个百分点»": ("down", None),
    "用时压减«P|60%»": ("down", None),
    "核减经费«M|20万元»": ("down", None),
    "经费压减«M|20万元»": ("down", None),
    "差距收窄«P|2个百分点»": ("down", None),
    "投资负增长«P|3%»": ("down", None),
    "净增企业«Q|20家»": ("up", None),
    "新增企业«Q|20家»": ("up", None),
    "新增（改扩建）学校«Q|20所»": ("up", None),
    "新增学校3所、医院«Q|2家»": ("up", None),
    "新增学校3所左右、医院«Q|2家»": ("up", None),
    "新增减税降费、退税缓费«M|3亿元»": ("up", None),
    "减少碳排放«Q|5万吨»": ("down", None),
    "高于全省«P|2个百分点»": ("up", None),
    "分别高于全国、全省«P|1.2»、0.8个百分点": ("up", None),
    "低于控制数«P|2个百分点»": ("down", None),
    "产值«P|翻一番»": ("up", None),
    "费用«P|减半»": ("down", None),
    "产值增长«P|2.7倍»": ("up", None),
    "排名上升«Q|5位»": ("up", None),
    "与上年相比，增加«M|3万元»": ("up", "prior_year"),
    "比上年增加2万元，增长«P|5%»": ("up", "prior_year"),
    "保持«P|5%»的增长": ("up", None),
}

LEVELS = {
    "收入增长到«M|20亿元»": None,
    "增加到«Q|6家»": None,
    "由4家增至«Q|6家»": None,
    "占比提高到«P|40%»": None,
    "占比提升至«P|40%»": None,
    "降至«P|3%»": None,
    "标准下调为«M|300元»": None,
    "增加值«M|300亿元»": None,
    "增长5%、达到«M|300亿元»": None,
    "增速达«P|5.2%»": None,
    "价格降幅达«P|50%»": None,
    "城镇新增就业«Q|3万人»": None,
    "争取新增专项债券«M|3亿元»": None,
    "改造提升«Q|5万亩»农田": None,
    "实现投资«M|3亿元»": None,
    "新增项目20个、总投资«M|3亿元»": None,
    "增长率居全省«Q|第3»": None,
    "占财政支出的«P|70%»": None,
    "完成预算的«P|98%»": "budget",
    "完成年度计划的«P|120%»": "plan",
}


@pytest.mark.parametrize(("marked", "expected"), CHANGES.items())
def test_changes_have_a_direction_and_a_basis(first_mark, marked, expected):
    text, start, end, _ = first_mark(marked)
    assert read_change(text, start, end) == Change(*expected, is_change=True)


@pytest.mark.parametrize(("marked", "basis"), LEVELS.items())
def test_levels_are_no_changes(first_mark, marked, basis):
    text, start, end, _ = first_mark(marked)
    assert read_change(text, start, end) == Change(None, basis, is_change=False)


def test_a_level_may_be_flat(first_mark):
    text, start, end, _ = first_mark("接待费«M|3万元»，与上年持平")
    assert read_change(text, start, end) == Change("flat", "prior_year", is_change=False)
    text, start, end, _ = first_mark("接待费«M|3万元»，会议费2万元，与上年持平")
    assert read_change(text, start, end) == Change()


@given(
    st.text(alphabet="收入增长下降到至新增同比上年、，。（(％%5亿元 \n家个百分点第", max_size=40)
)
def test_reading_changes_never_raises(text):
    for span in find(text):
        read_change(text, span.start, span.end)
