"""The texts of a project as the server lists them: doccano calls them examples."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.projects import Project
from jixiao.errors import DoccanoError


@dataclass(frozen=True, slots=True)
class Example:
    """A text on the server. `doc_id` is empty where it was not pushed by jixiao."""

    id: int
    doc_id: str
    text: str
    confirmed: bool
    file: str
    score: float


def list_examples(connection: Connection, project: Project) -> list[Example]:
    """All texts of a project, in the order in which they came."""
    rows = connection.get_all(f"projects/{project.id}/examples", project.name)
    with connection.explained(project.name):
        return [
            Example(
                row["id"],
                str((row["meta"] or {}).get("doc_id", "")),
                row["text"],
                row["is_confirmed"],
                row["upload_name"],
                row["score"],
            )
            for row in rows
        ]


def delete_examples(connection: Connection, project: Project, ids: list[int]) -> None:
    """Delete these texts with all that was said of them. An empty list deletes nothing."""
    # The server takes an empty list for all texts.
    if ids:
        with connection.explained(f"texts of {project.name}"):
            connection.client.bulk_delete_examples(project.id, ids)


def set_scores(connection: Connection, project: Project, scores: dict[str, float]) -> None:
    """Set doccano's score of texts, by doc_id; annotators order their list by it.

    A score that is set already is left alone. Raises DoccanoError for a text
    that is not in the project, before anything is set.
    """
    by_doc = {one.doc_id: one for one in list_examples(connection, project) if one.doc_id}
    if missing := sorted(scores.keys() - by_doc.keys()):
        raise DoccanoError(
            f"{project.name} has no text {', '.join(missing)}: push it first (jixiao annotate push)"
        )
    for doc_id, score in scores.items():
        if by_doc[doc_id].score != score:
            path = f"projects/{project.id}/examples/{by_doc[doc_id].id}"
            connection.patch(path, {"score": score}, doc_id)


def doubles(examples: Iterable[Example]) -> set[str]:
    """The doc_ids that more than one text carries."""
    counts = Counter(example.doc_id for example in examples if example.doc_id)
    return {doc_id for doc_id, count in counts.items() if count > 1}
