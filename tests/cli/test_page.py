import io
from datetime import date
from decimal import Decimal

import pytest
from rich.console import Console

from jixiao.cli.page import describe_figure, describe_period, describe_value, page
from jixiao.types import (
    Check,
    Document,
    Evidenced,
    Extraction,
    Fact,
    Issue,
    Label,
    Mention,
    Metadata,
    Quote,
    Span,
    Verdict,
)

TEXT = "青岩县水利局支出3万元，增长5%。下属站支出1元。"


def fact(start, end, **fields):
    return Fact(fact_id="f1", evidence=Span(start, end), **fields)


@pytest.fixture
def extraction():
    own = "青岩县水利局"
    facts = (
        fact(17, 23, kind="measure", subject="下属站", name="支出", value=Decimal(1), unit="元"),
        fact(0, 11, kind="measure", subject=own, name="支出", value=Decimal(30000), unit="元"),
        fact(12, 16, kind="change", subject=own, value=Decimal("0.05"), unit="fraction"),
    )
    check = Check("growth", Verdict.CONTRADICTION, Quote("5%", 14, 16), (), "0.06", "6%", "no: 6%")
    return Extraction(
        Document("d" * 16, "a.txt", "txt", TEXT),
        Metadata(issuer=Evidenced(own, Quote(own, 0, 6))),
        mentions=(Mention("m1", 0, 6, Label.ORG, own), Mention("m2", 8, 11, Label.MONEY, "3万元")),
        facts=facts,
        checks=(check,),
        issues=(Issue("facts", "odd", "something is odd", 2, 3),),
    )


def printed(extraction, width=120, color=False):
    file = io.StringIO()
    system = "standard" if color else None
    console = Console(file=file, width=width, force_terminal=color, color_system=system)
    for part in page(extraction):
        console.print(part)
    return file.getvalue()


def test_each_sentence_has_its_facts_beside_it(extraction):
    lines = printed(extraction).splitlines()
    first = next(n for n, line in enumerate(lines) if "增长5%" in line)
    assert "measure · 支出 · 3万元" in lines[first]
    assert "change · +5%" in lines[first + 1]
    second = next(line for line in lines if "下属站支出1元" in line)
    assert "measure · 下属站 · 支出 · 1元" in second


def test_the_subject_that_goes_without_saying_is_named_once(extraction):
    lines = printed(extraction).splitlines()
    assert any("of 青岩县水利局 unless named" in line for line in lines)
    assert not any("measure · 青岩县水利局" in line for line in lines)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_page(extraction, width):
    from rich.cells import cell_len

    assert all(cell_len(line) <= width for line in printed(extraction, width).splitlines())


def test_checks_and_issues_follow(extraction):
    text = printed(extraction)
    assert text.index("下属站支出") < text.index("contradiction") < text.index("something is odd")
    assert "facts/odd [2, 3)" in text


def test_mentions_are_coloured(extraction):
    assert "\x1b[" in printed(extraction, color=True)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021–2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2022, 1, 1), date(2022, 11, 30), "2022-01–2022-11"),
        (date(2022, 3, 5), date(2022, 3, 5), "2022-03-05"),
        (date(2022, 3, 5), date(2022, 12, 31), "2022-03-05–2022-12-31"),
        (None, date(2022, 12, 31), "–2022-12-31"),
        (date(2022, 1, 1), None, "2022-01-01–"),
        (date(9999, 1, 1), date.max, "9999"),
        (None, None, ""),
    ],
)
def test_periods_are_short_and_exact(start, end, said):
    assert describe_period(start, end) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("0", "元", "0元"),
        ("-4000", "元", "-4000元"),
        ("-40000", "元", "-4万元"),
        ("1300000000000", "元", "13000亿元"),
        ("0.032", "pp", "3.2个百分点"),
        ("2.1", "fraction", "210%"),
        ("3", "rank", "第3"),
        ("98600", "人", "9.86万人"),
        ("8712", "人", "8712人"),
        ("2800000", None, "280万"),
    ],
)
def test_values_are_written_as_people_do(value, unit, said):
    assert describe_value(Decimal(value), unit) == said


def test_a_figure_says_how_exact_it_is():
    over = fact(0, 1, kind="change", value=Decimal(5000), unit="家", modifier="over")
    assert describe_figure(over) == ">+5000家"
    span = fact(0, 1, kind="measure", low=Decimal(1), high=Decimal(2), unit="个")
    assert describe_figure(span) == "1个–2个"
    assert describe_figure(fact(0, 1, kind="award")) == ""
