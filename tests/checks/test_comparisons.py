"""Words that compare two figures, right, wrong, and within rounding; invented sentences."""

import pytest


@pytest.mark.parametrize(
    ("text", "stated", "verdict"),
    [
        ("接待费4.6万元，比上年的4.8万元有所下降。", "下降", "agrees"),
        ("接待费5.6万元，比上年的4.8万元有所下降。", "下降", "contradiction"),
        ("接待费5.6万元，比上年的4.8万元略有增加。", "增加", "agrees"),
        ("接待费4.8万元，比上年的4.8万元略有增加。", "增加", "rounding"),
        ("运行费11.0万元，低于上年的11.5万元。", "低于上年的", "agrees"),
        ("运行费12.6万元，低于上年的11.5万元。", "低于上年的", "contradiction"),
        ("实际支出30万元，未超过年初预算30万元。", "未超过年初预算", "agrees"),
        ("实际支出36万元，未超过年初预算30万元。", "未超过年初预算", "contradiction"),
        ("计划培训1000人次，实际培训1060人次，超额完成年度任务。", "超额完成", "agrees"),
        ("计划培训1000人次，实际培训960人次，超额完成年度任务。", "超额完成", "contradiction"),
        ("计划新建80公里，实际完成80公里，完成年度目标。", "完成年度目标", "agrees"),
        ("计划新建80公里，实际完成86公里，未完成年度目标。", "未完成年度目标", "contradiction"),
        ("目标值≥95%，实际完成值93%，已完成年度指标。", "已完成年度指标", "contradiction"),
        ("目标值≥95%，实际完成值96%，已完成年度指标。", "已完成年度指标", "agrees"),
    ],
)
def test_words_against_the_figures(verdicts, text, stated, verdict):
    told = {(found[1], found[2]) for found in verdicts(text) if found[0] == "bound"}
    assert told == {(stated, verdict)}


@pytest.mark.parametrize(
    "text",
    [
        "目标控制在30人以内，实际完成25人，完成年度目标。",
        "计划培训1000人次，实际发放补贴960元，超额完成年度任务。",
        "接待费5.6万元，比上年的4.8万元多支。",
        "运行费12.6万元，维修费低于上年的11.5万元。",
    ],
)
def test_what_does_not_compare_gives_nothing(verdicts, text):
    assert not {found for found in verdicts(text) if found[0] == "bound"}


@pytest.mark.parametrize(
    ("budget", "before", "verdict"),
    [("5", "5", "agrees"), ("5", "4", "contradiction"), ("5", "4.6", "rounding")],
)
def test_the_same_as_the_base_in_the_clause(verdicts, budget, before, verdict):
    text = f"接待费预算{budget}万元，与上年预算{before}万元持平。"
    assert {found[1:3] for found in verdicts(text)} == {("持平", verdict)}


@pytest.mark.parametrize(("last", "verdict"), [("6.2", "agrees"), ("5.8", "contradiction")])
def test_the_same_as_a_base_that_stands_before_the_words(verdicts, last, verdict):
    text = f"会议费6.2万元，上年为{last}万元，与上年持平。"
    assert {found[1:3] for found in verdicts(text)} == {("持平", verdict)}
