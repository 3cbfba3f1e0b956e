"""jixiao extract with workers: options, logs, exit statuses, and how it stops."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from jixiao.cli import cli
from jixiao.store import KnowledgeBase

BAD = Path(__file__).parents[1] / "data" / "bad"

# A shell starts background jobs with Ctrl-C ignored, and what they start inherits that.
JIXIAO = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from jixiao.cli import main; main()",
)


def extract(*args):
    return CliRunner().invoke(cli, ["extract", *map(str, args)])


def events(result):
    return [json.loads(line) for line in result.stderr.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, sample):
    """Three files, one of which cannot be read."""
    root = tmp_path_factory.mktemp("extract") / "reports"
    root.mkdir()
    text = sample.read_text("utf-8")[:300]
    for number in range(2):
        (root / f"{number}.txt").write_text(f"{text}\n第{number}份。", "utf-8")
    (root / "9.txt").write_bytes((BAD / "empty.txt").read_bytes())
    return root


@pytest.fixture(scope="module")
def first(folder):
    """The first run over the folder, its log as json."""
    return extract(folder, "-o", folder.parent / "kb", "--log", "json", "--workers", 2)


@pytest.fixture
def kb(first, folder):
    return folder.parent / "kb"


def test_the_json_log_tells_of_every_document_and_ends_with_the_sums(first):
    assert first.exit_code == 3
    told = events(first)
    documents = [event for event in told if event["event"] == "document"]
    assert [Path(event["source"]).name for event in documents] == ["0.txt", "1.txt", "9.txt"]
    assert [event["status"] for event in documents] == ["ok", "ok", "empty"]
    assert all(event["seconds"] >= 0 for event in documents)
    assert {event["status"] for event in told if event["event"] == "worker"} == {"started"}
    assert (told[-1]["event"], told[-1]["added"], told[-1]["failed"]) == ("finished", 2, 1)
    assert told[-1]["rows"]["facts"] > 0
    assert [event["elapsed"] for event in told] == sorted(event["elapsed"] for event in told)


def test_a_second_run_starts_no_worker_and_says_what_failed_before(kb, folder):
    again = extract(folder, "-o", kb, "--log", "json")
    assert again.exit_code == 0
    (sums,) = events(again)
    assert (sums["skipped"], sums["failed_before"], sums["outdated"]) == (3, 1, 0)
    assert "1 of those known failed before; --retry-failed" in extract(folder, "-o", kb).stderr


def test_what_failed_is_extracted_again_on_request(kb, folder):
    again = extract(folder, "-o", kb, "--retry-failed", "--log", "lines", "--workers", 1)
    assert again.exit_code == 3
    lines = again.stderr.splitlines()
    assert sum("started worker" in line for line in lines) == 1
    assert sum(" empty " in line and "9.txt" in line for line in lines) == 1
    assert "0 documents (文档) added, 2 known (已有), 1 failed (失败)" in again.stderr


def test_what_another_version_made_is_kept_unless_an_upgrade_is_asked_for(kb, folder, monkeypatch):
    monkeypatch.setattr("jixiao.batch.seen.SeenFiles.fingerprint", lambda *_: "another")
    kept = extract(folder, "-o", kb)
    assert "3 of those known come from another version or model; --upgrade" in kept.stderr
    assert "3 known (已有)" in kept.stderr


def test_removed_files_are_marked_on_request(first, folder, tmp_path):
    kb = shutil.copytree(folder.parent / "kb", tmp_path / "kb")
    assert "marked removed" not in extract(folder, "-o", kb, "--mark-removed").stderr
    hidden = (folder / "0.txt").rename(folder.parent / "hidden")
    marked = extract(folder, "-o", kb, "--mark-removed")
    hidden.rename(folder / "0.txt")
    assert marked.exit_code == 0
    assert "1 marked removed (已移除)" in marked.stderr
    rows = KnowledgeBase(kb).query("SELECT count(*) AS n FROM documents WHERE status = 'removed'")
    assert rows.to_pylist() == [{"n": 1}]


@pytest.mark.parametrize(
    "options",
    [
        ("--workers", 0),
        ("--timeout", 0),
        ("--memory", 0),
        ("--log", "xml"),
        ("--format", "jsonl", "--workers", 2),
        ("--format", "jsonl", "--mark-removed"),
    ],
)
def test_wrong_usage_is_status_2(sample, tmp_path, options):
    where = () if "jsonl" in options else ("-o", tmp_path / "kb")
    assert extract(sample, *where, *options).exit_code == 2
    assert not (tmp_path / "kb").exists()


def test_a_document_that_takes_too_long_is_a_row(sample, tmp_path):
    result = extract(sample, "-o", tmp_path / "kb", "--timeout", 0.001)
    assert result.exit_code == 3
    assert "timeout: it took more than 0.001 seconds" in result.stderr


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is told by /proc")
def test_too_little_memory_for_the_model_is_told(sample, tmp_path):
    result = extract(sample, "-o", tmp_path / "kb", "--memory", 100)
    assert result.exit_code == 1
    assert "100 MB of memory are too few" in str(result.exception)


@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 128 + signal.SIGTERM)]
)
def test_a_run_that_is_stopped_keeps_what_it_did(sample, tmp_path, sent, status):
    folder, text = tmp_path / "in", sample.read_text("utf-8")[:300]
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(f"{text}\n第{number}份。", "utf-8")
    arguments = ["extract", str(folder), "-o", str(tmp_path / "kb"), "--log", "json"]
    with subprocess.Popen([*JIXIAO, *arguments], stderr=subprocess.PIPE, text=True) as process:
        workers, done = set(), 0
        while done < 3:
            event = json.loads(process.stderr.readline())
            done += event["event"] == "document"
            workers |= {event["pid"]} if event["event"] == "worker" else set()
        # As a terminal does it: to everyone at once.
        for pid in (*workers, process.pid):
            os.kill(pid, sent)
        error = process.communicate(timeout=120)[1]
    assert process.returncode == status, error
    assert "Traceback" not in error
    kb = KnowledgeBase(tmp_path / "kb")
    assert 3 <= len(kb) < 300
    assert kb.query("SELECT DISTINCT status FROM documents").to_pylist() == [{"status": "ok"}]
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
