"""Extracting files into a knowledge base."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.compute as pc

from jixiao.batch.removed import mark_removed
from jixiao.batch.seen import SeenFiles, seen_files
from jixiao.batch.selection import NEW_ONLY, Choice, Selection
from jixiao.batch.tasks import Engine, Event, InProcess, Outcome
from jixiao.bodies.decisions import read_decisions
from jixiao.pipeline import Pipeline
from jixiao.store import KnowledgeBase, Prepared, Writer
from jixiao.types import Failure, Verdict

_COUNTED = ("mentions", "relations", "facts", "checks", "issues")
# The log of other writers is read again after so many documents.
_REFRESH = 64


@dataclass(slots=True)
class Summary:
    """What a run did: documents added, skipped as known, failed, marked, and rows by table.

    Of those skipped, `failed_before` gave no text in an earlier run, and
    `outdated` were made by another program, schema or model.
    """

    added: int = 0
    skipped: int = 0
    marked: int = 0
    failed_before: int = 0
    outdated: int = 0
    failures: list[Failure] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)

    def count(self, rows: Prepared) -> None:
        """Take one finished file into account."""
        if rows.failure is not None:
            self.failures.append(rows.failure)
            return
        self.added += 1
        self.rows.update({name: rows.count(name) for name in _COUNTED})
        verdicts = rows.tables["checks"]["verdict"]
        self.rows["contradictions"] += int(
            pc.sum(pc.equal(verdicts, Verdict.CONTRADICTION.value)).as_py() or 0
        )


def extract_into(
    kb: KnowledgeBase,
    engine: Engine | Pipeline,
    sources: Sequence[Path],
    *,
    choice: Choice = NEW_ONLY,
    report: Callable[[Event], None] = lambda event: None,
    summary: Summary | None = None,
) -> Summary:
    """Extract every file that is not in `kb` yet; `report` is told of each.

    A file counts as known if its content is there, whatever its name; `choice`
    says what else is extracted again, and where documents are marked whose
    content is gone. Rows are written in the order of the
    files, whatever the engine; a pipeline in its place is run in this process.
    What is done when the run is interrupted is kept; give a `summary` to know
    what that was. What was decided about names in the knowledge base holds.
    Raises NamesError if the decisions contradict themselves,
    StoreError if the knowledge base cannot be written; what was committed stays.
    """
    local = InProcess(engine) if isinstance(engine, Pipeline) else engine
    summary = Summary() if summary is None else summary
    with seen_files(kb.path) as seen:
        selection = Selection(kb, lambda: seen.fingerprint(local), choice)
        run = _Run(kb, local, report, summary)
        run.extract(selection, sources, seen)
    kb.refresh()
    if choice.removed_from:
        summary.marked = mark_removed(kb, choice.removed_from, sources, selection.present)
    return summary


@dataclass(frozen=True, slots=True)
class _Run:
    kb: KnowledgeBase
    engine: Engine
    report: Callable[[Event], None]
    summary: Summary

    def extract(self, selection: Selection, sources: Sequence[Path], seen: SeenFiles) -> None:
        """Write what the engine makes of the files selected."""

        def skipped(source: Path) -> None:
            self.summary.skipped += 1
            self.summary.failed_before = selection.failed_before
            self.summary.outdated = selection.outdated
            self.report(Event("skipped", str(source)))

        names = read_decisions(self.kb.names_file)
        tasks = selection.tasks(sources, seen, skipped)
        with ExitStack() as stack:
            writer: Writer | None = None
            for number, outcome in enumerate(self.engine.results(tasks, names), start=1):
                if writer is None:
                    writer = stack.enter_context(self.kb.writer(seen.loaded(self.engine)))
                self._keep(writer, outcome)
                if number % _REFRESH == 0:
                    self.kb.refresh()
            if writer is not None:
                writer.skip(selection.skipped)

    def _keep(self, writer: Writer, outcome: Outcome) -> None:
        rows = outcome.rows
        if writer.add(rows, force=outcome.task.force):
            self.summary.count(rows)
        else:
            self.summary.skipped += 1
        status, reason = "ok", None
        if rows.failure is not None:
            status, reason = rows.failure.status, rows.failure.reason
        self.report(Event("document", outcome.task.source, status, reason, outcome.seconds))
