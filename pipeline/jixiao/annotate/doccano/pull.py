"""What people did in a project comes back as a layer: all that holds, the rest as issues."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.examples import Example, doubles, list_examples
from jixiao.annotate.doccano.origins import with_authors, with_origins
from jixiao.annotate.doccano.projects import Project, account_names
from jixiao.annotate.doccano.rows import Found, PullIssue, from_row, read_export
from jixiao.annotations.records import GOLD, Annotation, Comment, SourceText, Status

# A text with one of these is pulled, but not as one that was read to its end.
_HARMLESS = ("duplicate_relation",)


@dataclass(slots=True)
class Pulled:
    """A pulled layer by doc_id, and what could not be taken."""

    annotations: dict[str, Annotation] = field(default_factory=dict)
    issues: list[PullIssue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Work:
    """Who last worked on a text and when."""

    by: str
    at: str


def pull(
    connection: Connection,
    project: Project,
    texts: Sequence[SourceText],
    pushed: Mapping[str, Annotation],
    earlier: Mapping[str, Annotation],
    *,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> Pulled:
    """The layer of a project, compared with what was pushed.

    What cannot be taken is an issue; a text that is refused or gone keeps what
    `earlier`, the layer as it was, says of it. A confirmed text is by the
    person who confirmed it; one with an issue is held open. `report` is called
    with the number of texts done and the number of all.
    """
    puller = _Puller(connection, project, pushed)
    by_id = {text.doc_id: text for text in texts}
    # States before the export: what was confirmed then is in it.
    examples = list_examples(connection, project)
    states = puller.states(examples)
    rows = read_export(connection.export(project.id))
    still = {one.id for one in list_examples(connection, project) if one.confirmed}
    by_example = {example.id: example for example in examples}
    pulled = Pulled(dict(earlier))
    twice = doubles(examples)
    for done, row in enumerate(rows, 1):
        example = by_example.get(row["id"])
        if example is not None:
            state = states.get(example.id) if example.id in still else None
            puller.take(row, example, by_id.get(example.doc_id), state, twice, pulled)
        report(done, len(rows))
    there = {example.doc_id for example in examples}
    for doc_id in sorted(pushed.keys() - there):
        message = "was pushed and is no longer in doccano; the layer keeps what it had"
        pulled.issues.append(PullIssue(doc_id, "missing_text", message))
    return pulled


class _Puller:
    """Knows the project while its texts are read one by one."""

    def __init__(
        self, connection: Connection, project: Project, pushed: Mapping[str, Annotation]
    ) -> None:
        self._connection = connection
        self._project = project
        self._pushed = pushed
        self._names = account_names(connection)
        self._comments = self._read_comments()

    def _person(self, account: int | None) -> str:
        return f"person:{self._names.get(account or 0, f'account-{account}')}"

    def _read_comments(self) -> dict[int, list[Comment]]:
        path = f"projects/{self._project.id}/comments"
        comments: dict[int, list[Comment]] = {}
        for row in self._connection.get_all(path, self._project.name):
            made = Comment(row["text"], self._person(row["user"]), _utc(row["created_at"]))
            comments.setdefault(row["example"], []).append(made)
        return comments

    def states(self, examples: Sequence[Example]) -> dict[int, _Work]:
        """Who confirmed which texts, and when."""
        found = {}
        for example in examples:
            if example.confirmed:
                path = f"projects/{self._project.id}/examples/{example.id}/states"
                rows = self._connection.get_all(path, example.doc_id)
                if rows:
                    last = max(rows, key=lambda row: str(row["confirmed_at"]))
                    who = self._person(last["confirmed_by"])
                    found[example.id] = _Work(who, _utc(last["confirmed_at"]))
        return found

    def take(
        self,
        row: dict[str, Any],
        example: Example,
        text: SourceText | None,
        state: _Work | None,
        twice: set[str],
        pulled: Pulled,
    ) -> None:
        """Read one text into `pulled`, or say why not."""
        doc_id = example.doc_id or f"example {example.id}"
        refusal = self._refusal(row, example, text, twice)
        if refusal is not None or text is None:
            code, message = refusal or ("unknown_text", "")
            pulled.issues.append(PullIssue(doc_id, code, message))
            return
        pulled.annotations[doc_id] = self._annotation(row, example, text, state, pulled.issues)

    def _annotation(
        self,
        row: dict[str, Any],
        example: Example,
        text: SourceText,
        state: _Work | None,
        issues: list[PullIssue],
    ) -> Annotation:
        pushed = self._pushed[text.doc_id]
        found = from_row(row, text, state.by if state else pushed.by)
        work = state
        if work is None and _differs(pushed, found):
            work = self._last_work(example, pushed.at)
            found = from_row(row, text, work.by)
        issues += found.issues
        held = any(issue.code not in _HARMLESS for issue in found.issues)
        status = Status.CONFIRMED if state and not held else Status.OPEN
        spans, relations = with_origins(pushed, found.spans, found.relations, status)
        return replace(
            pushed,
            by=work.by if work else pushed.by,
            at=work.at if work else pushed.at,
            status=status,
            spans=spans,
            relations=relations,
            comments=with_authors(pushed, self._comments.get(example.id, [])),
        )

    def _refusal(
        self, row: dict[str, Any], example: Example, text: SourceText | None, twice: set[str]
    ) -> tuple[str, str] | None:
        """Why a text is not taken, or None: a code and a reason."""
        if text is None:
            return "unknown_text", f"{example.file!r}: no such text in the batch"
        if example.doc_id in twice:
            return "duplicate_text", "is in the project more than once; delete one in doccano"
        if row["text"] != text.text:
            return "changed_text", "its characters were changed in doccano"
        if example.doc_id not in self._pushed:
            return "no_snapshot", "BATCH/doccano has no record that it was pushed; get it from git"
        return None

    def _last_work(self, example: Example, pushed_at: str) -> _Work:
        """Who works on an open text, and when it was last touched."""
        path = f"projects/{self._project.id}/examples/{example.id}"
        rows = [
            row
            for kind in ("spans", "relations")
            for row in self._connection.get(f"{path}/{kind}", example.doc_id)
        ]
        last = max(rows, key=lambda row: str(row["updated_at"]), default=None)
        at = _utc(last["updated_at"]) if last else pushed_at
        worker = self._project.worker
        if worker == GOLD:
            return _Work(self._person(last["user"] if last else None), at)
        return _Work(f"person:{worker}", at)


def _differs(pushed: Annotation, found: Found) -> bool:
    def said(one: Annotation | Found) -> tuple[set[tuple[str, str]], set[str]]:
        return {(span.id, span.label) for span in one.spans}, {link.id for link in one.relations}

    return said(pushed) != said(found)


def _utc(stamp: str) -> str:
    """A time as the layers write it: UTC, whole seconds.

    >>> _utc("2024-05-01T08:00:00.123456Z")
    '2024-05-01T08:00:00Z'
    """
    moment = datetime.fromisoformat(stamp).astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
