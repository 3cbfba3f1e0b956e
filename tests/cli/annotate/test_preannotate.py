import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from jixiao.annotations.folder import Batch
from jixiao.cli import cli

DATA = Path(__file__).parents[2] / "data"
REPORTS = DATA / "reports"


def run(*args):
    return CliRunner().invoke(cli, ["annotate", *map(str, args)])


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    folder = tmp_path_factory.mktemp("preannotate") / "b"
    files = [REPORTS / "04_liuzhou_transport.txt", REPORTS / "12_sanming_forestry.txt"]
    result = run("preannotate", *files, DATA / "bad" / "broken.docx", "-o", folder)
    assert result.exit_code == 3, result.exception
    assert "broken.docx: broken" in result.stderr
    return folder


def test_a_batch_with_a_layer_is_made(batch):
    made = Batch(batch)
    assert made.layers() == ("pre",)
    assert len(made.read("pre")) == len(made.texts()) == 4


def test_the_second_time_changes_nothing(batch):
    files = sorted(path for path in batch.rglob("*.jsonl"))
    before = [path.read_bytes() for path in files]
    result = run("preannotate", REPORTS / "04_liuzhou_transport.txt", "-o", batch)
    assert result.exit_code == 0
    assert "0 texts (文本) added, 1 documents known" in result.stderr
    assert run("preannotate", "-o", batch).exit_code == 0
    assert [path.read_bytes() for path in files] == before


def test_nothing_but_bad_files_makes_no_batch(tmp_path):
    result = run("preannotate", DATA / "bad" / "empty.txt", "-o", tmp_path / "b")
    assert result.exit_code == 3
    assert not (tmp_path / "b").exists()


def test_stand_off_wants_the_folder_of_sources(tmp_path):
    result = run("preannotate", REPORTS, "--stand-off", "-o", tmp_path / "b")
    assert result.exit_code == 2
    assert "--sources" in result.stderr


def test_a_stand_off_batch_goes_on_with_its_sources(tmp_path):
    sources = tmp_path / "reports"
    sources.mkdir()
    (sources / "a.txt").write_text("我局支出公务接待费3万元。", "utf-8")
    made = tmp_path / "b"
    arguments = ("--sources", sources, "-o", made)
    assert run("preannotate", sources, "--whole", "--stand-off", *arguments).exit_code == 0
    assert "公务接待费" not in (made / "documents.jsonl").read_text("utf-8")
    assert run("next", made, "--sources", sources).exit_code == 0
    (sources / "a.txt").write_text("我局支出公务接待费4万元。", "utf-8")
    assert "has changed" in str(run("preannotate", *arguments).exception)


def test_what_is_done_when_it_is_stopped_is_kept(batch, tmp_path, monkeypatch):
    from jixiao.pipeline import Pipeline

    annotate, seen = Pipeline.annotate, []

    def stopped(self, text):
        if seen:
            raise KeyboardInterrupt
        seen.append(text)
        return annotate(self, text)

    monkeypatch.setattr(Pipeline, "annotate", stopped)
    arguments = ("preannotate", REPORTS / "04_liuzhou_transport.txt", "-o", tmp_path / "b")
    assert run(*arguments).exit_code == 130
    assert len(Batch(tmp_path / "b").read("pre")) == 1
    monkeypatch.undo()
    assert run(*arguments).exit_code == 0
    assert len(Batch(tmp_path / "b").read("pre")) == len(Batch(tmp_path / "b").texts()) == 2


def test_next_tells_reasons_and_writes_the_order(batch):
    result = run("next", batch, "--count", 3)
    assert result.exit_code == 0, result.exception
    assert result.stdout.splitlines()[0].split() == [
        "score", "tags", "pairs", "disputes", "turn", "text",
    ]  # fmt: skip
    assert len(result.stdout.splitlines()) == 4
    rows = [json.loads(line) for line in (batch / "order.jsonl").read_text("utf-8").splitlines()]
    ids = run("next", batch, "--count", 3, "--format", "ids").stdout.split()
    assert [row["doc_id"] for row in rows] == ids
    # Two reports: each comes before one comes again.
    assert {row["bureau"] for row in rows[:2]} == {"柳州市交通运输局", "三明市林业局"}
