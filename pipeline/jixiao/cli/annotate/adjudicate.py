"""jixiao annotate adjudicate: two layers into gold."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.annotate.batches import batch_argument, open_batch, sources_option

if TYPE_CHECKING:
    from jixiao.annotate.disagreements import Comparison
    from jixiao.annotations.folder import Batch
    from jixiao.annotations.records import Annotation


@click.command()
@batch_argument
@click.argument("left")
@click.argument("right")
@click.option(
    "-o", "--output", default="gold", show_default=True, help="Layer to write the result to."
)
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of decisions, a line a disagreement: written if it is not there, else applied.",
)
@click.option("--by", help="Who decided: NAME or person:NAME; needed to apply decisions.")
@click.option(
    "--all", "unconfirmed", is_flag=True, help="Texts that are not confirmed in both layers too."
)
@click.option("--overwrite", is_flag=True, help="Replace also what a person confirmed or works on.")
@sources_option
def adjudicate(
    batch: Path,
    left: str,
    right: str,
    output: str,
    decisions: Path | None,
    by: str | None,
    unconfirmed: bool,
    overwrite: bool,
    sources: Path | None,
) -> None:
    """Make gold (金标) of two layers: what agrees goes in, a person decides the rest (裁定).

    Of the texts confirmed in LEFT and RIGHT, spans and relations that agree
    are written to an open layer, every disagreement as a comment with both
    readings. Decide in doccano (project, push, then pull the layer), or in a
    file: `take` of each line is left, right, neither or edited, with the spans
    or relations to put there in `edited`. The same command then applies it,
    and refuses what is undecided or stale.

    Example: jixiao annotate adjudicate annotations/water_bureaus li wang
    --decisions decisions.jsonl --by chen
    """
    from jixiao.annotate.adjudicate import comparisons, open_gold
    from jixiao.annotate.decisions import write_decisions
    from jixiao.annotate.layers import layer_name, read_layer
    from jixiao.errors import AnnotationError

    opened, target = open_batch(batch, sources), layer_name(output)
    ours, theirs = read_layer(opened, left), read_layer(opened, right)
    layers = (ours[0], theirs[0])
    if len({*layers, target}) < 3:
        raise click.UsageError("LEFT, RIGHT and the layer to write must be three layers")
    made = comparisons(opened.texts(), ours[1], theirs[1], unconfirmed=unconfirmed)
    if not made:
        raise AnnotationError(f"no text is confirmed in both {layers[0]} and {layers[1]}")
    if decisions and decisions.exists():
        _apply(opened, made, layers, target, (decisions, by, overwrite))
        return
    _write(opened, target, [open_gold(one, layers) for one in made], overwrite)
    if decisions:
        count = write_decisions(decisions, made, layers)
        click.echo(f"{decisions}: {count} lines to decide (待裁定)", err=True)


def _apply(
    batch: "Batch",
    made: "list[Comparison]",
    layers: tuple[str, str],
    target: str,
    how: tuple[Path, str | None, bool],
) -> None:
    """Confirm the texts as decided."""
    from jixiao.annotate.adjudicate import settle
    from jixiao.annotate.decisions import read_decisions
    from jixiao.annotate.preannotate import now

    path, by, overwrite = how
    if not by:
        raise click.UsageError(f"{path} holds decisions: say with --by NAME who decided")
    decided, at = read_decisions(path, made, layers), now()
    person = by if ":" in by else f"person:{by}"
    settled = [settle(one, decided, person, at) for one in made]
    for _, fallen in settled:
        for name in fallen:
            click.echo(f"relation fell (关系落空) {name}", err=True)
    _write(batch, target, [gold for gold, _ in settled], overwrite)


def _write(batch: "Batch", target: str, new: "list[Annotation]", overwrite: bool) -> None:
    from jixiao.annotate.adjudicate import into_layer

    old = batch.read(target) if target in batch.layers() else ()
    layer, kept = into_layer(old, new, overwrite=overwrite)
    batch.write(target, layer)
    for name in kept:
        click.echo(
            f"kept (保留) {name}: {target} has it, confirmed or in work by a person; "
            "--overwrite replaces it",
            err=True,
        )
    written = [annotation for annotation in new if annotation.doc_id not in kept]
    click.echo(
        f"{target}: {len(written)} texts (文本), "
        f"{sum(len(a.spans) for a in written)} spans (标注), "
        f"{sum(len(a.relations) for a in written)} relations (关系), "
        f"{sum(len(a.comments) for a in written)} disagreements (分歧) to decide",
        err=True,
    )
