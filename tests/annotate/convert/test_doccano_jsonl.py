import json

import pytest

from jixiao.annotate.convert.formats import export_layer, read_pairs
from jixiao.annotations.records import Comment, SourceText
from jixiao.errors import AnnotationError

from .cases import AT, ME, WHO


def test_offsets_are_utf16_units(batch, tmp_path):
    export_layer(batch, "gold", "doccano", tmp_path / "out")
    data = (tmp_path / "out").read_bytes()
    assert data.isascii()
    rows = [json.loads(line) for line in data.splitlines()]
    money = rows[0]["entities"][2]
    units = rows[0]["text"].encode("utf-16-le")
    assert (
        units[2 * money["start_offset"] : 2 * money["end_offset"]].decode("utf-16-le")
        == "3万\r\n元"
    )
    assert rows[0].keys() == rows[1].keys()


def test_titles_come_back(batch, tmp_path):
    export_layer(batch, "gold", "doccano", tmp_path / "out")
    pairs, _ = read_pairs("doccano", tmp_path / "out", WHO)
    assert [text.title for text, _ in pairs] == ["报告", ""]


def test_comments_of_an_export_are_read(tmp_path):
    comments = [{"id": 3, "comment": "存疑"}]
    row = {"id": 7, "text": "我局", "entities": [], "relations": [], "Comments": comments}
    (tmp_path / "all.jsonl").write_text(json.dumps(row), "utf-8")
    ((_, annotation),) = read_pairs("doccano", tmp_path / "all.jsonl", WHO)[0]
    assert annotation.comments == (Comment("存疑", ME, AT),)


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"text": "别的"}, "not the one with SHA-256"),
        ({"relations": [{"from_id": 1, "to_id": 99, "type": "VALUE"}]}, "entity 99"),
        ({"entities": [{"id": 1, "label": "ORG", "start_offset": 0, "end_offset": 99}]}, "99"),
        ({"entities": [{"id": 1, "label": "LOC", "start_offset": 0, "end_offset": 2}]}, "LOC"),
        ({"doc_id": "../../etc"}, "doc_id"),
        ({"entities": None}, "NoneType"),
    ],
)
def test_a_wrong_line_is_told(batch, tmp_path, changes, cause):
    export_layer(batch, "gold", "doccano", tmp_path / "out")
    row = json.loads((tmp_path / "out").read_bytes().splitlines()[0])
    if "entities" in changes:
        row["relations"] = []
    (tmp_path / "out").write_text("\n" + json.dumps(row | changes))
    with pytest.raises(AnnotationError, match=cause) as caught:
        read_pairs("doccano", tmp_path / "out", WHO)
    assert str(caught.value).startswith(f"{tmp_path / 'out'}, line 2: ")


def test_a_project_of_others_is_read_by_their_numbers(tmp_path):
    row = {"id": 7, "text": "我局", "entities": [], "relations": []}
    (tmp_path / "all.jsonl").write_text(json.dumps(row), "utf-8")
    pairs, _ = read_pairs("doccano", tmp_path / "all.jsonl", WHO)
    assert pairs[0][0] == SourceText("7", "我局")
