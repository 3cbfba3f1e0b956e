import json

import pytest
from click.testing import CliRunner

from jixiao.annotations.folder import Batch
from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import Status
from jixiao.cli import cli
from jixiao.errors import AnnotationError, ResourceError
from jixiao.training.corpora import gather_gold, read_batch

AT, ME = "2024-05-01T08:00:00Z", "person:li"
MARKED = {
    "a": ("«会议费|INDICATOR 1»支出«3万元|MONEY 2»。\n----\n1 VALUE 2\n", Status.CONFIRMED),
    "b": ("«培训费|INDICATOR 1»支出«5万元|MONEY 2»。\n----\n1 VALUE 2\n", Status.CONFIRMED),
    "c": ("«差旅费|INDICATOR»支出5万元。", Status.OPEN),
    "d": ("«印刷费|INDICATOR»支出5万元。", Status.CONFIRMED),
}


@pytest.fixture
def batch(tmp_path):
    """Gold of which one is not confirmed, parted into a, c, d and b."""
    made = Batch(tmp_path / "reports")
    pairs = [
        parse_inline(marked, doc_id=name, by=ME, at=AT, status=status)
        for name, (marked, status) in MARKED.items()
    ]
    made.add_texts([text for text, _ in pairs])
    made.write("gold", [annotation for _, annotation in pairs])
    made.write_split({"train": ["a", "c", "d"], "dev": ["b"]})
    return made


@pytest.fixture
def corpus(tmp_path):
    """A corpus folder with one passage a part."""
    folder = tmp_path / "corpus" / "gold"
    folder.mkdir(parents=True)
    span = {"start": 0, "end": 2, "label": "ORG"}
    rows = [{"doc": name, "text": "我局", "spans": [span], "relations": []} for name in "xy"]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "reports.jsonl").write_text(lines, "utf-8")
    (folder / "split.json").write_text('{"train": ["x"], "dev": ["y"]}', "utf-8")
    return folder.parent


def names(passages):
    return [passage.name for passage in passages]


def test_only_confirmed_gold_is_read_and_the_rest_is_told(batch):
    told = []
    passages = read_batch(batch, "train", told.append)
    assert names(passages) == ["a", "d"]
    assert told == ["reports: 1 texts of train have no confirmed gold, left out"]
    assert names(read_batch(batch, "dev", told.append)) == ["b"]
    assert len(told) == 1


def test_a_passage_has_the_gold_as_mentions_and_relations(batch):
    (passage,) = read_batch(batch, "dev")
    head, tail = passage.mentions
    assert (head.text, head.label, tail.text) == ("培训费", "INDICATOR", "5万元")
    assert all(passage.text[m.start : m.end] == m.text for m in passage.mentions)
    (link,) = passage.relations
    assert (link.head, link.label, link.tail) == (head.id, "VALUE", tail.id)


def test_a_batch_without_a_split_or_gold_is_told(tmp_path, batch):
    (batch.path / "split.json").write_text('{"train": ["a"]}', "utf-8")
    with pytest.raises(AnnotationError, match="no dev part"):
        read_batch(batch, "dev")
    (batch.path / "layers" / "gold.jsonl").unlink()
    with pytest.raises(AnnotationError, match="no layer 'gold'"):
        read_batch(batch, "train")


def test_gold_is_gathered_from_folder_and_batches(corpus, batch, tmp_path):
    assert names(gather_gold(corpus, [batch], "train")) == ["x", "a", "d"]
    assert names(gather_gold(None, [batch], "dev")) == ["b"]
    assert names(gather_gold(corpus, [], "dev")) == ["y"]
    bare = tmp_path / "bare"
    bare.mkdir()
    assert names(gather_gold(bare, [batch], "dev")) == ["b"]
    with pytest.raises(ResourceError, match="no gold at"):
        gather_gold(bare, [], "dev")
    with pytest.raises(ResourceError, match="there is no gold for dev"):
        gather_gold(None, [], "dev")


def evaluate(*arguments):
    return CliRunner().invoke(cli, ["evaluate", *map(str, arguments), "--format", "json"])


def test_evaluate_scores_batches_and_folders(corpus, batch):
    for arguments, count in (
        (["--annotations", batch.path], 1),
        ([corpus], 1),
        ([corpus, "--annotations", batch.path, "--part", "train"], 3),
        (["--annotations", batch.path, "--part", "train", "--document", "d"], 1),
    ):
        result = evaluate(*arguments)
        assert result.exit_code == 0, result.output
        assert json.loads(result.stdout)["passages"] == count


def test_evaluate_tells_what_is_not_confirmed(batch):
    result = evaluate("--annotations", batch.path, "--part", "train")
    assert "1 texts of train have no confirmed gold" in result.stderr


def test_evaluate_wants_to_know_on_what():
    result = evaluate()
    assert result.exit_code == 2
    assert "say CORPUS or --annotations BATCH" in result.stderr
