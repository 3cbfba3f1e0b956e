from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.candidates import FEATURE_SIZES, RELATIONS, propose, relation_mask
from jixiao.types import Label, Mention


def mention(text: str, surface: str, label: Label) -> Mention:
    start = text.index(surface)
    return Mention(surface, start, start + len(surface), label, surface)


TEXT = "公务接待费3万元，下降5%。会议费2万元。"
MENTIONS = (
    mention(TEXT, "公务接待费", Label.INDICATOR),
    mention(TEXT, "3万元", Label.MONEY),
    mention(TEXT, "5%", Label.PERCENT),
    mention(TEXT, "会议费", Label.INDICATOR),
    mention(TEXT, "2万元", Label.MONEY),
)


def pairs_of(sentence):
    return [
        (sentence.mentions[head].text, sentence.mentions[tail].text)
        for head, tail in sentence.pairs
    ]


def test_pairs_are_typed_and_within_a_sentence():
    first, second = propose(TEXT, MENTIONS)
    assert ("公务接待费", "3万元") in pairs_of(first)
    assert ("公务接待费", "5%") in pairs_of(first)
    assert ("3万元", "公务接待费") not in pairs_of(first)
    assert pairs_of(second) == [("会议费", "2万元")]


def test_features_stay_within_their_sizes():
    for sentence in propose(TEXT, MENTIONS):
        assert sentence.features.shape == (len(sentence.pairs), len(FEATURE_SIZES))
        assert (sentence.features >= 0).all()
        assert (sentence.features < FEATURE_SIZES).all()


def test_the_mask_follows_the_signatures():
    mask = relation_mask()
    row = list(Label).index(Label.ORG) * len(Label) + list(Label).index(Label.AWARD)
    names = {str(RELATIONS[i - 1]) for i in range(1, mask.shape[1]) if mask[row, i]}
    assert names == {"RECEIVES", "CONFERS"}
    assert mask[:, 0].all()


def by_hand(text, mentions, head, tail):
    """The features of a pair, each counted as `FEATURE_SIZES` describes it."""
    first, last = sorted((head, tail))
    between, gap = mentions[first + 1 : last], text[mentions[first].end : mentions[last].start]
    ours, theirs = mentions[head].label, mentions[tail].label
    bounds = (-64, -32, -16, -8, -4, -1, 0, 1, 2, 3, 5, 8, 12, 20, 32, 64)
    distance = len(gap) if head < tail else -len(gap) - 1
    counts = [
        sum(m.label == ours for m in between),
        sum(m.label == theirs for m in between),
        sum(m.label not in (ours, theirs) for m in between),
        sum(mark in "，,；;" for mark in gap),
        gap.count("、"),
    ]
    earlier = [
        sum(m.label == ours for m in mentions[:head]),
        sum(m.label == theirs for m in mentions[:tail]),
    ]
    labels = list(Label)
    return [
        labels.index(ours) * len(labels) + labels.index(theirs),
        sum(bound <= distance for bound in bounds),
        *(min(count, 4) for count in counts),
        int("\n" in gap),
        *(min(count, 4) for count in earlier),
    ]


@st.composite
def sentences_with_mentions(draw):
    text, mentions = "", []
    for number in range(draw(st.integers(2, 9))):
        text += draw(st.text("字，、；\n", max_size=9))
        end = len(text) + draw(st.integers(1, 3))
        label = draw(st.sampled_from(list(Label)))
        mentions.append(Mention(f"m{number}", len(text), end, label, "名" * (end - len(text))))
        text += mentions[-1].text
    return text.replace("\n\n", "\n字"), mentions


@given(sentences_with_mentions())
def test_features_are_what_one_counts_by_hand(made):
    text, mentions = made
    for sentence in propose(text, mentions):
        pairs = zip(sentence.pairs.tolist(), sentence.features.tolist(), strict=True)
        for (head, tail), features in pairs:
            assert features == by_hand(text, sentence.mentions, head, tail)
