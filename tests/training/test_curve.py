import json

import pytest

from jixiao.scoring import Score
from jixiao.training.curve import Point, curve_to_json, curve_to_table, learning_curve
from jixiao.training.evaluate import Evaluation


def point(characters, right):
    evaluation = Evaluation()
    evaluation.add("spans, exact", {"ORG": Score(right, 4, 4), "all": Score(right, 4, 4)})
    return Point(characters // 100, characters, evaluation)


POINTS = [point(1000, 1), point(2000, 2), point(4000, 3)]


def test_a_curve_shows_a_column_for_each_part():
    lines = curve_to_table(POINTS).splitlines()
    assert lines[1].split() == ["1,000", "2,000", "4,000"]
    assert [line.split() for line in lines if "ORG" in line] == [["ORG", "0.250", "0.500", "0.750"]]


def test_json_has_the_parts_and_their_figures():
    rows = json.loads(curve_to_json(POINTS))["learning_curve"]
    assert [row["characters"] for row in rows] == [1000, 2000, 4000]
    assert rows[2]["layers"]["spans, exact"]["ORG"]["right"] == 3


@pytest.mark.slow
def test_a_curve_is_trained_on_growing_parts(corpus, tmp_path):
    from jixiao.training.corpora import read_gold

    config = {
        "model": {"name": "point", "version": "0.0.1"},
        "embeddings": {
            "character_size": 16,
            "bigram_size": 8,
            "bigrams": 200,
            "texts": {"made": {"times": 2, "characters": 5000}},
        },
        "tagger": {"hidden": 16, "epochs": 20, "batch": 512, "rate": 0.02, "public": {}},
        "relations": {"hidden": 16, "layer": 32, "epochs": 2, "rate": 0.01},
    }
    gold, dev = read_gold(corpus, "train"), read_gold(corpus, "dev")
    points = learning_curve(corpus, gold, dev, config, tmp_path, lambda line: None)
    assert [one.passages for one in points] == [5, 10, 20]
    f1 = [one.evaluation.layers["spans, exact"]["all"].f1 for one in points]
    assert f1[0] < f1[-1]
