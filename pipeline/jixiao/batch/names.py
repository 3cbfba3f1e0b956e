"""Deciding about names in a knowledge base: what is one, and what it is called."""

from collections.abc import Callable
from contextlib import ExitStack

from jixiao.bodies.decisions import Decisions, dump_decisions, read_decisions
from jixiao.errors import NamesError, StoreError
from jixiao.pipeline import complete
from jixiao.store import KnowledgeBase, Writer
from jixiao.types import Extraction

_NOTE = (
    "# Names as decided by a person: `jixiao entities KB --merge A B` and the like write here.\n"
    "# After a change by hand, `jixiao entities KB --apply` brings the tables up to date.\n\n"
)


def full_name(kb: KnowledgeBase, made: Decisions, name: str) -> str:
    """The full name, before any renaming, that `name` (or id, or alias) means in `kb`.

    Raises NamesError if nothing is called so, or several things are.
    """
    sql = (
        "SELECT DISTINCT canonical FROM entities "
        "WHERE canonical = ? OR entity_id = ? {} ORDER BY canonical"
    )
    for test, params in (("", [name, name]), ("OR list_contains(aliases, ?)", [name] * 3)):
        found = [str(row["canonical"]) for row in kb.query(sql.format(test), params).to_pylist()]
        if len(found) == 1:
            before = {shown: full for full, shown in made.renames.items()}
            return before.get(found[0], found[0])
        if found:
            raise NamesError(f"{name} may mean any of {'、'.join(found[:5])}")
    raise NamesError(f"nothing in {kb.path} is called {name}")


def known_alias(kb: KnowledgeBase, name: str) -> None:
    """Raise NamesError unless something in `kb` is written so."""
    sql = "SELECT count(*) AS found FROM entities WHERE list_contains(aliases, ?)"
    if not kb.query(sql, [name]).to_pylist()[0]["found"]:
        raise NamesError(f"nothing in {kb.path} is written {name}")


def write_decisions(kb: KnowledgeBase, made: Decisions) -> None:
    """Put the decisions into the file of the knowledge base, whole or not at all."""
    draft = kb.names_file.with_suffix(".tmp")
    draft.write_text(_NOTE + dump_decisions(made), encoding="utf-8")
    draft.replace(kb.names_file)


def apply_decisions(kb: KnowledgeBase, report: Callable[[str], None] = lambda doc_id: None) -> int:
    """Bring the rows of every document up to what the file decides; how many changed.

    Mentions and relations stay as they were found, so no model and no source
    file is needed. `report` is called after each document. Raises NamesError
    if the file contradicts itself.
    """
    made = read_decisions(kb.names_file)
    count = 0
    with ExitStack() as stack:
        writers: dict[str, Writer] = {}
        for doc_id in kb.ids():
            again = _again(kb, doc_id, made)
            if again is not None:
                pipeline = kb.pipeline_of(doc_id)
                if pipeline not in writers:
                    writers[pipeline] = stack.enter_context(kb.writer(pipeline, force=True))
                count += writers[pipeline].add(again)
            report(doc_id)
    kb.refresh()
    return count


def _again(kb: KnowledgeBase, doc_id: str, made: Decisions) -> Extraction | None:
    """The document under the decisions, None if that changes nothing or it has no text."""
    try:
        old = kb.extraction(doc_id)
    except StoreError:
        return None
    new = complete(old.document, old.mentions, old.relations, made)
    return None if (new.entities, new.metadata) == (old.entities, old.metadata) else new


def unknown_names(kb: KnowledgeBase) -> list[str]:
    """The names in the file that nothing in the knowledge base is or was called."""
    made = read_decisions(kb.names_file)
    rows = kb.table("entities", ["canonical", "aliases"]).to_pylist()
    known = {name for row in rows for name in (row["canonical"], *row["aliases"])}
    renamed = {full for full, shown in made.renames.items() if shown in known}
    return [name for name in made.names() if name not in known | renamed]
