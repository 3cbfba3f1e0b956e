"""How far the annotators have come."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.examples import Example, list_examples
from jixiao.annotate.doccano.projects import Project

# The field in which a span and a relation name their label.
KINDS = {"span": "label", "relation": "type"}


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """A project in numbers. `by_label` counts spans and relations by their label's name.

    `last_change` is the newest span, relation, confirmation or comment (ISO
    8601, UTC), empty where there is none.
    """

    project: str
    texts: int
    confirmed: int
    comments: int
    spans: int
    relations: int
    by_label: dict[str, int]
    last_change: str

    def to_dict(self) -> dict[str, Any]:
        """The fields as plain data."""
        return asdict(self)


def project_status(
    connection: Connection,
    project: Project,
    *,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> ProjectStatus:
    """Count what stands in a project. `report` is called with texts done and texts in all."""
    path = f"projects/{project.id}"
    examples = list_examples(connection, project)
    types = {
        kind: {
            row["id"]: row["text"] for row in connection.get(f"{path}/{kind}-types", project.name)
        }
        for kind in KINDS
    }
    comments = connection.get_all(f"{path}/comments", project.name)
    changes = [str(row["created_at"]) for row in comments]
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for done, example in enumerate(examples, 1):
        for kind, row in _rows(connection, project, example):
            changes.append(str(row.get("updated_at") or row.get("confirmed_at")))
            if kind in KINDS:
                counts[kind][types[kind][row[KINDS[kind]]]] += 1
        report(done, len(examples))
    return ProjectStatus(
        project=project.name,
        texts=len(examples),
        confirmed=sum(example.confirmed for example in examples),
        comments=len(comments),
        spans=counts["span"].total(),
        relations=counts["relation"].total(),
        by_label=dict((counts["span"] + counts["relation"]).most_common()),
        last_change=max(changes, default=""),
    )


def _rows(
    connection: Connection, project: Project, example: Example
) -> Iterator[tuple[str, dict[str, Any]]]:
    path = f"projects/{project.id}/examples/{example.id}"
    for kind in KINDS:
        for row in connection.get(f"{path}/{kind}s", example.doc_id):
            yield kind, row
    if example.confirmed:
        for row in connection.get_all(f"{path}/states", example.doc_id):
            yield "state", row
