from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.characters import PAD, UNKNOWN, Vocabulary, fold


def test_width_digits_and_spaces_are_folded():
    assert fold("２０２３年Ａ类\u3000（约）\t") == "0000年A类 (约) "


@given(st.text())
def test_folding_keeps_length_and_is_idempotent(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_symbols_are_numbered_from_two_with_bigrams_on_both_sides():
    vocabulary = Vocabulary("甲乙", ["甲乙", "\n甲"])
    ids = vocabulary.encode("甲乙丙")
    assert ids.tolist() == [
        [2, 3, 2],
        [3, 2, UNKNOWN],
        [UNKNOWN, UNKNOWN, UNKNOWN],
    ]


@given(st.text())
def test_no_character_is_padding(text):
    ids = Vocabulary("的一", ["的一"]).encode(text)
    assert ids.shape == (len(text), 3)
    assert not (ids == PAD).any()
