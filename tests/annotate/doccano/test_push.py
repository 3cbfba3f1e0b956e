"""All of it arrives, or nothing does."""

from dataclasses import replace

import pytest

from jixiao.annotate.doccano import push as pushing
from jixiao.annotate.doccano.examples import list_examples, set_scores
from jixiao.annotate.doccano.push import push
from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.annotations.records import (
    Annotation,
    Comment,
    Origin,
    SourceText,
    SpanAnnotation,
)
from jixiao.errors import AnnotationError, DoccanoError

pytestmark = pytest.mark.doccano

AT = "2024-05-01T08:00:00Z"


def bare(*texts):
    return {text.doc_id: Annotation(text.doc_id, text.sha256, "model:m", AT) for text in texts}


@pytest.fixture
def snapshot(tmp_path, project):
    return Snapshot(tmp_path, project.layer)


@pytest.fixture
def there(connection, project, snapshot, text, annotation):
    """`text` is in the project; the value lists what the project holds."""
    push(connection, project, {text.doc_id: annotation}, [text], snapshot)
    return lambda: list_examples(connection, project)


def test_pushing_twice_changes_nothing(connection, project, snapshot, text, annotation, tmp_path):
    first = push(connection, project, {text.doc_id: annotation}, [text], snapshot)
    state = connection.export(project.id), list_examples(connection, project)
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = push(connection, project, {text.doc_id: annotation}, [text], snapshot)
    assert (first.added, first.known) == ((text.doc_id,), ())
    assert (again.added, again.known) == ((), (text.doc_id,))
    assert list_examples(connection, project) == state[1]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == files


def test_a_second_push_brings_what_is_new(connection, project, snapshot, text, there):
    new = SourceText("second", "预算执行率98%。")
    done = push(connection, project, bare(text, new), [text, new], snapshot)
    assert (done.added, done.known) == (("second",), (text.doc_id,))
    assert [one.doc_id for one in there()] == [text.doc_id, "second"]
    # What was said of the first when it was pushed is what pull compares with.
    assert len(snapshot.read([text, new])[text.doc_id].spans) == 6


def test_an_import_that_fails_in_the_server_leaves_nothing(
    connection, project, snapshot, text, there, monkeypatch, tmp_path
):
    def broken_row(text, annotation):
        # A relation to a span that is not there: doccano takes the texts in, fails at the
        # relation, and tries the same thing three times more.
        row = to_row(text, annotation)
        return {**row, "relations": [{"from_id": 1, "to_id": 99, "type": "VALUE"}]}

    to_row = pushing.to_row
    before, files = there(), {path.name for path in tmp_path.rglob("*")}
    new = [SourceText(f"new_{i}", "支出3万元。") for i in range(3)]
    monkeypatch.setattr(pushing, "to_row", broken_row)
    with pytest.raises(DoccanoError, match="import into bureaus::li failed"):
        push(connection, project, bare(*new), [text, *new], snapshot)
    assert there() == before
    assert {path.name for path in tmp_path.rglob("*")} == files
    monkeypatch.undo()
    assert push(connection, project, bare(*new), [text, *new], snapshot).added == (
        "new_0",
        "new_1",
        "new_2",
    )


def test_a_span_that_the_server_drops_without_a_word_is_noticed(
    connection, project, snapshot, text, there, monkeypatch
):
    def with_empty_span(text, annotation):
        empty = {"id": 0, "label": "MONEY", "start_offset": 3, "end_offset": 3}
        return {**to_row(text, annotation), "entities": [empty]}

    to_row = pushing.to_row
    before = there()
    new = SourceText("new", "支出3万元。")
    span = SpanAnnotation(2, 5, "MONEY", "3万元", "model:m", Origin.MACHINE)
    sent = replace(bare(new)["new"], spans=(span,))
    monkeypatch.setattr(pushing, "to_row", with_empty_span)
    with pytest.raises(DoccanoError, match="new came back changed"):
        push(connection, project, {"new": sent}, [text, new], snapshot)
    assert there() == before


def test_a_push_that_was_killed_is_cleared_away_by_the_next(
    connection, project, snapshot, text, there, monkeypatch
):
    new = SourceText("new", "支出3万元。")
    monkeypatch.setattr(pushing, "_compare", _die)
    monkeypatch.setattr(pushing, "_take_back", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        push(connection, project, bare(new), [text, new], snapshot)
    (name,) = snapshot.pending()
    assert [one.file for one in there()][1:] == [name]
    monkeypatch.undo()
    # It is not taken for one that is there: it was never compared.
    assert push(connection, project, bare(new), [text, new], snapshot).added == ("new",)
    assert [one.doc_id for one in there()] == [text.doc_id, "new"]
    assert snapshot.pending() == []


def test_ctrl_c_leaves_nothing(connection, project, snapshot, text, there, monkeypatch):
    before = there()
    new = SourceText("new", "支出3万元。")
    monkeypatch.setattr(pushing, "_compare", _die)
    with pytest.raises(KeyboardInterrupt):
        push(connection, project, bare(new), [text, new], snapshot)
    assert there() == before
    assert snapshot.pending() == []


def _die(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (lambda a: {"sha256": "0" * 64}, "annotated was a text with SHA-256"),
        (lambda a: {"spans": (replace(a.spans[0], surface="x"), *a.spans[1:])}, "holds"),
        (lambda a: {"spans": a.spans[2:]}, "there is no span"),
        (lambda a: {"comments": (Comment(" ", "person:li", AT),)}, "empty comment"),
    ],
)
def test_what_does_not_hold_is_never_sent(
    wrong, cause, connection, project, snapshot, text, annotation
):
    sent = {text.doc_id: replace(annotation, **wrong(annotation))}
    with pytest.raises(AnnotationError, match=cause):
        push(connection, project, sent, [text], snapshot)
    assert list_examples(connection, project) == []


def test_half_a_character_is_refused_before_anything_is_sent(connection, project, snapshot):
    text = SourceText("half", "支出\ud83d3万元")
    with pytest.raises(AnnotationError, match="half a surrogate pair at 2"):
        push(connection, project, bare(text), [text], snapshot)
    assert list_examples(connection, project) == []


def test_other_characters_under_the_same_name_are_refused(connection, project, snapshot, there):
    other = SourceText("jiangshan_2023", "另一篇报告。")
    with pytest.raises(DoccanoError, match="other characters under the name jiangshan_2023"):
        push(connection, project, bare(other), [other], snapshot)
    assert len(there()) == 1


def test_texts_go_up_in_several_files(connection, project, snapshot, monkeypatch):
    monkeypatch.setattr(pushing, "TEXTS_A_FILE", 2)
    texts = [SourceText(f"t{i}", f"第{i}段，支出3万元。") for i in range(5)]
    done = []
    push(connection, project, bare(*texts), texts, snapshot, report=done.append)
    assert done == [text.doc_id for text in texts]
    examples = list_examples(connection, project)
    assert [one.doc_id for one in examples] == done
    assert len({one.file for one in examples}) == 3


def test_comments_go_up_with_a_text(connection, project, snapshot, text, annotation):
    noted = replace(annotation, comments=(Comment("两人意见不同：金额", "agent:a", AT),))
    push(connection, project, {text.doc_id: noted}, [text], snapshot)
    rows = connection.get_all(f"projects/{project.id}/comments")
    assert [row["text"] for row in rows] == ["两人意见不同：金额"]


def test_the_list_of_the_annotator_follows_the_scores(connection, project, snapshot, text, there):
    texts = [SourceText(f"t{i}", "支出3万元。") for i in range(3)]
    push(connection, project, bare(*texts), [text, *texts], snapshot)
    set_scores(connection, project, {"t0": 0.2, "t1": 0.9, "t2": 0.5})
    rows = connection.get_all(f"projects/{project.id}/examples", ordering="-score")
    assert [row["meta"]["doc_id"] for row in rows] == ["jiangshan_2023", "t1", "t2", "t0"]
    with pytest.raises(DoccanoError, match="has no text t9"):
        set_scores(connection, project, {"t0": 0.7, "t9": 1.0})
    assert {one.doc_id: one.score for one in there()}["t0"] == 0.2
