"""What a further run extracts: what is new, has changed, failed, or is outdated."""

from pathlib import Path

import pytest

from jixiao.batch.run import extract_into
from jixiao.batch.selection import Choice
from jixiao.batch.tasks import InProcess
from jixiao.store import KnowledgeBase


@pytest.fixture
def kb(tmp_path):
    return KnowledgeBase(tmp_path / "kb", create=True)


@pytest.fixture
def extract(kb, stub):
    """Extracts files in this process; the names of those that took work, and the summary."""

    def extracted(files, fingerprint="stub-1", **choice):
        worked = []

        def report(event):
            if event.kind == "document":
                worked.append(Path(event.source).name)

        engine = InProcess(stub.load(fingerprint))
        summary = extract_into(kb, engine, files, choice=Choice(**choice), report=report)
        return worked, summary

    return extracted


def by_source(kb, column):
    rows = kb.query(f"SELECT source, {column} AS value FROM documents ORDER BY 1").to_pylist()
    return [(Path(row["source"]).name, row["value"]) for row in rows]


def test_only_what_is_new_or_has_changed_is_extracted(extract, reports):
    files = reports("甲", "乙")
    assert extract(files)[0] == ["0000.txt", "0001.txt"]
    assert extract(files)[0] == []
    files[0].write_text("丙", "utf-8")
    more = [*files, files[0].with_name("new.txt")]
    more[-1].write_text("丁", "utf-8")
    assert extract(more)[0] == ["0000.txt", "new.txt"]


def test_what_failed_is_extracted_again_on_request(extract, reports, kb):
    files = reports("甲", "!fail", "乙")
    extract(files)
    worked, summary = extract(files)
    assert (worked, summary.failed_before, summary.failures) == ([], 1, [])
    worked, summary = extract(files, failed=True)
    assert worked == ["0001.txt"]
    assert [failure.reason for failure in summary.failures] == ["the file says so"]
    assert len(kb) == 3


def test_a_file_that_was_missing_is_new_when_it_is_there(extract, reports, kb):
    files = reports("甲", "乙")
    text = files[1].read_text("utf-8")
    files[1].unlink()
    extract(files)
    assert extract(files)[0] == []
    files[1].write_text(text, "utf-8")
    assert extract(files)[0] == ["0001.txt"]
    assert by_source(kb, "status") == [("0000.txt", "ok"), ("0001.txt", "ok")]


def test_what_another_model_made_is_extracted_again_on_request(extract, reports, kb):
    files = reports("甲", "乙")
    extract(files[:1], "stub-1")
    extract(files[1:], "stub-2")
    worked, summary = extract(files, "stub-2")
    assert (worked, summary.outdated) == ([], 1)
    assert extract(files, "stub-2", outdated=True)[0] == ["0000.txt"]
    assert {value for _, value in by_source(kb, "pipeline")} == {"stub-2"}
    assert extract(files, "stub-2", known=True)[0] == ["0000.txt", "0001.txt"]


def test_a_failure_of_one_run_does_not_take_the_place_of_rows(extract, reports, kb):
    (file,) = reports("甲")
    extract([file])
    file.unlink()
    extract([file])
    assert sorted(value for _, value in by_source(kb, "status")) == ["missing", "ok"]


def test_the_same_content_twice_is_extracted_once(extract, reports):
    worked, summary = extract(reports("甲", "乙", "甲"), known=True)
    assert (worked, summary.skipped) == (["0000.txt", "0001.txt"], 1)


def test_the_fingerprint_is_known_without_the_model(reports, kb, stub):
    class Named(InProcess):
        loaded = 0

        def __init__(self, *arguments):
            super().__init__(*arguments)
            self.identity = "the same"

        @property
        def fingerprint(self):
            Named.loaded += 1
            return super().fingerprint

    files = reports("甲", "乙")
    extract_into(kb, Named(stub.load()), files)
    Named.loaded = 0
    summary = extract_into(kb, Named(stub.load()), files, choice=Choice(outdated=True))
    assert (summary.skipped, summary.outdated, Named.loaded) == (2, 0, 0)


def test_documents_whose_files_are_gone_are_marked_and_keep_their_rows(extract, reports, kb):
    files = reports("甲", "乙", "丙")
    root = str(files[0].parent)
    extract(files)
    before = kb.table("mentions").to_pylist()
    files[1].unlink()
    left = [files[0], files[2]]
    assert extract(left)[1].marked == 0
    assert extract(left, removed_from=(root,))[1].marked == 1
    assert by_source(kb, "status") == [
        ("0000.txt", "ok"),
        ("0001.txt", "removed"),
        ("0002.txt", "ok"),
    ]
    assert dict(by_source(kb, "reason"))["0001.txt"] == "the file is gone"
    assert sorted(map(str, kb.table("mentions").to_pylist())) == sorted(map(str, before))
    assert extract(left, removed_from=(root,))[1].marked == 0


def test_a_file_that_comes_back_is_extracted_anew(extract, reports, kb):
    files = reports("甲", "乙")
    extract(files)
    files[1].unlink()
    extract(files[:1], removed_from=(str(files[0].parent),))
    files[1].write_text("乙", "utf-8")
    assert extract(files)[0] == ["0001.txt"]
    assert by_source(kb, "status") == [("0000.txt", "ok"), ("0001.txt", "ok")]


def test_the_former_content_of_a_file_is_marked(extract, reports, kb):
    files = reports("甲")
    extract(files)
    files[0].write_text("乙", "utf-8")
    assert extract(files, removed_from=(str(files[0].parent),))[1].marked == 1
    assert sorted(by_source(kb, "reason"), key=str) == [
        ("0000.txt", "the file holds something else now"),
        ("0000.txt", None),
    ]


@pytest.mark.parametrize("place", ["other", "reports/*.pdf", "report", "gone/reports"])
def test_documents_of_other_places_are_not_marked(extract, reports, tmp_path, place):
    files = reports("甲", "乙")
    (tmp_path / "other").mkdir()
    extract(files)
    files[1].unlink()
    assert extract(files[:1], removed_from=(str(tmp_path / place),))[1].marked == 0


def test_a_folder_that_is_not_there_marks_nothing(extract, reports, tmp_path):
    files = reports("甲")
    extract(files)
    files[0].unlink()
    files[0].parent.rename(tmp_path / "unmounted")
    assert extract([], removed_from=(str(files[0].parent),))[1].marked == 0


def test_a_moved_file_is_not_removed(extract, reports):
    files = reports("甲", "乙")
    extract(files)
    moved = files[1].rename(files[1].with_name("moved.txt"))
    _, summary = extract([files[0], moved], removed_from=(str(moved.parent),))
    assert (summary.skipped, summary.marked) == (2, 0)


def test_what_lies_in_a_folder_that_cannot_be_entered_is_not_marked(extract, reports, monkeypatch):
    files = reports("甲", "乙")
    extract(files)
    real = Path.lstat

    def refuse(path):
        if path == files[1]:
            raise PermissionError("not for you")
        return real(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    assert extract(files[:1], removed_from=(str(files[0].parent),))[1].marked == 0
