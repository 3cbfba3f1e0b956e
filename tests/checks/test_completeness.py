"""Short lists under 其中: which leave nothing out; invented sentences."""

import pytest

COMPLETE = [
    ("来访386批，其中：个访352批，集体访{}批。", "34", "38"),
    ("参训260名，其中：男学员140名，女学员{}名。", "120", "130"),
    ("举办培训24期，其中：线上10期，线下{}期。", "14", "16"),
    ("受理案件1260件，其中：已办结1180件，未办结{}件。", "80", "90"),
    ("抽检食品3200批次，其中：合格3160批次，不合格{}批次。", "40", "50"),
    ("培训600人次，其中：上半年250人次，下半年{}人次。", "350", "360"),
    (
        "到位资金12.0亿元，其中：一季度2.0亿元，二季度3.0亿元，三季度3.0亿元，四季度{}亿元。",
        "4.0",
        "5.0",
    ),
    ("幼儿园42所，其中：公办12所，民办{}所。", "30", "32"),
    ("支出900万元（人员经费760万元，公用经费{}万元）。", "140", "150"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), COMPLETE)
def test_parts_that_can_only_be_all_there_are(verdicts, text, right, wrong):
    text = text.replace("支出900", "基本支出900")
    assert {f[2] for f in verdicts(text.format(right)) if f[0] == "sum"} == {"agrees"}
    assert {f[2] for f in verdicts(text.format(wrong)) if f[0] == "sum"} == {"contradiction"}


def test_classes_that_exclude_one_another_are_no_more_than_their_whole(verdicts):
    text = "新建厂房86座，其中：甲类厂房20座，乙类厂房30座，丙类厂房{}座。"
    assert {f[2] for f in verdicts(text.format(38)) if f[0] == "sum"} == {"contradiction"}
    assert not {f for f in verdicts(text.format(30)) if f[2] == "contradiction"}


@pytest.mark.parametrize(
    "text",
    [
        "来访386批，其中：集体访38批，越级访12批。",
        "职工120人，其中：党员86人，女职工60人。",
        "干部236人，其中：本科以上180人，高级职称62人。",
        "完成投资9.6亿元，其中：产业项目3.2亿元，民生项目2.1亿元。",
        "支出1200万元，其中：差旅费60万元，会议费20万元。",
        "培训600人次，其中：上半年250人次，党员360人次。",
        "营业收入900万元（去年860万元，目标1000万元）。",
    ],
)
def test_parts_that_may_leave_something_out_contradict_nothing(verdicts, text):
    assert not {found for found in verdicts(text) if found[2] == "contradiction"}


@pytest.mark.parametrize(("total", "verdict"), [("270", "agrees"), ("280", "contradiction")])
def test_a_total_that_repeats_the_verb_of_its_parts(verdicts, total, verdict):
    text = f"两年分别投入120万元、150万元，共投入{total}万元。"
    assert {found[1:3] for found in verdicts(text)} == {(f"{total}万元", verdict)}


def test_a_total_of_another_verb_is_another_total(verdicts):
    assert not verdicts("省级下达120万元、市级下达150万元，共投入600万元。")
