import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.store import dumps, to_contract
from jixiao.types import Failure


def test_the_contract_of_a_report(report):
    text = report().document.text
    found = to_contract(report(7))
    assert list(found) == [
        "doc_id",
        "source",
        "title",
        "text",
        "spans",
        "relations",
        "facts",
        "checks",
        "issues",
    ]
    assert (found["doc_id"], found["title"]) == ("0000000000000007", "孵化器")
    assert found["spans"][3] == {
        "id": "m4",
        "start": text.index("120.50万元"),
        "end": text.index("120.50万元") + 8,
        "label": "MONEY",
        "text": "120.50万元",
        "norm": {
            "value": "1205000",
            "low": None,
            "high": None,
            "currency": "CNY",
            "modifier": "exact",
        },
        "score": 0.5,
        "origin": "model",
    }
    assert found["spans"][0]["norm"] == {"start": "2023-01-01", "end": "2023-12-31"}
    assert found["spans"][1]["norm"] == {"canonical": "青禾区科创局", "entity_id": "e1"}
    assert found["spans"][2]["norm"] is None
    assert found["relations"] == [{"head": "m3", "label": "FUNDING", "tail": "m4", "score": 0.9}]


def test_the_contract_of_a_fact(report):
    found = to_contract(report(amount="2.01373E+7"))
    assert found["facts"] == [
        {
            "fact_id": "f1",
            "kind": "funding",
            "subject": "青禾区科创局",
            "name": "孵化补贴",
            "value": "20137300",
            "unit": "元",
            "low": None,
            "high": None,
            "modifier": "exact",
            "direction": None,
            "basis": None,
            "stage": "actual",
            "period_start": "2023-01-01",
            "period_end": "2023-12-31",
            "conferrer": None,
            "level": None,
            "evidence": [6, len(found["text"])],
            "value_span": "m4",
            "name_span": "m3",
            "subject_span": "m2",
            "confidence": 0.75,
            "section": "s1",
            "grade": None,
            "role": "grant",
            "vintage": None,
            "repeats": None,
            "part_of": None,
            "grounds": {"subject": ["stated", 12, 18], "stage": ["assumed", None, None]},
        }
    ]


def test_the_contract_of_a_check(report):
    found = to_contract(report())
    start = found["text"].index("96.4%")
    assert found["checks"] == [
        {
            "kind": "share",
            "verdict": "not_checkable",
            "stated": {"text": "96.4%", "start": start, "end": start + 5},
            "terms": [],
            "computed": None,
            "formula": "96.4%",
            "note": "no budget",
        }
    ]


def test_issues_of_reading_and_of_later_stages_stand_together_once(report):
    extraction = report()
    warnings = extraction.document.warnings
    extraction = replace(extraction, issues=warnings + extraction.issues)
    found = to_contract(extraction)["issues"]
    assert [issue["code"] for issue in found] == ["encoding", "no_unit"]
    assert found[1] == {
        "stage": "facts",
        "code": "no_unit",
        "message": "a figure without unit",
        "start": 6,
        "end": 11,
    }


def test_a_failure_says_why(report):
    found = to_contract(Failure(None, "a.doc", "unsupported", "save it as docx"))
    assert found.keys() == to_contract(report()).keys()
    assert (found["doc_id"], found["text"], found["spans"]) == (None, "", [])
    assert found["issues"] == [
        {
            "stage": "read",
            "code": "unsupported",
            "message": "save it as docx",
            "start": None,
            "end": None,
        }
    ]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_document_is_one_line_and_spans_hold_their_characters(extractions, data):
    line = dumps(to_contract(data.draw(extractions)))
    assert "\n" not in line
    found = json.loads(line)
    for span in found["spans"]:
        assert found["text"][span["start"] : span["end"]] == span["text"]
