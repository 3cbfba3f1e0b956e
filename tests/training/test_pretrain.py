"""Masked-language-model pretraining on tiny data. Needs the extra `train`."""

import lzma

import numpy as np
import pytest

pytestmark = pytest.mark.slow


def characters(text):
    from jixiao.nlp.encoder import CharacterIds

    return CharacterIds({c: n for n, c in enumerate(sorted(set(text)), 5)}, 2, 3, 1)


def rng():
    return np.random.default_rng(5)


def test_widths_change_in_groups_and_lengths_do_not():
    from jixiao.training.masking import vary_widths

    text = "增长6.5%（GDP）１"
    found = {vary_widths(text, 0.4, np.random.default_rng(seed)) for seed in range(60)}
    assert {len(one) for one in found} == {len(text)}
    assert {"增长6.5%（GDP）１", "增长６．５％（ＧＤＰ）１", "增长6.5%(GDP)1"} <= found
    assert vary_widths(text, 0.0, rng()) == text
    digits = {tuple(c in "0123456789" for c in one if c.isdigit()) for one in found}
    assert digits == {(True, True, False), (True, True, True), (False, False, False)}


def test_hidden_runs_are_apart_and_as_many_as_asked():
    from jixiao.training.masking import MaskingConfig, hide

    config = MaskingConfig(share=0.3, longest=4)
    runs = sorted(hide(200, config, rng()))
    places = [place for start, end in runs for place in range(start, end)]
    assert len(places) == len(set(places))
    assert 60 <= len(places) <= 63
    assert {end - start for start, end in runs} == {1, 2, 3, 4}
    assert hide(1, config, rng()) == [(0, 1)]


def test_labels_are_the_characters_that_were_hidden():
    import torch

    from jixiao.training.masking import IGNORED, Masker, MaskingConfig

    texts = ["财政局安排资金" * 12, "民政局"]
    known = characters("".join(texts))
    masker = Masker(known, 4, 0, MaskingConfig(share=0.3, widths=0.0))
    torch.manual_seed(0)
    batch = masker([{"text": text} for text in texts])
    ids, labels = batch["input_ids"], batch["labels"]
    truth = [known.encode(text) for text in texts]
    for row, numbers in enumerate(truth):
        asked = labels[row, : len(numbers)] != IGNORED
        assert (labels[row, : len(numbers)][asked].numpy() == numbers[asked.numpy()]).all()
        kept = ids[row, : len(numbers)][~asked].numpy()
        assert (kept == numbers[~asked.numpy()]).all()
        assert not asked[0]
        assert not asked[-1]
    assert batch["attention_mask"].sum(dim=1).tolist() == [len(numbers) for numbers in truth]
    assert (labels[batch["attention_mask"] == 0] == IGNORED).all()
    assert ids[1, 5:].eq(0).all()
    assert (ids == 4).any()


def test_blocks_are_the_text_in_pieces():
    from jixiao.training.pretrain import blocks

    lines = ["甲乙丙丁", "戊", "己庚辛壬癸"]
    pieces = list(blocks(iter(lines), 4))
    assert "".join(pieces) == "甲乙丙丁\n戊\n己庚辛壬癸\n"
    assert {len(piece) for piece in pieces[:-1]} == {4}
    assert list(blocks(iter([]), 4)) == []


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "data" / "unlabelled").mkdir(parents=True)
    lines = ["市财政局安排专项资金12万元。", "区民政局完成年度任务。"] * 60
    for name, part in (("reports", lines), ("laws", ["第三条 本条例自公布之日起施行。"] * 60)):
        path = folder / "data" / "unlabelled" / f"{name}.txt.xz"
        with lzma.open(path, "wt", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in part)
    return folder


def config(steps, held_out=0.1):
    return {
        "layers": 1,
        "hidden": 16,
        "heads": 2,
        "intermediate": 16,
        "positions": 64,
        "least": 2,
        "texts": {"reports": 2.0, "laws": 0.5},
        "masking": {"share": 0.2},
        "schedule": {
            "length": 32,
            "batch": 8,
            "steps": steps,
            "rate": 1e-2,
            "warmup": 2,
            "precision": "fp32",
            "held_out": held_out,
            "save_every": 10,
        },
    }


def test_files_weigh_what_the_configuration_says(corpus):
    from jixiao.training.pretrain import ScheduleConfig, read_texts

    schedule = ScheduleConfig(length=32, held_out=0.1)
    one = read_texts(corpus, {"reports": 1.0, "laws": 1.0}, schedule)
    texts = read_texts(corpus, {"reports": 2.0, "laws": 0.5}, schedule)

    def count(rows, word):
        return sum(word in row["text"] for row in rows)

    assert count(texts["train"], "局") == 2 * count(one["train"], "局")
    assert abs(count(texts["train"], "条例") - count(one["train"], "条例") / 2) <= 1
    held_out = {row["text"] for row in texts["test"]}
    assert len(texts["test"]) == len(one["test"]) > 0
    assert held_out


def losses(log):
    return [float(line.split("eval_loss ")[1].split(",")[0]) for line in log if "eval_loss" in line]


def test_an_encoder_learns_goes_on_and_is_what_transformers_load(corpus, tmp_path):
    from transformers import AutoModel

    from jixiao.training.encoder import load_encoder
    from jixiao.training.pretrain import pretrain

    first: list[str] = []
    pretrain(corpus, tmp_path / "encoder", config(20), tmp_path / "work", first.append)
    more: list[str] = []
    pretrain(corpus, tmp_path / "encoder", config(40), tmp_path / "work", more.append)
    assert any("step 10/" in line for line in first)
    assert not any("step 10/" in line for line in more)
    assert losses(more)[-1] < losses(first)[0]
    encoder, numbers = load_encoder(str(tmp_path / "encoder"))
    assert type(encoder) is type(AutoModel.from_pretrained(tmp_path / "encoder"))
    assert numbers.known("市财政局12万元\n") == 1.0
