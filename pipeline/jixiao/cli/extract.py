"""jixiao extract: files to a knowledge base or to jsonl."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.group import INTERRUPTED

if TYPE_CHECKING:
    from jixiao.batch.run import Summary
    from jixiao.pipeline import Pipeline

SOME_FAILED = 3


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
def extract(
    paths: tuple[str, ...], output: Path | None, form: str | None, model: Path | None, force: bool
) -> None:
    """Extract reports (报告): files, folders or glob patterns; txt, html, docx, pdf, xlsx.

    Exit status: 0 all well, 3 some documents failed (they have a row with the
    reason), 1 nothing could be done, 2 wrong usage, 130 stopped by Ctrl-C: what
    was done is kept, and the same command goes on with the rest.
    """
    if (output is None) == (form is None):
        raise click.UsageError("say where to: -o KB or --format jsonl")
    from jixiao.pipeline import load
    from jixiao.readers.sources import expand

    sources = expand(paths)
    pipeline = load(model)
    if output is None:
        sys.exit(SOME_FAILED if _to_jsonl(pipeline, sources) else 0)
    sys.exit(_to_knowledge_base(pipeline, sources, output, force))


def _to_jsonl(pipeline: "Pipeline", sources: list[Path]) -> int:
    """Write one line per file, read or not; the number of files that failed."""
    from jixiao.store import dumps, to_contract
    from jixiao.types import Failure

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


def _to_knowledge_base(pipeline: "Pipeline", sources: list[Path], output: Path, force: bool) -> int:
    """Extract into the knowledge base, tell what was done, and return the exit status."""
    from jixiao.batch.run import Summary, extract_into
    from jixiao.store import KnowledgeBase

    kb = KnowledgeBase(output, create=True)
    summary, started, status = Summary(), time.monotonic(), 0
    try:
        with progress_bar("extract (提取)", len(sources)) as advance:
            extract_into(
                kb,
                pipeline,
                sources,
                force=force,
                report=lambda source: advance(source.name),
                summary=summary,
            )
    except KeyboardInterrupt:
        status = INTERRUPTED
    _tell(summary, output, time.monotonic() - started)
    if status:
        click.echo("stopped (已中断): the same command goes on with the rest", err=True)
    return status or (SOME_FAILED if summary.failures else 0)


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
    click.echo(
        f"{output}: {summary.added} documents (文档) added, {summary.skipped} known (已有), "
        f"{len(summary.failures)} failed (失败), {seconds:.1f} s",
        err=True,
    )
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
