from hypothesis import given
from hypothesis import strategies as st

from jixiao.values.blanks import plain
from jixiao.values.numerals import narrow

TEXT = st.text(alphabet="共达约 　\u00a0\n\t12.5０％万元家，。三十-￥、一", max_size=40)


def test_blanks_that_say_nothing_are_left_out():
    assert plain("约 12.5 万元 左右 。").text == "约12.5 万元左右。"
    assert plain("列 全国 首位 。").text == "列全国首位。"


def test_blanks_between_numbers_and_cells_stay():
    for text in ("12 34", "三 四", "合计\t1,200.50\t3", "合计 1,200.50 3", "a b", "\n  共"):
        assert plain(text).text == text


@given(TEXT)
def test_every_character_left_is_found_in_the_source(text):
    document = plain(text)
    assert "".join(document.text.split()) == "".join(narrow(text).split())
    for place, character in enumerate(document.text):
        source = document.outward(place)
        assert plain(text[source]).text == character
        assert document.inward(source) == place


@given(TEXT, st.integers(0, 50))
def test_every_place_of_the_source_has_one_inside(text, place):
    document = plain(text)
    assert 0 <= document.inward(min(place, len(text))) <= len(document.text)
