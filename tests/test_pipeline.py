import json
from pathlib import Path

import pytest

from jixiao.errors import OffsetError, ReadError, ResourceError
from jixiao.pipeline import Pipeline, assert_grounded, load
from jixiao.store import dumps, to_contract
from jixiao.types import Check, Document, Extraction, Failure, Label, Mention, Quote, Verdict

DATA = Path(__file__).parent / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def extractions(pipeline):
    return {name: pipeline.extract(DATA / "reports" / name) for name in EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_sample_gives_rows_that_hold_their_characters(extractions, name):
    extraction = extractions[name]
    assert_grounded(extraction)
    assert len(extraction.mentions) > 50
    assert len(extraction.facts) > 20
    mentions = {mention.id for mention in extraction.mentions}
    for fact in extraction.facts:
        named = {fact.value_span, fact.name_span, fact.subject_span} - {None}
        assert named <= mentions
        assert extraction.document.text[fact.evidence.start : fact.evidence.end].strip()


@pytest.mark.parametrize("name", EXPECTED)
def test_metadata_of_every_sample(extractions, name):
    about = extractions[name].metadata
    expected = EXPECTED[name]
    assert about.issuer is not None
    assert about.issuer.value == expected["issuer"]
    assert about.year is not None
    assert about.year.value == str(expected["year"])
    assert about.kind is not None
    assert about.kind.value == expected["kind"]


def test_the_same_file_gives_the_same_bytes(pipeline, sample, extractions):
    again = dumps(to_contract(pipeline.extract(sample)))
    assert again == dumps(to_contract(extractions[sample.name]))


def test_checks_find_planted_contradictions_and_no_others(extractions):
    planted = json.loads((DATA / "contradictions.json").read_text("utf-8"))
    wrong = {(row["file"], row["stated"]) for row in planted}
    found = {
        (name, check.stated.text)
        for name, extraction in extractions.items()
        for check in extraction.checks
        if check.verdict == Verdict.CONTRADICTION
    }
    assert {name for name, _ in found} <= {name for name, _ in wrong}
    assert len(found & wrong) >= len(wrong) / 2


def test_a_long_document_is_annotated_piece_by_piece(pipeline, monkeypatch):
    text = "公务接待费3万元。\n\n" * 40
    whole = pipeline.annotate(text)
    monkeypatch.setattr("jixiao.pipeline._PIECE", 50)
    pieces = pipeline.annotate(text)
    assert [(m.start, m.end, m.label) for m in pieces[0]] == [
        (m.start, m.end, m.label) for m in whole[0]
    ]
    assert len(pieces[1]) == len(whole[1])
    assert len({m.id for m in pieces[0]}) == len(pieces[0])


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("empty.txt", "empty"),
        ("broken.docx", "broken"),
        ("encrypted.pdf", "encrypted"),
        ("scanned.pdf", "scanned"),
        ("nowhere.txt", "missing"),
    ],
)
def test_bad_files_fail_with_a_status(pipeline, name, status):
    with pytest.raises(ReadError):
        pipeline.extract(DATA / "bad" / name)
    failure = pipeline.try_extract(DATA / "bad" / name)
    assert isinstance(failure, Failure)
    assert failure.status == status
    assert failure.reason
    assert (failure.doc_id is None) == (status == "missing")


def test_an_error_in_the_middle_is_a_row_too(sample):
    class Broken(Pipeline):
        def extract_document(self, *_: object) -> Extraction:
            raise ValueError("something else")

    failure = Broken(load().nlp).try_extract(sample)
    assert isinstance(failure, Failure)
    assert (failure.status, failure.reason) == ("error", "ValueError: something else")


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ResourceError, match=r"meta\.json"):
        load(tmp_path)


def test_what_does_not_hold_its_characters_is_refused():
    document = Document("d", "d.txt", "txt", "支出3万元。")
    wrong = Mention("m1", 2, 5, Label.MONEY, "3万")
    with pytest.raises(OffsetError, match="m1"):
        assert_grounded(Extraction(document, mentions=(wrong,)))
    check = Check("sum", Verdict.AGREES, Quote("4万元", 2, 5), (), "3", "", "")
    with pytest.raises(OffsetError, match="check"):
        assert_grounded(Extraction(document, checks=(check,)))
