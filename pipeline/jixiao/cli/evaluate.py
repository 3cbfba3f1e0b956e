"""jixiao evaluate: the project's own scores, end to end, on gold."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.annotate.batches import annotations_option, open_batch, sources_option

if TYPE_CHECKING:
    from jixiao.annotations.folder import Batch
    from jixiao.training.corpora import Passage


@click.command()
@click.argument(
    "corpus", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@annotations_option
@sources_option
@click.option(
    "--part",
    type=click.Choice(["dev", "train"]),
    default="dev",
    show_default=True,
    help="Which passages; train was learnt from and tells nothing of new text.",
)
@click.option("--document", multiple=True, help="Only this passage; may be given more than once.")
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Pipeline folder; the shipped model by default.",
)
@click.option(
    "--sentences",
    metavar="NAME",
    help="Score spans on CORPUS/data/ner/NAME.jsonl.xz instead, for the labels it has closed.",
)
@click.option(
    "--learning-curve",
    is_flag=True,
    help="Train small pipelines on a quarter, half and all of the gold, and score these.",
)
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("training/learning_curve"),
    show_default=True,
    help="Folder for finished steps of a learning curve.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the scores.",
)
def evaluate(
    corpus: Path | None,
    annotations: tuple[Path, ...],
    sources: Path | None,
    part: str,
    document: tuple[str, ...],
    model: Path | None,
    sentences: str | None,
    learning_curve: bool,
    work: Path,
    form: str,
) -> None:
    """Score (评测) the pipeline on gold passages (金标) of CORPUS or of annotations.

    From text to rows: spans (exact, and by overlap), values, relations (with gold
    mentions, and end to end), and facts and checks where the gold has them; how
    far the scores are probabilities (校准); the commonest mistakes with examples.
    With --learning-curve (学习曲线), which needs the extra jixiao[train], what a
    small pipeline makes of a part of the gold.
    """
    from jixiao.pipeline import load
    from jixiao.training.corpora import public_sentences
    from jixiao.training.evaluate import evaluate_pipeline, evaluate_sentences
    from jixiao.training.report import to_json, to_table

    if corpus is None and not annotations:
        raise click.UsageError("say CORPUS or --annotations BATCH")
    if (sentences or learning_curve) and corpus is None:
        raise click.UsageError("sentences and learning curves need CORPUS")
    batches = [open_batch(path, sources) for path in annotations]
    if sentences and corpus:
        evaluation = evaluate_sentences(load(model), public_sentences(corpus, sentences))
    else:
        passages = _passages(corpus, batches, part, document)
        if learning_curve and corpus:
            click.echo(_curve(corpus, batches, passages, work, form), nl=False)
            return
        evaluation = evaluate_pipeline(load(model), passages)
    click.echo(to_json(evaluation) if form == "json" else to_table(evaluation), nl=False)


def _passages(
    corpus: Path | None, batches: "list[Batch]", part: str, document: tuple[str, ...]
) -> "list[Passage]":
    from jixiao.training.corpora import gather_gold

    passages = gather_gold(corpus, batches, part, _note)
    if document:
        known = {passage.name for passage in passages}
        if missing := sorted(set(document) - known):
            raise click.UsageError(f"no {', '.join(missing)} in the {part} part")
        passages = [passage for passage in passages if passage.name in document]
    return passages


def _curve(
    corpus: Path, batches: "list[Batch]", dev: "list[Passage]", work: Path, form: str
) -> str:
    from jixiao.errors import ResourceError
    from jixiao.resources import data_path
    from jixiao.training.corpora import gather_gold
    from jixiao.training.curve import curve_to_json, curve_to_table, learning_curve

    try:
        from jixiao.training.run import read_config
    except ModuleNotFoundError as error:
        raise ResourceError(
            f"a learning curve needs {error.name}: pip install 'jixiao[train]' (缺少训练依赖)"
        ) from error
    config = read_config(data_path("configs/learning_curve.toml"))
    gold = gather_gold(corpus, batches, "train", _note)
    points = learning_curve(
        corpus, gold, dev, config, work, lambda line: click.echo(line, err=True)
    )
    return curve_to_json(points) if form == "json" else curve_to_table(points)


def _note(line: str) -> None:
    click.echo(f"note (注意): {line}", err=True)
