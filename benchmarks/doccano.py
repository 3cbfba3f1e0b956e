"""How long texts with relations take to doccano and back, on a real local server.

    make setup-doccano
    .venv-doccano/bin/python benchmarks/doccano.py [TEXTS] [CHARACTERS]

Prints seconds of push (import, export, comparison) and of pull.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.credentials import Credentials
from jixiao.annotate.doccano.projects import ensure_project, get_project
from jixiao.annotate.doccano.pull import pull
from jixiao.annotate.doccano.push import push
from jixiao.annotate.doccano.server import running
from jixiao.annotate.doccano.server_home import make_home, settle_admin
from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.annotations.records import (
    Annotation,
    Origin,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
)
from jixiao.types import Label, RelationLabel

ENVIRONMENT = Path(__file__).resolve().parent.parent / ".venv-doccano-server"
SENTENCE = (
    "全年安排项目资金{0}万元，完成支出{1}万元，各科室按月核对进度，年末结余按规定上缴财政。\n"
)
MODEL = "model:bench"


def make(number: int, characters: int) -> tuple[SourceText, Annotation]:
    """A text of this length, in each sentence three spans and two relations."""
    parts, spans, relations, at = [], [], [], 0
    while at < characters:
        figures = (f"{number + at}", f"{number + at + 1}")
        sentence = SENTENCE.format(*figures)
        if at + len(sentence) > characters:
            sentence = "此后无新增事项。"[: characters - at].ljust(characters - at, "。")
        else:
            spans += (made := list(_spans(sentence, at, figures)))
            for tail in made[1:]:
                relations.append(
                    RelationAnnotation(
                        made[0].id, RelationLabel.FUNDING, tail.id, MODEL, Origin.MACHINE
                    )
                )
        parts.append(sentence)
        at += len(sentence)
    text = SourceText(f"text_{number:04}", "".join(parts))
    return text, Annotation(
        text.doc_id,
        text.sha256,
        MODEL,
        "2024-05-01T08:00:00Z",
        spans=tuple(spans),
        relations=tuple(relations),
    )


def _spans(sentence, at, figures):
    for surface, label in (
        ("项目资金", Label.PROJECT),
        (f"{figures[0]}万元", Label.MONEY),
        (f"{figures[1]}万元", Label.MONEY),
    ):
        start = at + sentence.index(surface)
        yield SpanAnnotation(start, start + len(surface), label, surface, MODEL, Origin.MACHINE)


def main(count: int = 200, characters: int = 2000) -> None:
    """Push and pull, and print how long each took."""
    pairs = [make(number, characters) for number in range(count)]
    texts = [text for text, _ in pairs]
    sent = {annotation.doc_id: annotation for _, annotation in pairs}
    with TemporaryDirectory() as folder:
        home = make_home(Path(folder) / "home")
        account, _ = settle_admin(home, None, None)
        with running(home, ENVIRONMENT, account) as there:
            connection = Connection(Credentials(there.url, account.user, account.password))
            for _ in ensure_project(connection, "bench", "gold", [], "bench"):
                pass
            project = get_project(connection, "bench", "gold")
            snapshot = Snapshot(Path(folder), project.layer)
            start = time.perf_counter()
            push(connection, project, sent, texts, snapshot)
            up = time.perf_counter()
            pulled = pull(connection, project, texts, snapshot.read(texts), {})
            down = time.perf_counter()
    assert pulled.annotations == sent
    spans = sum(len(one.spans) for one in sent.values())
    relations = sum(len(one.relations) for one in sent.values())
    print(f"{count} texts of {characters} characters, {spans} spans, {relations} relations")
    print(f"push {up - start:.1f} s, pull {down - up:.1f} s, together {down - start:.1f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
