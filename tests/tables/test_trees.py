from hypothesis import given
from hypothesis import strategies as st

from jixiao.tables.trees import Line, parents


def names(*lines: str) -> list[int | None]:
    return parents([Line(name) for name in lines])


def test_a_count_that_begins_anew_stands_under_the_line_before_it():
    assert names("一、拨款", "二、基金", "年初结转", "一、拨款", "二、基金") == [
        None,
        None,
        None,
        2,
        2,
    ]


def test_lines_of_qizhong_that_follow_each_other_are_parts_of_one_line():
    assert names("费用", "其中：甲", "其中：乙", "收入") == [None, 0, 0, None]


def test_codes_go_before_indents():
    lines = [Line("工资", ("301",)), Line("津贴", ("30102",)), Line("奖金", ("302",), indent=4)]
    assert parents(lines) == [None, 0, None]


def test_nothing_is_part_of_a_total_or_of_what_stands_above_it():
    lines = [Line("甲"), Line("合计", total=True), Line("乙", indent=2)]
    assert parents(lines) == [None, None, None]


LINES = st.builds(
    Line,
    st.sampled_from(["一、甲", "（一）乙", "1.丙", "其中：丁", "戊", "合计"]),
    st.sampled_from([(), ("201",), ("20101",), ("201", "01"), ("201", "01", "02")]),
    st.integers(0, 4),
    st.booleans(),
)


@given(st.lists(LINES, max_size=30))
def test_a_line_is_part_of_one_above_it_and_totals_of_none(lines):
    for i, parent in enumerate(parents(lines)):
        assert parent is None or (parent < i and not lines[i].total)
