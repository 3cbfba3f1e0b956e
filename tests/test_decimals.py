from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.decimals import plain


@given(value=st.decimals(allow_nan=False, allow_infinity=False))
def test_plain_text_has_no_exponent_and_keeps_the_value(value):
    text = plain(value)
    assert Decimal(text) == value
    assert set(text) <= set("-0123456789.")
    assert "." not in text or text[-1] not in "0."
    assert text != "-0"
