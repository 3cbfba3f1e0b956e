"""What must hold for every figure: the suite and random figures, written in every way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.types import Label
from jixiao.values import (
    Context,
    find,
    format_capital,
    format_chinese,
    format_full_width,
    format_grouped,
    format_mixed,
    normalise,
    read_change,
)

from .suite_cases import Mark, cases, categories, parse, read

WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789%"}
RUNNING = [
    marked for category in categories() if category != "tables" for marked in cases(category)
]


@pytest.mark.parametrize("marked", RUNNING)
def test_width_changes_no_reading(marked):
    text, gold = parse(marked)
    assert read(text.translate(WIDE)) == gold


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u00a0", "  "])
@pytest.mark.parametrize("marked", RUNNING)
def test_blanks_around_change_no_reading(marked, blank):
    text, gold = parse(marked)
    spaced, expected, last = "", [], 0
    for mark in gold:
        start = len(spaced) + mark.start - last + len(blank)
        end = start + mark.end - mark.start
        spaced += f"{text[last : mark.start]}{blank}{text[mark.start : mark.end]}{blank}"
        expected.append(Mark(mark.label, start, end, mark.reading))
        last = mark.end
    assert read(spaced + text[last:]) == expected


NUMBERS = st.decimals(min_value=1, max_value=Decimal("9999.99"), places=2)
WHOLE = st.integers(2, 99_999_999).map(Decimal)
# Unit, what one of it is, label.
UNITS = [
    ("元", 1, Label.MONEY),
    ("万元", 10**4, Label.MONEY),
    ("亿元", 10**8, Label.MONEY),
    ("万美元", 10**4, Label.MONEY),
    ("%", Decimal("0.01"), Label.PERCENT),
    ("‰", Decimal("0.001"), Label.PERCENT),
    ("个百分点", Decimal("0.01"), Label.PERCENT),
    ("个基点", Decimal("0.0001"), Label.PERCENT),
    ("倍", 1, Label.PERCENT),
    ("家", 1, Label.QUANTITY),
    ("万亩", 10**4, Label.QUANTITY),
    ("平方公里", 1, Label.QUANTITY),
]
# What stands around a figure, and the modifier it gives.
AROUND = [
    ("达", "。", "exact"),
    ("约", "，", "approx"),
    ("不超过", "。", "at_most"),
    ("不低于", "；", "at_least"),
    ("突破", "大关", "over"),
    ("接近", "。", "nearly"),
    ("为", "左右", "approx"),
    ("为", "以上", "at_least"),
]
BLANKS = st.sampled_from(["", " ", "\u3000"])


def reading(text: str):
    (span,) = find(text)
    return span, normalise(text, span.start, span.end, span.label, Context())


@given(
    NUMBERS, st.sampled_from(UNITS), st.sampled_from(AROUND), BLANKS, BLANKS, BLANKS, st.booleans()
)
def test_a_figure_reads_alike_in_every_dress(number, unit, around, lead, gap, tail, wide):
    word, factor, label = unit
    before, after, modifier = around
    surface = f"{format_grouped(number)}{gap}{word}"
    text = f"共{before}{lead}{surface}{tail}{after}"
    if wide:
        text = text.translate(WIDE)
    span, norm = reading(text)
    assert span.label is label
    assert text[span.start : span.end] == (surface.translate(WIDE) if wide else surface)
    assert (norm.value, norm.modifier) == (number * factor, modifier)


@pytest.mark.parametrize(
    "write", [format_capital, format_chinese, format_full_width, format_grouped, format_mixed]
)
@given(number=WHOLE)
def test_an_amount_in_any_numerals_is_found_whole_and_read_back(write, number):
    text = f"合同价款{write(number)}元。"
    span, norm = reading(text)
    assert text[span.start : span.end] == text[4:-1]
    assert norm.value == number


@given(NUMBERS, NUMBERS, st.sampled_from(["-", "—", "–", "－", "～", "~", "至", "到", " - "]))
def test_a_range_has_both_ends_with_every_dash(one, other, dash):
    low, high = sorted((one, other))
    text = f"每户奖励{low}{dash}{high}万元。"
    span, norm = reading(text)
    assert span.label is Label.MONEY
    assert (norm.value, norm.low, norm.high) == (None, low * 10**4, high * 10**4)


@given(st.dates(), st.dates())
def test_from_one_day_to_another(one, other):
    first, last = sorted((one, other))
    written = [f"{day.year:04}年{day.month}月{day.day}日" for day in (first, last)]
    text = "至".join(written)
    norm = normalise(text, 0, len(text), Label.DATE, Context())
    if first.year > 1000:
        assert (norm.start, norm.end) == (first, last)


@given(st.text(), st.sampled_from(RUNNING))
def test_nothing_raises_and_spans_are_disjoint_whatever_stands_around(noise, marked):
    text = noise + parse(marked)[0] + noise
    end = 0
    for span in find(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        normalise(text, span.start, span.end, span.label, Context(2023))
        read_change(text, span.start, span.end)
        end = span.end
