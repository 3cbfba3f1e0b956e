import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.errors import StoreError
from jixiao.schema import TABLES
from jixiao.store.arrow import to_arrow
from jixiao.store.rows import path_id, to_rows
from jixiao.store.unrows import from_rows
from jixiao.types import Document, Extraction, Fact, Failure, Label, Mention, OrgNorm, Span


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_rows_fit_the_schema_and_give_back_what_they_were_made_of(extractions, data):
    extraction = data.draw(extractions)
    rows = to_rows(extraction, "v1")
    stored = {name: to_arrow(name, found).to_pylist() for name, found in rows.items()}
    assert from_rows(stored) == extraction


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_evidence_of_a_fact_is_its_characters(extractions, data):
    extraction = data.draw(extractions)
    text = extraction.document.text
    for row in to_rows(extraction, "v1")["facts"]:
        assert row["evidence"] == text[row["evidence_start"] : row["evidence_end"]]


def test_every_table_but_runs_is_filled(report):
    assert to_rows(report(), "v1").keys() == {table.name for table in TABLES} - {"runs"}


def test_a_report_describes_itself_in_the_documents_table(report):
    (row,) = to_rows(report(), "v1")["documents"]
    assert (row["issuer"], row["year"], row["kind"]) == ("青禾区科创局", 2023, None)
    assert (row["status"], row["characters"], row["pages"]) == ("ok", len(row["text"]), 1)


@pytest.mark.parametrize("said", ["二〇二三", "2023年", "²⁰²³", "20231", ""])
def test_a_year_that_is_no_number_stays_in_the_evidence_only(report, said):
    extraction = report()
    year = replace(extraction.metadata.year, value=said)
    extraction = replace(extraction, metadata=replace(extraction.metadata, year=year))
    (row,) = to_rows(extraction, "v1")["documents"]
    assert row["year"] is None
    assert said in row["evidence"]


def test_a_failure_has_its_status_in_documents_and_an_issue():
    rows = to_rows(Failure("ab12", "a.pdf", "scanned", "no text layer"), "v1")
    (document,), (issue,) = rows["documents"], rows["issues"]
    assert (document["doc_id"], document["status"], document["text"]) == ("ab12", "scanned", None)
    assert (issue["code"], issue["message"], issue["source"]) == (
        "scanned",
        "no text layer",
        "a.pdf",
    )
    for name, found in rows.items():
        assert to_arrow(name, found).num_rows == 1


def test_a_missing_file_is_known_by_its_path():
    rows = to_rows(Failure(None, "没有.txt", "missing", "no such file"), "v1")
    assert rows["documents"][0]["doc_id"] == path_id("没有.txt")


def test_a_file_name_that_is_no_unicode_is_kept_readable(report):
    rows = to_rows(Failure(None, "a\udcff.txt", "missing", "no such file"), "v1")
    assert rows["documents"][0]["source"] == r"a\udcff.txt"


@pytest.mark.parametrize(
    ("value", "kept", "code"),
    [
        ("0.123456789012", "0.1234567890", "rounded"),
        ("1E+28", None, "too_large"),
        ("1E+4000", None, "too_large"),
        ("NaN", None, "too_large"),
    ],
)
def test_a_number_that_has_no_exact_place_is_reported(report, value, kept, code):
    extraction = report(amount=value)
    rows = to_rows(extraction, "v1")
    assert rows["facts"][0]["value"] == (None if kept is None else Decimal(kept))
    issue = rows["issues"][-1]
    assert (issue["stage"], issue["code"]) == ("store", code)
    assert value in issue["message"]
    assert json.loads(rows["mentions"][3]["norm"])["value"] == format(Decimal(value), "f")


def test_a_norm_of_another_label_is_refused(report):
    mention = Mention("m9", 0, 1, Label.PERSON, "一", norm=OrgNorm("某局", "e1"))
    with pytest.raises(StoreError, match="m9: a PERSON cannot have a OrgNorm"):
        to_rows(replace(report(), mentions=(mention,)), "v1")


@pytest.mark.parametrize("evidence", [Span(0, 0), Span(-1, 2), Span(1, 99)])
def test_evidence_outside_the_text_is_refused(evidence):
    extraction = Extraction(
        Document("d1", "a.txt", "txt", "两字"), facts=(Fact("f1", "measure", evidence),)
    )
    with pytest.raises(StoreError, match="f1 has no text"):
        to_rows(extraction, "v1")


def test_half_a_surrogate_pair_is_refused_with_its_place():
    with pytest.raises(StoreError, match=r"a\.txt: the character at 1 "):
        to_rows(Extraction(Document("d1", "a.txt", "txt", "字\ud842")), "v1")
