import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.store.plain import dumps, exact_in_float, storable

finite = st.decimals(allow_nan=False, allow_infinity=False)


@given(value=st.decimals(-(10**27), 10**27, places=10))
def test_what_fits_is_stored_exactly(value):
    assert storable(value) == value


@given(value=finite)
def test_what_does_not_fit_is_off_by_half_a_step_at_most(value):
    stored = storable(value)
    if stored is None:
        assert abs(value) >= Decimal(10) ** 28 - 1
    else:
        assert abs(stored - value) <= Decimal("5E-11")


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_not_stored(value):
    assert storable(Decimal(value)) is None


@given(value=st.decimals(-(10**9), 10**9, places=5))
def test_fifteen_digits_survive_a_float(value):
    assert exact_in_float(value)
    assert Decimal(repr(float(value))) == value


@given(value=st.recursive(st.none() | st.text() | st.integers(), st.lists))
def test_json_is_one_line(value):
    line = dumps(value)
    assert "\n" not in line
    assert json.loads(line) == value


def test_json_has_no_nan():
    with pytest.raises(ValueError, match="JSON compliant"):
        dumps(float("nan"))
