"""jixiao show: a document in the terminal, its mentions coloured, its facts beside them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from jixiao.types import Extraction


@click.command()
@click.argument("what", metavar="FILE|KB:DOC")
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Pipeline folder for a FILE; the shipped model by default.",
)
@click.option("--width", type=click.IntRange(min=40), help="Columns; the terminal's by default.")
@click.option(
    "--color/--no-color", "color", default=None, help="Colours; by default on a terminal."
)
def show(what: str, model: Path | None, width: int | None, color: bool | None) -> None:
    """Show a report (报告) with its mentions, facts (事实) and checks (核对).

    FILE is extracted first; KB:DOC is a document of a knowledge base, by its id,
    the start of it, or the name of its file.
    """
    from rich.console import Console

    from jixiao.cli.page import page

    extraction = _from_knowledge_base(what) if _names_document(what) else _from_file(what, model)
    console = Console(
        width=width, force_terminal=color, no_color=color is False, highlight=False, markup=False
    )
    for part in page(extraction):
        # rich ends the program by itself when the reader of a pipe has gone.
        with console.capture() as printed:
            console.print(part)
        click.echo(printed.get(), nl=False, color=True)


def _names_document(what: str) -> bool:
    return not Path(what).exists() and ":" in what


def _from_file(what: str, model: Path | None) -> "Extraction":
    from jixiao.pipeline import load

    return load(model).extract(what)


def _from_knowledge_base(what: str) -> "Extraction":
    from jixiao.store import KnowledgeBase

    folder, _, name = what.rpartition(":")
    kb = KnowledgeBase(folder)
    return kb.extraction(kb.resolve(name))
