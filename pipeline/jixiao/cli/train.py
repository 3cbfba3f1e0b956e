"""jixiao train: a pipeline from a corpus folder."""

from pathlib import Path

import click

from jixiao.errors import ResourceError


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the new pipeline.",
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Training configuration; configs/base.toml by default.",
)
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("training"),
    show_default=True,
    help="Folder for finished steps, to go on after a break.",
)
def train(corpus: Path, output: Path, config: Path | None, work: Path) -> None:
    """Train (训练) a pipeline on CORPUS; needs the extra jixiao[train].

    models/README.md says what a corpus folder holds and where it comes from.
    """
    try:
        from jixiao.training.run import read_config, train_pipeline
    except ModuleNotFoundError as error:
        raise ResourceError(
            f"training needs {error.name}: pip install 'jixiao[train]' (缺少训练依赖)"
        ) from error
    from jixiao.resources import data_path

    settings = read_config(config or data_path("configs/base.toml"))
    train_pipeline(corpus, output, settings, work, lambda line: click.echo(line, err=True))
