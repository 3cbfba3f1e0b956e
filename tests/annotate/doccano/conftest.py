"""A real doccano, started once; every test gets it as it was when it was new."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.credentials import Credentials
from jixiao.annotate.doccano.projects import (
    Project,
    ensure_account,
    ensure_project,
    get_project,
)
from jixiao.annotate.doccano.server import running
from jixiao.annotate.doccano.server_env import is_installed
from jixiao.annotate.doccano.server_home import make_home, settle_admin
from jixiao.annotations.folder import Batch
from jixiao.annotations.records import (
    Annotation,
    Origin,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
    text_hash,
)
from jixiao.types import Label, RelationLabel

ENVIRONMENT = Path(__file__).resolve().parents[3] / ".venv-doccano-server"
AT = "2024-05-01T08:00:00Z"
LI = "tie-guan-yin-3"


@dataclass(frozen=True)
class Started:
    """The server, sessions of its admin and of the annotator li, and its state at the beginning."""

    credentials: Credentials
    admin: Connection
    li: Connection
    project: Project
    home: Path

    def reset(self):
        """Put everything back to the beginning; who was logged in stays so."""
        database = self.home / "db.sqlite3"
        fresh = database.with_suffix(".fresh")
        shutil.copy(self.home / "template.sqlite3", fresh)
        # The server opens the file anew for each request.
        fresh.replace(database)


@pytest.fixture(scope="session")
def started(tmp_path_factory):
    if not is_installed(ENVIRONMENT):
        pytest.fail(f"{ENVIRONMENT} holds no doccano: `make doccano` installs it and runs these")
    home = make_home(tmp_path_factory.mktemp("doccano"))
    account, _ = settle_admin(home, "admin", "wu-tong-7")
    with running(home, ENVIRONMENT, account) as there:
        credentials = Credentials(there.url, account.user, account.password)
        admin = Connection(credentials)
        ensure_account(admin, "li", LI)
        for _ in ensure_project(admin, "bureaus", "li", ["li"], "按原文标注。"):
            pass
        li = Connection(Credentials(there.url, "li", LI))
        shutil.copy(home / "db.sqlite3", home / "template.sqlite3")
        yield Started(credentials, admin, li, get_project(admin, "bureaus", "li"), home)


@pytest.fixture
def server(started):
    """Address and admin of a server with an account li and an empty project bureaus::li."""
    started.reset()
    return started.credentials


@pytest.fixture
def home(started, server):
    """The home of the server that runs."""
    return started.home


@pytest.fixture
def connection(started, server):
    """A session of the admin."""
    return started.admin


@pytest.fixture
def li(started, server):
    """A session of the annotator li."""
    return started.li


@pytest.fixture
def project(started, server):
    """The empty project of the annotator li."""
    return started.project


@pytest.fixture
def batch(tmp_path):
    """An empty batch folder by the name that `project` has."""
    return Batch(tmp_path / "bureaus")


def annotate(doc_id, text, spans=(), relations=(), comments=()):
    """An annotation by a model. A span is its surface and label, its first place is meant."""
    made = []
    for surface, label in spans:
        start = text.index(surface)
        made.append(
            SpanAnnotation(
                start, start + len(surface), Label(label), surface, "model:m1", Origin.MACHINE, 0.5
            )
        )
    ids = {span.surface: span.id for span in made}
    return Annotation(
        doc_id,
        text_hash(text),
        "model:m1",
        AT,
        spans=tuple(sorted(made)),
        relations=tuple(
            RelationAnnotation(
                ids[head], RelationLabel(label), ids[tail], "model:m1", Origin.MACHINE, 0.5
            )
            for head, label, tail in relations
        ),
        comments=tuple(comments),
    )


TEXT = "😀2023年，我局公务接待费支出3.2万元，比上年下降8%。"
SPANS = (
    ("2023年", "DATE"),
    ("我局", "ORG"),
    ("公务接待费", "INDICATOR"),
    ("3.2万元", "MONEY"),
    ("上年", "DATE"),
    ("8%", "PERCENT"),
)
RELATIONS = (
    ("我局", "SUBJECT", "公务接待费"),
    ("公务接待费", "VALUE", "3.2万元"),
    ("3.2万元", "PERIOD", "2023年"),
)


@pytest.fixture
def text():
    """A short text with a character beyond the basic plane."""
    return SourceText("jiangshan_2023", TEXT, "某局2023年度总结")


@pytest.fixture
def annotation(text):
    """What a model says of `text`."""
    return annotate(text.doc_id, text.text, SPANS, RELATIONS)
