import pytest

from jixiao.annotate.convert.formats import export_layer, read_pairs
from jixiao.errors import AnnotationError

from .cases import WHO


def test_a_character_a_line(batch, tmp_path):
    export_layer(batch, "gold", "bioes", tmp_path / "out")
    lines = (tmp_path / "out").read_text("utf-8").split("\n")
    assert lines[:4] == ["# doc_id = 水利_2023", "我\tB-ORG", "局\tE-ORG", "会\tB-INDICATOR"]
    assert lines[11:14] == ["\\u000d\tI-MONEY", "\\u000a\tI-MONEY", "元\tE-MONEY"]
    relations = (tmp_path / "out.relations.tsv").read_text("utf-8").split("\n")
    assert relations[1] == "水利_2023\t0\t2\tSUBJECT\t2\t5"


def test_a_foreign_file_is_one_text(tmp_path):
    (tmp_path / "other.conll").write_text("我局\tNN\tB-ORG\n的\tDE\tO\n\n花\tNN\tO\n", "utf-8")
    ((text, annotation),) = read_pairs("bio", tmp_path / "other.conll", WHO)[0]
    assert (text.doc_id, text.text) == ("other", "我局的花")
    assert [(s.start, s.end) for s in annotation.spans] == [(0, 2)]


@pytest.mark.parametrize(
    ("lines", "cause", "line"),
    [
        ("我\tO\n局\tI-ORG\n", "goes on with nothing", 2),
        ("我\tB-ORG\n局\tI-MONEY\n", "goes on with nothing", 2),
        ("我\tB-ORG\n局\n", "no character, tab and tag", 2),
        ("我\tX-ORG\n", "no character, tab and tag", 1),
        ("\\Uffffffff\tO\n", "is no character", 1),
    ],
)
def test_a_wrong_line_is_told(tmp_path, lines, cause, line):
    (tmp_path / "d.bio").write_text(lines, "utf-8")
    with pytest.raises(AnnotationError, match=cause) as caught:
        read_pairs("bio", tmp_path / "d.bio", WHO)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("link", "cause"),
    [("d\t0\t1\tSUBJECT\t1\t2", "no span at"), ("e\t0\t1\tSUBJECT\t1\t2", "no text e")],
)
def test_a_relation_without_its_spans_is_told(tmp_path, link, cause):
    (tmp_path / "d").write_text("我\tB-ORG\n局\tO\n", "utf-8")
    (tmp_path / "d.relations.tsv").write_text(f"doc_id\n{link}\n", "utf-8")
    with pytest.raises(AnnotationError, match=cause):
        read_pairs("bio", tmp_path / "d", WHO)
