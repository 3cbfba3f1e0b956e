"""Marking the documents whose files are gone."""

from collections.abc import Iterable
from contextlib import ExitStack
from fnmatch import fnmatch
from pathlib import Path

from jixiao.batch.selection import REMOVED
from jixiao.store import KnowledgeBase, Writer, restate


def mark_removed(
    kb: KnowledgeBase, paths: Iterable[str], sources: Iterable[Path], present: set[str]
) -> int:
    """Give the status `removed` to documents of `paths` whose content is there no more; how many.

    `sources` are the files that the paths mean now, `present` the document ids
    of their contents. Documents of other places stay as they are, and so do
    those of a path that is not there at all, as a share may not be mounted. All
    rows of a document marked are kept. The next run that finds its content
    again extracts it anew.
    """
    roots = [path for path in paths if not _gone(path)]
    known = {str(source) for source in sources}
    count = 0
    with ExitStack() as stack:
        writers: dict[str, Writer] = {}
        for doc_id, source in _candidates(kb, present):
            if not (_under(source, roots) and (source in known or _gone(source))):
                continue
            now = "the file holds something else now" if source in known else "the file is gone"
            rows = restate(kb.rows(doc_id), REMOVED, now)
            if rows.pipeline not in writers:
                writers[rows.pipeline] = stack.enter_context(kb.writer(rows.pipeline))
            count += writers[rows.pipeline].add(rows, force=True)
    kb.refresh()
    return count


def _candidates(kb: KnowledgeBase, present: set[str]) -> list[tuple[str, str]]:
    """Ids and sources of the documents that are not marked and whose content was not met."""
    rows = kb.table("documents", ["doc_id", "source", "status"]).to_pylist()
    return [
        (row["doc_id"], row["source"])
        for row in rows
        if row["status"] != REMOVED and row["doc_id"] not in present
    ]


def _under(source: str, roots: list[str]) -> bool:
    """Whether one of the paths means this source: the file, a folder around it, a pattern."""
    around = {source, *map(str, Path(source).parents)}
    return any(str(Path(root)) in around or fnmatch(source, root) for root in roots)


def _gone(path: str) -> bool:
    """Whether there is nothing at a path; of a pattern, whether its first folder is missing."""
    place = Path(path)
    while set(place.name) & set("*?["):
        place = place.parent
    try:
        place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False
