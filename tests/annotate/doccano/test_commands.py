"""project, push, pull and status as people call them, and what they say when it fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.annotate.doccano.examples import list_examples
from jixiao.annotate.doccano.projects import get_project
from jixiao.annotations.records import Status

from .conftest import LI

pytestmark = pytest.mark.doccano

JIXIAO = Path(sys.executable).with_name("jixiao")


@pytest.fixture
def jixiao(server, home, tmp_path):
    """Runs a command with the home of the server as only hint."""
    place = {k: v for k, v in os.environ.items() if not k.startswith("JIXIAO_DOCCANO")}

    def run(*arguments, **extra):
        return subprocess.run(
            [str(JIXIAO), "annotate", *map(str, arguments)],
            cwd=tmp_path,
            env=place | {"JIXIAO_DOCCANO_HOME": str(home)} | extra,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture
def filled(batch, text, annotation):
    """A batch with one text and the layer pre."""
    batch.add_texts([text])
    batch.write("pre", [annotation])
    return batch


def test_the_way_there_and_back(jixiao, filled, connection, li, annotation):
    path = filled.path
    made = jixiao("project", path, "--annotator", "wang", "--new-accounts", "--gold")
    assert made.returncode == 0, made.stderr
    assert "account (账号) wang, password (密码) " in made.stdout
    assert "bureaus::wang: made" in made.stdout
    assert "bureaus::gold: made" in made.stdout
    again = jixiao("project", path, "--annotator", "wang", "--new-accounts", "--gold")
    assert (again.returncode, again.stdout) == (0, "")
    assert "nothing to change" in again.stderr

    pushed = jixiao("push", path, "--to", "li")
    assert pushed.returncode == 0, pushed.stderr
    assert "bureaus::li: 1 texts (文本) pushed, 0 known" in pushed.stderr
    assert "0 texts (文本) pushed, 1 known" in jixiao("push", path, "--to", "li").stderr

    project = get_project(connection, "bureaus", "li")
    (example,) = list_examples(connection, project)
    li.client.update_example_state(project.id, example.id)
    pulled = jixiao("pull", path, "--from", "li")
    assert pulled.returncode == 0, pulled.stderr
    (back,) = filled.read("annotator-li")
    assert (back.status, back.by) == (Status.CONFIRMED, "person:li")
    assert [span.id for span in back.spans] == [span.id for span in annotation.spans]

    shown = jixiao("status", path, "--json")
    rows = {row["project"]: row for row in json.loads(shown.stdout)}
    assert set(rows) == {"bureaus::li", "bureaus::wang", "bureaus::gold"}
    assert (rows["bureaus::li"]["texts"], rows["bureaus::li"]["confirmed"]) == (1, 1)
    assert rows["bureaus::li"]["by_label"]["DATE"] == 2
    table = jixiao("status", path, COLUMNS="160").stdout
    assert "bureaus::wang" in table
    assert "INDICATOR" in table


def test_plain_texts_and_chosen_ones(jixiao, filled, connection, project):
    done = jixiao("push", filled.path, "--to", "li", "--plain")
    assert done.returncode == 0, done.stderr
    (example,) = list_examples(connection, project)
    assert connection.get(f"projects/{project.id}/examples/{example.id}/spans") == []
    wrong = jixiao("push", filled.path, "--to", "li", "--document", "nowhere")
    assert (wrong.returncode, "has no text nowhere" in wrong.stderr) == (1, True)


def test_what_cannot_be_taken_is_told_and_the_status_is_3(jixiao, filled, connection, project):
    jixiao("push", filled.path, "--to", "li")
    (example,) = list_examples(connection, project)
    connection.patch(f"projects/{project.id}/examples/{example.id}", {"text": "别的内容"})
    done = jixiao("pull", filled.path)
    assert done.returncode == 3
    assert "issue (问题) jiangshan_2023: changed_text" in done.stderr


@pytest.mark.parametrize("command", ["project", "push", "pull", "status"])
@pytest.mark.parametrize(
    ("setting", "advice"),
    [
        ({"JIXIAO_DOCCANO_URL": "http://127.0.0.1:9"}, "no server answers"),
        ({"JIXIAO_DOCCANO_PASSWORD": "wrong"}, "password is wrong"),
        ({"JIXIAO_DOCCANO_HOME": "empty"}, "jixiao annotate server"),
    ],
)
def test_every_command_says_what_to_do(command, setting, advice, jixiao, filled):
    extra = {"push": ["--to", "li"], "project": ["--annotator", "li"]}.get(command, [])
    account = {"JIXIAO_DOCCANO_USER": "admin", "JIXIAO_DOCCANO_PASSWORD": "wu-tong-7"}
    given = (account if "JIXIAO_DOCCANO_URL" in setting else {}) | setting
    done = jixiao(command, filled.path, *extra, **given)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error (错误): ")
    assert advice in line


def test_a_missing_project_says_how_to_make_it(jixiao, filled):
    done = jixiao("push", filled.path, "--to", "wang")
    assert done.returncode == 1
    assert "no project bureaus::wang (项目不存在)" in done.stderr
    assert "jixiao annotate project … --annotator wang" in done.stderr


def test_an_annotator_is_told_that_rights_are_missing(jixiao, filled):
    account = {"JIXIAO_DOCCANO_USER": "li", "JIXIAO_DOCCANO_PASSWORD": LI}
    done = jixiao("push", filled.path, "--to", "li", **account)
    assert done.returncode == 1
    assert "没有管理员权限" in done.stderr
    assert not (filled.path / "doccano" / "annotator-li.pending").exists()
