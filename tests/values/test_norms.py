"""Laws of reading that hold for every kind of figure."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.types import Label, MoneyNorm
from jixiao.values import Context, find, format_grouped, normalise

KINDS = [Label.MONEY, Label.PERCENT, Label.DATE, Label.QUANTITY]
FIGURES = (
    "0123456789０５．，,.-—至到%％‰个百分点成倍元万亿千十两三年月日季度第前余多几、和 \n“”五末《》"
)


@given(st.text(max_size=40), st.sampled_from(list(Label)), st.integers(0, 40), st.integers(0, 40))
def test_any_range_of_any_text_can_be_asked_for(text, label, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    normalise(text, start, end, label, Context(2023, Decimal(10_000)))


@given(st.text(alphabet=FIGURES, max_size=40))
def test_every_found_span_can_be_asked_for(text):
    for span in find(text):
        normalise(text, span.start, span.end, span.label, Context(2023))


@given(
    st.decimals(min_value=0, max_value=Decimal("99999999"), places=2),
    st.sampled_from([("元", 1), ("万元", 10**4), ("亿元", 10**8)]),
)
def test_a_written_amount_reads_as_the_same_amount(value, unit):
    text = f"支出{format_grouped(value)}{unit[0]}。"
    (span,) = find(text)
    norm = normalise(text, span.start, span.end, span.label, Context())
    assert norm == MoneyNorm(norm.value)
    assert norm.value == value * unit[1]


@given(st.sampled_from(KINDS), st.text(alphabet=" \u3000\n", max_size=3))
def test_blanks_around_change_nothing(label, blank):
    surface = {"MONEY": "12.5万元", "PERCENT": "12.5%", "DATE": "2022年", "QUANTITY": "12家"}[label]
    text = f"{blank}{surface}{blank}"
    start = len(blank)
    inside = normalise(text, start, start + len(surface), label, Context())
    assert inside == normalise(surface, 0, len(surface), label, Context())
    assert inside is not None


def test_documents_and_names_have_no_value():
    assert normalise("《办法》", 0, 4, Label.DOC, Context()) is None
    assert normalise("某局", 0, 2, Label.ORG, Context()) is None
