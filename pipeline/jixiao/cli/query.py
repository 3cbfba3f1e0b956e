"""jixiao query: SQL over a knowledge base."""

import shutil
from pathlib import Path

import click


@click.command()
@click.argument("kb", type=click.Path(path_type=Path))
@click.argument("sql")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print the result.",
)
@click.option("--bom", is_flag=True, help="Mark csv as UTF-8 for Excel.")
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help="Rows of a table to print at most; 0 for all. csv and json are whole.",
)
def query(kb: Path, sql: str, form: str, bom: bool, rows: int) -> None:
    """Ask a knowledge base (知识库) with SQL (DuckDB); nothing can be changed.

    Tables: documents, sections, mentions, entities, relations, facts, checks,
    issues, runs; fact_table and check_table have the report beside every row.
    """
    from jixiao.store import KnowledgeBase
    from jixiao.store.render import to_csv, to_json, to_table

    result = KnowledgeBase(kb).query(sql)
    if form == "csv":
        text = to_csv(result, bom=bom)
    elif form == "json":
        text = to_json(result)
    else:
        text = to_table(result, shutil.get_terminal_size((120, 40)).columns, rows=rows or None)
    click.echo(text, nl=False)
