from dataclasses import replace
from pathlib import Path

import pytest

from jixiao.annotate.preannotate import (
    Cutting,
    document_reader,
    preannotate,
    preannotate_all,
    read_texts,
    texts_of,
)
from jixiao.annotations.checks import check_annotation
from jixiao.annotations.folder import Batch
from jixiao.annotations.records import PRE, Origin, SourceText, Status
from jixiao.errors import AnnotationError
from jixiao.readers import read, read_bytes

DATA = Path(__file__).parents[1] / "data"
REPORT = DATA / "reports" / "04_liuzhou_transport.txt"
TEXT = SourceText("t", "2023年，我局公务接待费为8.6万元，比上年下降12%。")


def test_passages_know_their_place_and_their_document():
    document = read(REPORT)
    texts = texts_of(document, Cutting(800))
    assert len(texts) > 2
    for text in texts:
        meta = dict(text.meta)
        start, end = int(meta["start"]), int(meta["end"])
        assert document.text[start:end] == text.text
        assert text.doc_id == f"{document.doc_id}-{start}-{end}"
        assert (meta["bureau"], meta["document"]) == ("柳州市交通运输局", document.doc_id)
    assert [dict(text.meta)["section"][:2] for text in texts] == ["", "二、", "四、", "六、"]
    # The server wants the same fields in every row.
    assert len({tuple(name for name, _ in text.meta) for text in texts}) == 1


def test_whole_documents_are_kept_character_by_character():
    document = read_bytes("\r\n一、概况\r\n支出3万元。\r\n".encode(), "a.txt")
    (text,) = texts_of(document, Cutting(None))
    assert text.text == document.text == "\r\n一、概况\r\n支出3万元。\r\n"
    assert text.doc_id == document.doc_id


def test_line_ends_stay_as_the_reader_gives_them():
    document = read_bytes("支出3万元。\r\n收入9万元。\r\n".encode() * 40, "a.txt")
    texts = texts_of(document, Cutting(200))
    assert len(texts) > 1
    assert all("\r\n" in text.text for text in texts)


def test_one_bad_file_stops_nothing(tmp_path):
    files = [DATA / "bad" / "broken.docx", REPORT, tmp_path / "none.txt"]
    names = []
    reading = read_texts(files, Cutting(), report=names.append)
    assert [(f.source, f.status) for f in reading.failures] == [
        (str(files[0]), "broken"),
        (str(files[2]), "missing"),
    ]
    assert {dict(text.meta)["file"] for text in reading.texts} == {REPORT.name}
    assert names == [path.name for path in files]


def test_a_reader_that_fails_unforeseen_is_a_failure_too(monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("cannot be")

    monkeypatch.setattr("jixiao.annotate.preannotate.outline", fails)
    (failure,) = read_texts([REPORT], Cutting()).failures
    assert (failure.status, failure.reason) == ("error", "RuntimeError: cannot be")


def test_a_document_comes_once_whatever_its_name(tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes(REPORT.read_bytes())
    reading = read_texts([REPORT, copy], Cutting())
    assert reading.known == 1
    again = read_texts([copy], Cutting(500), known=reading.texts)
    assert (again.texts, again.known) == ([], 1)


def test_stand_off_texts_are_read_again_from_any_format(tmp_path):
    folder = DATA / "reports"
    files = [folder / "02_jingmen_health.docx", folder / "03_fuyang_agriculture.pdf"]
    reading = read_texts(files, Cutting(sources=folder))
    batch = Batch(tmp_path / "b", document_reader(folder))
    batch.add_texts(reading.texts)
    assert batch.texts() == tuple(reading.texts)
    assert reading.texts[0].text not in (tmp_path / "b" / "documents.jsonl").read_text("utf-8")


def test_a_stand_off_file_lies_in_the_folder_of_sources(tmp_path):
    (failure,) = read_texts([REPORT], Cutting(sources=tmp_path)).failures
    assert "does not lie in the folder" in failure.reason
    with pytest.raises(AnnotationError, match="lies outside"):
        document_reader(tmp_path)("../x.txt")
    with pytest.raises(AnnotationError, match="no such file"):
        document_reader(tmp_path)("x.txt")


def test_what_the_pipeline_finds_is_open_and_the_machines(pipeline):
    made = preannotate(pipeline, TEXT, "2025-03-01T09:00:00Z")
    check_annotation(made, TEXT.text)
    assert made.status is Status.OPEN
    assert made.by == f"model:{pipeline.model}"
    assert {one.origin for one in (*made.spans, *made.relations)} == {Origin.MACHINE}
    spans = {span.surface: span for span in made.spans}
    assert spans["8.6万元"].score is None
    assert 0 < spans["公务接待费"].score <= 1
    links = {(one.head, str(one.label), one.tail) for one in made.relations}
    assert (spans["公务接待费"].id, "VALUE", spans["8.6万元"].id) in links


def test_what_this_pipeline_annotated_stays(pipeline):
    old = preannotate(pipeline, TEXT, "2025-03-01T09:00:00Z")
    layer = {"t": old}
    assert preannotate_all(pipeline, [TEXT], layer) == []
    assert layer == {"t": old}


def test_what_another_model_annotated_is_done_anew_unless_a_person_confirmed(pipeline):
    old = replace(preannotate(pipeline, TEXT, "2025-03-01T09:00:00Z"), by="model:old", spans=())
    old = replace(old, relations=())
    layer = {"t": old}
    preannotate_all(pipeline, [TEXT], layer)
    assert layer["t"].by == f"model:{pipeline.model}"
    confirmed = replace(old, status=Status.CONFIRMED, by="person:li")
    layer = {"t": confirmed}
    preannotate_all(pipeline, [TEXT], layer)
    assert layer == {"t": confirmed}


def test_a_text_that_cannot_be_annotated_stops_nothing(pipeline, monkeypatch):
    annotate = type(pipeline).annotate

    def fails(self, text):
        if text == "坏":
            raise RuntimeError("out of luck")
        return annotate(self, text)

    monkeypatch.setattr(type(pipeline), "annotate", fails)
    layer = {}
    (failure,) = preannotate_all(pipeline, [SourceText("bad", "坏"), TEXT], layer)
    assert (failure.source, failure.reason) == ("bad", "RuntimeError: out of luck")
    assert set(layer) == {"t"}


def test_a_batch_takes_the_layer(pipeline, tmp_path):
    batch = Batch(tmp_path / "b")
    batch.add_texts(read_texts([REPORT], Cutting()).texts)
    layer = {}
    preannotate_all(pipeline, batch.texts(), layer)
    batch.write(PRE, layer.values())
    assert [one.doc_id for one in batch.read(PRE)] == [text.doc_id for text in batch.texts()]
