"""jixiao annotate project: projects of a batch in doccano."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.annotate.batches import batch_argument
from jixiao.cli.annotate.connecting import connect, connection_options

if TYPE_CHECKING:
    from jixiao.annotate.doccano.connection import Connection


@click.command()
@batch_argument
@click.option(
    "--annotator",
    "annotators",
    multiple=True,
    help="Account of an annotator (标注员), who gets a project alone; may be given more than once.",
)
@click.option("--gold", is_flag=True, help="The project for adjudication (裁定) too.")
@click.option(
    "--adjudicator",
    "adjudicators",
    multiple=True,
    help="Account that works in the gold project; may be given more than once.",
)
@click.option(
    "--guideline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Markdown shown to the annotators; annotations/guidelines.zh.md by default.",
)
@click.option("--new-accounts", is_flag=True, help="Make accounts that are missing.")
@connection_options
def project(
    batch: Path,
    annotators: tuple[str, ...],
    gold: bool,
    adjudicators: tuple[str, ...],
    guideline: Path | None,
    new_accounts: bool,
    url: str | None,
    user: str | None,
    password: str | None,
    home: Path | None,
) -> None:
    """Make or update the doccano projects (项目) of a batch: labels, guideline, members.

    One project for each annotator, named BATCH::NAME, and BATCH::gold. What is
    right already is not touched: the second run changes nothing.

    Example: jixiao annotate project annotations/water_bureaus --annotator li
    --annotator wang --gold --adjudicator chen --new-accounts
    """
    from jixiao.annotate.doccano.projects import ensure_project
    from jixiao.annotations.folder import Batch
    from jixiao.annotations.records import GOLD
    from jixiao.resources import data_path

    if GOLD in annotators:
        raise click.UsageError(f"an annotator cannot be named {GOLD}; say --gold")
    if not annotators and not gold:
        raise click.UsageError("say --annotator NAME, --gold or both")
    text = (guideline or data_path("annotations/guidelines.zh.md")).read_text("utf-8")
    opened = Batch(batch)
    opened.texts()
    connection = connect(url, user, password, home)
    if new_accounts:
        _make_accounts(connection, [*annotators, *adjudicators])
    workers = {name: [name] for name in annotators} | ({GOLD: list(adjudicators)} if gold else {})
    changes = 0
    for worker, members in workers.items():
        for line in ensure_project(connection, opened.name, worker, members, text):
            click.echo(line)
            changes += "left as it is" not in line
    if not changes:
        click.echo("nothing to change (没有变化)", err=True)


def _make_accounts(connection: "Connection", names: list[str]) -> None:
    from jixiao.annotate.doccano.projects import ensure_account

    for name in dict.fromkeys(names):
        password = secrets.token_urlsafe(9)
        if ensure_account(connection, name, password):
            click.echo(
                f"account (账号) {name}, password (密码) {password} — shown once (仅显示一次)"
            )
