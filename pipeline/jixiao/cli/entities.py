"""jixiao entities: bodies, projects, honours, persons; merging, renaming, splitting them."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.errors import NamesError

if TYPE_CHECKING:
    from jixiao.store import KnowledgeBase

Pairs = tuple[tuple[str, str], ...]

_LIST = """
    SELECT entity_id, kind, max(canonical) AS canonical,
        list_sort(list_distinct(flatten(list(aliases)))) AS aliases,
        max(level) AS level, max(region) AS region, count(*) AS documents,
        CAST(sum(json_array_length(seen)) AS BIGINT) AS seen
    FROM entities
    WHERE (? IS NULL OR kind = ?)
    GROUP BY entity_id, kind
    HAVING ? IS NULL OR contains(max(canonical), ?)
        OR contains(array_to_string(flatten(list(aliases)), '|'), ?)
    ORDER BY documents DESC, seen DESC, canonical
"""


@click.command()
@click.argument("kb", type=click.Path(path_type=Path))
@click.option("--find", help="Only those with this in a name.")
@click.option(
    "--kind", type=click.Choice(["ORG", "PROJECT", "AWARD", "PERSON"]), help="Only this kind."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print the list.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help="Rows of a table to print at most; 0 for all.",
)
@click.option("--merge", nargs=2, multiple=True, metavar="A B", help="A is the same as B (合并).")
@click.option("--rename", nargs=2, multiple=True, metavar="A B", help="Show A as B (改名).")
@click.option(
    "--split",
    nargs=2,
    multiple=True,
    metavar="NAME FULL",
    help="NAME, as written, means FULL (拆分).",
)
@click.option("--document", help="The document that --split is for; all by default.")
@click.option("--apply", is_flag=True, help="Bring the tables up to a file changed by hand.")
def entities(
    kb: Path,
    find: str | None,
    kind: str | None,
    form: str,
    rows: int,
    merge: Pairs,
    rename: Pairs,
    split: Pairs,
    document: str | None,
    apply: bool,
) -> None:
    """List entities (实体), or decide which names are one and what they are called.

    What is decided stands in names.toml in the knowledge base; the tables follow
    at once, and later runs of `jixiao extract` obey it.

    Example: jixiao entities kb --find 科技局

    Example: jixiao entities kb --merge 甲市科技信息中心 甲市科技信息研究所
    """
    from jixiao.store import KnowledgeBase

    base = KnowledgeBase(kb)
    if document and not split:
        raise click.UsageError("--document says where a --split holds")
    if merge or rename or split:
        _decide(base, merge, rename, split, document)
    if merge or rename or split or apply:
        _apply(base)
    else:
        click.echo(_listed(base, find, kind, form, rows), nl=False)
    _tell_unknown(base)


def _decide(
    base: "KnowledgeBase", merge: Pairs, rename: Pairs, split: Pairs, document: str | None
) -> None:
    """Write the new decisions to the file, checked together with those that are there."""
    from jixiao.batch.names import full_name, known_alias, write_decisions
    from jixiao.bodies.decisions import Split, decisions, read_decisions

    made = read_decisions(base.names_file)
    merges, renames = dict(made.merges), dict(made.renames)
    for name, into in merge:
        one, other = full_name(base, made, name), full_name(base, made, into)
        if one == other:
            raise NamesError(f"{name} and {into} are one already")
        merges[one] = other
    for name, new in rename:
        renames[full_name(base, made, name)] = new
    where = base.resolve(document) if document else None
    for name, _ in split:
        known_alias(base, name)
    more = tuple(Split(name, full, where) for name, full in split)
    splits = (*(s for s in made.splits if s not in more), *more)
    write_decisions(base, decisions(merges, renames, splits))


def _apply(base: "KnowledgeBase") -> None:
    from jixiao.batch.names import apply_decisions
    from jixiao.cli.extract import progress_bar

    with progress_bar("names (名称)", len(base)) as advance:
        changed = apply_decisions(base, advance)
    click.echo(f"{base.names_file}: {changed} documents (文档) changed", err=True)


def _listed(base: "KnowledgeBase", find: str | None, kind: str | None, form: str, rows: int) -> str:
    from jixiao.store.render import to_csv, to_json, to_table

    result = base.query(_LIST, [kind, kind, find, find, find])
    if form == "csv":
        return to_csv(result)
    if form == "json":
        return to_json(result)
    return to_table(result, shutil.get_terminal_size((120, 40)).columns, rows=rows or None)


def _tell_unknown(base: "KnowledgeBase") -> None:
    from jixiao.batch.names import unknown_names

    for name in unknown_names(base):
        click.echo(f"note (注意): {base.names_file}: nothing is called {name}", err=True)
