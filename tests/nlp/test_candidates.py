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
        (sentence.mentions[p.head].text, sentence.mentions[p.tail].text) for p in sentence.pairs
    ]


def test_pairs_are_typed_and_within_a_sentence():
    first, second = propose(TEXT, MENTIONS)
    assert ("公务接待费", "3万元") in pairs_of(first)
    assert ("公务接待费", "5%") in pairs_of(first)
    assert ("3万元", "公务接待费") not in pairs_of(first)
    assert pairs_of(second) == [("会议费", "2万元")]


def test_features_stay_within_their_sizes():
    for sentence in propose(TEXT, MENTIONS):
        for pair in sentence.pairs:
            assert all(0 <= f < s for f, s in zip(pair.features, FEATURE_SIZES, strict=True))


def test_the_mask_follows_the_signatures():
    mask = relation_mask()
    row = list(Label).index(Label.ORG) * len(Label) + list(Label).index(Label.AWARD)
    names = {str(RELATIONS[i - 1]) for i in range(1, mask.shape[1]) if mask[row, i]}
    assert names == {"RECEIVES", "CONFERS"}
    assert mask[:, 0].all()
