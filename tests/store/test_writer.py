import errno
import os
from dataclasses import replace

import pytest

from jixiao.errors import StoreError
from jixiao.store import KnowledgeBase
from jixiao.store import writer as writer_module
from jixiao.store.rows import path_id
from jixiao.types import Failure, Span


def values(kb):
    kb.refresh()
    rows = kb.table("facts").to_pylist()
    return {row["doc_id"]: str(row["value"].normalize()) for row in rows}


def fill(kb, reports, pipeline="v1", **options):
    with kb.writer(pipeline, **options) as writer:
        for report in reports:
            writer.add(report)
    kb.refresh()


def test_a_batch_appears_in_all_tables_at_once(kb, report):
    with kb.writer("v1", batch=2) as writer:
        writer.add(report(1))
        kb.refresh()
        assert not any(kb.tables().values())
        writer.add(report(2))
        kb.refresh()
        assert {name: count for name, count in kb.tables().items() if count != 2} == {
            "mentions": 10,
            "issues": 4,
            "runs": 1,
        }


def test_what_is_there_is_skipped_and_nothing_in_the_folder_changes(kb, report, files):
    fill(kb, [report(1), report(2)])
    before = files(kb.path)
    times = {name: (kb.path / name).stat().st_mtime_ns for name in before}
    with kb.writer("v1") as writer:
        assert not writer.wants(report(1).document.doc_id)
        assert not writer.add(report(2))
        assert writer.flush() == 0
    assert files(kb.path) == before
    assert {name: (kb.path / name).stat().st_mtime_ns for name in before} == times


def test_the_same_document_twice_in_a_batch_counts_once(kb, report):
    fill(kb, [report(1), report(1)])
    assert len(kb) == 1
    assert kb.table("runs")["skipped"].to_pylist() == [1]


def test_another_pipeline_supersedes(kb, report):
    fill(kb, [report(1), report(2)], "v1")
    old = KnowledgeBase(kb.path)
    fill(kb, [report(1, "5")], "v2")
    assert values(kb) == {"0" * 15 + "2": "1.205E+6", "0" * 15 + "1": "5"}
    assert kb.has(report(1).document.doc_id, "v2")
    assert not kb.has(report(1).document.doc_id, "v1")
    assert len(old.table("facts")) == 2
    assert {row["pipeline"] for row in old.table("documents").to_pylist()} == {"v1"}


def test_force_replaces_what_the_same_pipeline_made(kb, report):
    fill(kb, [report(1), report(2)])
    fill(kb, [report(1, "7")], force=True)
    fill(kb, [report(1, "8")])
    assert values(kb)["0" * 15 + "1"] == "7"
    assert len(kb) == 2


def test_a_part_leaves_the_log_when_all_its_documents_are_superseded(kb, report):
    fill(kb, [report(1), report(2)], "v1")
    fill(kb, [report(1, "5")], "v2")
    fill(kb, [report(2, "6")], "v2")
    fill(kb, [report(1, "7"), report(2, "8")], "v3")
    assert values(kb) == {"0" * 15 + "1": "7", "0" * 15 + "2": "8"}
    assert sum(path.startswith("parts/") for path in kb._snapshot.parts) == 1


def test_documents_and_pipelines_may_have_any_name(kb, report):
    odd = "d'; DROP TABLE facts; -- ../../x\n一"
    extraction = report()
    extraction = replace(extraction, document=replace(extraction.document, doc_id=odd))
    fill(kb, [extraction], "v'1\"")
    fill(kb, [extraction, report(2)], "v2")
    assert kb.ids() == [odd, report(2).document.doc_id]
    assert kb.extraction(odd) == extraction
    assert kb.query("SELECT count(*) AS n FROM facts").to_pylist() == [{"n": 2}]


def test_a_missing_file_makes_way_when_it_is_found(kb, report):
    found = report(1)
    missing = Failure(None, found.document.source, "missing", "no such file")
    fill(kb, [missing, report(2)])
    assert kb.has(path_id(found.document.source))
    fill(kb, [found])
    assert sorted(kb.ids()) == [f"{n:016x}" for n in (1, 2)]
    assert kb.table("documents")["status"].to_pylist() == ["ok", "ok"]


def test_a_document_that_does_not_fit_leaves_the_batch_whole(kb, report):
    bad = replace(report(2), facts=(replace(report().facts[0], evidence=Span(0, 10**6)),))
    with kb.writer("v1") as writer:
        writer.add(report(1))
        with pytest.raises(StoreError, match="has no text"):
            writer.add(bad)
        writer.add(report(3))
    kb.refresh()
    assert len(kb) == 2


@pytest.mark.parametrize(("error", "kept"), [(KeyboardInterrupt, 2), (StoreError, 1)])
def test_what_was_added_before_an_error_is_kept_unless_the_store_itself_fails(
    kb, report, error, kept
):
    def work(writer):
        writer.add(report(1))
        writer.flush()
        writer.add(report(2))
        raise error

    with pytest.raises(error), kb.writer("v1") as writer:
        work(writer)
    kb.refresh()
    assert len(kb) == kept


def test_a_writer_that_cannot_open_holds_no_lock(kb, report):
    fill(kb, [report(1)])
    fill(kb, [report(2)])
    log = kb.path / "log"
    hidden = (log / "00000001.json").rename(kb.path / "hidden")
    with pytest.raises(StoreError, match="is missing"), kb.writer("v1"):
        pytest.fail("a writer opened on a broken log")
    hidden.rename(log / "00000001.json")
    (log / ".half").touch()
    with kb.writer("v1"):
        assert not (log / ".half").exists()


def test_long_documents_do_not_wait_for_the_batch_to_fill(kb, report, monkeypatch):
    monkeypatch.setattr(writer_module, "BATCH_CHARACTERS", 1)
    with kb.writer("v1") as writer:
        writer.add(report(1))
        kb.refresh()
        assert len(kb) == 1


def test_a_run_has_one_row_however_many_commits_it_made(kb, report):
    failure = Failure("ab", "a.pdf", "scanned", "no text layer")
    fill(kb, [report(1)])
    fill(kb, [report(1), report(2), failure, report(3), report(1)], batch=1)
    rows = kb.table("runs").to_pylist()
    assert [(r["documents"], r["failed"], r["skipped"]) for r in rows] == [(1, 0, 0), (2, 1, 2)]
    assert len({row["run_id"] for row in rows}) == 2
    assert all(row["started"] <= row["finished"] for row in rows)


def test_the_same_documents_in_the_same_order_are_the_same_bytes(tmp_path, report, files):
    found = []
    for name in ("one", "two"):
        kb = KnowledgeBase(tmp_path / name, create=True)
        fill(kb, [report(n) for n in range(5)], batch=2)
        fill(kb, [report(3, "1"), report(9)], "v2")
        found.append(
            {n: d for n, d in files(kb.path).items() if not n.startswith(("runs/", "log/"))}
        )
    assert found[0] == found[1]
    assert sum(name.endswith("facts.parquet") for name in found[0]) == 4


STOP = """
import os, time
from jixiao.store import files, log

def stop(*_):
    print("stopped", flush=True)
    time.sleep(600)

with KnowledgeBase(root / "kb").writer("v1", batch=2) as writer:
    for number in range(4):
        if number == 2:
            PATCH = stop
        writer.add(make_report(number))
"""


@pytest.mark.parametrize("patch", ["log.Log.append", "files.sync_folder", "os.link"])
def test_a_writer_killed_in_mid_write_leaves_only_whole_batches(kb, report, files, start, patch):
    with start(STOP.replace("PATCH", patch)) as process:
        assert process.stdout.readline() == "stopped\n"
        process.kill()
    left = files(kb.path).keys()
    kb.refresh()
    assert len(kb) == len(kb.table("facts")) == 2
    with kb.writer("v1"):
        pass
    assert left - files(kb.path).keys()
    fill(kb, [report(number) for number in range(4)])
    assert kb.ids() == [f"{number:016x}" for number in range(4)]
    assert kb.table("runs")["skipped"].to_pylist() == [0, 2]
    assert not list((kb.path / "staging").iterdir())


WRITE = """
with KnowledgeBase(root / "kb").writer("v1", batch=1) as writer:
    for number in NUMBERS:
        writer.add(make_report(number))
"""


def test_two_processes_write_the_same_and_other_documents_at_a_time(kb, start):
    orders = ("range(12)", "range(17, 3, -1)")
    processes = [start(WRITE.replace("NUMBERS", order)) for order in orders]
    for process in processes:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0, output
    kb.refresh()
    assert sorted(kb.ids()) == [f"{number:016x}" for number in range(18)]
    assert len(kb.table("facts")) == 18
    runs = kb.table("runs").to_pylist()
    assert sum(run["documents"] for run in runs) == 18
    assert sum(run["documents"] + run["skipped"] for run in runs) == 12 + 14


def test_a_writer_that_was_overtaken_leaves_out_what_the_other_committed(kb, report):
    with kb.writer("v1") as slow:
        slow.add(report(1))
        slow.add(report(2))
        fill(KnowledgeBase(kb.path), [report(2)])
    kb.refresh()
    assert kb.ids() == [report(2).document.doc_id, report(1).document.doc_id]
    assert sum(kb.table("runs")["skipped"].to_pylist()) == 1


def test_two_versions_written_at_a_time_leave_one_of_each_document(kb, report):
    with kb.writer("v2") as slow:
        slow.add(report(1, "2"))
        fill(KnowledgeBase(kb.path), [report(1, "1"), report(2, "1")])
    assert values(kb) == {"0" * 15 + "2": "1", "0" * 15 + "1": "2"}


def test_one_document_may_replace_what_the_same_pipeline_made(kb, report):
    fill(kb, [report(1), report(2)])
    with kb.writer("v1") as writer:
        assert writer.add(report(1, "7"), force=True)
        assert not writer.add(report(2, "8"))
        writer.skip(3)
    assert values(kb) == {"0" * 15 + "2": "1.205E+6", "0" * 15 + "1": "7"}
    assert kb.table("runs")["skipped"].to_pylist() == [0, 4]


def test_a_full_disk_leaves_what_was_committed_and_the_next_writer_goes_on(kb, report, monkeypatch):
    fill(kb, [report(1)])
    real = os.fsync
    monkeypatch.setattr(os, "fsync", _refuse)
    with pytest.raises(StoreError, match="No space left"):
        fill(kb, [report(2)])
    monkeypatch.setattr(os, "fsync", real)
    kb.refresh()
    assert kb.ids() == [report(1).document.doc_id]
    assert kb.extraction(kb.ids()[0]) == report(1)
    fill(kb, [report(1), report(2)])
    assert len(kb) == 2


def _refuse(_):
    raise OSError(errno.ENOSPC, "No space left on device")
