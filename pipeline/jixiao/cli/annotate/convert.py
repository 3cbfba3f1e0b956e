"""jixiao annotate convert: a layer to and from the formats of other tools."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.annotate.convert import FORMATS
from jixiao.cli.annotate.batches import sources_option
from jixiao.cli.extract import progress_bar

if TYPE_CHECKING:
    from jixiao.annotate.convert.pairs import Who


@click.command()
@click.argument("batch", type=click.Path(file_okay=False, path_type=Path))
@click.option("--layer", default="gold", show_default=True, help="pre, gold or annotator-NAME.")
@click.option("--to", "target", type=click.Choice(FORMATS), help="Format to write.")
@click.option("--from", "origin", type=click.Choice(FORMATS), help="Format to read.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File or folder to write; not there yet.",
)
@click.option(
    "-i",
    "--input",
    "source",
    type=click.Path(exists=True, path_type=Path),
    help="File or folder to read.",
)
@click.option("--part", type=click.Choice(["train", "dev"]), help="Write only this part.")
@click.option("--by", help="Whose annotations are read: person:NAME, agent:NAME or model:NAME.")
@click.option("--confirmed", is_flag=True, help="Each text that is read was read to its end.")
@sources_option
def convert(
    batch: Path,
    layer: str,
    target: str | None,
    origin: str | None,
    output: Path | None,
    source: Path | None,
    part: str | None,
    by: str | None,
    confirmed: bool,
    sources: Path | None,
) -> None:
    """Convert (转换) a layer (层) to or from another format.

    Files: doccano (JSONL of relation extraction), spacy (DocBin), bio and bioes (CoNLL columns;
    relations in a second file). Folders: brat (stand-off), huggingface (datasets; needs
    jixiao[train]). What a format cannot keep is told.

    Example: jixiao annotate convert annotations/bureau_reports --to brat -o gold_brat

    Example: jixiao annotate convert mine --from brat -i gold_brat --by person:li
    """
    from jixiao.annotate.convert.formats import export_layer, import_layer
    from jixiao.cli.annotate.batches import open_batch

    if (target is None) == (origin is None):
        raise click.UsageError("say either --to FORMAT -o OUTPUT or --from FORMAT -i INPUT")
    opened = open_batch(batch, sources)
    if target:
        if output is None or source or by or confirmed:
            raise click.UsageError("--to goes with -o OUTPUT; -i, --by and --confirmed with --from")
        with progress_bar("write (写出)", None) as advance:
            done = export_layer(opened, layer, target, output, part, advance)
    else:
        if source is None or output or part:
            raise click.UsageError("--from goes with -i INPUT; -o and --part go with --to")
        who = _who(by, confirmed)
        with progress_bar("read (读取)", None) as advance:
            done = import_layer(opened, layer, origin or "", source, who, advance)
    click.echo(f"{done.texts} texts (文本), {done.spans} spans, {done.relations} relations")
    for note in done.notes:
        click.echo(f"note (注意): {note}", err=True)


def _who(by: str | None, confirmed: bool) -> "Who":
    from datetime import UTC, datetime

    from jixiao.annotate.convert.pairs import Who
    from jixiao.annotations.records import Status

    if by is None:
        raise click.UsageError("say whose annotations they are: --by person:NAME")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Who(by, now, Status.CONFIRMED if confirmed else Status.OPEN)
