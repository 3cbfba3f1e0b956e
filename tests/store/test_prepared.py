import pickle
from dataclasses import replace

import pytest

from jixiao.errors import StoreError
from jixiao.store import prepare, prepare_or_fail, restate
from jixiao.types import Failure, Span


def test_rows_come_through_a_pipe_as_they_are(report):
    before = prepare(report(1), "v1")
    after = pickle.loads(pickle.dumps(before))
    assert after == before
    assert after.tables["facts"].equals(before.tables["facts"], check_metadata=True)
    assert (after.count("facts"), after.count("runs"), after.failure) == (1, 0, None)
    assert 0 < after.size < 100_000


def test_what_is_prepared_elsewhere_is_written_as_what_is_prepared_here(kb, report, files):
    failure = Failure("ab", "a.pdf", "scanned", "no text layer")
    found = []
    for make in (lambda item: item, lambda item: pickle.loads(pickle.dumps(prepare(item, "v1")))):
        root = kb.path.with_name(f"kb{len(found)}")
        other = type(kb)(root, create=True)
        with other.writer("v1") as writer:
            for item in (report(1), failure, report(2)):
                assert writer.add(make(item))
        found.append({n: d for n, d in files(root).items() if n.startswith("parts/")})
        other.refresh()
        assert other.table("runs")["failed"].to_pylist() == [1]
    assert found[0] == found[1]


def test_rows_of_another_pipeline_are_refused(kb, report):
    with kb.writer("v1") as writer, pytest.raises(StoreError, match="made by v2, not v1"):
        writer.add(prepare(report(1), "v2"))


def test_rows_that_do_not_fit_are_a_failure_of_the_document(report):
    bad = replace(report(2), facts=(replace(report().facts[0], evidence=Span(0, 10**6)),))
    with pytest.raises(StoreError, match="has no text"):
        prepare(bad, "v1")
    ready = prepare_or_fail(bad, "v1")
    assert ready.failure is not None
    assert (ready.doc_id, ready.failure.status) == (bad.document.doc_id, "error")
    assert "has no text" in ready.failure.reason


def test_a_document_gets_another_status_and_keeps_its_rows(full):
    doc_id = full.ids()[0]
    before = full.rows(doc_id)
    rows = restate(before, "removed", "the file is gone")
    with full.writer(rows.pipeline) as writer:
        assert writer.add(rows, force=True)
    full.refresh()
    after = full.rows(doc_id)
    assert after["documents"][0]["status"] == "removed"
    assert {k: v for k, v in after.items() if k != "documents"} == {
        k: v for k, v in before.items() if k != "documents"
    }
    assert full.unread() == {doc_id: "removed"}
    with pytest.raises(StoreError, match="removed: the file is gone"):
        full.extraction(doc_id)
