import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers.ocr_typography import settled


def spaced(text, size=10.0, narrow=",.0123456789"):
    """Edges as type sets them: half an em for digits, a quarter for points, else an em."""
    edges = [0.0]
    for char in text:
        wide = 0.25 if char in ",." else 0.5 if char in narrow else 1.0
        edges.append(edges[-1] + wide * size)
    return edges


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("1，088人次", "1,088人次"),
        ("收入(万元)", "收入（万元）"),
        ("（一)概况", "（一）概况"),
        ("增长3%,下降", "增长3%,下降"),
        ("支出,其中:基本", "支出，其中：基本"),
        ("(PM2.5)", "(PM2.5)"),
    ],
)
def test_signs_take_the_width_that_the_page_shows(read, printed):
    assert settled(read, spaced(printed), 10.0) == printed


def test_a_full_width_comma_between_digits_stays_where_there_is_room_for_it():
    assert settled("2021，2022", spaced("2021，2022"), 10.0) == "2021，2022"


@given(st.text("0123456789.,，．()（）:：;；%万元增长ABCabc", min_size=1, max_size=30))
def test_digits_letters_and_points_are_never_changed(text):
    after = settled(text, spaced(text), 10.0)
    assert len(after) == len(text)
    for before, now in zip(text, after, strict=True):
        assert now == before or before in ",，．()（）:：;；"
        assert (now == ".") == (before in ".．" and now != "．")
