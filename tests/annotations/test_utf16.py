import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.annotations.utf16 import Units
from jixiao.errors import OffsetError


@given(st.text(st.sampled_from("支出\r\n\x00\u2028😀𠮷")))
def test_units_are_those_of_utf16(text):
    units = Units(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le")) // 2
        assert units.units(point) == unit
        assert units.points(unit) == point


def test_half_a_character_is_no_place():
    with pytest.raises(OffsetError, match="within the character at 1"):
        Units("支😀出").points(2)


@pytest.mark.parametrize("place", [-1, 4])
def test_a_place_outside_the_text_is_refused(place):
    with pytest.raises(OffsetError):
        Units("😀支").points(place)
    with pytest.raises(OffsetError):
        Units("支出呀").units(place)
