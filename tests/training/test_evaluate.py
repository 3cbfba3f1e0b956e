import json
from dataclasses import replace
from decimal import Decimal

from jixiao.nlp.calibration import Calibration, Curve, mention_curve
from jixiao.pipeline import load
from jixiao.scoring import ALL
from jixiao.training.corpora import Passage
from jixiao.training.evaluate import (
    FROM_ANNOTATIONS,
    Evaluation,
    evaluate_pipeline,
    evaluate_sentences,
    facts_of_annotations,
    score_values,
)
from jixiao.training.mistakes import find_mistakes
from jixiao.training.report import to_json, to_table
from jixiao.types import Label, Mention, MoneyNorm, Relation, RelationLabel

TEXT = "公务接待费3万元，比上年下降5%。"


def mention(name, surface, label, norm=None):
    start = TEXT.index(surface)
    return Mention(name, start, start + len(surface), label, surface, norm=norm)


GOLD = Passage(
    "p",
    TEXT,
    (
        mention("e1", "公务接待费", Label.INDICATOR),
        mention("e2", "3万元", Label.MONEY),
        mention("e3", "上年", Label.DATE),
        mention("e4", "5%", Label.PERCENT),
    ),
    (Relation("e1", RelationLabel.VALUE, "e2"), Relation("e1", RelationLabel.CHANGE, "e4")),
    facts=(
        {
            "kind": "measure",
            "value": "30000",
            "low": None,
            "high": None,
            "name": "公务接待费",
            "value_span": "e2",
            "evidence": [0, 8],
            "subject": None,
            "period_start": None,
            "period_end": None,
        },
    ),
)


def test_an_evaluation_counts_every_layer(pipeline):
    evaluation = evaluate_pipeline(pipeline, [GOLD])
    assert evaluation.characters == len(TEXT)
    assert evaluation.layers["spans, exact"][ALL].gold == 4
    assert evaluation.layers["relations, end to end"][ALL].gold == 2
    assert evaluation.layers["values"]["MONEY"].right == 1
    assert "spans, exact" in to_table(evaluation)
    assert json.loads(to_json(evaluation))["layers"]["values"]["MONEY"]["f1"] == 1.0


def test_confidence_of_facts_is_held_to_gold_facts_or_to_those_of_the_annotations(pipeline):
    bare = replace(GOLD, facts=())
    assert [fact["name"] for fact in facts_of_annotations(bare)] == ["公务接待费"] * 2
    for passage, right in ((bare, 2), (GOLD, 1)):
        evaluation = evaluate_pipeline(pipeline, [passage])
        assert evaluation.layers[FROM_ANNOTATIONS][ALL].gold == 2
        (table,) = evaluation.reliability["facts (kind, value, name)"].values()
        assert sum(b.right for b in table.bins) == right
        assert "scores of facts" in to_table(evaluation)


def test_a_wrong_value_is_no_hit():
    wrong = mention("m1", "3万元", Label.MONEY, MoneyNorm(Decimal(3)))
    right = mention("m1", "3万元", Label.MONEY, MoneyNorm(Decimal(30000)))
    assert score_values([wrong], GOLD)["MONEY"].right == 0
    assert score_values([right], GOLD)["MONEY"].right == 1


def test_scores_are_held_to_what_is_right(pipeline):
    evaluation = evaluate_pipeline(pipeline, [GOLD])
    tables = evaluation.reliability["mentions"]
    found = evaluation.layers["spans, exact"][ALL]
    assert all(table.count == found.predicted for table in tables.values())
    assert all(sum(b.right for b in table.bins) == found.right for table in tables.values())
    rows = json.loads(to_json(evaluation))["reliability"]["mentions"]
    assert {kind: len(table["bins"]) for kind, table in rows.items()} == dict.fromkeys(tables, 10)
    assert "expected calibration error" in to_table(evaluation)


def test_a_calibrated_pipeline_is_shown_before_and_after(pipeline, tmp_path):
    pipeline.nlp.to_disk(tmp_path)
    half = load(tmp_path)
    names = [mention_curve(origin, label) for origin in ("rule", "model") for label in Label]
    tagger = half.nlp.get_pipe("jixiao_mentions")
    tagger.calibration = Calibration(dict.fromkeys(names, Curve(0.0, 0.0)))
    tables = evaluate_pipeline(half, [GOLD]).reliability["mentions"]
    assert tables["calibrated"].bins[5].count == tables["raw"].count > 0
    assert tables["raw"].bins[9].count > 0


def test_only_closed_labels_of_sentences_count(pipeline):
    text = "市林业局的张三说。"
    person = Mention("m1", 5, 7, Label.PERSON, "张三")
    sentences = [Passage("s", text, (person,), closed=frozenset({Label.PERSON}))] * 2
    evaluation = evaluate_sentences(pipeline, sentences)
    assert set(evaluation.layers["spans, exact"]) <= {"PERSON", ALL}
    assert evaluation.layers["spans, exact"][ALL].gold == 2
    assert evaluation.passages == 2


def test_an_example_shows_both_spans_and_where_they_stand():
    evaluation = Evaluation()
    found = [mention("m1", "接待费", Label.INDICATOR)]
    evaluation.mistakes += find_mistakes("p", TEXT, found, GOLD.mentions)
    assert "«公务接待费» → «接待费» in 公务接待费3万元，比上年下降5%。 (p)" in to_table(evaluation)
    (row,) = [r for r in json.loads(to_json(evaluation))["confusions"] if r["found"] != "—"]
    assert row["examples"][0]["gold"]["text"] == "公务接待费"
    assert row["examples"][0]["sentence"] == TEXT
