"""Extracting files into a knowledge base."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.bodies.decisions import Decisions, read_decisions
from jixiao.errors import ReadError
from jixiao.pipeline import Pipeline
from jixiao.readers import doc_id, load
from jixiao.store import KnowledgeBase
from jixiao.types import Extraction, Failure, Verdict


@dataclass(slots=True)
class Summary:
    """What a run did: documents added, skipped as known, failed, and rows by table."""

    added: int = 0
    skipped: int = 0
    failures: list[Failure] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)

    def count(self, item: Extraction | Failure) -> None:
        """Take one finished file into account."""
        if isinstance(item, Failure):
            self.failures.append(item)
            return
        self.added += 1
        self.rows["mentions"] += len(item.mentions)
        self.rows["relations"] += len(item.relations)
        self.rows["facts"] += len(item.facts)
        self.rows["checks"] += len(item.checks)
        self.rows["issues"] += len(item.document.warnings) + len(item.issues)
        self.rows["contradictions"] += sum(
            check.verdict == Verdict.CONTRADICTION for check in item.checks
        )


def extract_into(
    kb: KnowledgeBase,
    pipeline: Pipeline,
    sources: Iterable[Path],
    *,
    force: bool = False,
    report: Callable[[Path], None] = lambda source: None,
    summary: Summary | None = None,
) -> Summary:
    """Extract every file that is not in `kb` yet; `report` is called after each.

    A file counts as known if its content was extracted by the same pipeline,
    whatever its name; `force` extracts it again. What is done when the run is
    interrupted is kept; give a `summary` to know what that was. What was
    decided about names in the knowledge base holds. Raises NamesError if that
    contradicts itself.
    """
    names = read_decisions(kb.names_file)
    summary = Summary() if summary is None else summary
    with kb.writer(pipeline.fingerprint, force=force) as writer:
        for source in sources:
            item = _extract(pipeline, source, writer.wants, names)
            if item is not None and writer.add(item):
                summary.count(item)
            else:
                summary.skipped += 1
            report(source)
    kb.refresh()
    return summary


def _extract(
    pipeline: Pipeline, source: Path, wants: Callable[[str], bool], names: Decisions
) -> Extraction | Failure | None:
    """The extraction, why there is none, or None for a document that is not wanted."""
    try:
        data = load(source)
    except ReadError as error:
        return Failure(None, str(source), error.status, error.reason)
    return pipeline.try_extract(source, data, names) if wants(doc_id(data)) else None
