from datetime import date
from decimal import Decimal

import pytest

from jixiao.types import Block


def only(result, kind):
    (fact,) = [f for f in result.facts if f.kind == kind]
    return fact


def test_measure_has_every_field(read):
    result = read(
        "«2022年»DATE，«我局»ORG«培训费»INDICATOR约«3.5万元»MONEY。",
        "VALUE 培训费 3.5万元",
        "SUBJECT 我局 培训费",
        "PERIOD 3.5万元 2022年",
    )
    fact = only(result, "measure")
    assert (fact.subject, fact.name, fact.value) == ("衡阳市科学技术局", "培训费", Decimal(35000))
    assert (fact.unit, fact.modifier, fact.stage) == ("元", "approx", "actual")
    assert (fact.period_start, fact.period_end) == (date(2022, 1, 1), date(2022, 12, 31))
    assert (fact.value_span, fact.name_span, fact.subject_span) == ("m4", "m3", "m2")
    assert fact.direction is None
    assert fact.fact_id == "f1"


def test_change_is_signed_by_its_direction(read):
    result = read(
        "«印刷费»INDICATOR«2万元»MONEY，比«上年»DATE减少«0.5万元»MONEY，下降«20%»PERCENT。",
        "VALUE 印刷费 2万元",
        "CHANGE 印刷费 0.5万元",
        "CHANGE 印刷费 20%",
    )
    money, share = [f for f in result.facts if f.kind == "change"]
    assert (money.value, money.unit, money.direction) == (Decimal(-5000), "元", "down")
    assert (share.value, share.unit, share.direction) == (Decimal("-0.2"), "fraction", "down")
    assert (money.basis, share.basis) == ("prior_year", "prior_year")


def test_list_shares_the_direction_of_its_first_item(read):
    result = read(
        "新增«示范农场»INDICATOR«3家»QUANTITY、«科普基地»INDICATOR«2个»QUANTITY。",
        "CHANGE 示范农场 3家",
        "CHANGE 科普基地 2个",
    )
    assert [f.direction for f in result.facts] == ["up", "up"]


@pytest.mark.parametrize(
    ("text", "value", "direction"),
    [
        ("新增«3A级果园»INDICATOR«2家»QUANTITY。", Decimal(2), "up"),
        ("有效降低«农户用水成本»INDICATOR«2元»MONEY。", Decimal(-2), "down"),
        ("«茶叶产值»INDICATOR，«降幅»INDICATOR达«2%»PERCENT。", Decimal("-0.02"), "down"),
    ],
)
def test_the_verb_of_the_indicator_gives_the_direction(read, text, value, direction):
    head = next(n for n in ("3A级果园", "农户用水成本", "降幅") if n in text)
    figure = next(n for n in ("2家", "2元", "2%") if f"«{n}»" in text)
    fact = only(read(text, f"CHANGE {head} {figure}"), "change")
    assert (fact.value, fact.direction) == (value, direction)


def test_percentage_points_keep_their_unit(read):
    result = read("«办结率»INDICATOR提高«3.2个百分点»PERCENT。", "CHANGE 办结率 3.2个百分点")
    fact = only(result, "change")
    assert (fact.value, fact.unit, fact.direction) == (Decimal("0.032"), "pp", "up")


def test_a_range_of_a_decrease_changes_places(read):
    result = read("«能耗»INDICATOR下降«2%-3%»PERCENT。", "CHANGE 能耗 2%-3%")
    fact = only(result, "change")
    assert (fact.low, fact.high, fact.value) == (Decimal("-0.03"), Decimal("-0.02"), None)


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("占«2022年度»DATE支出总额的", "支出总额"),
        ("完成年初预算的", "budget"),
        ("占年度计划的", "plan"),
    ],
)
def test_share_has_its_whole_as_basis(read, words, basis):
    result = read(
        f"«差旅费»INDICATOR«8万元»MONEY，{words}«40%»PERCENT。",
        "VALUE 差旅费 8万元",
        "SHARE 8万元 40%",
    )
    fact = only(result, "share")
    assert (fact.name, fact.value, fact.basis) == ("差旅费", Decimal("0.4"), basis)


def test_rank_takes_the_bare_total_with_its_indicator(read):
    result = read(
        "«种子企业»INDICATOR净增«12家»QUANTITY，«总数»INDICATOR达«90家»QUANTITY，列全省«第4»QUANTITY。",
        "CHANGE 种子企业 12家",
        "VALUE 总数 90家",
        "RANK 总数 第4",
    )
    fact = only(result, "rank")
    assert (fact.name, fact.value, fact.unit) == ("种子企业总数全省排名", Decimal(4), "rank")
    assert fact.subject == "衡阳市"
    assert only(result, "measure").name == "种子企业总数"


def test_funding_of_a_project_without_its_year(read):
    result = read(
        "“«2022年农技推广专项»PROJECT”«50万元»MONEY。", "FUNDING 2022年农技推广专项 50万元"
    )
    fact = only(result, "funding")
    assert (fact.name, fact.value, fact.unit) == ("农技推广专项", Decimal(500000), "元")


def test_added_fund_is_one_row_with_direction(read):
    result = read(
        "新增«助农发展基金»PROJECT«600万元»MONEY。",
        "FUNDING 助农发展基金 600万元",
        "CHANGE 助农发展基金 600万元",
    )
    assert [(f.kind, f.direction) for f in result.facts] == [("funding", "up")]


def test_money_that_each_gets_is_a_row_for_each(read):
    result = read(
        "«甲厂»ORG、«乙厂»ORG分别获得«10万元»MONEY技改补助。",
        "OBTAINS 甲厂 10万元",
        "OBTAINS 乙厂 10万元",
    )
    assert [(f.subject, f.name) for f in result.facts] == [
        ("乙厂", "技改补助"),
        ("甲厂", "技改补助"),
    ]


def test_counted_bodies_obtain_money(read):
    result = read(
        "«30家»QUANTITY企业获得«技改贷款»INDICATOR«2亿元»MONEY。",
        "OBTAINS 30家 2亿元",
        "VALUE 技改贷款 2亿元",
    )
    counts, money = result.facts
    assert (counts.name, counts.value, counts.subject) == (
        "获得技改贷款的企业",
        Decimal(30),
        "衡阳市",
    )
    assert (money.kind, money.name, money.subject) == ("measure", "技改贷款", "30家企业")


def test_bodies_of_a_list_keep_their_own_figures(read):
    result = read(
        "«甲公司»ORG、«乙公司»ORG«利润»INDICATOR分别增长«3%»PERCENT和«5%»PERCENT。",
        "SUBJECT 甲公司 利润",
        "SUBJECT 乙公司 利润",
        "CHANGE 利润 3%",
        "CHANGE 利润 5%",
    )
    assert [(f.subject, f.value) for f in result.facts] == [
        ("甲公司", Decimal("0.03")),
        ("乙公司", Decimal("0.05")),
    ]


def test_elliptic_list_gives_each_figure_its_own_name(read):
    result = read(
        "«油茶、烤烟种植面积»INDICATOR分别增长«3%»PERCENT、«5%»PERCENT。",
        "CHANGE 油茶、烤烟种植面积 3%",
        "CHANGE 油茶、烤烟种植面积 5%",
    )
    assert [(f.name, f.value) for f in result.facts] == [
        ("油茶种植面积", Decimal("0.03")),
        ("烤烟种植面积", Decimal("0.05")),
    ]


def test_budget_measure_takes_the_account_before_it(read):
    result = read(
        "1.农林水支出（类）农业农村（款）病虫害控制（项）。«年初预算»INDICATOR为«9万元»MONEY，"
        "«支出决算»INDICATOR为«8万元»MONEY。",
        "VALUE 年初预算 9万元",
        "VALUE 支出决算 8万元",
    )
    account = "农林水支出（类）农业农村（款）病虫害控制（项）"
    assert [(f.name, f.stage) for f in result.facts] == [
        (account + "年初预算", "budget"),
        (account + "支出决算", "actual"),
    ]


def test_money_of_a_budget_report_is_budget(read):
    text = "«公用经费»INDICATOR«9万元»MONEY。«2021年»DATE«公用经费执行数»INDICATOR«8万元»MONEY。"
    links = ("VALUE 公用经费 9万元", "VALUE 公用经费执行数 8万元")
    assert [f.stage for f in read(text, *links, kind="预算").facts] == ["budget", "actual"]
    assert [f.stage for f in read(text, *links, kind="决算").facts] == ["actual", "actual"]


def test_plan_word_holds_for_its_list(read):
    result = read(
        "力争«茶叶产量»INDICATOR达到«3万吨»QUANTITY，«鱼产量»INDICATOR达到«2万吨»QUANTITY；"
        "«猪产量»INDICATOR«5万吨»QUANTITY。",
        "VALUE 茶叶产量 3万吨",
        "VALUE 鱼产量 2万吨",
        "VALUE 猪产量 5万吨",
    )
    assert [f.stage for f in result.facts] == ["plan", "plan", "actual"]


def test_wrapped_lines_are_read_as_one(read):
    result = read(
        "«印刷费»INDICATOR比«上年»DATE减少\n«0.5万元»MONEY。",
        "CHANGE 印刷费 0.5万元",
        blocks=(Block("paragraph", 0, 16),),
    )
    assert (only(result, "change").direction, only(result, "change").value) == ("down", -5000)


def test_header_of_a_table_holds_in_its_cells(read):
    text = "单位：万元\n«办公费»INDICATOR\n«12.5»MONEY\n«会议费»INDICATOR«3元»MONEY"
    blocks = (
        Block("paragraph", 0, 5),
        Block("cell", 6, 9, table=0, row=0, column=0),
        Block("cell", 10, 14, table=0, row=0, column=1),
        Block("paragraph", 15, 20),
    )
    links = ("VALUE 办公费 12.5", "VALUE 会议费 3元")
    assert [f.value for f in read(text, *links, blocks=blocks).facts] == [
        Decimal(125000),
        Decimal(3),
    ]


@pytest.mark.parametrize(
    ("text", "name", "subject"),
    [
        ("«全国粮食产量»INDICATOR«3万吨»QUANTITY。", "粮食产量", "全国"),
        ("«全国重点实验室»INDICATOR«3个»QUANTITY。", "全国重点实验室", "衡阳市科学技术局"),
    ],
)
def test_the_nation_as_scope_and_as_part_of_a_title(read, text, name, subject):
    figure = "3万吨" if "3万吨" in text else "3个"
    indicator = text[1 : text.index("»")]
    fact = only(read(text, f"VALUE {indicator} {figure}"), "measure")
    assert (fact.name, fact.subject) == (name, subject)


def test_rank_of_counted_honours_has_their_name(read):
    result = read(
        "获评«省绿色车间»AWARD«9家»QUANTITY，居全省«第2»QUANTITY。",
        "RECEIVES 9家 省绿色车间",
        "RANK 9家 第2",
    )
    assert only(result, "rank").name == "省绿色车间全省排名"


def test_unreadable_figure_gives_an_issue_and_no_fact(read):
    result = read("«产值»INDICATOR«若干元»MONEY。", "VALUE 产值 若干元")
    assert result.facts == ()
    (issue,) = result.issues
    assert (issue.stage, issue.code, issue.start, issue.end) == ("values", "unreadable_money", 2, 5)


def test_header_gives_the_unit_of_bare_money(read):
    result = read("一、收支情况（单位：万元）\n«办公费»INDICATOR«12.5»MONEY。", "VALUE 办公费 12.5")
    assert only(result, "measure").value == Decimal(125000)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("«项目支出预算»INDICATOR为«30万元»MONEY。", "budget"),
        ("涉及«一般公共预算»INDICATOR«30万元»MONEY。", "actual"),
        ("«计划投资»INDICATOR«30万元»MONEY。", "plan"),
        ("力争«粮食产值»INDICATOR达到«30万元»MONEY。", "plan"),
        ("«粮食产值»INDICATOR«30万元»MONEY（快报数）。", "preliminary"),
        ("预计«粮食产值»INDICATOR«30万元»MONEY。", "preliminary"),
        ("超额完成年度计划，«粮食产值»INDICATOR«30万元»MONEY。", "actual"),
        ("一、2023年工作安排\n«粮食产值»INDICATOR«30万元»MONEY。", "plan"),
        ("一、落实国家战略任务\n«粮食产值»INDICATOR«30万元»MONEY。", "actual"),
        ("一、2022年计划完成情况\n«粮食产值»INDICATOR«30万元»MONEY。", "actual"),
        ("《«种植规划»DOC》提出，«粮食产值»INDICATOR«30万元»MONEY。", "actual"),
    ],
)
def test_stage(read, text, stage):
    name = next(n for n in ("项目支出预算", "一般公共预算", "计划投资", "粮食产值") if n in text)
    assert only(read(text, f"VALUE {name} 30万元"), "measure").stage == stage


def test_parts_of_a_budget_are_budget(read):
    result = read(
        "«专项支出预算»INDICATOR为«90万元»MONEY。其中：“«病虫防治»PROJECT”«60万元»MONEY。",
        "VALUE 专项支出预算 90万元",
        "FUNDING 病虫防治 60万元",
    )
    assert [f.stage for f in result.facts] == ["budget", "budget"]


def test_the_level_that_a_change_starts_from_is_no_change(read):
    text = "«印刷费»INDICATOR«2万元»MONEY，比«上年»DATE«3万元»MONEY减少«1万元»MONEY。"
    links = ("VALUE 印刷费 2万元", "CHANGE 印刷费 3万元", "CHANGE 印刷费 1万元")
    result = read(text, *links)
    assert [f.value for f in result.facts if f.kind == "change"] == [Decimal(-10000)]
    (issue,) = [i for i in result.issues if i.code == "undirected_change"]
    assert "3万元" in issue.message


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("1.事业收入", "事业收入"),
        ("（5）群众满意度", "群众满意度"),
        ("十一、住房保障支出", "住房保障支出"),
        ("③报修件", "报修件"),
        ("5.5米以上道路", "5.5米以上道路"),
        ("2035年目标值", "2035年目标值"),
    ],
)
def test_the_mark_of_a_list_item_is_no_part_of_the_name(read, marked, name):
    result = read(f"«{marked}»INDICATOR«3万元»MONEY。", f"VALUE {marked} 3万元")
    assert only(result, "measure").name == name


def test_header_holds_in_a_text_without_sections(read):
    result = read("单位：万元\n«办公费»INDICATOR«12.5»MONEY。", "VALUE 办公费 12.5")
    assert only(result, "measure").value == Decimal(125000)
