"""A made corpus folder that is quickly learnt."""

import json
import lzma
import random

import pytest

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


@pytest.fixture(scope="session")
def encoder_folder(tmp_path_factory):
    """A BERT of two layers with the characters of the made corpus and chance weights."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    folder = tmp_path_factory.mktemp("encoder")
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused1]", "[unused2]", "12", "##3"]
    letters = sorted({*"".join((*_ORGS, *_NAMES)), *"的为。万元张三在工作abc0123456789"})
    vocabulary = {token: number for number, token in enumerate([*special, *letters])}
    tokenizer = BertTokenizer(vocabulary)
    torch.manual_seed(4)
    network = BertModel(
        BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=130,
            initializer_range=0.3,
        )
    )
    network.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", "utf-8")
    return folder
