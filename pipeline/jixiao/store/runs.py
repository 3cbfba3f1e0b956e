"""The row that a run leaves behind."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import jixiao


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(slots=True)
class Run:
    """What one run of the pipeline has done so far.

    `path` is the part that holds the run's row as last committed, `noted` the
    number of skipped documents that this row tells.
    """

    pipeline: str
    documents: int = 0
    failed: int = 0
    skipped: int = 0
    path: str | None = None
    noted: int = 0
    started: datetime = field(default_factory=_now)
    run_id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def row(self, documents: int, failed: int) -> dict[str, Any]:
        """The row of the table runs, with this many documents and failures more."""
        return {
            "run_id": self.run_id,
            "started": self.started,
            "finished": _now(),
            "version": jixiao.__version__,
            "pipeline": self.pipeline,
            "documents": self.documents + documents,
            "failed": self.failed + failed,
            "skipped": self.skipped,
        }

    def commit(self, documents: int, failed: int, path: str) -> None:
        """Note that the row with these additions stands in the part `path`."""
        self.documents += documents
        self.failed += failed
        self.noted = self.skipped
        self.path = path
