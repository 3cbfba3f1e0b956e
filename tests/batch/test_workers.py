"""Worker processes: order, bounds, and what becomes of those that die."""

import os
import signal
import time
from pathlib import Path

import pytest

from jixiao.batch import workers as workers_module
from jixiao.batch.bounds import Bounds
from jixiao.batch.tasks import Task
from jixiao.batch.workers import Workers, default_workers
from jixiao.bodies.decisions import NOTHING_DECIDED
from jixiao.errors import JixiaoError, ResourceError

LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is told by /proc")


def texts(count, odd=lambda number: ""):
    return [f"{odd(number)} 第{number}份报告。" for number in range(count)]


def parts(kb):
    root = kb.path / "parts"
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def statuses(kb):
    kb.refresh()
    rows = kb.query("SELECT source, status, reason FROM documents").to_pylist()
    return {int(Path(row["source"]).stem): (row["status"], row["reason"]) for row in rows}


def test_the_same_files_are_the_same_bytes_whatever_the_number_of_workers(
    run, extract_here, reports
):
    # The first of each three takes longest, so that workers finish out of order.
    files = reports(*texts(70, lambda number: "" if number % 3 else "!slow 0.02"))
    expected = parts(extract_here(files, name="alone"))
    assert len({Path(name).parent for name in expected}) == 2
    for most in (1, 3):
        kb, summary = run(files, name=f"kb{most}", most=most)
        assert summary.added == 70
        assert parts(kb) == expected


@pytest.mark.parametrize(
    ("word", "bounds", "status", "reason"),
    [
        ("!exit", Bounds(), "crashed", "its worker ended with exit status 3"),
        ("!segv", Bounds(), "crashed", "its worker ended by signal 11 (SIGSEGV)"),
        ("!hang", Bounds(timeout=3), "timeout", "it took more than 3 seconds"),
        pytest.param(
            "!allocate 600",
            Bounds(memory=400),
            "too_large",
            "it takes more than 400 MB of memory",
            marks=LINUX,
        ),
    ],
    ids=["exits", "crashes", "hangs", "takes too much memory"],
)
def test_a_document_that_breaks_its_worker_is_a_row_and_all_others_are_as_ever(
    run, extract_here, reports, table_rows, word, bounds, status, reason
):
    files = reports(*texts(9, lambda number: word if number == 4 else ""))
    alone = extract_here(files[:4] + files[5:], name="alone")
    kb, summary = run(files, bounds=bounds)
    assert statuses(kb)[4] == (status, reason)
    assert [failure.source for failure in summary.failures] == [str(files[4])]
    assert summary.added == 8
    assert table_rows(kb, without={summary.failures[0].doc_id}) == table_rows(alone)


def test_a_worker_that_died_by_chance_costs_nothing(run, reports):
    events = []
    files = reports(*texts(6, lambda number: "!once" if number == 2 else ""))
    kb, summary = run(files, report=events.append)
    assert (summary.added, summary.failures) == (6, [])
    assert set(statuses(kb).values()) == {("ok", None)}
    lost = [event for event in events if event.status == "lost"]
    assert [event.source for event in lost] == [str(files[2])]


def test_a_worker_that_is_killed_from_outside_costs_nothing(run, extract_here, reports, table_rows):
    files = reports(*texts(20, lambda number: "!slow 0.05"))
    killed = []

    def report(event):
        if event.kind == "worker" and event.status == "started":
            killed.append(event.pid)
        elif event.kind == "document" and len(killed) == 2:
            os.kill(killed[0], signal.SIGKILL)
            killed.clear()

    kb, summary = run(files, report=report)
    assert summary.added == 20
    assert len(killed) == 1
    assert table_rows(kb) == table_rows(extract_here(files, name="undisturbed"))


def test_documents_queued_behind_the_one_that_kills_are_not_blamed(run, reports):
    files = reports(*texts(5, lambda number: "!exit" if number < 2 else ""))
    kb, summary = run(files, most=1)
    assert len(summary.failures) == 2
    assert [statuses(kb)[number][0] for number in range(5)] == ["crashed"] * 2 + ["ok"] * 3


@LINUX
def test_a_worker_that_has_grown_is_replaced(run, reports):
    events = []
    files = reports(*texts(4, lambda number: "!keep 300" if number == 1 else ""))
    _, summary = run(files, most=1, bounds=Bounds(recycle=1), report=events.append)
    assert summary.added == 4
    assert sorted(e.status for e in events if e.kind == "worker") == [
        *("recycled", "started", "started")
    ]


def test_a_model_that_cannot_be_loaded_is_told(run, stub, reports):
    with pytest.raises(ResourceError, match="no model here"):
        run(reports("甲"), load=stub.load_nothing)
    with pytest.raises(JixiaoError, match=r"could not load the model.*exit status 7"):
        run(reports("甲"), load=stub.load_and_die)


@LINUX
def test_a_bound_that_the_model_alone_passes_is_told(run, reports):
    with pytest.raises(JixiaoError, match="70 MB of memory are too few: the model alone takes"):
        run(reports("甲"), bounds=Bounds(memory=70))


def test_while_one_document_holds_up_the_rest_only_so_many_wait(stub, reports, monkeypatch):
    monkeypatch.setattr(workers_module, "HELD_DOCUMENTS", 5)
    files = reports(*texts(100, lambda number: "" if number else "!slow 1.5"))
    taken = []

    def tasks():
        for file in files:
            taken.append(file)
            yield Task(str(file))

    with Workers(stub.load, 2) as engine:
        results = engine.results(tasks(), NOTHING_DECIDED)
        assert next(results).task.source == str(files[0])
        assert len(taken) < 5 + 10
        assert [outcome.task.source for outcome in results] == [str(f) for f in files[1:]]


def test_few_files_are_not_worth_a_second_worker(run, reports):
    events = []
    run(reports(*texts(12)), most=4, per_worker=16, report=events.append)
    assert sum(event.status == "started" for event in events) == 1


def test_no_worker_is_started_for_nothing(run, reports):
    events = []
    run([], report=events.append)
    assert events == []


def test_workers_end_with_the_block_whatever_they_do(stub, reports, is_running):
    pids = []
    engine = Workers(stub.load, 1, report=lambda event: pids.append(event.pid))
    with engine:
        next(engine.results(map(Task, map(str, reports("甲", "!hang"))), NOTHING_DECIDED))
    assert pids
    assert not any(map(is_running, pids))


def test_there_are_never_more_than_four_by_default(monkeypatch):
    assert 1 <= default_workers() <= 4
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(64)), raising=False)
    assert default_workers() == 4


def test_workers_whose_parent_is_killed_end_by_themselves(start, reports, is_running):
    reports(*texts(4, lambda number: "!hang"))
    with start(workers=2) as process:
        pids = [int(process.stdout.readline().split()[2]) for _ in range(2)]
        assert all(map(is_running, pids))
        process.kill()
    until = time.monotonic() + 20
    while any(map(is_running, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, pids))
