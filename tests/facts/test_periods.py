from datetime import date

import pytest

from jixiao.facts.years import heading_year


def period(result):
    fact = result.facts[-1]
    return (fact.period_start, fact.period_end)


FIGURE = "«培训费»INDICATOR«3万元»MONEY。"
LINK = "VALUE 培训费 3万元"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (FIGURE, date(2022, 1, 1), date(2022, 12, 31)),
        ("一、2021年支出\n" + FIGURE, date(2021, 1, 1), date(2021, 12, 31)),
        ("一、«2021年1-6月»DATE支出\n" + FIGURE, date(2021, 1, 1), date(2021, 6, 30)),
        ("«2020年»DATE，" + FIGURE, date(2020, 1, 1), date(2020, 12, 31)),
        ("比«2020年»DATE多，" + FIGURE, date(2022, 1, 1), date(2022, 12, 31)),
        ("目前，" + FIGURE, None, None),
        ("截至«2022年6月»DATE，现有" + FIGURE, None, date(2022, 6, 30)),
    ],
)
def test_period_without_relation(read, text, start, end):
    assert period(read(text, LINK)) == (start, end)


def test_stated_period_comes_first(read):
    text = "一、2021年支出\n«2020年»DATE起，«2019年»DATE" + FIGURE
    result = read(text, LINK, "PERIOD 3万元 2019年")
    assert period(result) == (date(2019, 1, 1), date(2019, 12, 31))


def test_as_of_a_day_has_no_beginning(read):
    result = read("截至«2022年12月»DATE，" + FIGURE, LINK, "PERIOD 3万元 2022年12月")
    assert period(result) == (None, date(2022, 12, 31))


def test_last_year_is_the_year_before_the_headings(read):
    text = "一、2021年支出\n«上年»DATE" + FIGURE
    assert period(read(text, LINK, "PERIOD 3万元 上年")) == (date(2020, 1, 1), date(2020, 12, 31))


def test_heading_with_two_years_names_none():
    assert heading_year("2021年与2022年对比") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("«粮食产值»INDICATOR«3万元»MONEY。", 2024),
        ("一、2024年工作回顾\n«粮食产值»INDICATOR«3万元»MONEY。", 2024),
        ("一、今年工作安排\n«粮食产值»INDICATOR«3万元»MONEY。", 2025),
        ("主要预期目标是：«粮食产值»INDICATOR«3万元»MONEY。", 2025),
        ("一、2024年工作回顾\n«去年»DATE«粮食产值»INDICATOR«3万元»MONEY。", 2024),
        ("一、2024年工作回顾\n«上年»DATE«粮食产值»INDICATOR«3万元»MONEY。", 2023),
    ],
)
def test_work_report_looks_back_on_the_year_before(read, text, year):
    government = {"issuer": "衡阳市人民政府", "year": "2025", "kind": "工作报告"}
    result = read(text, "VALUE 粮食产值 3万元", **government)
    assert period(result) == (date(year, 1, 1), date(year, 12, 31))
