import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.calibration import Curve, log_odds, mention_curve
from jixiao.training.calibrate import calibrate, fit_constant, fit_curve, fit_scored, hold_out
from jixiao.training.corpora import Passage
from jixiao.training.reliability import Judged, Reliability
from jixiao.types import Label, RelationLabel

PLAIN = Curve(1.0, 0.0)
judged = st.lists(
    st.builds(Judged, st.sampled_from(["ORG", "AWARD"]), st.floats(0, 1), st.booleans()),
    max_size=30,
)


def drawn(curve, count, name="ORG", seed=1):
    """Items whose outcomes follow `curve`."""
    rng = random.Random(seed)
    scores = [rng.uniform(0.02, 0.999) for _ in range(count)]
    return [Judged(name, score, rng.random() < curve(score)) for score in scores]


def error(items, curve):
    table = Reliability()
    for item in items:
        table.add(Judged(item.name, curve(item.score), item.right))
    return table.error


def test_the_curve_that_made_the_outcomes_is_found():
    true = Curve(0.6, -0.8)
    items = drawn(true, 4000)
    made = fit_curve([i.score for i in items], [i.right for i in items], PLAIN, 10.0)
    assert made.slope == pytest.approx(true.slope, abs=0.1)
    assert made.shift == pytest.approx(true.shift, abs=0.1)


def test_scores_that_boast_are_calibrated_on_items_not_fitted_on():
    true = Curve(0.5, -1.0)
    fitted = fit_scored(drawn(true, 1500), ["ORG"])["ORG"]
    fresh = drawn(true, 1500, seed=2)
    assert error(fresh, PLAIN) > 0.15
    assert error(fresh, fitted) < 0.04


@given(judged)
def test_curves_never_fall_and_give_probabilities(items):
    for curve in fit_scored(items, ["ORG", "AWARD", "PERSON"]).values():
        values = [curve(score / 20) for score in range(21)]
        assert values == sorted(values)
        assert all(0 <= value <= 1 for value in values)


def test_where_higher_scores_are_worse_the_curve_is_flat():
    items = [Judged("ORG", 0.9, False), Judged("ORG", 0.2, True)] * 200
    curve = fit_curve([i.score for i in items], [i.right for i in items], PLAIN, 10.0)
    assert curve.slope == pytest.approx(0, abs=1e-6)
    assert curve(0.9) == pytest.approx(0.5, abs=0.02)


def test_a_label_of_few_items_keeps_near_the_curve_of_all():
    items = [*drawn(Curve(0.7, -0.5), 2000), Judged("AWARD", 0.8, False)]
    curves = fit_scored(items, ["ORG", "AWARD", "PERSON"])
    assert curves["AWARD"](0.8) == pytest.approx(curves["PERSON"](0.8), abs=0.12)
    assert curves["AWARD"](0.8) < curves["PERSON"](0.8)


def test_rules_get_their_precision_by_label():
    items = [Judged("rule MONEY", 1.0, i > 0) for i in range(400)]
    items += [Judged("rule DATE", 1.0, i % 2 == 0) for i in range(400)]
    curves = fit_constant(items, ["rule MONEY", "rule DATE", "rule DOC"])
    assert curves["rule MONEY"](1.0) == pytest.approx(0.9975, abs=0.01)
    assert curves["rule DATE"](1.0) == pytest.approx(0.5, abs=0.01)
    assert curves["rule DATE"](1.0) < curves["rule DOC"](1.0) < curves["rule MONEY"](1.0)


def test_log_odds_stay_finite():
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))


@given(st.integers(0, 200), st.sampled_from([0.05, 0.1, 0.25]))
def test_held_out_passages_are_spread_and_not_learnt_from(count, share):
    passages = [Passage(f"p{number}", "", ()) for number in range(count)]
    learnt, others = hold_out(passages, share)
    names = [one.name for one in (*learnt, *others)]
    assert sorted(names) == sorted(one.name for one in passages)
    assert abs(len(others) - share * count) <= 1
    assert hold_out(passages, 0.0) == (passages, [])


def test_half_or_more_cannot_be_held_out():
    with pytest.raises(ValueError, match=r"0\.5"):
        hold_out([], 0.5)


def test_a_pipeline_is_calibrated_by_what_it_finds(pipeline, tmp_path):
    from jixiao.pipeline import load

    pipeline.nlp.to_disk(tmp_path)
    fresh = load(tmp_path)
    text = "2023年度，我局支出1268.45万元，比上年增加86.2万元。"
    mentions, relations = fresh.annotate(text)
    right = [Passage(f"p{number}", text, mentions, relations) for number in range(40)]
    wrong = [Passage(f"w{number}", text, ()) for number in range(40)]
    log: list[str] = []
    calibrate(fresh.nlp, right + wrong, log.append)
    tagger, finder = (fresh.nlp.get_pipe(f"jixiao_{name}") for name in ("mentions", "relations"))
    assert set(finder.calibration.curves) == {str(label) for label in RelationLabel}
    assert mention_curve("model", Label.ORG) in tagger.calibration.curves
    assert tagger.calibration(mention_curve("rule", Label.MONEY), 1.0) == pytest.approx(
        0.5, abs=0.02
    )
    assert "80 passages held out" in log[0]
