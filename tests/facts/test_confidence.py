from hypothesis import given
from hypothesis import strategies as st

from jixiao.facts.confidence import INFERRED, confidence, evidence
from jixiao.types import Label, Mention, Relation, RelationLabel

shares = st.floats(0, 1)
names = st.one_of(st.none(), st.text("产值预算经费", max_size=20))


@given(shares, shares, names)
def test_surer_evidence_makes_no_fact_less_sure(one, other, name):
    low, high = sorted((one, other))
    assert 0 <= confidence(low, name) <= confidence(high, name) <= 1


@given(shares, names, st.text("数额", min_size=1, max_size=5))
def test_a_longer_name_bears_a_wrong_edge_better(sure, name, more):
    assert confidence(sure, name) <= confidence(sure, (name or "") + more)


def test_each_thing_counts_once_and_bodies_not_at_all():
    name = Mention("m1", 0, 2, Label.INDICATOR, "产值", 0.5)
    body = Mention("m2", 4, 6, Label.ORG, "某局", 0.1)
    whose = Relation("m2", RelationLabel.SUBJECT, "m1", 0.1)
    assert evidence([name, name, body, whose]) == 0.5
    assert evidence([name], inferred=True) == 0.5 * INFERRED
    assert evidence([]) == 1.0
