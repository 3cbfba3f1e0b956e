"""The layouts that published tables have, with figures of our own."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.tables import tables_of
from jixiao.types import Block, Document
from tables.grids import Read, made, reading

WAN = Decimal(10000)

HALVES = [
    [("收入", 1, 3), ("支出", 1, 3)],
    ["项目", "行次", "决算数", "项目", "行次", "决算数"],
    ["栏次", "", "1", "栏次", "", "2"],
    ["一、财政拨款收入", "1", "812.40", "一、教育支出", "9", "700.10"],
    ["二、事业收入", "2", "", "二、卫生健康支出", "10", "112.30"],
    ["本年收入合计", "3", "812.40", "本年支出合计", "11", "812.40"],
]


def test_a_cell_of_a_half_has_the_heads_of_its_half():
    table = reading(
        HALVES, "收入支出决算总表", "单位：万元", heading="青岩县水务局2023年度部门决算"
    )
    assert table.rows("700.10") == ["一、教育支出"]
    assert table.columns("700.10") == ["支出", "决算数"]
    assert table.rows("812.40") == ["一、财政拨款收入"]
    assert table.columns("812.40") == ["收入", "决算数"]
    assert table.caption == "收入支出决算总表"
    assert (table.unit("112.30"), table.period("112.30")) == (WAN, "2023年度")


def test_numbers_of_lines_and_columns_are_neither_heads_nor_figures():
    table = reading(HALVES)
    for text in ("1", "2", "9", "11"):
        cell = table.cell(text)
        assert cell.serial
        assert not cell.head
        assert cell.unit is None
    assert table.cell("行次").head


def test_totals_are_marked_in_rows_and_columns():
    table = reading(
        [["项目", "合计", "基本支出"], ["教育", "9.50", "4.00"], ["合　计", "19.50", "14.00"]]
    )
    marked = {c.place.of(table.text) for c in table.table.cells if c.total and not c.head}
    assert marked == {"9.50", "19.50", "14.00"}


CODED = [
    [("项目", 1, 4), ("收入预算", 1, 2)],
    [("功能分类科目编码", 1, 3), ("科目名称", 2, 1), ("合计", 2, 1), ("财政拨款", 2, 1)],
    ["类", "款", "项"],
    ["205", "", "", "教育支出", "31.00", "30.00"],
    ["205", "02", "", "普通教育", "21.00", "20.00"],
    ["205", "02", "03", "初中教育", "11.00", "10.00"],
    [("合计", 1, 4), "32.00", "33.00"],
]


def test_rows_of_accounts_stand_under_those_whose_codes_begin_theirs():
    table = reading(CODED, "2024年收入预算总表", "单位：元")
    assert table.rows("10.00") == ["教育支出", "普通教育", "初中教育"]
    assert table.columns("10.00") == ["收入预算", "财政拨款"]
    codes = [place.of(table.text) for place in table.cell("10.00").row_codes]
    assert codes == ["205", "02", "03"]
    assert table.rows("33.00") == ["合计"]
    assert table.cell("初中教育").head
    assert table.columns("03") == ["项目", "功能分类科目编码", "项"]
    assert table.unit("33.00") == 1


def test_codes_in_one_column_make_the_same_tree():
    table = reading(
        [
            ["科目编码", "科目名称", "决算数"],
            ["208", "社会保障和就业支出", "8.10"],
            ["20805", "养老支出", "8.20"],
            ["2080505", "养老保险缴费", "8.30"],
            ["210", "卫生健康支出", "8.40"],
        ]
    )
    assert table.rows("8.30") == ["社会保障和就业支出", "养老支出", "养老保险缴费"]
    assert table.rows("8.40") == ["卫生健康支出"]


def test_codes_left_out_below_the_first_row_are_those_above():
    table = reading(
        [
            ["类", "款", "名称", "金额"],
            ["301", "", "工资", "5.10"],
            ["", "01", "基本工资", "5.20"],
            ["", "02", "津贴", "5.30"],
        ]
    )
    assert table.rows("5.30") == ["工资", "津贴"]
    assert [place.of(table.text) for place in table.cell("5.30").row_codes] == ["301", "02"]


def test_numbers_and_qizhong_make_trees():
    table = reading(
        [
            ["项目", "预算数", "决算数"],
            ["一、收入", "10.10", "10.20"],
            ["（一）拨款", "11.10", "11.20"],
            ["其中：基金", "12.10", "12.20"],
            ["二、支出", "13.10", "13.20"],
        ]
    )
    assert table.rows("12.10") == ["一、收入", "（一）拨款", "其中：基金"]
    assert table.rows("13.20") == ["二、支出"]


def test_indents_make_trees():
    table = reading(
        [
            ["项目", "金额"],
            ["公务用车费", "30.10"],
            ["\u3000购置费", "30.20"],
            ["\u3000运行费", "30.30"],
            ["公务接待费", "30.40"],
        ]
    )
    assert table.rows("30.30") == ["公务用车费", "运行费"]
    assert table.rows("30.40") == ["公务接待费"]


def test_heads_of_four_levels():
    table = reading(
        [
            [("“三公”经费", 1, 4)],
            [("合计", 2, 1), ("公务用车费", 1, 2), ("公务接待费", 2, 1)],
            ["购置费", "运行费"],
            ["7.30", "2.10", "3.20", "2.00"],
        ],
        "“三公”经费预算表",
        "金额单位：万元",
    )
    assert table.columns("3.20") == ["“三公”经费", "公务用车费", "运行费"]
    assert table.rows("3.20") == []
    assert table.unit("3.20") == WAN


SELF_EVALUATION = [
    [("项目支出绩效自评表", 1, 9)],
    [("（2023年度）", 1, 9)],
    ["项目名称", ("河道保洁", 1, 8)],
    ["主管部门", ("水务局", 1, 3), ("实施单位", 1, 2), ("河道管理所", 1, 3)],
    [
        ("项目资金（万元）", 4, 1),
        ("", 1, 3),
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
    ],
    [("年度资金总额", 1, 3), "120.00", "130.00", "117.00", "10", "90.00%"],
    [("其中：当年财政拨款", 1, 3), "100.00", "110.00", "97.00", "—", ""],
    [("上年结转资金", 1, 3), "20.00", "20.00", "20.00", "—", ""],
    [("年度总体目标", 2, 1), ("预期目标", 1, 4), ("实际完成情况", 1, 4)],
    [("保洁十五条河道，水质达标。", 1, 4), ("已完成。", 1, 4)],
    [
        ("绩效指标", 3, 1),
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因",
    ],
    [("产出指标", 2, 1), "数量指标", "保洁河道", "≥15条", "16条", "20", "19", ""],
    ["质量指标", "水质达标率", "95%", "96.5%", "30", "28.5", "良好"],
    [("总分", 1, 6), "100", "97.5", ""],
]


def test_the_self_evaluation_of_a_project():
    table = reading(SELF_EVALUATION)
    assert table.caption == "项目支出绩效自评表"
    assert table.rows("117.00") == ["项目资金（万元）", "年度资金总额"]
    assert table.rows("97.00") == ["项目资金（万元）", "年度资金总额", "其中：当年财政拨款"]
    assert table.columns("117.00") == ["全年执行数"]
    assert (table.unit("117.00"), table.unit("10"), table.unit("90.00%")) == (WAN, None, None)
    assert table.rows("28.5") == ["绩效指标", "产出指标", "质量指标", "水质达标率"]
    assert table.columns("28.5") == ["得分"]
    assert table.columns("≥15条") == ["年度指标值"]
    assert table.rows("97.5") == ["总分"]
    assert table.cell("97.5").total
    assert table.rows("水务局") == ["主管部门"]
    assert table.period("28.5") == "2023年度"


def test_the_unit_and_year_of_a_column_go_before_those_of_the_table():
    table = reading(
        [
            ["指标", "2022年", "2023年（元）", "增长率"],
            ["办公费", "4.10", "52000", "26.8"],
        ],
        "2023年度支出情况表（单位：万元）",
    )
    assert (table.unit("4.10"), table.unit("52000"), table.unit("26.8")) == (WAN, Decimal(1), None)
    assert (table.period("4.10"), table.period("52000")) == ("2022年", "2023年")
    assert table.period("26.8") == "2023年度"
    assert table.table.period is not None


def test_bare_years_head_columns():
    table = reading([["指标", "2021", "2022"], ["人口", "30.5", "30.9"], ["产值", "61.0", "66.2"]])
    assert table.columns("66.2") == ["2022"]
    assert table.period("66.2") == "2022"
    assert table.rows("66.2") == ["产值"]


def test_title_and_unit_in_the_first_rows_of_the_table():
    table = reading(
        [
            [("部门收支预算总表", 1, 4)],
            [("编制单位：青岩县水务局", 1, 3), "单位：万元"],
            [("收入", 1, 2), ("支出", 1, 2)],
            ["项目", "预算数", "项目", "预算数"],
            ["拨款", "8.80", "人员", "6.60"],
        ]
    )
    assert table.caption == "部门收支预算总表"
    assert table.columns("6.60") == ["支出", "预算数"]
    assert table.rows("6.60") == ["人员"]
    assert table.unit("6.60") == WAN


def test_an_empty_template_has_heads_and_no_figures():
    table = reading([*CODED[:3], [("合计", 1, 4), "", ""], ["", "", "", "", "", ""]], "空表")
    heads = [cell.place.of(table.text) for cell in table.table.cells if cell.head]
    assert heads == [cell.place.of(table.text) for cell in table.table.cells]
    assert table.columns("财政拨款") == ["收入预算"]


def test_groups_that_are_merged_or_left_blank_name_the_rows_below():
    merged = reading([["类别", "项目", "数"], [("甲类", 2, 1), "子项", "41"], ["丑项", "42"]])
    blank = reading([["类别", "项目", "数"], ["甲类", "子项", "41"], ["", "丑项", "42"]])
    assert merged.rows("42") == blank.rows("42") == ["甲类", "丑项"]


def test_rows_without_figures_between_head_and_figures_are_rows():
    table = reading([["项目", "金额"], ["甲", ""], ["乙", "—"], ["丙", "3.50"]])
    assert table.columns("3.50") == ["金额"]
    assert table.cell("甲").head
    assert table.rows("3.50") == ["丙"]


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        (("表1 人员情况",), "表1 人员情况"),
        (("全年支出如下：",), None),
        (("人员情况表", "填报单位：青岩县水务局", "单位：人"), "人员情况表"),
        (("我局坚持过紧日子。",), None),
    ],
)
def test_captions(above, caption):
    assert reading([["项目", "数"], ["在职", "42"]], *above).caption == caption


def test_a_period_comes_from_the_headings_around_the_table():
    document = made([["项目", "金额"], ["甲", "1.50"]], heading="2022年度部门决算")
    assert tables_of(document)[0].period is not None
    assert reading([["项目", "金额"], ["甲", "1.50"]]).table.period is None


def test_no_table_no_cells():
    assert tables_of(Document("0" * 16, "a.txt", "txt", "一段话。")) == ()


def test_spans_that_claim_too_much_are_not_believed():
    text = "甲\t1.5"
    blocks = (
        Block("cell", 0, 1, table=0, row=0, column=0, row_span=10**9, column_span=10**9),
        Block("cell", 2, 5, table=0, row=10**6, column=10**6, row_span=10**9),
    )
    (table,) = tables_of(Document("0" * 16, "a.html", "html", text, blocks))
    assert [(cell.row_span, cell.column_span) for cell in table.cells] == [(1, 1), (1, 1)]


WORDS = st.sampled_from(
    ["项目", "合计", "一、收入", "205", "1", "2.50", "—", "2023年", "其中：甲", ""]
)


@given(st.lists(st.lists(st.tuples(WORDS, st.integers(1, 3), st.integers(1, 3)), max_size=5)))
def test_every_cell_comes_back_once_and_never_heads_itself(rows):
    document = made(rows)
    cells = [cell for table in tables_of(document) for cell in table.cells]
    wanted = [(b.start, b.row, b.column) for b in document.blocks if b.kind == "cell"]
    assert [(c.place.start, c.row, c.column) for c in cells] == wanted
    for cell in cells:
        assert cell.place not in (*cell.row_heads, *cell.column_heads)
        assert not (cell.head and cell.serial)


@pytest.mark.parametrize(
    "line", ["表2 资金支付情况（单位：万元）", "表2 资金支付情况    单位：万元"]
)
def test_a_line_that_names_the_table_and_its_unit_gives_both(line):
    table = reading([["项目", "支付数"], ["堤防加固", "120.50"]], line)
    assert (table.caption, table.unit("120.50")) == ("表2 资金支付情况", WAN)


@pytest.mark.parametrize(
    ("note", "unit"), [("注：单位为万元；分项之和略有出入。", WAN), ("以上金额单位为万元。", None)]
)
def test_a_note_right_below_the_table_may_give_its_unit(note, unit):
    document = made([["项目", "支付数"], ["堤防加固", "120.50"]])
    start = len(document.text)
    below = Block("paragraph", start, start + len(note))
    document = replace(document, text=document.text + note, blocks=(*document.blocks, below))
    assert Read(document).unit("120.50") == unit
