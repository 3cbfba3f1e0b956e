"""Two reports of one body: what this year's says of last year against last year's."""

from datetime import date
from decimal import Decimal

import pytest

from jixiao.checks.across import compare, known
from jixiao.types import Document, Extraction, Fact, Label, Mention, Span

UNITS = {"万元": ("元", Label.MONEY, 10_000), "%": ("fraction", Label.PERCENT, Decimal("0.01"))}


def report(year, *figures):
    """An extraction whose text is the figures; each is (kind, printed, what differs)."""
    text, mentions, facts = "", [], []
    for kind, shown, more in figures:
        number = shown.rstrip("万元%")
        unit, label, scale = UNITS[shown.removeprefix(number)]
        start, text = len(text), f"{text}{shown}，"
        name = f"m{len(mentions)}"
        mentions.append(Mention(name, start, start + len(shown), label, shown))
        down = more.pop("down", False)
        said = {
            "subject": "某市水务局",
            "name": "水资源费收入",
            "value": Decimal(number) * scale * (-1 if down else 1),
            "unit": unit,
            "modifier": "exact",
            "period_start": date(year, 1, 1),
            "period_end": date(year, 12, 31),
            "basis": "prior_year" if kind == "change" else None,
            "stage": "actual",
            "value_span": name,
        }
        facts.append(Fact(f"f{name}", kind, Span(start, start + len(shown)), **(said | more)))
    document = Document(str(year), f"{year}.txt", "txt", text or "无")
    return known(Extraction(document, mentions=tuple(mentions), facts=tuple(facts)))


LAST_YEAR = {"period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31)}
EARLIER = ("measure", "480.5万元", {})


@pytest.mark.parametrize(
    ("later", "verdict", "computed"),
    [
        ([("measure", "480.5万元", LAST_YEAR)], "agrees", "480.5"),
        ([("measure", "408.5万元", LAST_YEAR)], "contradiction", "408.5"),
        ([("measure", "480万元", LAST_YEAR)], "rounding", "480"),
        ([("measure", "510.5万元", {}), ("change", "30万元", {})], "agrees", "480.5"),
        ([("measure", "510.5万元", {}), ("change", "50.0万元", {})], "contradiction", "460.5"),
        ([("measure", "450.5万元", {}), ("change", "30万元", {"down": True})], "agrees", "480.5"),
        ([("measure", "528.6万元", {}), ("change", "10.0%", {})], "agrees", "480.5455"),
        # a rate may be on another basis, a budget is no account
        ([("measure", "528.6万元", {}), ("change", "20.0%", {})], "other_scope", "440.5"),
        ([("measure", "300万元", LAST_YEAR | {"stage": "budget"})], "other_scope", "300"),
        ([("measure", "479万元", LAST_YEAR | {"vintage": "preliminary"})], "other_scope", "479"),
    ],
)
def test_last_year_as_this_year_gives_it(later, verdict, computed):
    (found,) = compare(report(2022, EARLIER), report(2023, *later))
    assert (str(found.verdict), found.computed) == (verdict, computed)
    assert found.stated.source == "2022.txt"
    assert {term.source for term in found.terms} == {"2023.txt"}
    assert "480.5万元" in found.note


@pytest.mark.parametrize(
    "more",
    [
        {"subject": "某市林业局"},
        {"name": "污水处理费收入"},
        {"period_end": date(2022, 6, 30)},
        {"modifier": "approx"},
        {"name": "年初预算"},
    ],
)
def test_other_bodies_things_and_periods_are_not_compared(more):
    later = ("measure", "408.5万元", LAST_YEAR | more)
    assert compare(report(2022, EARLIER), report(2023, later)) == ()


def test_a_difference_tells_the_base_before_a_rate_does():
    level, rate, step = ("measure", "510.5万元", {}), ("change", "9%", {}), ("change", "30万元", {})
    (found,) = compare(report(2022, EARLIER), report(2023, level, rate, step))
    assert (str(found.verdict), found.computed) == ("agrees", "480.5")


def test_a_level_stated_with_two_values_is_compared_with_nothing():
    torn = report(2022, EARLIER, ("measure", "500万元", {}))
    assert compare(torn, report(2023, ("measure", "408.5万元", LAST_YEAR))) == ()
