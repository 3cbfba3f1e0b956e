import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.training.reliability import (
    Judged,
    Reliability,
    judge_facts,
    judge_mentions,
    judge_relations,
)
from jixiao.types import Label, Mention, Relation, RelationLabel

judged = st.lists(st.builds(Judged, st.just("ORG"), st.floats(0, 1), st.booleans()), min_size=1)


def table(items):
    made = Reliability()
    for item in items:
        made.add(item)
    return made


@given(judged)
def test_every_item_lies_in_its_bin(items):
    made = table(items)
    assert made.count == len(items)
    for number, one in enumerate(made.bins):
        if one.count:
            assert number / 10 - 1e-9 <= one.score <= (number + 1) / 10 + 1e-9


@given(judged)
def test_the_error_lies_between_0_and_1_and_below_the_mean_difference(items):
    differences = [abs(item.score - item.right) for item in items]
    assert 0 <= table(items).error <= sum(differences) / len(items) + 1e-9


def test_scores_that_are_the_shares_make_no_error():
    items = [Judged("ORG", 0.75, number % 4 > 0) for number in range(40)]
    assert table(items).error == pytest.approx(0)
    assert table(items).brier == pytest.approx(0.1875)


def mention(name, start, end, label=Label.ORG, score=0.9):
    return Mention(name, start, end, label, "字" * (end - start), score, "model")


def test_a_mention_is_right_if_the_gold_has_it_as_it_is():
    gold = [mention("e1", 0, 3), mention("e2", 5, 8, Label.AWARD)]
    found = [mention("m1", 0, 3), mention("m2", 5, 7, Label.AWARD), mention("m3", 5, 8)]
    assert [item.right for item in judge_mentions(found, gold)] == [True, False, False]
    assert judge_mentions(found, gold)[0].name == "model ORG"


def test_relations_are_judged_between_right_mentions_only():
    gold = [mention("e1", 0, 3), mention("e2", 5, 8, Label.AWARD), mention("e3", 9, 12)]
    found = [mention("m1", 0, 3), mention("m2", 5, 8, Label.AWARD), mention("m3", 9, 11)]
    links = [
        Relation("m1", RelationLabel.RECEIVES, "m2", 0.8),
        Relation("m1", RelationLabel.CONFERS, "m2", 0.4),
        Relation("m3", RelationLabel.RECEIVES, "m2", 0.7),
    ]
    right = [Relation("e1", RelationLabel.RECEIVES, "e2")]
    made = judge_relations((found, links), (gold, right))
    assert [(item.name, item.right) for item in made] == [("RECEIVES", True), ("CONFERS", False)]


def test_a_fact_is_right_once():
    told = {"kind": "measure", "value": "5", "name": "产值", "evidence": [0, 6]}
    found = [told | {"confidence": sure} for sure in (0.9, 0.4)]
    other = told | {"confidence": 0.2, "value": "6"}
    judged = judge_facts([*found, other], [told])
    assert judged == [
        Judged("measure", 0.9, True),
        Judged("measure", 0.4, False),
        Judged("measure", 0.2, False),
    ]
