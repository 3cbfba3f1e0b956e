import pytest

from jixiao.checks.cues import (
    PRIOR_YEAR,
    Role,
    basis_of,
    plan_of,
    residue,
    role_of,
    sign_of,
    steps,
    whole_of,
)


@pytest.mark.parametrize(
    ("clause", "family", "role"),
    [
        ("基本支出", "money", Role.LEVEL),
        ("比上年减少", "money", Role.CHANGE),
        ("同比增长", "fraction", Role.RATE),
        ("提高", "pp", Role.CHANGE),
        ("增加到", "count", Role.LEVEL),
        ("增长至", "fraction", Role.LEVEL),
        ("占全年支出的", "fraction", Role.SHARE),
        ("占比", "fraction", Role.SHARE),
        ("完成年初预算的", "fraction", Role.COMPLETION),
        ("为年度计划的", "fraction", Role.COMPLETION),
        ("比上年的", "money", Role.BASE),
        ("上年同期为", "fraction", Role.BASE),
        ("较2022年末的", "count", Role.BASE),
        ("新增科技企业", "count", Role.ADDED),
        ("工业增加值", "money", Role.LEVEL),
        ("覆盖率", "fraction", Role.LEVEL),
        ("多", "money", Role.CHANGE),
    ],
)
def test_the_clause_tells_the_role(clause, family, role):
    assert role_of(clause, family) is role


@pytest.mark.parametrize(
    ("clause", "sign"),
    [("比上年减少", -1), ("增长", 1), ("低于", 0), ("较上年低于", -1), ("少", -1), ("支出", 0)],
)
def test_the_verb_tells_the_sign(clause, sign):
    assert sign_of(clause) == sign


@pytest.mark.parametrize(
    ("lead", "basis"),
    [
        ("，比上年度增加", PRIOR_YEAR),
        ("，同比增长", PRIOR_YEAR),
        ("，比2023年预算执行数减少", "2023年预算执行数"),
        ("，与2022年度相比，收入总计增加", "2022年度"),
        ("，环比增长", "环比"),
        ("，增长", None),
    ],
)
def test_what_a_change_is_measured_against(lead, basis):
    assert basis_of(lead) == basis


@pytest.mark.parametrize(
    ("lead", "rest"),
    [
        ("，比上年减少", ""),
        ("（快报数），同比增长", ""),
        ("；公务接待费", "公务接待费"),
        ("，税收增长", "税收"),
        ("，与2022年度相比，收入总计增加", "收入"),
    ],
)
def test_residue_is_a_new_subject_or_nothing(lead, rest):
    assert residue(lead) == rest


def test_wholes_and_plans_are_named():
    assert whole_of("占本年支出合计的") == "本年支出合计"
    assert whole_of("占") == ""
    assert whole_of("支出") is None
    assert plan_of("完成全年预算数的") == "全年预算数"
    assert steps("由", "增加到")
    assert not steps("由", "，其中")
