"""jixiao extract: files to a knowledge base or to jsonl."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from jixiao.cli.batch_log import BatchLog
from jixiao.cli.group import INTERRUPTED

if TYPE_CHECKING:
    from jixiao.batch.bounds import Bounds
    from jixiao.batch.run import Summary
    from jixiao.batch.selection import Choice
    from jixiao.batch.workers import Workers

SOME_FAILED = 3
_BATCH_OPTIONS = (
    *("force", "retry_failed", "upgrade", "mark_removed"),
    *("workers", "timeout", "memory", "log"),
)


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the knowledge base (知识库); made if it is not there.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl"]),
    help="Write one JSON object per document to standard output instead.",
)
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Pipeline folder; the shipped model by default.",
)
@click.option("--force", is_flag=True, help="Extract again what is there already.")
@click.option("--retry-failed", is_flag=True, help="Extract again what failed before.")
@click.option(
    "--upgrade", is_flag=True, help="Extract again what another version or model extracted."
)
@click.option(
    "--mark-removed",
    is_flag=True,
    help="Give documents of PATHS whose content is gone the status removed (已移除).",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Worker processes; by default as many as the work is worth, up to the cores and 4.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Time for one document; by default 5 minutes and 1 more per megabyte, at most 1 hour.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    metavar="MB",
    default=2048,
    show_default=True,
    help="Memory for one worker, in megabytes.",
)
@click.option(
    "--log",
    type=click.Choice(["lines", "json"]),
    help="Tell of every document on standard error, instead of a progress bar.",
)
def extract(
    paths: tuple[str, ...],
    output: Path | None,
    form: str | None,
    model: Path | None,
    force: bool,
    retry_failed: bool,
    upgrade: bool,
    mark_removed: bool,
    workers: int | None,
    timeout: float | None,
    memory: int,
    log: str | None,
) -> None:
    """Extract reports (报告): files, folders or glob patterns of every kind that is read.

    Into a knowledge base, worker processes extract; a document that hangs,
    crashes its worker or takes too much memory is a row that says so. Only what
    is new or has changed is extracted.

    Exit status: 0 all well, 3 some documents failed (they have a row with the
    reason), 1 nothing could be done, 2 wrong usage, 130 stopped by Ctrl-C: what
    was done is kept, and the same command goes on with the rest.
    """
    if (output is None) == (form is None):
        raise click.UsageError("say where to: -o KB or --format jsonl")
    from jixiao.readers.sources import expand

    if output is None:
        _refuse_batch_options()
        sys.exit(SOME_FAILED if _to_jsonl(model, expand(paths)) else 0)
    from jixiao.batch.bounds import Bounds
    from jixiao.batch.selection import Choice

    removed_from = paths if mark_removed else ()
    choice = Choice(retry_failed, upgrade, force, removed_from)
    run = _Run(model, choice, workers, Bounds(timeout, memory), log)
    sys.exit(run.into(output, expand(paths)))


def _refuse_batch_options() -> None:
    """Raise UsageError if an option was given that only a knowledge base gives a meaning."""
    context = click.get_current_context()
    for name in _BATCH_OPTIONS:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name.replace('_', '-')} is for a knowledge base (-o)")


def _to_jsonl(model: Path | None, sources: list[Path]) -> int:
    """Write one line per file, read or not; the number of files that failed."""
    from jixiao.pipeline import load
    from jixiao.store import dumps, to_contract
    from jixiao.types import Failure

    pipeline = load(model)
    failed = 0
    with progress_bar("extract (提取)", len(sources), shown=not sys.stdout.isatty()) as advance:
        for source in sources:
            item = pipeline.try_extract(source)
            if isinstance(item, Failure):
                failed += 1
                click.echo(f"failed (失败) {item.source}: {item.status}: {item.reason}", err=True)
            click.echo(dumps(to_contract(item)))
            advance(source.name)
    return failed


@dataclass(frozen=True, slots=True)
class _Run:
    """A run into a knowledge base, as it was asked for."""

    model: Path | None
    choice: "Choice"
    workers: int | None
    bounds: "Bounds"
    log: str | None

    def into(self, output: Path, sources: list[Path]) -> int:
        """Extract, tell what was done, and return the exit status."""
        from jixiao.batch.run import Summary, extract_into
        from jixiao.store import KnowledgeBase

        kb = KnowledgeBase(output, create=True)
        summary, started, status = Summary(), time.monotonic(), 0
        log = BatchLog(self.log or "bar", len(sources))
        try:
            with log, self._engine(log) as engine:
                extract_into(kb, engine, sources, choice=self.choice, report=log, summary=summary)
        except KeyboardInterrupt:
            status = INTERRUPTED
        seconds = time.monotonic() - started
        if self.log == "json":
            log.finish(_counts(summary) | {"seconds": round(seconds, 1)})
        else:
            _tell(summary, output, seconds)
        if status:
            click.echo("stopped (已中断): the same command goes on with the rest", err=True)
        return status or (SOME_FAILED if summary.failures else 0)

    def _engine(self, log: BatchLog) -> "Workers":
        from jixiao.batch.identity import identity
        from jixiao.batch.workers import REPORTS_PER_WORKER, Workers, default_workers
        from jixiao.pipeline import DEFAULT_MODEL, load
        from jixiao.resources import data_path

        return Workers(
            partial(load, self.model),
            self.workers or default_workers(),
            bounds=self.bounds,
            per_worker=1 if self.workers else REPORTS_PER_WORKER,
            identity=identity(self.model or data_path(DEFAULT_MODEL)),
            report=log,
        )


class progress_bar:  # noqa: N801  reads as a function at the call
    """A progress bar on standard error; the value of the block is called after each file."""

    def __init__(self, title: str, total: int | None, *, shown: bool = True) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn(title),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
            console=console,
            disable=not (shown and console.is_terminal),
        )
        self._task = self._progress.add_task(title, total=total, name="")

    def __enter__(self) -> Callable[[str], None]:
        from jixiao.store.cells import shown

        self._progress.start()
        return lambda name: self._progress.update(self._task, advance=1, name=shown(name))

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _tell(summary: "Summary", output: Path, seconds: float) -> None:
    rows = summary.rows
    marked = f"{summary.marked} marked removed (已移除), " if summary.marked else ""
    click.echo(
        f"{output}: {summary.added} documents (文档) added, {summary.skipped} known (已有), "
        f"{marked}{len(summary.failures)} failed (失败), {seconds:.1f} s",
        err=True,
    )
    for count, what in (
        (summary.failed_before, "failed before; --retry-failed extracts them again"),
        (summary.outdated, "come from another version or model; --upgrade extracts them again"),
    ):
        if count:
            click.echo(f"  {count} of those known {what}", err=True)
    if summary.added:
        click.echo(
            f"  {rows['mentions']} mentions (提及), {rows['relations']} relations (关系), "
            f"{rows['facts']} facts (事实), {rows['checks']} checks (核对), "
            f"{rows['contradictions']} contradictions (矛盾), {rows['issues']} issues (问题)",
            err=True,
        )
    for failure in summary.failures:
        click.echo(
            f"  failed (失败) {failure.source}: {failure.status}: {failure.reason}", err=True
        )


def _counts(summary: "Summary") -> dict[str, object]:
    names = ("added", "skipped", "marked", "failed_before", "outdated")
    counts: dict[str, object] = {name: getattr(summary, name) for name in names}
    return counts | {"failed": len(summary.failures), "rows": dict(summary.rows)}
