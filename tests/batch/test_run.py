import shutil
from pathlib import Path

import pytest

from jixiao.batch.run import extract_into
from jixiao.batch.seen import SEEN
from jixiao.batch.selection import Choice
from jixiao.batch.workers import Workers
from jixiao.pipeline import load
from jixiao.store import KnowledgeBase
from jixiao.types import Failure

BAD = Path(__file__).parents[1] / "data" / "bad"


@pytest.fixture
def files(sample, tmp_path):
    folder = tmp_path / "in"
    shutil.copytree(BAD, folder)
    shutil.copy(sample, folder / "report.txt")
    return sorted(folder.iterdir())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a knowledge base but the cache of files seen."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != SEEN)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_one_bad_file_stops_nothing_and_every_file_has_a_row(pipeline, files, tmp_path):
    kb = KnowledgeBase(tmp_path / "kb", create=True)
    done = []
    summary = extract_into(kb, pipeline, files, report=done.append)
    assert [event.source for event in done] == list(map(str, files))
    assert summary.added == 1
    assert {Path(f.source).name for f in summary.failures} == {p.name for p in BAD.iterdir()}
    rows = kb.query("SELECT source, status, reason FROM documents").to_pylist()
    assert len(rows) == len(files)
    assert all((row["status"] == "ok") == (row["reason"] is None) for row in rows)


def test_extracting_again_changes_nothing(pipeline, files, tmp_path):
    kb = KnowledgeBase(tmp_path / "kb", create=True)
    extract_into(kb, pipeline, files)
    before = tree(tmp_path / "kb")
    summary = extract_into(kb, pipeline, files)
    assert tree(tmp_path / "kb") == before
    assert (summary.added, summary.skipped, summary.failures) == (0, len(files), [])


def test_the_same_content_under_another_name_is_the_same_document(pipeline, sample, tmp_path):
    copy = tmp_path / "copy.txt"
    shutil.copy(sample, copy)
    kb = KnowledgeBase(tmp_path / "kb", create=True)
    summary = extract_into(kb, pipeline, [sample, copy])
    assert (summary.added, summary.skipped, len(kb)) == (1, 1, 1)


def test_force_replaces_the_rows(pipeline, sample, tmp_path):
    kb = KnowledgeBase(tmp_path / "kb", create=True)
    extract_into(kb, pipeline, [sample])
    count = kb.tables()
    summary = extract_into(kb, pipeline, [sample], choice=Choice(known=True))
    assert summary.added == 1
    assert {k: v for k, v in kb.tables().items() if k != "runs"} == {
        k: v for k, v in count.items() if k != "runs"
    }


def test_a_file_that_is_gone_has_a_row(pipeline, tmp_path):
    kb = KnowledgeBase(tmp_path / "kb", create=True)
    summary = extract_into(kb, pipeline, [tmp_path / "gone.txt"])
    assert isinstance(summary.failures[0], Failure)
    assert kb.query("SELECT status FROM documents").to_pylist() == [{"status": "missing"}]


def test_workers_make_the_bytes_that_one_process_makes(pipeline, files, tmp_path):
    here, there = (KnowledgeBase(tmp_path / name, create=True) for name in ("here", "there"))
    extract_into(here, pipeline, files)
    with Workers(load, 2) as engine:
        summary = extract_into(there, engine, files)
    assert summary.added == 1
    parts = [
        {name: data for name, data in tree(kb.path).items() if name.startswith("parts/")}
        for kb in (here, there)
    ]
    assert parts[0] == parts[1] != {}
