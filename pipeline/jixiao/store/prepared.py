"""A document's rows, ready to be written: made where the document was read, wherever that is."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from jixiao.store.arrow import to_arrow
from jixiao.store.rows import Rows, doc_id_of, source_of, to_rows
from jixiao.types import Extraction, Failure


@dataclass(frozen=True, slots=True)
class Prepared:
    """The tables of one file; `failure` says why there is no text, if there is none.

    `characters` are the code points of the text. It can be pickled, and is
    much smaller than what it was made from.
    """

    doc_id: str
    source: str
    pipeline: str
    tables: dict[str, pa.Table]
    characters: int
    failure: Failure | None = None

    def count(self, table: str) -> int:
        """The number of rows in one table."""
        return int(self.tables[table].num_rows) if table in self.tables else 0

    @property
    def size(self) -> int:
        """Bytes that the rows take in memory."""
        return sum(int(table.nbytes) for table in self.tables.values())


def prepare(item: Extraction | Failure, pipeline: str) -> Prepared:
    """The rows of one file; `pipeline` is the fingerprint of what made them.

    Raises StoreError if they do not fit the schema.
    """
    rows = to_rows(item, pipeline)
    failure = item if isinstance(item, Failure) else None
    return _prepared(rows, doc_id_of(item), source_of(item), pipeline, failure)


def prepare_or_fail(item: Extraction | Failure, pipeline: str) -> Prepared:
    """As `prepare`, but rows that cannot be made are a failure of the document.

    Only MemoryError is raised, as that says nothing of the document alone.
    """
    try:
        return prepare(item, pipeline)
    except MemoryError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return prepare(Failure(doc_id_of(item), source_of(item), "error", reason), pipeline)


def restate(rows: Rows, status: str, reason: str | None) -> Prepared:
    """Rows of one document as they were read from a part, under another status."""
    (document,) = rows["documents"]
    changed = rows | {"documents": [document | {"status": status, "reason": reason}]}
    names: dict[str, Any] = {name: document[name] for name in ("doc_id", "source", "pipeline")}
    return _prepared(changed, **names, failure=None)


def _prepared(
    rows: Rows, doc_id: str, source: str, pipeline: str, failure: Failure | None
) -> Prepared:
    tables = {name: to_arrow(name, found) for name, found in rows.items()}
    characters = rows["documents"][0]["characters"]
    return Prepared(doc_id, source, pipeline, tables, characters, failure)
