"""jixiao annotate push: a layer goes to doccano."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.annotate.batches import batch_argument, open_batch, sources_option
from jixiao.cli.annotate.connecting import connect, connection_options
from jixiao.cli.extract import progress_bar

if TYPE_CHECKING:
    from jixiao.annotations.folder import Batch
    from jixiao.annotations.records import Annotation


@click.command()
@batch_argument
@click.option(
    "--to", "worker", required=True, metavar="NAME", help="Annotator (标注员), or gold (金标)."
)
@click.option(
    "--layer", default="pre", show_default=True, help="Layer to push: pre, annotator-NAME or gold."
)
@click.option("--plain", is_flag=True, help="Texts alone, without annotations.")
@click.option(
    "--document", "documents", multiple=True, help="Only this text; may be given more than once."
)
@sources_option
@connection_options
def push(
    batch: Path,
    worker: str,
    layer: str,
    plain: bool,
    documents: tuple[str, ...],
    sources: Path | None,
    url: str | None,
    user: str | None,
    password: str | None,
    home: Path | None,
) -> None:
    """Push texts with a layer (标注层) to an annotator's project in doccano.

    All of it arrives as it is, which is checked, or nothing does. Texts that
    are there stay as they are: pushing twice changes nothing. What was pushed is
    kept in BATCH/doccano and belongs into git: pull compares with it.

    Example: jixiao annotate push annotations/water_bureaus --layer pre --to li
    """
    from jixiao.annotate.doccano.projects import get_project
    from jixiao.annotate.doccano.push import push as push_layer
    from jixiao.annotate.doccano.snapshot import Snapshot
    from jixiao.errors import AnnotationError

    opened = open_batch(batch, sources)
    texts = opened.texts()
    connection = connect(url, user, password, home)
    annotations = _bare(opened, connection.user) if plain else _layer(opened, layer)
    if documents:
        if missing := set(documents) - annotations.keys():
            raise AnnotationError(f"{layer} has no text {', '.join(sorted(missing))}", str(batch))
        annotations = {name: annotations[name] for name in documents}
    project = get_project(connection, opened.name, worker)
    with progress_bar("push (推送)", len(annotations)) as advance:
        done = push_layer(
            connection,
            project,
            annotations,
            texts,
            Snapshot(batch, project.layer),
            report=advance,
        )
    click.echo(
        f"{project.name}: {len(done.added)} texts (文本) pushed, {len(done.known)} known (已有)",
        err=True,
    )


def _layer(batch: "Batch", layer: str) -> "dict[str, Annotation]":
    return {annotation.doc_id: annotation for annotation in batch.read(layer)}


def _bare(batch: "Batch", user: str) -> "dict[str, Annotation]":
    from jixiao.annotate.preannotate import now
    from jixiao.annotations.records import Annotation

    by, at = f"person:{user}", now()
    return {text.doc_id: Annotation(text.doc_id, text.sha256, by, at) for text in batch.texts()}
