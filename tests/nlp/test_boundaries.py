import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.boundaries import ALONE, BLANK, FIRST, INNER, KINDS, LAST, WordInputs, boundary_ids
from jixiao.nlp.inputs import load_inputs
from jixiao.nlp.segmenter import default_segmenter


@given(text=st.text("市水利局安排12万元，。 \n", max_size=40))
def test_boundaries_tell_the_words(text):
    ids = boundary_ids(text).tolist()
    assert len(ids) == len(text)
    words = []
    for character, kind in zip(text, ids, strict=True):
        assert character.isspace() == (kind == BLANK)
        if kind in (FIRST, ALONE):
            words.append(character)
        elif kind in (INNER, LAST):
            words[-1] += character
    assert words == default_segmenter().words(text)


def test_word_inputs_stand_beside_others_and_survive_the_disk(pipeline, tmp_path):
    inner = pipeline.nlp.get_pipe("jixiao_mentions").inputs
    table = np.arange(KINDS * 2, dtype=np.float32).reshape(KINDS, 2)
    inputs = WordInputs(inner, table)
    text = "市水利局 安排资金"
    (rows,) = inputs([text])
    assert rows.shape == (len(text), inner.size + 2) == (len(text), inputs.size)
    np.testing.assert_array_equal(rows[:, :-2], inner([text])[0])
    np.testing.assert_array_equal(rows[:, -2:], table[boundary_ids(text)])
    inputs.save(tmp_path)
    np.testing.assert_array_equal(load_inputs(tmp_path)([text])[0], rows)
