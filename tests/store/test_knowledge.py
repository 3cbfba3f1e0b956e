import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import KnowledgeBase as Exported
from jixiao.errors import SchemaVersionError, StoreError
from jixiao.store import KnowledgeBase
from jixiao.types import Failure


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_was_written_is_read_back_equal(extractions, data, tmp_path_factory):
    found = data.draw(st.lists(extractions, max_size=4, unique_by=lambda e: e.document.doc_id))
    kb = KnowledgeBase(tmp_path_factory.mktemp("kb"), create=True)
    with kb.writer("v1", batch=2) as writer:
        for extraction in found:
            writer.add(extraction)
    kb.refresh()
    assert [kb.extraction(doc_id) for doc_id in kb.ids()] == found


def test_the_package_offers_the_class():
    assert Exported is KnowledgeBase


def test_a_superseded_document_reads_as_it_is_now(full, report):
    assert full.extraction(report(0).document.doc_id) == report(0, "1205000.55")
    assert full.extraction(report(1).document.doc_id) == report(1)


def test_a_file_that_could_not_be_read_says_why(kb):
    with kb.writer("v1") as writer:
        writer.add(Failure("ab", "a.pdf", "scanned", "no text layer"))
    kb.refresh()
    assert kb.has("ab", "v1")
    with pytest.raises(StoreError, match=r"a\.pdf: scanned: no text layer"):
        kb.extraction("ab")
    with pytest.raises(StoreError, match="no document 'cd'"):
        kb.extraction("cd")


def test_tables_count_what_is_live(full):
    assert full.tables() == {
        "documents": 3,
        "sections": 3,
        "mentions": 15,
        "entities": 3,
        "relations": 3,
        "facts": 3,
        "checks": 3,
        "issues": 6,
        "runs": 2,
    }
    assert {name: len(full.table(name)) for name in full.tables()} == full.tables()
    assert len(full) == 3


def test_a_table_may_be_had_in_part(full):
    assert full.table("facts", columns=["name", "value"]).column_names == ["name", "value"]
    with pytest.raises(StoreError, match="no table 'fact'"):
        full.table("fact")


def test_an_empty_knowledge_base_has_all_tables(kb):
    assert not any(kb.tables().values())
    assert kb.table("facts").column_names == kb.query("SELECT * FROM facts").column_names


@pytest.mark.parametrize(
    ("name", "number"),
    [("0000000000000002", 2), ("reports/1.txt", 1), ("2.txt", 2)],
)
def test_a_document_goes_by_its_id_or_its_file(full, name, number):
    assert full.resolve(name) == f"{number:016x}"


def test_a_name_that_means_none_or_several_is_refused(full):
    with pytest.raises(StoreError, match=r"'9\.txt' may mean none of its 3 documents"):
        full.resolve("9.txt")
    with pytest.raises(StoreError, match="'000' may mean any of 0000000000000001, "):
        full.resolve("000")


def test_a_folder_that_is_no_knowledge_base_is_named_with_what_is_missing(tmp_path):
    with pytest.raises(StoreError, match="there is no such folder"):
        KnowledgeBase(tmp_path / "none")
    with pytest.raises(StoreError, match=r"jixiao\.json, log, parts is missing"):
        KnowledgeBase(tmp_path)
    (tmp_path / "mine.txt").touch()
    with pytest.raises(StoreError, match="not empty, and no knowledge base"):
        KnowledgeBase(tmp_path, create=True)
    with pytest.raises(StoreError, match="cannot be made a knowledge base"):
        KnowledgeBase(tmp_path / "mine.txt", create=True)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "other", "schema": 1}'])
def test_a_marker_of_something_else_is_refused(kb, content):
    (kb.path / "jixiao.json").write_text(content)
    with pytest.raises(StoreError, match="does not describe a knowledge base"):
        KnowledgeBase(kb.path)


def test_another_schema_version_is_refused(kb):
    marker = kb.path / "jixiao.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"schema": 0}))
    with pytest.raises(SchemaVersionError, match="written under schema version 0"):
        KnowledgeBase(kb.path)
    with pytest.raises(SchemaVersionError):
        KnowledgeBase(kb.path, create=True)


def test_creating_what_is_there_changes_nothing(full, files):
    before = files(full.path)
    assert KnowledgeBase(full.path, create=True).tables() == full.tables()
    assert files(full.path) == before


def test_reading_writes_nothing(full, files):
    before = files(full.path)
    kb = KnowledgeBase(full.path)
    kb.query("SELECT * FROM fact_table")
    kb.extraction(kb.ids()[0])
    kb.resolve("2.txt")
    assert files(full.path) == before


def test_a_part_that_was_taken_away_is_named(full):
    for path in full.path.glob("parts/*/facts.parquet"):
        path.unlink()
    with pytest.raises(StoreError, match=r"facts\.parquet: cannot be read"):
        full.table("facts")
    with pytest.raises(StoreError, match=r"facts\.parquet"):
        full.query("SELECT * FROM facts")


def test_facts_are_found_by_issuer_subject_indicator_year_and_kind(full):
    assert len(full.facts()) == 3
    assert len(full.facts(issuer="青禾区", subject="科创局", indicator="补贴", year=2023)) == 3
    assert len(full.facts(kind="funding")) == 3
    assert len(full.facts(kind="measure")) == 0
    assert len(full.facts(year=2022)) == 0
    assert len(full.facts(indicator="' OR 1=1 --")) == 0
    assert len(full.facts(indicator="%")) == 0
