"""Names of rows and titles, and names as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.tables.names import (
    account_name,
    bare,
    caption_words,
    is_function_code,
    key_of,
    one_name,
    shelf,
)
from jixiao.types import Span


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("（三）教育支出", "教育支出"),
        ("其中：办公费", "办公费"),
        ("1. 培训费（万元）", "培训费"),
        ("2023年度会议费", "会议费"),
        ("上年结转资金", "上年结转资金"),
        ("维修（护）费", "维修（护）费"),
    ],
)
def test_what_a_row_is_called(row, name):
    assert bare(row, Span(0, len(row))).of(row) == name


@given(st.text(alphabet="其中：1.一、（）2年度度费 \n万元", max_size=12))
def test_a_name_stays_inside_its_cell(row):
    place = bare(row, Span(0, len(row)))
    assert 0 <= place.start <= place.end <= len(row)


@pytest.mark.parametrize(
    ("title", "subject", "fund", "kind"),
    [
        ("2023年度收入支出决算总表", "收入支出", "", "决算"),
        ("某局部门支出预算总表", "某局部门支出", "", "预算"),
        (
            "政府性基金预算财政拨款支出决算表",
            "政府性基金预算财政拨款支出",
            "政府性基金预算财政拨款",
            "决算",
        ),
        ("财政拨款收支预算总表", "财政拨款收入支出", "财政拨款", "预算"),
        ("项目支出绩效自评表", "项目支出绩效自评", "", None),
    ],
)
def test_what_a_title_says(title, subject, fund, kind):
    words = caption_words(title)
    assert (words.subject, words.fund, words.kind) == (subject, fund, kind)


def test_accounts_are_named_by_their_path():
    assert account_name(["农林水支出", "林业", "管护"]) == "农林水支出（类）林业（款）管护（项）"
    assert [is_function_code(code) for code in ("213", "2130205", "30201")] == [True, True, False]


PROSE = "农林水支出（类）林业（款）管护（项）支出决算"


@pytest.mark.parametrize(
    "other", ["农林水支出-林业-管护", "“农林水支出（类）林业（款）管护（项）”"]
)
def test_an_account_is_one_however_it_is_written(other):
    assert key_of(PROSE) == key_of(other) == ("农林水支出", "林业", "管护")


def test_names_that_are_one_stand_on_one_shelf():
    pairs = [
        ("本部门公用经费", "公用经费"),
        ("林业（款）管护（项）", PROSE),
        ("支出总计", "支出预算"),
    ]
    for first, second in pairs:
        one, two = key_of(first), key_of(second)
        assert one_name(one, two)
        assert shelf(one) == shelf(two)
    assert not one_name(key_of("水费"), key_of("排水费"))
    assert not one_name(key_of("农业（款）管护（项）"), key_of(PROSE))
