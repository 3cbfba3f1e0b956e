"""jixiao evaluate: the project's own scores, end to end, on gold."""

from pathlib import Path

import click


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
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
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the scores.",
)
def evaluate(
    corpus: Path, part: str, document: tuple[str, ...], model: Path | None, form: str
) -> None:
    """Score (评测) the pipeline on gold passages (金标) in CORPUS/gold.

    From text to rows: spans, values, relations (with gold mentions, and end to
    end), and facts and checks where the gold has them.
    """
    from jixiao.pipeline import load
    from jixiao.training.corpora import read_gold
    from jixiao.training.evaluate import evaluate_pipeline
    from jixiao.training.report import to_json, to_table

    passages = read_gold(corpus, part)
    if document:
        known = {passage.name for passage in passages}
        if missing := sorted(set(document) - known):
            raise click.UsageError(f"no {', '.join(missing)} in the {part} part")
        passages = [passage for passage in passages if passage.name in document]
    evaluation = evaluate_pipeline(load(model), passages)
    click.echo(to_json(evaluation) if form == "json" else to_table(evaluation), nl=False)
