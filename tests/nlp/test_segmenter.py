import shutil

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.errors import ResourceError
from jixiao.nlp.segmenter import DEFAULT_SEGMENTER, Segmenter, default_segmenter, plain
from jixiao.resources import data_path

TEXT = "2024年，全市完成固定资产投资35.6亿元，\n市水利局 ABC公司获评先进单位。"


@pytest.fixture(scope="module")
def segmenter():
    return default_segmenter()


def texts():
    return st.text(max_size=60) | st.text("财政局的12３Ａb，。、(（ \n\t\u3000《》%", max_size=60)


@given(text=texts())
@example(TEXT)
@example("\x1c\x85甲\u2028乙\ud7ff")
def test_words_tile_the_text(segmenter, text):
    spans = segmenter(text)
    assert "".join(span.of(text) for span in spans) == text
    ends = [0, *(span.end for span in spans)]
    assert [span.start for span in spans] == ends[:-1]
    assert all(span.end > span.start for span in spans)


@given(text=texts())
def test_no_word_holds_a_blank(segmenter, text):
    words = segmenter.words(text)
    assert "".join(words) == "".join(text.split())
    assert not any(word != "".join(word.split()) for word in words)


@given(text=st.text(max_size=40))
def test_what_the_model_sees_is_as_long_as_the_text(text):
    assert len(plain(text)) == len(text)


def test_usual_words_are_found(segmenter):
    words = segmenter.words(TEXT)
    assert {"全市", "完成", "固定资产投资", "先进单位", "公司"} <= set(words)


def test_width_changes_no_boundary(segmenter):
    wide = TEXT.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)})
    assert wide != TEXT
    assert segmenter(wide) == segmenter(TEXT)


def test_a_long_run_without_blanks_is_cut_at_its_marks(segmenter):
    part = "市水利局完成河道治理任务。"
    words = segmenter.words(part)
    assert segmenter.words(part * 200) == words * 200


def test_a_term_of_the_lexicon_is_kept_whole_and_no_word_is_cut_for_one(segmenter, tmp_path):
    folder = shutil.copytree(data_path(DEFAULT_SEGMENTER), tmp_path / "segmenter")
    text = "市水利局完成河道治理任务。"
    plain_words = segmenter.words(text)
    pair = "".join(plain_words[1:3])
    cut = plain_words[0][-1] + plain_words[1][:1]
    (folder / "lexicon.txt").write_text(f"{pair}\n{cut}\n", "utf-8")
    words = Segmenter(folder).words(text)
    assert pair in words
    assert cut not in words


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ResourceError, match=r"features\.msgpack"):
        Segmenter(tmp_path)
