"""jixiao annotate preannotate: reports to passages with the pipeline's annotations."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.annotate.batches import model_option, open_batch, sources_option
from jixiao.cli.extract import SOME_FAILED, progress_bar

if TYPE_CHECKING:
    from jixiao.annotate.preannotate import Reading
    from jixiao.annotations.folder import Batch
    from jixiao.types import Failure


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder of the batch; made if it is not there.",
)
@click.option(
    "--characters",
    type=click.IntRange(min=100),
    default=2000,
    show_default=True,
    help="Length of a passage; a sentence is never cut.",
)
@click.option("--whole", is_flag=True, help="Whole documents instead of passages.")
@click.option(
    "--stand-off",
    is_flag=True,
    help="Keep the place and hash of each text, not its characters; needs --sources.",
)
@sources_option
@model_option
def preannotate(
    paths: tuple[str, ...],
    folder: Path,
    characters: int,
    whole: bool,
    stand_off: bool,
    sources: Path | None,
    model: Path | None,
) -> None:
    """Annotate reports (报告) by program first (预标注): passages and a layer `pre` in a batch.

    PATHS are files, folders or glob patterns, as for extract. Without PATHS
    the texts that the batch has are annotated. What this very pipeline has
    annotated already stays as it is, so that a run that was stopped goes on.

    Example: jixiao annotate preannotate reports/*.docx -o annotations/water_bureaus

    Exit status: 3 if some files could not be read; the others are there.
    """
    if stand_off and not sources:
        raise click.UsageError("--stand-off needs --sources FOLDER: the folder of the files")
    from jixiao.annotate.preannotate import Cutting, Reading, read_texts
    from jixiao.readers.sources import expand

    batch, reading = open_batch(folder, sources), Reading()
    if paths:
        files = expand(paths)
        known = batch.texts() if (folder / "documents.jsonl").exists() else ()
        cutting = Cutting(None if whole else characters, sources if stand_off else None)
        with progress_bar("read (读取)", len(files)) as advance:
            reading = read_texts(files, cutting, known, advance)
        _tell_failures(reading.failures)
        if reading.texts:
            batch.add_texts(reading.texts)
        elif not known:
            sys.exit(SOME_FAILED)
    failures = _annotate(batch, model)
    _tell(batch, reading)
    sys.exit(SOME_FAILED if reading.failures or failures else 0)


def _annotate(batch: "Batch", model: Path | None) -> "list[Failure]":
    """Annotate all texts of the batch; what is done when it is stopped is kept."""
    from jixiao.annotate.preannotate import preannotate_all
    from jixiao.annotations.records import PRE
    from jixiao.pipeline import load

    texts, pipeline = batch.texts(), load(model)
    layer = {a.doc_id: a for a in batch.read(PRE)} if PRE in batch.layers() else {}
    try:
        with progress_bar("annotate (标注)", len(texts)) as advance:
            failures = preannotate_all(pipeline, texts, layer, advance)
    finally:
        batch.write(PRE, layer.values())
    _tell_failures(failures)
    return failures


def _tell_failures(failures: "list[Failure]") -> None:
    for failure in failures:
        click.echo(f"failed (失败) {failure.source}: {failure.status}: {failure.reason}", err=True)


def _tell(batch: "Batch", reading: "Reading") -> None:
    from jixiao.annotations.records import PRE

    layer = batch.read(PRE)
    click.echo(
        f"{batch.path}: {len(reading.texts)} texts (文本) added, {reading.known} documents known "
        f"(已有); layer pre: {len(layer)} texts, {sum(len(a.spans) for a in layer)} spans (标注), "
        f"{sum(len(a.relations) for a in layer)} relations (关系)",
        err=True,
    )
