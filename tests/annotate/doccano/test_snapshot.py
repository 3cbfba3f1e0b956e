"""What was pushed, as files in the batch."""

import pytest

from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.errors import AnnotationError


def test_before_the_first_push(tmp_path):
    snapshot = Snapshot(tmp_path, "annotator-li")
    assert snapshot.read([]) == {}
    assert snapshot.pending() == []


def test_it_comes_back_as_it_was_and_is_the_same_file(tmp_path, text, annotation):
    snapshot = Snapshot(tmp_path, "annotator-li")
    snapshot.write([annotation], [text])
    assert snapshot.read([text]) == {text.doc_id: annotation}
    path = tmp_path / "doccano" / "annotator-li.jsonl"
    before = path.read_bytes()
    snapshot.write([annotation], [text])
    assert path.read_bytes() == before


def test_a_push_under_way_is_noted(tmp_path):
    Snapshot(tmp_path, "gold").begin(["jixiao-1-0.jsonl"])
    assert Snapshot(tmp_path, "gold").pending() == ["jixiao-1-0.jsonl"]
    assert Snapshot(tmp_path, "annotator-li").pending() == []
    Snapshot(tmp_path, "gold").end()
    assert Snapshot(tmp_path, "gold").pending() == []


def test_a_broken_file_is_named(tmp_path, text):
    (tmp_path / "doccano").mkdir()
    (tmp_path / "doccano" / "gold.jsonl").write_text("{}\n")
    with pytest.raises(AnnotationError, match=r"gold\.jsonl, line 1"):
        Snapshot(tmp_path, "gold").read([text])
