"""jixiao annotate status: how far the annotators have come."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.annotate.batches import batch_argument
from jixiao.cli.annotate.connecting import connect, connection_options
from jixiao.cli.extract import progress_bar

if TYPE_CHECKING:
    from jixiao.annotate.doccano.progress import ProjectStatus


@click.command()
@batch_argument
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@connection_options
def status(
    batch: Path,
    as_json: bool,
    url: str | None,
    user: str | None,
    password: str | None,
    home: Path | None,
) -> None:
    """Show how far annotation has come (标注进度): every project of a batch in doccano.

    Texts, confirmed ones, comments, spans and relations, also by label, and the
    last change.

    Example: jixiao annotate status annotations/water_bureaus --json
    """
    from jixiao.annotate.doccano.progress import project_status
    from jixiao.annotate.doccano.projects import list_projects
    from jixiao.annotations.folder import Batch

    connection = connect(url, user, password, home)
    projects = list_projects(connection, Batch(batch).name)
    found = []
    with progress_bar("status (进度)", len(projects)) as advance:
        for project in projects:
            found.append(project_status(connection, project))
            advance(project.name)
    if as_json:
        rows = [one.to_dict() for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _show(found)


def _show(found: "Sequence[ProjectStatus]") -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    table = Table()
    for head in ("project (项目)", "texts (文本)", "confirmed (已确认)", "comments (评论)"):
        table.add_column(head, overflow="fold")
    for head in ("spans (标注)", "relations (关系)", "last change (最近修改)"):
        table.add_column(head, overflow="fold")
    for one in found:
        numbers = (one.texts, one.confirmed, one.comments, one.spans, one.relations)
        table.add_row(one.project, *map(str, numbers), one.last_change or "—")
    labels = Table()
    labels.add_column("label (标签)")
    for one in found:
        labels.add_column(one.project, overflow="fold", justify="right")
    for name in sorted({name for one in found for name in one.by_label}):
        labels.add_row(name, *(str(one.by_label.get(name, 0)) for one in found))
    console.print(table)
    console.print(labels)
