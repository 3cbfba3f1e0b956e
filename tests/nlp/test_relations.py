import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.candidates import propose
from jixiao.nlp.relations import _between, places_of
from jixiao.types import Label, Mention

LABELS = (Label.INDICATOR, Label.MONEY, Label.ORG, Label.PERCENT)


@st.composite
def marked_sentences(draw):
    """A sentence of chance length with chance mentions, some of which touch."""
    text, mentions = "", []
    for number in range(draw(st.integers(2, 12))):
        text += "字" * draw(st.integers(0, 3))
        end = len(text) + draw(st.integers(1, 4))
        label = LABELS[draw(st.integers(0, 3))]
        mentions.append(Mention(f"m{number}", len(text), end, label, "名" * (end - len(text))))
        text += mentions[-1].text
    return text + "字" * draw(st.integers(0, 2)), mentions


@given(marked_sentences(), st.integers(0, 2**32 - 1))
def test_between_two_mentions_lies_the_maximum_of_their_states(made, seed):
    text, mentions = made
    states = np.random.default_rng(seed).normal(size=(len(text), 3)).astype(np.float32)
    for sentence in propose(text, mentions):
        for place, found in zip(places_of(sentence), _between(states, sentence), strict=True):
            assert np.array_equal(found, states[place.min() : place.max() + 1].max(axis=0))
