"""Texts with their annotations go to a project: all of them as they are, or none."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.examples import Example, delete_examples, doubles, list_examples
from jixiao.annotate.doccano.projects import Project
from jixiao.annotate.doccano.rows import (
    check_sendable,
    dump_rows,
    from_row,
    read_export,
    to_row,
)
from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.annotations.checks import check_annotation, check_text
from jixiao.annotations.records import Annotation, SourceText
from jixiao.errors import AnnotationError, DoccanoError

TEXTS_A_FILE = 200


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: the doc_ids that went up, and those that were there."""

    added: tuple[str, ...]
    known: tuple[str, ...]


def push(
    connection: Connection,
    project: Project,
    annotations: Mapping[str, Annotation],
    texts: Sequence[SourceText],
    snapshot: Snapshot,
    *,
    report: Callable[[str], None] = lambda _: None,
) -> Pushed:
    """Bring these annotations and their texts into a project, with their comments.

    `annotations` has one for every text that is to go up, by doc_id; one without
    spans brings the bare text. A text that is there already stays as it is.
    `texts` are those of the batch. `report` is called with the doc_id of each
    text that is up. Afterwards the server has exactly what was sent, read back and
    compared, and `snapshot` has it too.

    Raises AnnotationError before anything is sent if something does not hold;
    DoccanoError if the server fails, and then nothing new is left there.
    """
    chosen = _checked(annotations, texts)
    _clear_pending(connection, project, snapshot)
    new = _not_there(list_examples(connection, project), chosen, project)
    if new:
        before = snapshot.read(texts)
        known = {one: note for one, note in before.items() if one not in {t.doc_id for t in new}}
        sent = {text.doc_id: annotations[text.doc_id] for text in new}
        files = _files(new)
        snapshot.begin(list(files))
        try:
            _send(connection, project, files, sent, report)
            _compare(connection, project, new, sent)
            _send_comments(connection, project, sent)
            snapshot.write([*known.values(), *sent.values()], texts)
        except BaseException as error:
            _take_back(connection, project, snapshot, error)
            raise
        snapshot.end()
    added = {text.doc_id for text in new}
    return Pushed(
        tuple(text.doc_id for text in new),
        tuple(text.doc_id for text in chosen if text.doc_id not in added),
    )


def _checked(
    annotations: Mapping[str, Annotation], texts: Iterable[SourceText]
) -> list[SourceText]:
    """The texts to push, in the order of the batch; everything about them holds."""
    chosen = [text for text in texts if text.doc_id in annotations]
    if missing := annotations.keys() - {text.doc_id for text in chosen}:
        raise AnnotationError(f"the batch has no text {', '.join(sorted(missing))}")
    for text in chosen:
        annotation = annotations[text.doc_id]
        check_sendable(text)
        check_text(annotation, text.sha256)
        check_annotation(annotation, text.text)
        for comment in annotation.comments:
            if not comment.text.strip() or "\0" in comment.text:
                raise AnnotationError(f"{text.doc_id}: an empty comment, or one with a NUL")
    return chosen


def _not_there(
    examples: list[Example], chosen: list[SourceText], project: Project
) -> list[SourceText]:
    if twice := doubles(examples):
        raise DoccanoError(
            f"{project.name} has {', '.join(sorted(twice))} more than once: delete what is too "
            "much, in doccano"
        )
    there = {example.doc_id: example.text for example in examples}
    for text in chosen:
        if there.get(text.doc_id, text.text) != text.text:
            raise DoccanoError(
                f"{project.name} has other characters under the name {text.doc_id}: push to "
                "another project, or delete that text in doccano"
            )
    return [text for text in chosen if text.doc_id not in there]


def _files(new: list[SourceText]) -> dict[str, list[SourceText]]:
    """Texts by the name of the file that brings them: by it they are found again."""
    push_id = uuid.uuid4().hex[:12]
    return {
        f"jixiao-{push_id}-{start // TEXTS_A_FILE}.jsonl": new[start : start + TEXTS_A_FILE]
        for start in range(0, len(new), TEXTS_A_FILE)
    }


def _send(
    connection: Connection,
    project: Project,
    files: Mapping[str, list[SourceText]],
    sent: Mapping[str, Annotation],
    report: Callable[[str], None],
) -> None:
    with TemporaryDirectory() as folder:
        for name, texts in files.items():
            path = Path(folder) / name
            path.write_bytes(dump_rows(to_row(text, sent[text.doc_id]) for text in texts))
            if complaints := connection.import_file(project.id, path):
                raise DoccanoError(
                    f"{connection.url}: the import into {project.name} failed: "
                    f"{'; '.join(complaints)[:500]}"
                )
            path.unlink()
            for text in texts:
                report(text.doc_id)


def _compare(
    connection: Connection,
    project: Project,
    new: list[SourceText],
    sent: Mapping[str, Annotation],
) -> None:
    """Read back what the server made of it. Raises DoccanoError unless all is as it was sent."""
    rows = read_export(connection.export(project.id))
    there: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        there.setdefault(str(row.get("doc_id")), []).append(row)
    for text in new:
        found = there.get(text.doc_id, [])
        if len(found) != 1:
            raise DoccanoError(f"{project.name}: {text.doc_id} came back {len(found)} times")
        if not _same(found[0], text, sent[text.doc_id]):
            raise DoccanoError(f"{project.name}: {text.doc_id} came back changed")


def _same(row: dict[str, object], text: SourceText, annotation: Annotation) -> bool:
    back = from_row(row, text, "person:nobody")
    spans = {(span.id, span.label) for span in annotation.spans}
    relations = {one.id for one in annotation.relations}
    return (
        row["text"] == text.text
        and not back.issues
        and {(span.id, span.label) for span in back.spans} == spans
        and {one.id for one in back.relations} == relations
    )


def _send_comments(
    connection: Connection, project: Project, sent: Mapping[str, Annotation]
) -> None:
    if not any(annotation.comments for annotation in sent.values()):
        return
    for example in list_examples(connection, project):
        if example.doc_id in sent:
            for comment in sent[example.doc_id].comments:
                with connection.explained(f"a comment on {example.doc_id}"):
                    connection.client.create_comment(project.id, example.id, comment.text)


def _take_back(
    connection: Connection, project: Project, snapshot: Snapshot, error: BaseException
) -> None:
    """Delete what a failed push has left; if that fails too, the next push does it."""
    try:
        _clear_pending(connection, project, snapshot)
    except DoccanoError:
        error.add_note("what it left on the server is deleted by the next push")


def _clear_pending(connection: Connection, project: Project, snapshot: Snapshot) -> None:
    """Delete the texts of a push that was cut off, and no others."""
    names = set(snapshot.pending())
    if names:
        left = [one for one in list_examples(connection, project) if one.file in names]
        delete_examples(connection, project, [example.id for example in left])
    snapshot.end()
