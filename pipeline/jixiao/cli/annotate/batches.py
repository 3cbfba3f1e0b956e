"""What the commands that take a batch share."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from jixiao.annotations.folder import Batch

batch_argument = click.argument(
    "batch", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
sources_option = click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the files that stand-off texts lie in.",
)
annotations_option = click.option(
    "--annotations",
    multiple=True,
    metavar="BATCH",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Batch (标注批次) whose confirmed gold is used; may be given more than once.",
)
model_option = click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Pipeline folder; the shipped model by default.",
)


def open_batch(path: Path, sources: Path | None) -> "Batch":
    """The batch in a folder; stand-off texts are read as the readers read their files."""
    from jixiao.annotate.preannotate import document_reader
    from jixiao.annotations.folder import Batch

    return Batch(path, sources and document_reader(sources))
