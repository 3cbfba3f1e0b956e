import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.checks import check
from jixiao.types import Document, Label, Mention, MoneyNorm, QuantityNorm, Verdict

from .conftest import checked, mentions_of

REPORT = (
    "我单位核定编制40名，其中行政编制25名，事业编制15名。全年支出合计820.50万元，"
    "比上年增加20.50万元，增长2.56%。其中：基本支出600.30万元，占73.16%；"
    "项目支出220.20万元，占26.84%。"
)


def _contradictions(text):
    return [c for c in checked(text) if c.verdict is Verdict.CONTRADICTION]


def test_checks_come_in_the_order_of_the_text_and_quote_it():
    found = checked(REPORT)
    assert len(found) >= 5
    assert list(found) == sorted(found, key=lambda c: (c.stated.start, c.stated.end))
    for item in found:
        for quote in (item.stated, *item.terms):
            assert REPORT[quote.start : quote.end] == quote.text


def test_the_same_report_gives_the_same_checks_whatever_the_order_of_mentions():
    mentions = list(mentions_of(REPORT))
    document = Document("d", "d.txt", "txt", REPORT)
    expected = check(document, (), tuple(mentions), (), ())
    random.Random(7).shuffle(mentions)
    assert check(document, (), tuple(mentions), (), ()) == expected


def test_a_consistent_report_has_no_contradiction():
    assert _contradictions(REPORT) == []
    assert {str(c.kind) for c in checked(REPORT)} >= {"sum", "growth", "share"}


def test_notes_name_the_figures():
    growth = next(c for c in checked(REPORT) if c.kind == "growth")
    assert "820.50万元" in growth.note
    assert "2.56%" in growth.note


def test_mentions_outside_the_text_and_without_norm_are_passed_over():
    document = Document("d", "d.txt", "txt", "支出10万元。")
    mentions = (
        Mention("a", 2, 6, Label.MONEY, "10万元"),
        Mention("b", 90, 94, Label.MONEY, "20万元", norm=MoneyNorm(Decimal(200000))),
        Mention("c", 0, 2, Label.MONEY, "错误", norm=MoneyNorm(Decimal(1))),
    )
    assert check(document, (), mentions, (), ()) == ()


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+90", "-3", "0.1234567"])
def test_odd_norms_raise_nothing(value):
    text = "现有编制30名，其中行政编制10名，事业编制20名。"
    odd = QuantityNorm(Decimal(value), unit="名")
    mentions = tuple(replace(m, norm=odd) for m in mentions_of(text))
    document = Document("d", "d.txt", "txt", text)
    assert all(
        c.verdict is not Verdict.CONTRADICTION or c.computed
        for c in check(document, (), mentions, (), ())
    )


def test_the_lines_of_a_table_are_no_sentence():
    text = (
        "预算支出表\n科目名称 合计\n201 公共服务支出 8,000,000.42\n"
        "208 社会保障支出 4,200,000.28\n合计 13,500,000.70"
    )
    money = [(Label.MONEY, m) for m in ("8,000,000.42", "4,200,000.28", "13,500,000.70")]
    spans = [(text.index(m), label, m) for label, m in money]
    mentions = tuple(
        Mention(m, start, start + len(m), label, m, norm=MoneyNorm(Decimal(m.replace(",", ""))))
        for start, label, m in spans
    )
    document = Document("d", "d.txt", "txt", text)
    found = check(document, (), mentions, (), ())
    assert [c for c in found if c.verdict is Verdict.CONTRADICTION] == []


_PIECES = st.sampled_from(
    (
        *(
            "其中",
            "：",
            "，",
            "；",
            "。",
            "、",
            "（",
            "）",
            "分别为",
            "占",
            "的",
            "合计",
            "\n",
            "1.",
        ),
        *(
            "比上年",
            "增加",
            "减少",
            "下降",
            "增长",
            "持平",
            "由",
            "增加到",
            "完成",
            "预算",
            "率",
            "人均",
        ),
        *("决算数小于预算数", "基本支出", "项目支出", "《甲办法》", "“乙”", "等", "2023年"),
        *("5个", "3人", "10万元", "0万元", "2.5亿元", "7%", "0%", "3个百分点", "2倍"),
    )
)


@given(st.lists(_PIECES, max_size=40))
def test_nothing_is_raised_on_odd_text(pieces):
    for item in checked("".join(pieces)):
        assert item.formula
        assert item.note


_CENTS = st.integers(min_value=1, max_value=10_000_000)


def _money(cents):
    return f"{Decimal(cents) / 100:.2f}万元"


def _spending(total, basic, project):
    parts = f"基本支出{_money(basic)}，项目支出{_money(project)}"
    return f"全年支出合计{_money(total)}，其中：{parts}。"


@given(_CENTS, _CENTS)
def test_a_sum_that_holds_is_no_contradiction(basic, project):
    text = _spending(basic + project, basic, project)
    sums = [c for c in checked(text) if c.kind == "sum"]
    assert [c.verdict for c in sums] == [Verdict.AGREES]


@given(_CENTS, _CENTS, st.integers(min_value=2, max_value=1_000_000))
def test_a_total_changed_beyond_the_tolerance_is_a_contradiction(basic, project, change):
    total = basic + project + change
    text = (
        f"全年支出合计{_money(total)}，其中：基本支出{_money(basic)}，项目支出{_money(project)}。"
    )
    assert [c.verdict for c in checked(text) if c.kind == "sum"] == [Verdict.CONTRADICTION]


@given(st.integers(min_value=10_000, max_value=10_000_000), st.integers(-9_000, 1_000_000))
def test_a_growth_that_holds_is_no_contradiction(base, step):
    if step == 0:
        return
    rate = (Decimal(abs(step)) / base * 100).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    verb, change = ("增加", "增长") if step > 0 else ("减少", "下降")
    text = f"全年支出{_money(base + step)}，比上年{verb}{_money(abs(step))}，{change}{rate}%。"
    assert [c.verdict for c in checked(text) if c.kind == "growth"] in (
        [Verdict.AGREES],
        [Verdict.NOT_CHECKABLE],
    )


def test_rows_without_end_give_checks_in_proportion():
    row = "职工培训经费12万元，比上年增加2万元，增长20%。\n"
    few, many = (len(checked(row * count)) for count in (40, 80))
    assert few > 40 * 2
    assert many < 2.5 * few
