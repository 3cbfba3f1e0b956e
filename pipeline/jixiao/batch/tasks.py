"""What is to be done and what came of it: plain values and functions for any engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from jixiao.bodies.decisions import Decisions
from jixiao.pipeline import Pipeline
from jixiao.store import Prepared, prepare_or_fail


@dataclass(frozen=True, slots=True)
class Task:
    """A file to extract.

    `doc_id` is the hash of its content, None where it could not be read; `size`
    is in bytes; `force` has the rows replace what the same pipeline made before.
    """

    source: str
    doc_id: str | None = None
    size: int = 0
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows that came of a task, and how many seconds that took."""

    task: Task
    rows: Prepared
    seconds: float


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a log tells: `kind` is document, skipped or worker."""

    kind: str
    source: str | None = None
    status: str | None = None
    reason: str | None = None
    seconds: float | None = None
    pid: int | None = None


class Engine(Protocol):
    """Where documents are extracted.

    `identity` is text that changes whenever the fingerprint may and is quick to
    get, None where there is no such text.
    """

    @property
    def identity(self) -> str | None:
        """What tells the pipeline from others without loading it."""
        ...

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the pipeline that it runs."""
        ...

    def results(self, tasks: Iterable[Task | None], names: Decisions) -> Iterator[Outcome]:
        """The outcomes in the order of the tasks, which are taken as there is room for them.

        A task that is None stands for a file that needs no work.
        """
        ...


def extract_rows(pipeline: Pipeline, source: str, names: Decisions) -> Prepared:
    """The rows of one file; where it cannot be read, the one row that says why."""
    return prepare_or_fail(pipeline.try_extract(source, names=names), pipeline.fingerprint)


class InProcess:
    """The engine that extracts one document after the other where it is called."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self.identity: str | None = None

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the pipeline."""
        return self._pipeline.fingerprint

    def results(self, tasks: Iterable[Task | None], names: Decisions) -> Iterator[Outcome]:
        """The outcome of each task, made when it is asked for."""
        for task in tasks:
            if task is not None:
                started = monotonic()
                rows = extract_rows(self._pipeline, task.source, names)
                yield Outcome(task, rows, monotonic() - started)
