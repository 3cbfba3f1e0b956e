"""Projects become what the scheme says, and a second run changes nothing."""

import pytest

from jixiao.annotate.doccano import projects
from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.credentials import Credentials
from jixiao.annotate.doccano.projects import (
    ensure_account,
    ensure_project,
    get_project,
    list_projects,
)
from jixiao.errors import AnnotationError, DoccanoError
from jixiao.resources import scheme

pytestmark = pytest.mark.doccano


def ensure(connection, worker="li", members=("li",), guideline="按原文标注。", batch="bureaus"):
    return list(ensure_project(connection, batch, worker, members, guideline))


def shape(connection, project):
    """Everything that the server says of a project, but when it was touched."""
    found = connection.get(f"projects/{project.id}")
    kinds = [connection.get(f"projects/{project.id}/{k}-types") for k in ("span", "relation")]
    members = connection.get(f"projects/{project.id}/members")
    return {k: v for k, v in found.items() if k != "updated_at"}, kinds, members


def test_a_project_has_labels_relations_guideline_and_member(connection, project):
    found, (spans, relations), members = shape(connection, project)
    assert found["guideline"] == "按原文标注。"
    assert {name: found[name] for name in projects.SETTINGS} == projects.SETTINGS
    assert [(s["text"], s["background_color"], s["suffix_key"]) for s in spans] == [
        (label.name, label.colour, label.shortcut) for label in scheme().labels
    ]
    assert [one["text"] for one in relations] == [one.name for one in scheme().relations]
    assert {(one["username"], one["rolename"]) for one in members} == {
        ("admin", "project_admin"),
        ("li", "annotator"),
    }


def test_a_second_run_changes_nothing(connection, project):
    before = shape(connection, project), connection.get(f"projects/{project.id}")["updated_at"]
    assert ensure(connection) == []
    after = shape(connection, project), connection.get(f"projects/{project.id}")["updated_at"]
    assert after == before
    assert len(list_projects(connection, "bureaus")) == 1


def test_what_was_changed_is_brought_back_and_told(connection, project):
    path = f"projects/{project.id}"
    wanted = shape(connection, project)
    money, percent = connection.get(f"{path}/span-types")[:2]
    connection.patch(f"{path}/span-types/{money['id']}", {"suffix_key": None})
    connection.patch(f"{path}/span-types/{percent['id']}", {"suffix_key": money["suffix_key"]})
    connection.patch(f"{path}/span-types/{money['id']}", {"background_color": "#000000"})
    connection.client.update_project(project.id, grapheme_mode=True)
    assert ensure(connection) == [
        "bureaus::li: changed grapheme_mode",
        "bureaus::li: span label MONEY changed",
        "bureaus::li: span label PERCENT changed",
    ]
    assert shape(connection, project) == wanted
    assert ensure(connection, guideline="新的指南\n") == ["bureaus::li: changed guideline"]
    assert ensure(connection, guideline="新的指南\n") == []


def test_a_label_of_ones_own_is_told_of_and_left(connection, project):
    connection.client.create_label_type(project.id, "span", "DRAFT")
    (line,) = ensure(connection)
    assert "DRAFT is not in the scheme; left as it is" in line
    types = connection.get(f"projects/{project.id}/span-types")
    assert "DRAFT" in {one["text"] for one in types}


def test_a_member_without_an_account_is_asked_for_before_anything_is_made(connection):
    with pytest.raises(DoccanoError, match=r"no account wang.*--new-accounts"):
        ensure(connection, "wang", ["wang"])
    assert [one.name for one in list_projects(connection, "bureaus")] == ["bureaus::li"]
    assert ensure_account(connection, "wang", "da-hong-pao-9")
    assert not ensure_account(connection, "wang", "another")
    assert ensure(connection, "wang", ["wang"])
    assert Connection(Credentials(connection.url, "wang", "da-hong-pao-9")).me.username == "wang"


def test_a_missing_project_is_named_with_those_there_are(connection, project):
    with pytest.raises(DoccanoError, match=r"no project bureaus::wang .*there: bureaus::li.*"):
        get_project(connection, "bureaus", "wang")


def test_batches_with_like_names_do_not_mix(connection, project):
    ensure(connection, batch="water_bureaus")
    assert [one.name for one in list_projects(connection, "bureaus")] == ["bureaus::li"]


def test_two_projects_of_one_name_are_not_guessed_between(connection, project):
    connection.client.create_project("bureaus::li", "SequenceLabeling", "double")
    with pytest.raises(DoccanoError, match="2 projects named bureaus::li"):
        get_project(connection, "bureaus", "li")


@pytest.mark.parametrize("worker", ["a/b", "", ".x"])
def test_a_name_that_cannot_be_a_file_is_refused(connection, worker):
    with pytest.raises(AnnotationError, match="annotator"):
        ensure(connection, worker)


def test_a_name_that_is_too_long_for_a_project_is_refused(connection):
    with pytest.raises(DoccanoError, match="at most 100 characters"):
        ensure(connection, batch="b" * 97)


def test_an_annotator_may_not_make_projects(li, project):
    with pytest.raises(DoccanoError, match="没有管理员权限"):
        ensure(li, "other", ())
    with pytest.raises(DoccanoError, match="li may not do this"):
        li.export(project.id)
