import pytest

from jixiao.nlp.doubts import Dispute, disputes, find_doubts
from jixiao.nlp.merge import Found
from jixiao.types import Label

PLAIN = "全市公务接待费支出9.6万元，比上年下降12.5%。"
# Names of a kind that the model hardly met, run together without a mark.
ODD = "云上蓝湾数智二期青绿先锋提标拓面又获评星火燎原甲级旗帜称号若干。"


def found(start, end, label, origin="rule"):
    return Found(start, end, label, 1.0, origin)


def test_an_odd_text_is_more_doubtful_than_a_plain_one(pipeline):
    plain, odd = find_doubts(pipeline.nlp, PLAIN), find_doubts(pipeline.nlp, ODD)
    assert 0 < plain.tags / len(PLAIN) < odd.tags / len(ODD) < 1


def test_relations_are_doubted_where_there_are_pairs(pipeline):
    assert find_doubts(pipeline.nlp, "全市召开会议。").pairs == 0
    assert find_doubts(pipeline.nlp, PLAIN).pairs > 0


def test_nothing_is_doubted_in_an_empty_text(pipeline):
    doubts = find_doubts(pipeline.nlp, "")
    assert (doubts.tags, doubts.pairs, doubts.disputes) == (0, 0, ())


def test_figures_are_for_the_rules_to_say(pipeline):
    assert find_doubts(pipeline.nlp, "3万元").tags == 0


def test_doubts_of_a_long_text_are_those_of_its_pieces(pipeline, monkeypatch):
    monkeypatch.setattr("jixiao.pipeline._PIECE", len(PLAIN))
    one, two = pipeline.doubts(PLAIN), pipeline.doubts(PLAIN * 2)
    assert two.tags == pytest.approx(2 * one.tags, rel=1e-3)
    assert two.pairs == pytest.approx(2 * one.pairs, rel=1e-3)
    places = [(one.start, one.end) for one in one.disputes]
    shifted = [(start + len(PLAIN), end + len(PLAIN)) for start, end in places]
    assert [(one.start, one.end) for one in two.disputes] == places + shifted


def test_the_same_reading_is_no_dispute():
    spans = [found(0, 4, Label.MONEY), found(6, 9, Label.DATE)]
    assert disputes(spans, spans) == ()


@pytest.mark.parametrize(
    ("rules", "model", "expected"),
    [
        # Another end, another label, seen by one side only.
        ([(0, 4, Label.MONEY)], [(1, 4, Label.MONEY)], [(0, 4, Label.MONEY, Label.MONEY)]),
        ([(0, 4, Label.MONEY)], [(0, 4, Label.QUANTITY)], [(0, 4, Label.MONEY, Label.QUANTITY)]),
        ([(0, 4, Label.DATE)], [], [(0, 4, Label.DATE, None)]),
        ([], [(0, 4, Label.DATE)], [(0, 4, None, Label.DATE)]),
        # A name is not for the rules to see, and a figure may be part of it.
        ([], [(0, 4, Label.AWARD)], []),
        ([(0, 4, Label.DATE)], [(0, 9, Label.AWARD)], []),
        ([(0, 4, Label.DATE)], [(2, 9, Label.AWARD)], [(0, 9, Label.DATE, Label.AWARD)]),
    ],
)
def test_where_rules_and_network_differ(rules, model, expected):
    made = disputes(
        [found(*span) for span in rules], [found(*span, origin="model") for span in model]
    )
    assert made == tuple(Dispute(*one) for one in expected)
