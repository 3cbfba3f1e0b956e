"""jixiao annotate pull: what annotators did comes back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.annotate.batches import batch_argument, open_batch, sources_option
from jixiao.cli.annotate.connecting import connect, connection_options
from jixiao.cli.extract import SOME_FAILED, progress_bar

if TYPE_CHECKING:
    from jixiao.annotate.doccano.connection import Connection
    from jixiao.annotate.doccano.projects import Project
    from jixiao.annotations.folder import Batch


@click.command()
@batch_argument
@click.option(
    "--from",
    "workers",
    multiple=True,
    metavar="NAME",
    help="Annotator (标注员), or gold (金标); all projects of the batch by default.",
)
@sources_option
@connection_options
def pull(
    batch: Path,
    workers: tuple[str, ...],
    sources: Path | None,
    url: str | None,
    user: str | None,
    password: str | None,
    home: Path | None,
) -> None:
    """Pull annotations (标注) from doccano into the layers annotator-NAME and gold.

    Only texts that were confirmed (✓) in doccano are confirmed here. What cannot
    be taken (a text that was changed, a span outside the text, a relation that
    the scheme does not know) is reported and stays in doccano.

    Example: jixiao annotate pull annotations/water_bureaus --from li

    Exit status: 3 if something could not be taken; the rest is there.
    """
    from jixiao.annotate.doccano.projects import get_project, list_projects
    from jixiao.errors import DoccanoError

    opened = open_batch(batch, sources)
    connection = connect(url, user, password, home)
    if workers:
        projects = [get_project(connection, opened.name, worker) for worker in workers]
    else:
        projects = list_projects(connection, opened.name)
    if not projects:
        raise DoccanoError(
            f"{connection.url} has no project of {opened.name} (项目不存在): make one with "
            "jixiao annotate project"
        )
    issues = sum(_pull(connection, opened, project) for project in projects)
    sys.exit(SOME_FAILED if issues else 0)


def _pull(connection: "Connection", batch: "Batch", project: "Project") -> int:
    """Pull one project into its layer, tell of it, and return the number of issues."""
    from jixiao.annotate.doccano.pull import pull as pull_project
    from jixiao.annotate.doccano.snapshot import Snapshot
    from jixiao.annotations.records import Status

    texts = batch.texts()
    pushed = Snapshot(batch.path, project.layer).read(texts)
    old = batch.read(project.layer) if project.layer in batch.layers() else ()
    earlier = {annotation.doc_id: annotation for annotation in old}
    with progress_bar("pull (拉取)", len(pushed)) as advance:
        pulled = pull_project(
            connection, project, texts, pushed, earlier, report=lambda *_: advance("")
        )
    batch.write(project.layer, pulled.annotations.values())
    confirmed = sum(a.status is Status.CONFIRMED for a in pulled.annotations.values())
    click.echo(
        f"{project.name}: {len(pulled.annotations)} texts (文本), {confirmed} confirmed (已确认), "
        f"{len(pulled.issues)} issues (问题)",
        err=True,
    )
    for issue in pulled.issues:
        click.echo(f"  issue (问题) {issue}", err=True)
    return len(pulled.issues)
