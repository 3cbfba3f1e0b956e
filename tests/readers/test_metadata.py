import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers import read_bytes
from jixiao.readers.metadata import metadata
from jixiao.readers.outline import outline

FIELDS = ("title", "issuer", "region", "year", "kind")


def said(text, source="a.txt"):
    """The values of the metadata as a dict; every evidence is checked to stand in the text."""
    document = read_bytes(text.encode(), source)
    found = metadata(document, outline(document))
    for field in FIELDS:
        if value := getattr(found, field):
            quoted = value.evidence
            assert document.text[quoted.start : quoted.end] == quoted.text
    return {field: value and value.value for field in FIELDS for value in [getattr(found, field)]}


def expect(text, title, issuer, region, year, kind):
    assert said(text) == dict(zip(FIELDS, (title, issuer, region, year, kind), strict=True))


def test_a_short_name_in_the_title_is_lengthened_by_the_signature():
    text = (
        "市水务局2023年度部门整体支出绩效自评报告\n按照要求，我局开展了自评。\n一、概况\n"
        "（一）职能\n水务管理。\n\n丽川市水利和湖泊局\n云岭市水务局\n2024年3月1日\n"
    )
    title = "市水务局2023年度部门整体支出绩效自评报告"
    expect(text, title, "云岭市水务局", "云岭市", "2023", "绩效自评")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("市科技局", "云岭市科学技术局"),
        ("市发改委", "云岭市发展和改革委员会"),
        ("市人社局", "云岭市人力资源和社会保障局"),
        ("县卫健局", "青岩县卫生健康局"),
        ("区住建局", "绵阳市游仙区住房和城乡建设局"),
        ("省市场监管局", "浙江省市场监督管理局"),
    ],
)
def test_short_names_and_full_names_in_the_text(short, full):
    found = said(f"{short}2022年度绩效评价报告\n根据{full}的统一安排，我局开展了自评。\n")
    assert found["issuer"] == full


def test_a_short_name_without_a_full_one_stays():
    assert said("市科技局2022年度绩效评价报告\n我局开展了自评。\n")["issuer"] == "市科技局"


def test_titles_over_several_lines_and_names_on_the_cover():
    text = (
        "附件1\n2023年度高标准农田建设项目\n支出绩效评价报告\n\n"
        "绵阳市农业农村局\n2024年5月\n目录\n我局组织了评价。\n"
    )
    title = "2023年度高标准农田建设项目支出绩效评价报告"
    expect(text, title, "绵阳市农业农村局", "绵阳市", "2023", "绩效评价")


def test_names_after_labels():
    office = "上海市松江区人民政府办公室"
    text = f"上海市松江区2025年区级部门预算\n预算主管部门：{office}\n我办内设5个科室。\n"
    expect(text, "上海市松江区2025年区级部门预算", office, "上海市松江区", "2025", "预算")


def test_party_bodies():
    found = said("中共青岩县委宣传部2023年度部门决算\n我部内设5个科室。\n")
    assert (found["issuer"], found["region"]) == ("中共青岩县委宣传部", "青岩县")


@pytest.mark.parametrize(
    ("text", "issuer", "year"),
    [
        ("2025年贵州省政府工作报告\n各位代表：\n一、2024年工作回顾\n", "贵州省人民政府", "2025"),
        (
            "政府工作报告\n——2024年1月9日在云岭市第八届人民代表大会第四次会议上\n各位代表：\n",
            "云岭市人民政府", "2024",
        ),
        ("政府工作报告\n一、2023年工作回顾\n好。\n二、2024年重点工作安排\n好。\n", None, "2024"),
        ("2025年内蒙古政府工作报告\n各位代表：\n", "内蒙古自治区人民政府", "2025"),
    ],
)  # fmt: skip
def test_work_reports(text, issuer, year):
    found = said(text)
    assert (found["issuer"], found["year"], found["kind"]) == (issuer, year, "工作报告")


def test_the_year_of_the_text_where_the_title_has_none():
    text = "青岩县教育局部门决算公开说明\n2022年度收入12万元，比2021年度增加，2022年度支出持平。\n"
    assert said(text)["year"] == "2022"
    assert said("青岩县教育局部门决算\n二〇二二年收入12万元。\n")["year"] is None
    assert said("青岩县教育局二〇二二年度部门决算\n好。\n")["year"] == "2022"


@pytest.mark.parametrize(("ending", "kind"), [("工作总结", "工作报告"), ("工作要点", "other")])
def test_other_reports(ending, kind):
    found = said(f"青岩县教育局2024年{ending}\n我局有5个科室。\n")
    assert (found["kind"], found["issuer"]) == (kind, "青岩县教育局")


def test_comparisons_do_not_tell_the_year():
    text = (
        "一、收入决算情况\n与2022年度相比，收入增加1万元；比2022年度预算多。2023年度收入5万元。\n"
        "二、支出决算情况\n支出比2022年度增加。\n"
    )
    found = said(text)
    assert (found["year"], found["kind"], found["title"]) == ("2023", "决算", None)


@pytest.mark.parametrize(
    "text",
    [
        "一、绩效评价\n2023年度结束。\n二、优化数据中心布局\n",
        "记者从发布会上了解到，今年形势好。\n",
        "1\n",
        "第一章 总则\n",
    ],
)
def test_nothing_is_invented(text):
    assert set(said(text).values()) == {None}


def test_workbooks(workbook, read_saved):
    workbook.active.append(["2026年部门预算公开情况检查表"])
    workbook.active.append(["部门名称", "上海市松江区司法局", "金额"])
    found = read_saved(workbook, "a.xlsx")
    values = metadata(found, ())
    assert values.title.value == "2026年部门预算公开情况检查表"
    assert values.issuer.value == "上海市松江区司法局"


PIECES = st.sampled_from(
    [
        *("政府工作报告", "市科技局", "云岭市", "2023年度", "部门决算", "在", "第八届人民代表大会"),
        *("局", "委", "\n", "：", "编制部门：", "附件1", "县", "区", "省", "绩效自评", "报告"),
        *("内蒙古", "青岩县教育局", "一、", "。"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_raises_and_evidence_always_stands(text):
    said("报告" + text)


def test_a_numbered_heading_is_no_signature():
    found = said("工作汇报\n一、云岭市教育局\n我们开展了自评。\n二、云岭市水务局\n")
    assert found["issuer"] is None
