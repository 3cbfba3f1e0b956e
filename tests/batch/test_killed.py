"""What an interrupted run leaves, and that the next one makes it whole."""

import os
import signal

import pytest

from jixiao.store import KnowledgeBase

COUNT = 150


@pytest.fixture
def many(reports):
    """Files enough for three commits."""
    return reports(*(f"!slow 0.005 第{number}份报告。" for number in range(COUNT)))


@pytest.fixture
def undisturbed(extract_here, many, table_rows):
    """The rows of a run that nothing disturbs."""
    return table_rows(extract_here(many, name="undisturbed"))


def is_whole(kb):
    """Whether every document has its rows in every table."""
    kb.refresh()
    counts = kb.tables()
    return counts["mentions"] == counts["documents"] == counts["issues"]


def read_until(process, documents):
    """Read what the process prints until so many documents are done."""
    done = 0
    for line in process.stdout:
        done += line.startswith("document")
        if done == documents:
            return


def test_a_killed_parent_loses_at_most_what_was_not_committed(
    start, many, undisturbed, table_rows, tmp_path
):
    committed = []
    for documents in (70, 30):
        with start() as process:
            read_until(process, documents)
            process.send_signal(signal.SIGKILL)
        kb = KnowledgeBase(tmp_path / "kb")
        assert is_whole(kb)
        committed.append(len(kb))
    assert committed[0] == 64
    assert committed == sorted(committed)
    with start() as process:
        process.communicate(timeout=120)
    assert process.returncode == 0
    assert table_rows(KnowledgeBase(tmp_path / "kb")) == undisturbed


FULL = """
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))
"""


def test_a_full_disk_ends_the_run_and_leaves_what_was_committed(
    start, extract_here, reports, table_rows, tmp_path
):
    # The second commit has a text that the disk has no place for.
    texts = [f"第{number}份报告。" for number in range(COUNT)]
    texts[100] += "".join(map(chr, range(0x4E00, 0x4E00 + 20_000)))
    files = reports(*texts)
    with start(before=FULL.format(bytes=30_000).strip()) as process:
        _, error = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "StoreError" in error
    assert "File too large" in error
    kb = KnowledgeBase(tmp_path / "kb")
    assert is_whole(kb)
    assert len(kb) == 64
    extract_here(files)
    assert table_rows(kb) == table_rows(extract_here(files, name="undisturbed"))
    assert not list((kb.path / "staging").iterdir())


def test_two_runs_at_a_time_make_what_one_makes(start, many, undisturbed, table_rows, tmp_path):
    with start() as one, start() as other:
        for process in (one, other):
            _, error = process.communicate(timeout=120)
            assert process.returncode == 0, error
    kb = KnowledgeBase(tmp_path / "kb")
    assert is_whole(kb)
    found = {name: sorted(map(str, rows)) for name, rows in table_rows(kb).items()}
    assert found == {name: sorted(map(str, rows)) for name, rows in undisturbed.items()}


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_is_left_to_the_parent(start, many, sent, tmp_path):
    with start(
        before="import signal; signal.signal(signal.SIGTERM, signal.default_int_handler)"
        "; signal.signal(signal.SIGINT, signal.default_int_handler)"
    ) as process:
        pids = [int(process.stdout.readline().split()[2])]
        read_until(process, 5)
        for pid in (*pids, process.pid):
            os.kill(pid, sent)
        _, error = process.communicate(timeout=60)
    assert error.count("Traceback") == 1
    assert "KeyboardInterrupt" in error
    kb = KnowledgeBase(tmp_path / "kb")
    assert is_whole(kb)
    rows = kb.query("SELECT DISTINCT status FROM documents").to_pylist()
    assert rows == [{"status": "ok"}]
