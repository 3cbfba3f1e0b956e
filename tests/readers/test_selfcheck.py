import pytest

from jixiao.readers import read_bytes
from jixiao.readers.selfcheck import lone_units, lost_numbers
from jixiao.types import Block


def found(text):
    return [span.of(text) for span in lone_units(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("全年收入万元，支出12.5万元。", ["万元"]),
        ("万元，占全部支出的三成。", ["万元"]),
        ("完成年初预算的%，比上年下降％。", ["%", "％"]),
        ("失业率控制在5%以内，回落个百分点。", ["个百分点"]),
        ("项目支出合计元，其中本级10元。", ["元"]),
        ("投资额突破亿元，增速超过%，居全市第一。", ["%"]),
        ("发放补贴 \n 万元，惠及300户。", ["万元"]),
    ],
)
def test_units_that_lost_their_number(text, units):
    assert found(text) == units


@pytest.mark.parametrize(
    "text",
    [
        "全年收入1,204.55万元，增长6.2％，提高0.3个百分点。",
        "共计三千二百余万元，占百分之八十，即80 %。",
        "全年收入307.82\n万元，增长 100.00 %，每人 20 元。",
        "表中金额的单位：万元，下同。",
        "各县执行率（%）、人均支出（元/人）见表，均有提高。",
        "新引进亿元以上项目3个，培育亿元产业，万元产值能耗下降。",
        "年收入超亿元，村均收入近万元，发放几万元、数亿元。",
        "收取每元一分，多元投入，单元改造，状元故里。",
        "预算数为××万元，执行数为—万元。",
        "出口3亿美元，折合20多亿元。",
        "科目编码\t科目名称\t万元\t%",
        "支出决算表（万元）",
    ],
)
def test_units_that_stand_alone_rightly_or_have_their_number(text):
    assert found(text) == []


def test_the_warning_counts_and_has_the_place_of_the_first():
    text = "收入万元，支出万元，结余万元，上缴万元。"
    issue = lost_numbers(text, [Block("paragraph", 0, len(text))])
    assert (issue.stage, issue.code) == ("read", "units_without_number")
    assert text[issue.start : issue.end] == "万元"
    assert issue.start == 2
    assert ": 4 (收入万元; 收入万元，支出万元; " in issue.message


def test_every_reader_is_checked():
    document = read_bytes("某局全年支出合计万元，其中项目支出20万元。".encode(), "a.txt")
    assert [issue.code for issue in document.warnings] == ["units_without_number"]


def test_a_sound_report_has_no_warning():
    assert lost_numbers("支出20万元，占5%。", [Block("paragraph", 0, 11)]) is None
