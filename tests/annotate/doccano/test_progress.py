"""Numbers of a project as its annotator left it."""

import pytest

from jixiao.annotate.doccano.examples import list_examples
from jixiao.annotate.doccano.progress import project_status
from jixiao.annotate.doccano.push import push
from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.annotations.records import Annotation, SourceText

pytestmark = pytest.mark.doccano

AT = "2024-05-01T08:00:00Z"


def test_a_project_in_numbers(connection, project, text, annotation, tmp_path):
    bare = SourceText("bare", "无数字的一段。")
    sent = {
        text.doc_id: annotation,
        "bare": Annotation("bare", bare.sha256, "model:m", AT),
    }
    push(connection, project, sent, [text, bare], Snapshot(tmp_path, project.layer))
    before = project_status(connection, project)
    example = list_examples(connection, project)[1].id
    connection.client.update_example_state(project.id, example)
    connection.client.create_comment(project.id, example, "没有可标的")
    after = project_status(connection, project)
    assert (before.texts, before.confirmed, before.comments) == (2, 0, 0)
    assert (after.texts, after.confirmed, after.comments) == (2, 1, 1)
    assert (after.spans, after.relations) == (6, 3)
    assert after.by_label == {
        "DATE": 2,
        "ORG": 1,
        "INDICATOR": 1,
        "MONEY": 1,
        "PERCENT": 1,
        "SUBJECT": 1,
        "VALUE": 1,
        "PERIOD": 1,
    }
    assert after.last_change > before.last_change > AT


def test_an_empty_project(connection, project):
    status = project_status(connection, project)
    assert (status.texts, status.by_label, status.last_change) == (0, {}, "")
