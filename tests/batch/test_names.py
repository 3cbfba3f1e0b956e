"""Decisions about names reach the rows, and later runs obey them."""

import pytest

from jixiao.batch.names import apply_decisions, full_name, unknown_names, write_decisions
from jixiao.batch.run import extract_into
from jixiao.batch.selection import Choice
from jixiao.bodies.decisions import Decisions
from jixiao.errors import NamesError
from jixiao.store import KnowledgeBase

ISSUER = "柳州市交通运输局"
MERGED = Decisions(merges={ISSUER: "柳州市运输局"}, renames={"没有的局": "别的局"})


@pytest.fixture(scope="module")
def extracted(pipeline, sample, tmp_path_factory):
    kb = KnowledgeBase(tmp_path_factory.mktemp("names") / "kb", create=True)
    extract_into(kb, pipeline, [sample])
    return kb


@pytest.fixture
def kb(extracted):
    yield extracted
    extracted.names_file.unlink(missing_ok=True)
    apply_decisions(extracted)


def subjects(kb):
    return set(kb.table("facts", ["subject"]).column("subject").to_pylist())


def test_decisions_are_applied_and_can_be_taken_back(kb):
    before = kb.table("facts").to_pylist()
    write_decisions(kb, MERGED)
    assert apply_decisions(kb) == 1
    assert "柳州市运输局" in subjects(kb)
    assert ISSUER not in subjects(kb)
    assert kb.query("SELECT DISTINCT issuer FROM fact_table").to_pylist() == [
        {"issuer": "柳州市运输局"}
    ]
    kb.names_file.unlink()
    assert apply_decisions(kb) == 1
    assert kb.table("facts").to_pylist() == before


def test_applying_twice_changes_nothing(kb):
    write_decisions(kb, MERGED)
    apply_decisions(kb)
    assert apply_decisions(kb) == 0


def test_later_runs_obey(kb, pipeline, sample):
    write_decisions(kb, MERGED)
    extract_into(kb, pipeline, [sample], choice=Choice(known=True))
    assert "柳州市运输局" in subjects(kb)


def test_unknown_names_are_told(kb):
    write_decisions(kb, MERGED)
    apply_decisions(kb)
    assert unknown_names(kb) == ["没有的局"]


def test_a_name_means_its_full_one(kb):
    assert full_name(kb, Decisions(), "我局") == ISSUER
    with pytest.raises(NamesError, match="is called 没有的局"):
        full_name(kb, Decisions(), "没有的局")


def test_a_file_that_contradicts_itself_stops_a_run(kb, pipeline, sample):
    kb.names_file.write_text("[[merge]]\nname='甲'\ninto='甲'\n", encoding="utf-8")
    with pytest.raises(NamesError, match="circle"):
        extract_into(kb, pipeline, [sample], choice=Choice(known=True))
