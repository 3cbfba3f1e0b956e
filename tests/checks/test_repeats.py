"""One figure of one thing stated twice; every amount here is of one body and year."""

from datetime import date

import pytest

from jixiao.checks import check
from jixiao.types import Document, Fact, Label, Span

_NUMBERS = (Label.MONEY, Label.PERCENT, Label.QUANTITY)
_YEAR = {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}


@pytest.fixture
def repeats(marks_of):
    """A function: text with its names marked «…» → {(stated, verdict)} of the repeats."""

    def run(marked):
        text, mentions = marks_of(marked)
        facts = tuple(
            Fact(f"f{m.id}", "measure", Span(m.start, m.end), "某局", value_span=m.id, **_YEAR)
            for m in mentions
            if m.label in _NUMBERS
        )
        found = check(Document("d", "d.txt", "txt", text), (), mentions, (), facts)
        return {(c.stated.text, str(c.verdict)) for c in found if c.kind == "repeat"}

    return run


def test_the_same_again_agrees(repeats):
    assert repeats("«公务接待费»3.2万元。全年共«公务接待费»3.2万元。") == {("3.2万元", "agrees")}


def test_another_value_contradicts(repeats):
    said = repeats("«公务接待费»3.2万元。全年共«公务接待费»2.3万元。")
    assert said == {("2.3万元", "contradiction")}


@pytest.mark.parametrize("name", ["年初预算", "支出决算数", "实际使用资金", "支付比例", "绩效得分"])
def test_a_name_that_fits_anything_contradicts_nothing(repeats, name):
    assert not repeats(f"设备购置，«{name}»40.5万元。房屋修缮，«{name}»12.3万元。")


def test_a_target_beside_what_was_reached_is_no_contradiction(repeats):
    row = "«机械化清扫率»90%、«机械化清扫率»91.3%。全年«机械化清扫率»91.3%。"
    assert repeats(row) == {("91.3%", "agrees")}


def test_the_steps_of_money_are_different_figures(repeats):
    said = "清洁取暖项目支出179.6万元，«清洁取暖项目»安排185万元。«清洁取暖项目»结转的7.4万元待付。"
    assert not repeats(said)


def test_what_there_is_in_all_and_what_came_this_year_are_two_things(repeats):
    assert not repeats("«林业碳票»累计签发32张。«林业碳票»实际签发17张。")
    assert repeats("«林业碳票»签发32张。«林业碳票»实际签发17张。") == {("17张", "other_scope")}
