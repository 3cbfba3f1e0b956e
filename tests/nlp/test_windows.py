import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.windows import sentences, windows

TEXTS = st.text(alphabet=st.sampled_from("甲乙丙。！；，、\n 12”"), max_size=300)


@given(TEXTS, st.integers(min_value=1, max_value=40))
def test_windows_are_the_text(text, size):
    pieces = windows(text, size)
    assert "".join(piece.of(text) for piece in pieces) == text
    assert all(0 < piece.end - piece.start <= size for piece in pieces)


@given(TEXTS)
def test_sentences_are_the_text(text):
    assert "".join(piece.of(text) for piece in sentences(text, 50)) == text


@pytest.mark.parametrize(
    ("marked"),
    [
        "支出合计12万元。|比上年减少。",
        "他说：“已完成。”|此后无事。",
        "第一行未完\n接着写完。|",
        "标题\n|\n正文。|",
    ],
)
def test_a_sentence_ends_at_its_mark_or_a_blank_line(marked):
    text = marked.replace("|", "")
    expected = [piece for piece in marked.split("|") if piece]
    assert [piece.of(text) for piece in sentences(text)] == expected


def test_a_window_ends_at_the_best_place_within_reach():
    text = "甲甲甲。乙乙乙；丙丙丙，丁丁丁"
    assert [piece.of(text) for piece in windows(text, 9)] == [
        "甲甲甲。",
        "乙乙乙；",
        "丙丙丙，丁丁丁",
    ]
