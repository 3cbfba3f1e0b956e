"""The knowledge base: a folder of Parquet parts under one typed, versioned schema.

A folder holds

- ``jixiao.json``, which says what it is and under which schema version;
- ``parts/`` and ``runs/``, folders of Parquet files that never change;
- ``log/00000001.json`` …, one numbered entry per commit, which names the parts
  added, the parts removed, and the documents superseded within a part.

Only what the log names exists for a reader, so a batch of documents appears in
all its tables at once or not at all, and a writer killed in mid-write leaves
nothing but orphans, which the next writer removes once it is alone.
"""

from typing import TYPE_CHECKING

from jixiao.lazy import lazily

if TYPE_CHECKING:
    from jixiao.store.contract import dumps, to_contract
    from jixiao.store.exporting import Exported, export
    from jixiao.store.knowledge import KnowledgeBase
    from jixiao.store.prepared import Prepared, prepare, prepare_or_fail, restate
    from jixiao.store.rows import path_id
    from jixiao.store.writer import Writer

__all__ = [
    "Exported",
    "KnowledgeBase",
    "Prepared",
    "Writer",
    "dumps",
    "export",
    "path_id",
    "prepare",
    "prepare_or_fail",
    "restate",
    "to_contract",
]

_HOMES = {
    "Exported": ".exporting",
    "KnowledgeBase": ".knowledge",
    "Prepared": ".prepared",
    "Writer": ".writer",
    "dumps": ".contract",
    "export": ".exporting",
    "path_id": ".rows",
    "prepare": ".prepared",
    "prepare_or_fail": ".prepared",
    "restate": ".prepared",
    "to_contract": ".contract",
}

# pyarrow and DuckDB are slow to load.
__getattr__ = lazily(__name__, _HOMES)
