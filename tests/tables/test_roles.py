"""Heads of columns: role, measure, side, unit."""

import pytest

from jixiao.tables.roles import Role, column_words, counted_unit


@pytest.mark.parametrize(
    ("heads", "role", "measure"),
    [
        (["预算数", "年初预算"], Role.INITIAL, ""),
        (["全年预算数（A）"], Role.ADJUSTED, ""),
        (["支出", "决算数"], Role.ACTUAL, ""),
        (["上年决算数"], Role.ACTUAL, ""),
        (["预算执行率（B/A）"], Role.EXECUTION, ""),
        (["机关运行经费预算数"], Role.BUDGET, "机关运行经费"),
        (["支出", "政府性基金预算"], Role.LEVEL, "政府性基金预算"),
        (["本年支出合计"], Role.LEVEL, "支出合计"),
        (["计划投资（亿元）"], Role.PLAN, "计划投资"),
        (["年度指标值"], Role.TARGET, ""),
        (["实际完成值"], Role.REACHED, ""),
        (["分值"], Role.FULL_MARK, ""),
        (["自评得分"], Role.SCORE, ""),
        (["得分率"], Role.SCORE_RATE, ""),
        (["比上年增减率(%)"], Role.GROWTH, ""),
        (["增减额"], Role.CHANGE, ""),
        (["偏差原因"], Role.NONE, ""),
    ],
)
def test_heads_say_the_role_and_what_they_add(heads, role, measure):
    words = column_words(heads)
    assert (words.role, words.measure) == (role, measure)


def test_a_side_of_the_account_is_not_repeated_in_names():
    assert column_words(["收入", "决算数"]).side == "收入"
    assert column_words(["支出预算", "合计"]).measure == ""
    assert column_words(["支出预算", "合计"]).total


def test_units_in_heads():
    assert column_words(["户数（万户）"]).unit == "万户"
    assert column_words(["增减率(%)"]).unit == "%"
    assert column_words(["全年执行数(B)"]).unit is None
    assert counted_unit("在编人数") == "人"


def test_no_heads_say_nothing():
    words = column_words([])
    assert (words.role, words.measure, words.side) == (Role.LEVEL, "", "")
