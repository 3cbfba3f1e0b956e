import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.calibration import Calibration, Curve, mention_curve
from jixiao.nlp.component import raw_scores
from jixiao.nlp.convert import mentions_of, relations_of
from jixiao.types import Label, RelationLabel

TEXT = "2023年度，我局部门整体支出1268.45万元，比上年增加86.2万元，增长7.29%。"

curves = st.builds(Curve, slope=st.floats(0, 20), shift=st.floats(-50, 50))
scores = st.floats(0, 1)


@given(curves, scores)
def test_a_probability_lies_between_0_and_1(curve, score):
    assert 0 <= curve(score) <= 1


@given(curves, scores, scores)
def test_a_higher_score_is_never_a_lower_probability(curve, one, other):
    low, high = sorted((one, other))
    assert curve(low) <= curve(high)


def test_a_falling_curve_is_refused():
    with pytest.raises(ValueError, match="negative"):
        Curve(slope=-0.1, shift=0.0)


def test_a_score_without_a_curve_stays():
    assert Calibration({"VALUE": Curve(0.0, 0.0)})("SHARE", 0.7) == 0.7


def test_a_folder_keeps_the_curves(tmp_path):
    made = Calibration({mention_curve("model", Label.ORG): Curve(0.7, -0.25)})
    made.save(tmp_path)
    assert Calibration.load(tmp_path).curves == made.curves
    assert Calibration.load(tmp_path / "nothing").curves == {}


def half(names):
    return Calibration({name: Curve(0.0, 0.0) for name in names})


def test_a_pipeline_gives_probabilities_and_keeps_its_curves(pipeline, tmp_path):
    pipeline.nlp.to_disk(tmp_path)
    nlp = spacy.load(tmp_path)
    labels = [mention_curve(origin, label) for origin in ("rule", "model") for label in Label]
    nlp.get_pipe("jixiao_mentions").calibration = half(labels)
    nlp.get_pipe("jixiao_relations").calibration = half(map(str, RelationLabel))
    nlp.to_disk(tmp_path)
    doc, raw = spacy.load(tmp_path)(TEXT), pipeline.nlp(TEXT)
    assert {mention.score for mention in mentions_of(doc)} == {0.5}
    assert {link.score for link in relations_of(doc)} == {0.5}
    assert [m.text for m in mentions_of(doc)] == [m.text for m in mentions_of(raw)]
    with raw_scores(pipe for _, pipe in nlp.pipeline):
        inside = nlp(TEXT)
    assert 1.0 in {m.score for m in mentions_of(inside)}
    assert {mention.score for mention in mentions_of(nlp(TEXT))} == {0.5}
