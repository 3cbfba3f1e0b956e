"""jixiao train: a pipeline from a corpus folder."""

from pathlib import Path

import click

from jixiao.cli.annotate.batches import annotations_option, open_batch, sources_option
from jixiao.errors import ResourceError


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of what is trained.",
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What is trained and how; configs/base.toml by default, with --encoder "
    "configs/on_encoder.toml.",
)
@click.option(
    "--encoder",
    metavar="NAME_OR_PATH",
    help="Pretrained BERT-like encoder to build on: a folder, or a name of the Hugging Face hub.",
)
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("training"),
    show_default=True,
    help="Folder for finished steps, to go on after a break.",
)
@annotations_option
@sources_option
def train(
    corpus: Path,
    output: Path,
    config: Path | None,
    encoder: str | None,
    work: Path,
    annotations: tuple[Path, ...],
    sources: Path | None,
) -> None:
    """Train (训练) a pipeline on CORPUS; needs the extra jixiao[train].

    The configuration says what is trained: a pipeline, a pretrained encoder
    (预训练, configs/encoder_cpu.toml, encoder_gpu.toml) or the word segmenter
    (分词, configs/segmenter.toml). A run that was cut off goes on.

    models/README.md says what a corpus folder holds and where it comes from. Gold (金标) is
    the train part of CORPUS/gold, if it is there, and of each batch of annotations
    (annotations/bureau_reports by default): what was confirmed in the layer gold.
    """
    try:
        from jixiao.training.run import read_config, run
    except ModuleNotFoundError as error:
        raise ResourceError(
            f"training needs {error.name}: pip install 'jixiao[train]' (缺少训练依赖)"
        ) from error
    from jixiao.resources import data_path

    usual = "configs/on_encoder.toml" if encoder else "configs/base.toml"
    settings = read_config(config or data_path(usual))
    if encoder:
        if settings["trains"] != "pipeline":
            raise click.UsageError(f"--encoder is for a pipeline; this trains {settings['trains']}")
        settings["tagger"]["encoder"] = encoder
    batches = [open_batch(path, sources) for path in annotations or _shipped()]
    run(corpus, output, settings, work, lambda line: click.echo(line, err=True), batches)


def _shipped() -> tuple[Path, ...]:
    """The project's own annotations, which a wheel does not have."""
    from jixiao.resources import data_path

    try:
        return (data_path("annotations/bureau_reports"),)
    except ResourceError:
        return ()
