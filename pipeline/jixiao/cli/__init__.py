"""The `jixiao` command. Heavy imports stand inside the commands, so that help comes at once."""

import signal
import sys
from typing import NoReturn

import click

from jixiao import __version__
from jixiao.cli.annotate import annotate
from jixiao.cli.check import check
from jixiao.cli.entities import entities
from jixiao.cli.evaluate import evaluate
from jixiao.cli.export import export
from jixiao.cli.extract import extract
from jixiao.cli.group import Commands
from jixiao.cli.query import query
from jixiao.cli.read import read
from jixiao.cli.show import show
from jixiao.cli.train import train
from jixiao.errors import JixiaoError


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="jixiao")
def cli() -> None:
    """Jixiao (绩效): from Chinese government reports to a knowledge table.

    Every row points to its characters, every number is checked against the others.
    """


for command in (extract, read, query, show, check, entities, export, evaluate, train, annotate):
    cli.add_command(command)


def main() -> None:
    """Run the command; an error of jixiao or the system is one line and exit status 1."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        cli()
    except (JixiaoError, OSError) as error:
        click.echo(f"Error (错误): {error}", err=True)
        sys.exit(1)


def _terminate(*_: object) -> NoReturn:
    """End as Ctrl-C does, so that what was extracted is kept."""
    raise SystemExit(128 + signal.SIGTERM)
