"""Every format: what goes out comes in again, odd characters and all."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from jixiao.annotate.convert import FORMATS
from jixiao.annotate.convert.formats import export_layer, import_layer, layer_pairs, read_pairs
from jixiao.annotate.convert.pairs import Who
from jixiao.annotations.folder import Batch
from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import Origin, SourceText
from jixiao.errors import AnnotationError

from ...annotations.strategies import batches, text_of
from .cases import AT, ME, WHO, made

OPEN = Who(ME, AT)
PLAIN = ("doccano", "bio", "bioes", "brat")
BREAKS = "\n\r\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
slow_datasets = pytest.param("huggingface", marks=pytest.mark.slow)


def there_and_back(folder, form, texts, annotations):
    """What `read_pairs` gives of what `export_layer` wrote."""
    batch = made(folder, texts, annotations)
    done = export_layer(batch, "gold", form, folder / "out")
    assert done.texts == len(texts)
    pairs, notes = read_pairs(form, folder / "out", WHO)
    assert not notes
    return sorted(pairs, key=lambda pair: pair[0].doc_id)


def pairs_of(texts, annotations):
    return list(zip(texts, annotations, strict=True))


@pytest.mark.parametrize("form", ["doccano", "spacy", "bio", "bioes", slow_datasets])
@given(drawn=batches(text_of()))
@settings(max_examples=60)
def test_texts_spans_and_relations_come_back(tmp_path_factory, form, drawn):
    folder = tmp_path_factory.mktemp("convert")
    assert there_and_back(folder, form, *drawn) == pairs_of(*drawn)


@given(drawn=batches(text_of()))
def test_brat_gives_back_what_it_can_hold(tmp_path_factory, drawn):
    texts, annotations = drawn
    surfaces = [span.surface for one in annotations for span in one.spans]
    assume(not any(s[0] in BREAKS or s[-1] in BREAKS for s in surfaces))
    folder = tmp_path_factory.mktemp("convert")
    assert there_and_back(folder, "brat", texts, annotations) == pairs_of(texts, annotations)


@pytest.mark.parametrize("form", ["spacy", slow_datasets])
@given(drawn=batches(text_of(), rich=True))
@settings(max_examples=60)
def test_two_formats_keep_everything(tmp_path_factory, form, drawn):
    texts, annotations = drawn
    texts = [replace(text, title="报告", meta=(("bureau", "水利局"),)) for text in texts]
    folder = tmp_path_factory.mktemp("convert")
    assert there_and_back(folder, form, texts, annotations) == pairs_of(texts, annotations)


@pytest.mark.parametrize(
    ("form", "left"),
    [
        ("doccano", ["who confirmed", "who made", "comments"]),
        ("spacy", []),
        ("bio", ["titles", "who confirmed", "who made", "comments"]),
        ("brat", ["titles", "who confirmed", "who made", "comments"]),
    ],
)
def test_what_is_left_out_is_told(batch, tmp_path, form, left):
    done = export_layer(batch, "gold", form, tmp_path / "out")
    assert (done.texts, done.spans, done.relations) == (2, 6, 4)
    without, *notes = done.notes
    assert without == "not converted: 1 texts of the batch"
    assert len(notes) == len(left)
    for note, word in zip(notes, left, strict=True):
        assert note.startswith(f"left out: {word}")


def test_one_part_may_be_written(batch, tmp_path):
    with pytest.raises(AnnotationError, match="no part dev"):
        export_layer(batch, "gold", "bio", tmp_path / "out", "dev")
    batch.write_split({"dev": ["农业_2023"], "train": ["水利_2023"]})
    export_layer(batch, "gold", "bio", tmp_path / "out", "dev")
    assert [text.doc_id for text, _ in read_pairs("bio", tmp_path / "out", WHO)[0]] == ["农业_2023"]


@pytest.mark.parametrize("form", [*PLAIN, "spacy", slow_datasets])
def test_a_layer_is_read_into_a_new_batch_and_into_its_own(batch, tmp_path, form):
    export_layer(batch, "gold", form, tmp_path / "out")
    other = Batch(tmp_path / "other")
    for target, layer in ((other, "gold"), (batch, "annotator-li"), (other, "gold")):
        done = import_layer(target, layer, form, tmp_path / "out", WHO)
        assert (done.texts, done.spans, done.relations) == (2, 6, 4)
    there = layer_pairs(batch, "gold")
    for target, layer in ((other, "gold"), (batch, "annotator-li")):
        for pair in layer_pairs(target, layer):
            expected = next(one for one in there if one[0].doc_id == pair[0].doc_id)
            assert pair[0].text == expected[0].text
            assert [s.id for s in pair[1].spans] == [s.id for s in expected[1].spans]
            assert [r.id for r in pair[1].relations] == [r.id for r in expected[1].relations]


@pytest.mark.parametrize("form", PLAIN)
def test_what_a_program_made_is_not_taken_for_a_persons(tmp_path, form):
    marked = "«我局|ORG 1»«会议费|INDICATOR 2»支出«3万|MONEY 3»元。\n----\n1 SUBJECT 2\n2 VALUE 3\n"
    corrected = marked.replace("3万|MONEY 3»元", "3万元|MONEY 3»").replace(
        "支出", "«支出|INDICATOR»"
    )
    text, right = parse_inline(corrected, doc_id="d", by=ME, at=AT)
    _, guess = parse_inline(marked, doc_id="d", by="model:m", at=AT)
    machine = {"by": "model:m", "origin": Origin.MACHINE}
    guess = replace(
        guess,
        spans=tuple(replace(span, **machine) for span in guess.spans),
        relations=tuple(replace(link, **machine) for link in guess.relations),
    )
    batch = made(tmp_path, [text], [right])
    batch.write("pre", [guess])
    export_layer(batch, "gold", form, tmp_path / "out")
    for who, kept in ((WHO, (ME, "accepted")), (OPEN, ("model:m", "machine"))):
        layer = f"annotator-{who.status}"
        import_layer(batch, layer, form, tmp_path / "out", who)
        (annotation,) = batch.read(layer)
        assert [(span.by, span.origin) for span in annotation.spans] == [
            kept,
            kept,
            (ME, "added"),
            (ME, "changed"),
        ]
        assert [(link.by, link.origin) for link in annotation.relations] == [
            kept,
            (ME, "changed"),
        ]


def test_an_annotation_that_is_there_is_not_replaced(batch, tmp_path):
    export_layer(batch, "gold", "bio", tmp_path / "out")
    before = {p: p.read_bytes() for p in batch.path.rglob("*.jsonl")}
    with pytest.raises(AnnotationError, match="gold has an annotation of 水利_2023 already"):
        import_layer(batch, "gold", "bio", tmp_path / "out", WHO)
    assert {p: p.read_bytes() for p in batch.path.rglob("*.jsonl")} == before


def test_another_text_under_the_same_name_is_refused(batch, tmp_path):
    export_layer(batch, "gold", "bio", tmp_path / "out")
    other = Batch(tmp_path / "other")
    other.add_texts([SourceText("农业_2023", "别的。")])
    with pytest.raises(AnnotationError, match="农业_2023 has another text in the batch"):
        import_layer(other, "gold", "bio", tmp_path / "out", WHO)
    assert other.layers() == ()


@pytest.mark.parametrize("form", [*PLAIN, "spacy"])
def test_nothing_that_is_there_is_overwritten(batch, tmp_path, form):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(AnnotationError, match="is there already"):
        export_layer(batch, "gold", form, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_relations_of_another_file_are_not_overwritten(batch, tmp_path):
    (tmp_path / "out.relations.tsv").write_text("mine")
    with pytest.raises(AnnotationError, match="is there already"):
        export_layer(batch, "gold", "bio", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", FORMATS[:2])
def test_no_text_is_an_error(tmp_path, form):
    batch = made(tmp_path, [SourceText("d", "无")], [])
    with pytest.raises(AnnotationError, match="no text to convert"):
        export_layer(batch, "gold", form, tmp_path / "out")
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(AnnotationError):
        import_layer(batch, "gold", form, tmp_path / "empty", WHO)
