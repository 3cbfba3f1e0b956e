"""What cannot be read ends as an issue row with its place, never as a value."""

from decimal import Decimal

import pytest

from jixiao.facts import build
from jixiao.readers import read
from jixiao.readers.outline import outline
from jixiao.types import Label, Mention, Metadata, Relation, RelationLabel
from jixiao.values import find


def built(text: str):
    """Facts of a text file whose mentions are what the rules find."""
    document = read("t.txt", data=text.encode())
    assert document.text == text
    mentions = tuple(
        Mention(f"m{n}", span.start, span.end, span.label, text[span.start : span.end])
        for n, span in enumerate(find(text), 1)
    )
    return build(document, outline(document), Metadata(), mentions, ())


UNREAD = {
    "借款3亿克朗用于建设。": ("unreadable_money", "3亿克朗"),
    "两笔补助分别为100，200和300万元。": ("unreadable_money", "100，200"),
    "亏损1万5元。": ("unreadable_money", "1万5元"),
    "结构调整为8:40:52。": ("unreadable_quantity", "8:40:52"),
    "于2022年2月30日验收。": ("unreadable_date", "2022年2月30日"),
    "项目\t金额\n合计\t1,577.28\n": ("unreadable_money", "1,577.28"),
}


@pytest.mark.parametrize(("text", "expected"), UNREAD.items())
def test_an_unread_figure_is_an_issue_with_its_place(text, expected):
    code, surface = expected
    result = built(text)
    (issue,) = result.issues
    assert (issue.stage, issue.code) == ("values", code)
    assert text[issue.start : issue.end] == surface
    assert surface in issue.message
    (unread,) = [m for m in result.mentions if m.text == surface]
    assert unread.norm is None
    assert not [fact for fact in result.facts if fact.value_span == unread.id]


def amounts(result) -> dict[str, Decimal | None]:
    return {m.text: m.norm and m.norm.value for m in result.mentions if m.label is Label.MONEY}


def test_a_caption_before_a_table_gives_its_cells_their_unit():
    text = "支出表\n单位：万元\n项目\t预算数\t决算数\n办公费\t12\t11.5\n合计\t1,200.00\t980.30\n"
    result = built(text)
    assert not result.issues
    assert amounts(result) == {
        "12": 120_000,
        "11.5": 115_000,
        "1,200.00": 12_000_000,
        "980.30": 9_803_000,
    }


def test_the_caption_of_one_table_says_nothing_of_the_next():
    first = "单位：万元\n项目\t金额\n甲项\t10.50\n乙项\t11.50\n"
    text = f"{first}另表\n单位：元\n项目\t金额\n甲项\t980.30\n乙项\t45\n"
    assert amounts(built(text)) == {
        "10.50": 105_000,
        "11.50": 115_000,
        "980.30": Decimal("980.3"),
        "45": 45,
    }


def test_an_amount_with_its_own_unit_keeps_it_under_a_caption():
    text = "单位：万元\n项目\t金额\n甲项\t10.50\n合计\t10.80\n说明：其中培训费3,000.50元。\n"
    assert amounts(built(text)) == {
        "10.50": 105_000,
        "10.80": 108_000,
        "3,000.50元": Decimal("3000.5"),
    }


def test_a_rise_written_with_a_minus_is_a_fall():
    text = "收入增长-1.2%。"
    mentions = (
        Mention("m1", 0, 2, Label.INDICATOR, "收入"),
        Mention("m2", 4, 9, Label.PERCENT, "-1.2%"),
    )
    change = Relation("m1", RelationLabel.CHANGE, "m2")
    (fact,) = build(read("t.txt", data=text.encode()), (), Metadata(), mentions, (change,)).facts
    assert (fact.value, fact.direction) == (Decimal("-0.012"), "down")
