import pytest

from jixiao.errors import SchemaVersionError, StoreError
from jixiao.store.log import Entry, Log, Part, Snapshot

A, B = "parts/00000001-00000000000000aa", "parts/00000002-00000000000000bb"


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path)


def state(log):
    snapshot = Snapshot()
    log.refresh(snapshot)
    return snapshot


def test_an_entry_comes_back_as_it_was_written(log):
    assert log.append(1, Entry((Part(A, {"facts": 3}, {"v1": ["d'1", "d/2"]}),)))
    assert log.append(2, Entry((Part(B, {}, {"v2": ["d'1"]}),), supersede={A: ["d'1"]}))
    snapshot = state(log)
    assert snapshot.version == 2
    assert snapshot.parts[A] == Part(A, {"facts": 3}, {"v1": ["d'1", "d/2"]})
    assert snapshot.superseded == {A: {"d'1"}}
    assert snapshot.documents == {"d/2": (A, "v1"), "d'1": (B, "v2")}


def test_a_number_is_given_once(log):
    assert log.append(1, Entry())
    assert not log.append(1, Entry((Part(A, {}),)))
    assert not state(log).parts


def test_a_removed_part_is_gone_with_its_documents_but_still_known(log):
    log.append(1, Entry((Part(A, {}, {"v1": ["d1"]}),)))
    log.append(2, Entry(remove=(A,)))
    snapshot = state(log)
    assert (snapshot.parts, snapshot.documents, snapshot.known) == ({}, {}, {A})


def test_a_part_is_empty_once_all_its_documents_are_superseded(log):
    log.append(1, Entry((Part(A, {}, {"v1": ["d1", "d2", "d3"]}),)))
    log.append(2, Entry(supersede={A: ["d1"]}))
    snapshot = state(log)
    assert not snapshot.empties(A, ["d2"])
    assert snapshot.empties(A, ["d2", "d3"])


def test_a_snapshot_advances_from_where_it_is(log):
    log.append(1, Entry((Part(A, {}),)))
    snapshot = state(log)
    log.append(2, Entry((Part(B, {}),)))
    log.refresh(snapshot)
    assert list(snapshot.parts) == [A, B]


@pytest.mark.parametrize(
    "entry",
    [
        Entry(remove=(B,)),
        Entry(supersede={B: ["d1"]}),
        Entry((Part(B, {}, {"v2": ["d1"]}),)),
    ],
    ids=["removes what is not there", "supersedes what is not there", "adds a document twice"],
)
def test_an_entry_that_does_not_fit_is_refused(log, entry):
    log.append(1, Entry((Part(A, {}, {"v1": ["d1"]}),)))
    log.append(2, entry)
    with pytest.raises(StoreError, match="log entry 2"):
        state(log)


def test_a_missing_entry_is_named(log, tmp_path):
    for number in (1, 2, 3):
        log.append(number, Entry())
    (tmp_path / "00000002.json").unlink()
    with pytest.raises(StoreError, match=r"00000002\.json is missing"):
        state(log)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "{}",
        '{"schema": 2, "add": [{"path": "../../etc", "tables": {}, "documents": {}}], '
        '"remove": [], "supersede": {}}',
        '{"schema": 2, "add": [], "remove": [5], "supersede": {}}',
    ],
    ids=["no json", "no object", "no fields", "a part outside", "a part that is no name"],
)
def test_what_is_no_entry_is_named(log, tmp_path, content):
    (tmp_path / "00000001.json").write_text(content)
    with pytest.raises(StoreError, match=r"00000001\.json: not a log entry"):
        state(log)


def test_another_schema_version_is_refused(log, tmp_path):
    (tmp_path / "00000001.json").write_text('{"schema": 99}')
    with pytest.raises(SchemaVersionError, match="version 99, this jixiao reads"):
        state(log)


def test_other_files_are_no_entries(log, tmp_path):
    log.append(1, Entry())
    (tmp_path / ".ab12").write_text("half")
    (tmp_path / "notes.txt").write_text("mine")
    assert state(log).version == 1
