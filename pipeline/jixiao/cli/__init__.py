"""The `jixiao` command. Heavy imports stand inside the commands, so that help comes at once."""

import sys

import click

from jixiao import __version__
from jixiao.cli.evaluate import evaluate
from jixiao.cli.export import export
from jixiao.cli.extract import extract
from jixiao.cli.query import query
from jixiao.cli.show import show
from jixiao.cli.train import train
from jixiao.errors import JixiaoError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="jixiao")
def cli() -> None:
    """Jixiao (绩效): from Chinese government reports to a knowledge table.

    Every row points to its characters, every number is checked against the others.
    """


for command in (extract, query, show, export, evaluate, train):
    cli.add_command(command)


def main() -> None:
    """Run the command; errors of jixiao are one line on standard error and exit status 1."""
    try:
        cli()
    except JixiaoError as error:
        click.echo(f"Error (错误): {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone; nothing is left to say to it.
        sys.stderr.close()
        sys.exit(0)
