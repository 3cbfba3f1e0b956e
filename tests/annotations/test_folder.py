import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from jixiao.annotations.folder import Batch
from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import Origin, SourceText, Status
from jixiao.errors import AnnotationError, JixiaoError

from .strategies import AT, ME, batches, text_of

GOLD = """\
«我局|ORG 1»«会议费|INDICATOR 2»支出«3万元|MONEY 3»。
----
1 SUBJECT 2
2 VALUE 3
"""


def gold(doc_id="水利_2023", marked=GOLD, status=Status.CONFIRMED):
    return parse_inline(marked, doc_id=doc_id, by=ME, at=AT, status=status)


@pytest.fixture
def batch(tmp_path):
    """A batch with one text and its gold."""
    made = Batch(tmp_path / "reports")
    text, annotation = gold()
    made.add_texts([text])
    made.write("gold", [annotation])
    return made


@given(pairs=batches(text_of(), rich=True))
def test_what_is_written_is_read_again_and_written_the_same(tmp_path_factory, pairs):
    texts, annotations = pairs
    one, other = (Batch(tmp_path_factory.mktemp("batch")) for _ in range(2))
    for made, order in ((one, 1), (other, -1)):
        made.add_texts(texts)
        made.write("annotator-li", annotations[::order])
        assert made.texts() == tuple(texts)
        assert made.read("annotator-li") == tuple(annotations)
    assert content(one) == content(other)


def content(batch):
    return {p.name: p.read_bytes() for p in batch.path.rglob("*") if p.is_file()}


def test_a_layer_is_one_line_a_thing(batch):
    lines = (batch.path / "layers" / "gold.jsonl").read_text("utf-8").splitlines()
    assert [next(iter(json.loads(line))) for line in lines] == [
        "doc_id",
        *["start"] * 3,
        *["head"] * 2,
    ]
    assert '"surface": "会议费"' in lines[2]


def test_one_change_is_one_changed_line(batch):
    path = batch.path / "layers" / "gold.jsonl"
    before = path.read_text("utf-8").splitlines()
    (annotation,) = batch.read("gold")
    first = replace(annotation.spans[0], origin=Origin.CHANGED)
    batch.write("gold", [replace(annotation, spans=(first, *annotation.spans[1:]))])
    after = path.read_text("utf-8").splitlines()
    assert [old == new for old, new in zip(before, after, strict=True)].count(False) == 1


def test_odd_characters_break_no_line(tmp_path):
    batch = Batch(tmp_path)
    text = SourceText("d", "甲\x85乙\u2028丙\u200d丁\r\n戊\x00")
    batch.add_texts([text])
    written = (tmp_path / "documents.jsonl").read_text("utf-8")
    assert len(written.splitlines()) == 1
    assert batch.texts() == (text,)


def test_half_a_surrogate_pair_is_no_text(batch):
    with pytest.raises(AnnotationError, match="character 1 is half a surrogate pair"):
        batch.add_texts([SourceText("d", "甲\ud83d\ude00")])


def test_adding_a_text_again_changes_nothing(batch):
    before = content(batch)
    batch.add_texts([gold()[0]])
    assert content(batch) == before
    with pytest.raises(AnnotationError, match="with another content"):
        batch.add_texts([SourceText("水利_2023", "别的")])
    assert content(batch) == before


def test_layers_are_named_in_the_order_of_the_work(batch):
    annotation = batch.read("gold")[0]
    for name in ("annotator-b", "pre", "annotator-a"):
        batch.write(name, [annotation])
    assert batch.layers() == ("pre", "annotator-a", "annotator-b", "gold")
    assert batch.name == "reports"


def test_a_split_names_texts_of_the_batch(batch):
    assert batch.split() == {}
    batch.write_split({"train": ["水利_2023"]})
    assert batch.split() == {"train": ["水利_2023"]}
    for wrong, cause in (
        ({"dev": ["nowhere"]}, "no text nowhere"),
        ({"train": ["水利_2023"], "dev": ["水利_2023"]}, "both parts"),
        ({"test": ["水利_2023"]}, "unknown part test"),
    ):
        with pytest.raises(AnnotationError, match=cause):
            batch.write_split(wrong)
        (batch.path / "split.json").write_text(json.dumps(wrong), "utf-8")
        with pytest.raises(AnnotationError, match=cause):
            batch.split()


HEAD, ORG, INDICATOR, MONEY, SUBJECT, VALUE = range(6)


def edited(batch, number, **changes):
    """The gold with fields of one line changed by hand."""
    path = batch.path / "layers" / "gold.jsonl"
    lines = path.read_text("utf-8").splitlines()
    lines[number] = json.dumps(json.loads(lines[number]) | changes, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("line", "changes", "cause"),
    [
        (HEAD, {"doc_id": "别的"}, "no text '别的'"),
        (HEAD, {"sha256": "0" * 64}, "the batch has"),
        (HEAD, {"status": "done"}, "done"),
        (HEAD, {"by": "李"}, "say model:NAME"),
        (HEAD, {"by": "model:m"}, "cannot confirm"),
        (HEAD, {"at": "yesterday"}, "no time"),
        (HEAD, {"at": "2024-05-01T08:00:00+08:00"}, "not in UTC"),
        (ORG, {"end": 3}, "holds '我局会' in the text, not '我局'"),
        (ORG, {"end": 90}, "no range"),
        (ORG, {"start": 1.0}, "start is 1.0, not int"),
        (ORG, {"start": True}, "start is True, not int"),
        (ORG, {"label": "LOC"}, "LOC"),
        (ORG, {"label": "DATE"}, "SUBJECT does not join DATE"),
        (ORG, {"origin": "machine"}, "but by person:李"),
        (ORG, {"origin": "machine", "by": "model:m"}, "in a confirmed text"),
        (ORG, {"score": 1.5}, "outside"),
        (ORG, {"note": "x"}, "unknown field note"),
        (MONEY, {"start": 2, "end": 5, "surface": "会议费"}, "a second span"),
        (VALUE, {"tail": "s0-1"}, "no span s0-1"),
        (VALUE, {"tail": "s2-5"}, "no relation to itself"),
        (VALUE, {"head": "s7-10", "tail": "s2-5"}, "VALUE does not join MONEY"),
        (VALUE, {"label": "IS"}, "IS"),
        (VALUE, {"head": "s0-2", "tail": "s2-5", "label": "SUBJECT"}, "stands twice"),
    ],
)
def test_a_wrong_line_is_told_with_file_line_and_cause(batch, line, changes, cause):
    edited(batch, line, **changes)
    with pytest.raises(AnnotationError, match=cause) as caught:
        batch.read("gold")
    assert isinstance(caught.value, JixiaoError)
    told = SUBJECT if "SUBJECT does" in cause else line
    place = f"{batch.path / 'layers' / 'gold.jsonl'}, line {told + 1}: "
    assert str(caught.value).startswith(place)


def test_overlapping_spans_are_told_at_the_second(batch):
    batch.write("gold", [replace(gold()[1], relations=())])
    edited(batch, MONEY, start=4, surface="费支出3万元")
    with pytest.raises(AnnotationError, match="overlaps INDICATOR '会议费'") as caught:
        batch.read("gold")
    assert caught.value.line == MONEY + 1


@pytest.mark.parametrize(
    ("broken", "cause"),
    [
        ('{"start": 0}\n', "before the first head line"),
        ("支出\n", "Expecting value"),
        ("[1]\n", "not a JSON object"),
        ('{"doc_id": 1, "doc_id": 2}\n', "stands twice"),
        ('{"doc_id": NaN}\n', "NaN is no number"),
        ("[" * 100_000, "recursion"),
        (b"\xff\n", "utf-8"),
    ],
)
def test_what_is_no_layer_is_told_so(batch, broken, cause):
    path = batch.path / "layers" / "gold.jsonl"
    path.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    with pytest.raises(AnnotationError, match=cause) as caught:
        batch.read("gold")
    assert caught.value.line == 1


def test_a_text_has_one_head(batch):
    path = batch.path / "layers" / "gold.jsonl"
    path.write_bytes(path.read_bytes() * 2)
    with pytest.raises(AnnotationError, match="has a head line already"):
        batch.read("gold")


def test_a_layer_that_does_not_fit_is_not_written(batch):
    before = content(batch)
    text, annotation = gold(marked="«甲|ORG»")
    for wrong, cause in (
        ([annotation], "annotated was a text with"),
        ([replace(annotation, doc_id="d")], "no text d"),
        ([gold()[1]] * 2, "annotated twice"),
        ([replace(gold()[1], relations=gold()[1].relations * 2)], "stands twice"),
    ):
        with pytest.raises(AnnotationError, match=cause):
            batch.write("gold", wrong)
    assert content(batch) == before
    assert text.text == "甲"


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "../a", "a\\b", ".hidden", "a\nb", "a:b", "a b", "长" * 101]
)
def test_names_cannot_lead_out_of_the_folder(tmp_path, name):
    batch = Batch(tmp_path / "b")
    with pytest.raises(AnnotationError):
        batch.add_texts([SourceText(name, "支出")])
    with pytest.raises(AnnotationError):
        batch.write(f"annotator-{name}" if name in ("", "长" * 101) else name, [])
    assert not list(tmp_path.rglob("*.jsonl"))


@pytest.mark.parametrize("layer", ["silver", "annotator-", "Gold"])
def test_other_layers_are_refused(batch, layer):
    with pytest.raises(AnnotationError, match="a layer is pre, gold or annotator-NAME"):
        batch.read(layer)


def test_a_missing_layer_names_those_that_are_there(batch):
    with pytest.raises(AnnotationError, match="no layer 'pre'; there: gold"):
        batch.read("pre")


def test_a_folder_without_texts_is_no_batch(tmp_path):
    with pytest.raises(AnnotationError, match=r"no batch of annotations.*documents\.jsonl"):
        Batch(tmp_path).texts()


def test_a_failed_write_leaves_the_old_layer(batch, monkeypatch):
    before = content(batch)

    def refuse(self, target):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    annotation = replace(gold()[1], spans=(), relations=())
    with pytest.raises(OSError, match="disk full"):
        batch.write("gold", [annotation])
    assert content(batch) == before
