import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.tags import LABELS, TAGS, allowed_transitions, best_paths, decode, encode
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


@given(st.lists(flat_spans(), min_size=1, max_size=4))
def test_decoding_gives_back_what_was_encoded(made):
    found = decode([certain(encode(length, spans)) for length, spans in made])
    assert [[span[:3] for span in row] for row in found] == [spans for _, spans in made]
    assert all(abs(span[3] - 0.99) < 1e-6 for row in found for span in row)


def random_scores(seed, length):
    return np.random.default_rng(seed).normal(size=(length, len(TAGS))).astype(np.float32)


def textbook_viterbi(scores):
    """Every transition tried at every character."""
    moves = np.where(allowed_transitions(), 0.0, -1e9).astype(np.float32)
    outside = np.array([tag[0] == "I" for tag in TAGS])
    best = np.where(outside | [tag[0] == "E" for tag in TAGS], -1e9, scores[0]).astype(np.float32)
    pointers = []
    for row in scores[1:]:
        through = best[:, None] + moves
        pointers.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    path = [int(np.where(outside | [tag[0] == "B" for tag in TAGS], -1e9, best).argmax())]
    for pointer in reversed(pointers):
        path.append(int(pointer[path[-1]]))
    return path[::-1]


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_the_paths_are_those_of_trying_every_transition(seed, lengths):
    rows = [random_scores(seed + i, length) for i, length in enumerate(lengths)]
    assert [path.tolist() for path in best_paths(rows)] == [textbook_viterbi(r) for r in rows]


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_every_path_is_well_formed(seed, length):
    (path,) = best_paths([random_scores(seed, length)])
    allowed = allowed_transitions()
    assert TAGS[path[0]][0] in "OBS"
    assert TAGS[path[-1]][0] in "OES"
    assert all(allowed[a, b] for a, b in itertools.pairwise(path))


def test_the_score_of_a_span_is_its_weakest_tag():
    scores = certain(encode(3, [(0, 3, Label.ORG)]))
    scores[1] = np.log(0.5)
    ((span,),) = decode([scores])
    assert span[:2] == (0, 3)
    assert span[3] == np.float32(0.5)


def test_nothing_comes_of_an_empty_text():
    assert decode([]) == []
    assert decode([np.zeros((0, len(TAGS)), dtype=np.float32)]) == [[]]
