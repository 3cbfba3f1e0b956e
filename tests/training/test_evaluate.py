import json
from decimal import Decimal

from jixiao.scoring import ALL
from jixiao.training.corpora import Passage
from jixiao.training.evaluate import confusions, evaluate_pipeline, score_values
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


def test_a_wrong_value_is_no_hit():
    wrong = mention("m1", "3万元", Label.MONEY, MoneyNorm(Decimal(3)))
    right = mention("m1", "3万元", Label.MONEY, MoneyNorm(Decimal(30000)))
    assert score_values([wrong], GOLD)["MONEY"].right == 0
    assert score_values([right], GOLD)["MONEY"].right == 1


def test_confusions_tell_what_was_taken_for_what():
    found = [
        mention("m1", "接待费", Label.INDICATOR),
        mention("m2", "3万元", Label.QUANTITY),
        mention("m3", "上年", Label.DATE),
        mention("m4", "下降", Label.AWARD),
    ]
    counts = confusions(found, GOLD.mentions)
    assert counts == {
        ("INDICATOR", "INDICATOR"): 1,
        ("MONEY", "QUANTITY"): 1,
        ("PERCENT", "—"): 1,
        ("—", "AWARD"): 1,
    }
