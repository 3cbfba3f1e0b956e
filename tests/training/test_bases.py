"""Text that vectors are learnt from. Needs the extra `train`."""

import json

import pytest

pytestmark = pytest.mark.slow


def dev_texts(corpus):
    names = set(json.loads((corpus / "gold" / "split.json").read_text("utf-8"))["dev"])
    lines = (corpus / "gold" / "reports.jsonl").read_text("utf-8").splitlines()
    return {row["text"] for row in map(json.loads, lines) if row["doc"] in names}


def test_lines_of_dev_passages_are_left_out(corpus):
    from jixiao.training.bases import unlabelled_lines
    from jixiao.training.corpora import read_unlabelled

    dev = dev_texts(corpus)
    assert dev & set(read_unlabelled(corpus, ["made"]))
    lines = list(unlabelled_lines(corpus, {"made": {"times": 1}}))
    assert lines
    assert not dev & set(lines)


def test_a_text_is_read_as_often_and_as_far_as_it_says(corpus):
    from jixiao.training.bases import unlabelled_lines

    once = list(unlabelled_lines(corpus, {"made": {"times": 1}}))
    assert list(unlabelled_lines(corpus, {"made": {"times": 2}})) == once * 2
    assert list(unlabelled_lines(corpus, {"made": {"times": 1, "characters": 1}})) == once[:1]


def test_a_public_corpus_gives_its_sentences(corpus, tmp_path):
    from jixiao.errors import ResourceError
    from jixiao.training.corpora import read_unlabelled

    folder = tmp_path / "data" / "ner"
    folder.mkdir(parents=True)
    (folder / "made.jsonl.xz").write_bytes((corpus / "data" / "ner" / "made.jsonl.xz").read_bytes())
    assert set(read_unlabelled(tmp_path, ["made"])) == {"张三在市民政局工作。"}
    with pytest.raises(ResourceError, match="no sentences at"):
        list(read_unlabelled(tmp_path, ["none"]))
