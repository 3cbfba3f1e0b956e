import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.tags import LABELS, TAGS, allowed_transitions, best_path, decode, encode
from jixiao.types import Label


@st.composite
def flat_spans(draw):
    length = draw(st.integers(1, 40))
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=12)))
    spans = [
        (start, end, draw(st.sampled_from(LABELS)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return length, spans


def certain(tags: np.ndarray) -> np.ndarray:
    return np.log(np.where(np.eye(len(TAGS))[tags] > 0, 0.99, 1e-6)).astype(np.float32)


@given(flat_spans())
def test_decoding_gives_back_what_was_encoded(made):
    length, spans = made
    found = decode(certain(encode(length, spans)))
    assert [span[:3] for span in found] == spans
    assert all(abs(span[3] - 0.99) < 1e-6 for span in found)


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_every_path_is_well_formed(seed, length):
    scores = np.random.default_rng(seed).normal(size=(length, len(TAGS))).astype(np.float32)
    path = best_path(scores)
    allowed = allowed_transitions()
    assert TAGS[path[0]][0] in "OBS"
    assert TAGS[path[-1]][0] in "OES"
    assert all(allowed[a, b] for a, b in itertools.pairwise(path))


def test_the_score_of_a_span_is_its_weakest_tag():
    scores = certain(encode(3, [(0, 3, Label.ORG)]))
    scores[1] = np.log(0.5)
    assert [(s, e) for s, e, _, _ in decode(scores)] == [(0, 3)]
    assert decode(scores)[0][3] == np.float32(0.5)


def test_nothing_comes_of_an_empty_text():
    assert decode(np.zeros((0, len(TAGS)), dtype=np.float32)) == []
