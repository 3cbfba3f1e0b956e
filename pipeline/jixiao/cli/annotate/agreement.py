"""jixiao annotate agreement: how far layers agree."""

from pathlib import Path

import click

from jixiao.cli.annotate.batches import batch_argument, open_batch, sources_option


@click.command()
@batch_argument
@click.argument("layers", nargs=-1, required=True)
@click.option(
    "--all", "unconfirmed", is_flag=True, help="Texts that are not confirmed in both layers too."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the agreement.",
)
@sources_option
def agreement(
    batch: Path, layers: tuple[str, ...], unconfirmed: bool, form: str, sources: Path | None
) -> None:
    """Measure how far LAYERS agree (一致性) on the texts that both have confirmed.

    F1 of spans (exact, and overlapping), Cohen's kappa by character, F1 of
    relations (given both spans, and of all), by label, and what is confused,
    with examples. A layer is gold, pre, or annotator-NAME, NAME for short;
    more than two give a line for each pair.

    Example: jixiao annotate agreement annotations/water_bureaus li wang
    """
    if len(set(layers)) < max(2, len(layers)):
        raise click.UsageError("name two layers or more, each once")
    from itertools import combinations

    from jixiao.annotate.agreement import agreement_of
    from jixiao.annotate.agreement_report import to_json, to_pairwise, to_table
    from jixiao.annotate.layers import read_layer

    opened = open_batch(batch, sources)
    texts = opened.texts()
    read = [read_layer(opened, name) for name in layers]
    found = [
        agreement_of(texts, one, other, unconfirmed=unconfirmed)
        for one, other in combinations(read, 2)
    ]
    if form == "json":
        click.echo(to_json(found), nl=False)
    else:
        click.echo(to_table(found[0]) if len(found) == 1 else to_pairwise(found), nl=False)
