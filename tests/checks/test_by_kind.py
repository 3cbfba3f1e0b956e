"""Lists by kinds against their whole and against each other; invented sentences."""

import pytest

SOURCES = "中央资金300万元、省级资金200万元、县级资金100万元"
USES = "道路建设380万元、饮水工程140万元、产业发展80万元"


@pytest.mark.parametrize(
    ("text", "stated", "verdict"),
    [
        (f"落实资金600万元。按来源分：{SOURCES}。", "600万元", "agrees"),
        (f"落实资金610万元。按来源分：{SOURCES}。", "610万元", "contradiction"),
        (f"落实资金600万元，按用途分，{USES}。", "600万元", "agrees"),
        ("支出186.5万元。按经济分类，工资110.2万元，公用76.3万元。", "186.5万元", "agrees"),
        (
            "支出187.5万元。按功能科目分，教育110.2万元，住房76.3万元。",
            "187.5万元",
            "contradiction",
        ),
        ("建成充电桩620个。按区域分，城区310个、乡镇220个、景区90个。", "620个", "agrees"),
        (
            "受理投诉96件。分季度看，一季度21件、二季度24件、三季度26件、四季度35件。",
            "96件",
            "contradiction",
        ),
    ],
)
def test_a_list_by_kinds_against_its_whole(verdicts, text, stated, verdict):
    told = {(found[1], found[2]) for found in verdicts(text) if found[0] == "sum"}
    assert told == {(stated, verdict)}


def test_two_lists_of_one_whole_are_each_held_to_it(verdicts):
    text = f"落实资金600万元。按来源分，{SOURCES}；按用途分，{USES.replace('发展80', '发展90')}。"
    sums = sorted(found[2:] for found in verdicts(text) if found[0] == "sum")
    assert sums == [("agrees", "600"), ("contradiction", "610")]


@pytest.mark.parametrize(
    ("last", "verdict", "computed"), [("80", "agrees", "80"), ("90", "contradiction", "80")]
)
def test_two_lists_of_a_whole_that_is_not_printed(verdicts, last, verdict, computed):
    text = f"资金按来源分，{SOURCES}；按用途分，{USES.replace('发展80', f'发展{last}')}。"
    assert verdicts(text) == {("sum", f"{last}万元", verdict, computed)}


@pytest.mark.parametrize(
    "text",
    [
        "落实资金600万元。按用途分，主要用于道路建设380万元、饮水工程140万元。",
        "落实资金600万元。按用途分，其中道路建设380万元、饮水工程140万元。",
        f"资金按来源分，{SOURCES}；按用途分，道路建设80万元、饮水工程40万元。",
        f"资金按来源分，{SOURCES}；捐款按用途分，道路建设380万元、饮水工程150万元。",
    ],
)
def test_lists_that_leave_something_out_contradict_nothing(verdicts, text):
    assert not [found for found in verdicts(text) if found[2] == "contradiction"]
