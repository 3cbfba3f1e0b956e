import pytest

from jixiao.annotate.convert.formats import export_layer, read_pairs
from jixiao.annotations.inline import parse_inline
from jixiao.errors import AnnotationError

from .cases import AT, ME, WHO, made


def test_a_span_over_a_line_end_is_in_parts(batch, tmp_path):
    export_layer(batch, "gold", "brat", tmp_path / "out")
    assert (tmp_path / "out" / "水利_2023.ann").read_text("utf-8") == (
        "T1\tORG 0 2\t我局\n"
        "T2\tINDICATOR 2 5\t会议费\n"
        "T3\tMONEY 8 10;12 13\t3万 元\n"
        "R1\tSUBJECT Arg1:T1 Arg2:T2\n"
        "R2\tVALUE Arg1:T2 Arg2:T3\n"
    )
    configuration = (tmp_path / "out" / "annotation.conf").read_text("utf-8")
    assert "VALUE\tArg1:INDICATOR, Arg2:MONEY|PERCENT|QUANTITY\n" in configuration


def test_a_span_that_ends_with_a_line_is_refused(tmp_path):
    text, annotation = parse_inline("«我局\n|ORG»", doc_id="d", by=ME, at=AT)
    batch = made(tmp_path, [text], [annotation])
    with pytest.raises(AnnotationError, match="ends with a line end"):
        export_layer(batch, "gold", "brat", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("ann", "cause"),
    [
        ("T1\tORG 0 2\t会议\n", "the text has '我局'"),
        ("T1\tORG 0 1;2 3\t我 会\n", "a gap that is no line end"),
        ("T1\tORG 0 99\t我局\n", "no range"),
        ("T1\tORG 0\t我\n", "no span"),
        ("T1\tORG 0 2\t我局\nT1\tORG 3 4\t议\n", "stands twice"),
        ("R1\tVALUE Arg1:T1 Arg2:T2\n", "no span T1"),
        ("R1\tVALUE T1 T2\n", "no relation"),
        ("T1\tLOC 0 2\t我局\n", "LOC"),
        ("T1\tORG 0 2\t我局\nT2\tORG 1 3\t局会\n", "overlaps"),
    ],
)
def test_a_wrong_line_is_told(tmp_path, ann, cause):
    (tmp_path / "d.txt").write_text("我局会议费", "utf-8")
    (tmp_path / "d.ann").write_text(ann, "utf-8")
    with pytest.raises(AnnotationError, match=cause) as caught:
        read_pairs("brat", tmp_path, WHO)
    assert "d.ann" in str(caught.value)


def test_what_the_scheme_does_not_have_is_counted(tmp_path):
    (tmp_path / "d.txt").write_text("我局", "utf-8")
    lines = "T1\tORG 0 2\t我局\nA1\tSure T1\n#1\tAnnotatorNotes T1\t?\nE1\tWin:T1\nE2\tWin:T1\n"
    (tmp_path / "d.ann").write_text(lines, "utf-8")
    pairs, notes = read_pairs("brat", tmp_path, WHO)
    assert len(pairs[0][1].spans) == 1
    assert notes == ["left out: attributes (1)", "left out: notes (1)", "left out: events (2)"]


def test_a_text_without_its_annotation_file_is_an_error(tmp_path):
    (tmp_path / "d.txt").write_text("我局", "utf-8")
    with pytest.raises(AnnotationError, match=r"d\.ann: cannot be read"):
        read_pairs("brat", tmp_path, WHO)
