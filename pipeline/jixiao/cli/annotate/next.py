"""jixiao annotate next: which texts to annotate first."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.annotate.batches import batch_argument, model_option, open_batch, sources_option
from jixiao.cli.annotate.connecting import connect, connection_options
from jixiao.cli.extract import progress_bar

if TYPE_CHECKING:
    from jixiao.annotate.doccano.connection import Connection
    from jixiao.annotate.select import Choice
    from jixiao.annotations.folder import Batch


@click.command("next")
@batch_argument
@click.option("--count", type=click.IntRange(min=1), help="How many texts; all by default.")
@click.option(
    "--to",
    "worker",
    metavar="NAME",
    help="Annotator (标注员) whose project in doccano takes the order as scores.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "ids"]),
    default="table",
    show_default=True,
    help="A table with the reasons, or doc_ids alone.",
)
@sources_option
@model_option
@connection_options
def next_texts(
    batch: Path,
    count: int | None,
    worker: str | None,
    form: str,
    sources: Path | None,
    model: Path | None,
    url: str | None,
    user: str | None,
    password: str | None,
    home: Path | None,
) -> None:
    """Choose the texts (文本) of BATCH that are most worth an annotator's hour (挑选).

    First comes where the pipeline expects most to correct in 1,000 characters:
    doubtful characters (tags), doubtful relations (pairs), and places where
    rules and network differ (disputes, by half). No bureau and no near-identical
    text comes twice before others came once, and genres take turns. Texts that
    somebody confirmed are left out. The order is written to BATCH/order.jsonl;
    with --to it becomes the order of the list in doccano (sorted by score:
    add ?ordering=-score to its address).

    Example: jixiao annotate next annotations/water_bureaus --count 20
    """
    from jixiao.annotate.select import choose, waiting_texts, write_order
    from jixiao.pipeline import load

    opened = open_batch(batch, sources)
    connection = connect(url, user, password, home) if worker else None
    texts, pipeline = waiting_texts(opened), load(model)
    with progress_bar("read (读取)", len(texts)) as advance:
        choices = choose(pipeline, texts, advance)[:count]
    path = write_order(opened, choices)
    click.echo(_ids(choices) if form == "ids" else _table(choices), nl=False)
    click.echo(f"{path}: {len(choices)} of {len(texts)} texts to annotate (待标注)", err=True)
    if worker and connection:
        _send(connection, opened, worker, choices)


def _ids(choices: "list[Choice]") -> str:
    return "".join(f"{choice.candidate.doc_id}\n" for choice in choices)


def _table(choices: "list[Choice]") -> str:
    head = f"{'':>4} {'score':>6} {'tags':>6} {'pairs':>6} {'disputes':>8} {'turn':>4}  text"
    lines = []
    for place, choice in enumerate(choices, 1):
        one = choice.candidate
        worth = one.worth
        lines.append(
            f"{place:>4} {worth.score:>6.1f} {worth.tags:>6.1f} {worth.pairs:>6.1f} "
            f"{worth.disputes:>8.1f} {choice.turn + 1:>4}  {one.doc_id} {one.title}"
        )
    return "\n".join([head, *lines]) + "\n"


def _send(connection: "Connection", batch: "Batch", worker: str, choices: "list[Choice]") -> None:
    """Write scores in doccano by which the chosen texts come first, in their order."""
    from jixiao.annotate.doccano.examples import list_examples, set_scores
    from jixiao.annotate.doccano.projects import get_project
    from jixiao.annotate.select import server_scores

    project = get_project(connection, batch.name, worker)
    there = {example.doc_id for example in list_examples(connection, project)}
    scores = server_scores(choices, batch.texts())
    set_scores(
        connection, project, {name: score for name, score in scores.items() if name in there}
    )
    missing = [choice for choice in choices if choice.candidate.doc_id not in there]
    click.echo(
        f"{project.name}: {len(choices) - len(missing)} texts in this order (?ordering=-score), "
        f"{len(missing)} of the chosen are not there yet (jixiao annotate push)",
        err=True,
    )
