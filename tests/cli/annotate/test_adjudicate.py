import json

import pytest
from click.testing import CliRunner

from jixiao.annotations.folder import Batch
from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import Status
from jixiao.cli import cli

AT = "2025-03-01T09:00:00Z"
SAID = {
    "li": ["«甲局|ORG»支出«3万元|MONEY»。", "«乙局|ORG»获«先进单位|AWARD»。"],
    "wang": ["«甲局|ORG»支出«3万|MONEY»元。", "«乙局|ORG»获«先进单位|AWARD»。"],
    "chen": ["«甲局|ORG»支出3万元。", "«乙局|ORG»获先进单位。"],
}


def run(*args):
    return CliRunner().invoke(cli, ["annotate", *map(str, args)])


@pytest.fixture
def batch(tmp_path):
    made = Batch(tmp_path / "b")
    for name, marked in SAID.items():
        pairs = [
            parse_inline(one, doc_id=f"t{i}", by=f"person:{name}", at=AT, status=Status.CONFIRMED)
            for i, one in enumerate(marked)
        ]
        made.add_texts([text for text, _ in pairs])
        made.write(f"annotator-{name}", [annotation for _, annotation in pairs])
    return made


def test_agreement_of_two_layers(batch):
    result = run("agreement", batch.path, "li", "annotator-wang")
    assert result.exit_code == 0, result.exception
    assert "annotator-li / annotator-wang: 2 texts" in result.stdout
    assert "  all           0.750      3      4      4" in result.stdout
    assert "“3万元” / “3万”" in result.stdout


def test_agreement_of_three_layers_is_a_line_a_pair(batch):
    lines = run("agreement", batch.path, "li", "wang", "chen").stdout.splitlines()
    assert [line.split()[:3:2] for line in lines[1:4]] == [
        ["annotator-li", "annotator-wang"],
        ["annotator-li", "annotator-chen"],
        ["annotator-wang", "annotator-chen"],
    ]
    rows = json.loads(run("agreement", batch.path, "li", "wang", "chen", "--format", "json").stdout)
    assert [row["exact"]["all"]["both"] for row in rows] == [3, 2, 2]


def test_agreement_wants_two_layers_that_are_there(batch):
    assert run("agreement", batch.path, "li").exit_code == 2
    assert run("agreement", batch.path, "li", "li").exit_code == 2
    assert "there: annotator-" in str(run("agreement", batch.path, "li", "zhao").exception)


def test_agreed_texts_and_disagreements_become_open_gold(batch):
    result = run("adjudicate", batch.path, "li", "wang")
    assert result.exit_code == 0, result.exception
    assert "gold: 2 texts (文本), 3 spans" in result.stderr
    first, second = batch.read("gold")
    assert first.status is second.status is Status.OPEN
    assert (len(first.comments), len(second.comments)) == (1, 0)


def test_decisions_are_written_filled_in_and_applied(batch, tmp_path):
    path = tmp_path / "decisions.jsonl"
    arguments = ("adjudicate", batch.path, "li", "wang", "--decisions", path)
    assert "1 lines to decide" in run(*arguments).stderr
    assert run(*arguments).exit_code == 2  # who decides?
    arguments = (*arguments, "--by", "zhao")
    assert "not decided yet" in str(run(*arguments).exception)
    path.write_text(path.read_text("utf-8").replace('"take": ""', '"take": "left"'), "utf-8")
    assert run(*arguments).exit_code == 0
    gold = batch.read("gold")
    assert {one.status for one in gold} == {Status.CONFIRMED}
    assert {one.by for one in gold} == {"person:zhao"}
    assert [span.surface for span in gold[0].spans] == ["甲局", "3万元"]


def test_confirmed_gold_is_written_over_only_when_asked(batch):
    (text, _), (_, annotation) = zip(batch.texts(), batch.read("annotator-chen"), strict=True)
    batch.write("gold", [annotation])
    result = run("adjudicate", batch.path, "li", "wang")
    assert f"kept (保留) {annotation.doc_id}" in result.stderr
    assert annotation in batch.read("gold")
    assert text.doc_id in {one.doc_id for one in batch.read("gold")}
    run("adjudicate", batch.path, "li", "wang", "--overwrite")
    assert annotation not in batch.read("gold")


def test_three_layers_are_needed(batch):
    assert run("adjudicate", batch.path, "li", "li").exit_code == 2
    assert run("adjudicate", batch.path, "li", "wang", "-o", "li").exit_code == 2
