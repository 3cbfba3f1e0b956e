"""Training from a made corpus to a pipeline folder. Needs the extra `train`."""

import json
import lzma
import random

import pytest

pytestmark = pytest.mark.slow

_ORGS = ("市民政局", "市水利局", "区教育局", "县林业局")
_NAMES = ("公务接待费", "会议费", "培训费", "公用经费")


def _passage(number: int, rng: random.Random) -> dict:
    text, spans, relations = "", [], []

    def add(surface: str, label: str) -> str:
        nonlocal text
        name = f"e{len(spans) + 1}"
        spans.append(
            {
                "id": name,
                "start": len(text),
                "end": len(text) + len(surface),
                "label": label,
                "text": surface,
            }
        )
        text += surface
        return name

    for _ in range(12):
        body = add(rng.choice(_ORGS), "ORG")
        text += "的"
        indicator = add(rng.choice(_NAMES), "INDICATOR")
        text += "为"
        money = add(f"{rng.randrange(1, 99)}万元", "MONEY")
        text += "。"
        relations.append({"head": body, "label": "SUBJECT", "tail": indicator})
        relations.append({"head": indicator, "label": "VALUE", "tail": money})
    return {
        "doc": f"p{number}",
        "kind": "made",
        "text": text,
        "spans": spans,
        "relations": relations,
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    rng = random.Random(5)
    passages = [_passage(number, rng) for number in range(24)]
    (folder / "gold").mkdir()
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in passages)
    (folder / "gold" / "reports.jsonl").write_text(lines, "utf-8")
    split = {"train": [f"p{i}" for i in range(20)], "dev": [f"p{i}" for i in range(20, 24)]}
    (folder / "gold" / "split.json").write_text(json.dumps(split), "utf-8")
    for kind in ("ner", "unlabelled"):
        (folder / "data" / kind).mkdir(parents=True)
    rows = [
        {
            "text": "张三在市民政局工作。",
            "closed": ["ORG", "PERSON", "LOC"],
            "source": "made",
            "split": "train",
            "spans": [
                {"start": 0, "end": 2, "label": "PERSON"},
                {"start": 3, "end": 7, "label": "ORG"},
            ],
        }
    ] * 20
    with lzma.open(folder / "data" / "ner" / "made.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    with lzma.open(folder / "data" / "unlabelled" / "made.txt.xz", "wt", encoding="utf-8") as file:
        file.writelines(row["text"] + "\n" for row in passages)
    return folder


def config(tagger_epochs: int) -> dict:
    return {
        "model": {"name": "tiny", "version": "0.0.1"},
        "embeddings": {
            "character_size": 16,
            "bigram_size": 8,
            "bigrams": 200,
            "texts": {"made": {"times": 2, "characters": 5000}},
        },
        "tagger": {
            "hidden": 16,
            "epochs": tagger_epochs,
            "batch": 512,
            "rate": 0.02,
            "dropout": 0.1,
            "public": {"made": 1.0},
            "window": 120,
        },
        "relations": {"hidden": 16, "layer": 32, "epochs": 8, "rate": 0.01},
    }


@pytest.fixture(scope="module")
def trained(corpus, tmp_path_factory):
    from jixiao.training.run import train_pipeline

    folder = tmp_path_factory.mktemp("trained")
    log: list[str] = []
    train_pipeline(corpus, folder / "model", config(30), folder / "work", log.append)
    return folder, log


def test_a_trained_folder_is_a_pipeline_that_has_learnt(corpus, trained):
    from jixiao.pipeline import load
    from jixiao.training.corpora import read_gold
    from jixiao.training.evaluate import evaluate_pipeline

    pipeline = load(trained[0] / "model")
    assert "tiny-0.0.1" in pipeline.fingerprint
    evaluation = evaluate_pipeline(pipeline, read_gold(corpus, "dev"))
    assert evaluation.layers["spans, exact"]["all"].f1 > 0.9
    assert evaluation.layers["relations, gold mentions"]["all"].f1 > 0.8


def test_finished_steps_are_kept_and_the_rest_is_the_same(corpus, trained):
    from jixiao.training.run import train_pipeline

    folder, _ = trained
    log: list[str] = []
    train_pipeline(corpus, folder / "again", config(30), folder / "work", log.append)
    assert any("vectors: kept" in line for line in log)
    assert any("tagger: kept" in line for line in log)

    def files(name):
        root = folder / name
        return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    assert files("again") == files("model")


def test_without_a_corpus_the_message_says_what_is_missing(tmp_path):
    from jixiao.errors import ResourceError
    from jixiao.training.corpora import read_gold

    with pytest.raises(ResourceError, match="no gold at"):
        read_gold(tmp_path, "dev")
