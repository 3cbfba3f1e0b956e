import lzma

import pytest

from jixiao.errors import ResourceError
from jixiao.nlp.segmenter import Segmenter
from jixiao.scoring import Score
from jixiao.training.segmenter import (
    administrative_terms,
    boundaries,
    recall_of_unknown,
    score_words,
    split_lines,
    train_segmenter,
)

LINES = [
    "市 财政局 安排 资金 １２ 万元 。",
    "区 教育局 安排 经费 ３ 万元 。",
    "市 民政局 完成 任务 。",
    "区 财政局 完成 投资 ５００ 万元 。",
    "资金 安排 任务 完成 。",
] * 8


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "data" / "segmentation").mkdir(parents=True)
    path = folder / "data" / "segmentation" / "made.txt.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in LINES)
    return folder


def config(weak):
    return {"text": "made", "iterations": 4, "rare": 0, "weak": weak}


@pytest.fixture(scope="module")
def trained(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("segmenter")
    log: list[str] = []
    train_segmenter(corpus, folder / "model", config(0.0), folder / "work", log.append)
    return folder, log


def test_a_trained_segmenter_finds_the_words_it_was_shown(trained):
    folder, log = trained
    assert Segmenter(folder / "model").cut("区民政局安排投资7万元。") == [
        "区",
        "民政局",
        "安排",
        "投资",
        "7",
        "万元",
        "。",
    ]
    (line,) = [line for line in log if "without lexicon" in line]
    assert float(line.split("F1 ")[1].split(",")[0]) > 0.9


def test_training_says_nothing_of_its_own(trained, capfd):
    assert capfd.readouterr().out == ""


def test_pruning_keeps_what_counts(corpus, trained):
    folder, _ = trained
    log: list[str] = []
    train_segmenter(corpus, folder / "small", config(0.2), folder / "work", log.append)
    whole, small = (
        (folder / name / "features.msgpack").stat().st_size for name in ("model", "small")
    )
    assert small < whole * 0.8
    text = "市财政局完成任务。"
    assert Segmenter(folder / "small").cut(text) == Segmenter(folder / "model").cut(text)


def test_the_last_lines_are_held_out():
    lines = [[str(number)] for number in range(20)]
    learnt, held_out = split_lines(lines, 0.1)
    assert learnt + held_out == lines
    assert held_out == [["18"], ["19"]]


def test_words_are_scored_by_both_their_ends():
    assert boundaries(["财政", "局"]) == {(0, 2), (2, 3)}
    score = score_words(lambda text: ["财政局", "长"], [["财政", "局", "长"]])
    assert (score.right, score.predicted, score.gold) == (1, 2, 3)
    assert score_words(lambda text: [], []).gold == Score().gold == 0


def test_recall_of_unknown_words_leaves_known_ones_out():
    lines = [["水利", "局"], ["财政", "局"]]
    assert recall_of_unknown(lambda text: [text[:2], text[2:]], lines, {"财政", "局"}) == 1.0
    assert recall_of_unknown(lambda text: [text], lines, {"财政", "局"}) == 0.0


def test_the_lexicon_is_general_language():
    terms = administrative_terms()
    assert terms == sorted(set(terms))
    assert {"公务接待费", "湖南省", "科学技术局", "人民政府"} <= set(terms)
    assert all(len(term) > 1 and term == "".join(term.split()) for term in terms)


def test_a_corpus_without_segmented_text_is_named(tmp_path):
    with pytest.raises(ResourceError, match=r"made\.txt\.xz"):
        train_segmenter(tmp_path, tmp_path / "m", config(0.0), tmp_path / "w", lambda _: None)
