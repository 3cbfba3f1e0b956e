"""jixiao export: a knowledge base in another format."""

from pathlib import Path

import click


@click.command()
@click.argument("kb", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(["csv", "xlsx", "sqlite", "duckdb"]),
    required=True,
    help="Format to write.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to; by default beside the knowledge base.",
)
@click.option("--overwrite", is_flag=True, help="Replace an earlier export.")
def export(kb: Path, form: str, output: Path | None, overwrite: bool) -> None:
    """Export a knowledge base (导出知识库): csv (a folder), xlsx, sqlite or duckdb."""
    from jixiao.store import KnowledgeBase
    from jixiao.store import export as export_knowledge_base

    suffix = "_csv" if form == "csv" else f".{form}"
    target = output or kb.with_name(f"{kb.resolve().name}{suffix}")
    exported = export_knowledge_base(KnowledgeBase(kb), form, target, overwrite=overwrite)
    rows = ", ".join(f"{count} {name}" for name, count in exported.rows.items())
    click.echo(f"{exported.path}: {rows}")
    for note in exported.notes:
        click.echo(f"note (注意): {note}", err=True)
