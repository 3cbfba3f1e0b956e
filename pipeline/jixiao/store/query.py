"""SQL over a knowledge base: DuckDB in memory, shut off from everything else."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.fs

from jixiao.errors import StoreError
from jixiao.store.arrow import BY_NAME, arrow_schema
from jixiao.store.log import Snapshot
from jixiao.store.parts import file_of
from jixiao.store.views import FACTS_IN_ORDER, VIEWS

_SHUT = (
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def run(root: Path, snapshot: Snapshot, sql: str, params: Any = ()) -> pa.Table:
    """The result of one query over the live rows.

    Every query has a database of its own, so none can leave anything behind.
    Raises StoreError, with DuckDB's message, if the text is not exactly one
    query or fails.
    """
    try:
        with duckdb.connect(":memory:") as connection:
            _define(connection, root, snapshot)
            statements = connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise StoreError("a knowledge base answers one query at a time: SELECT, FROM, WITH")
            return connection.sql(statements[0], params=params).to_arrow_table()
    except (duckdb.Error, OSError, pa.ArrowException) as error:
        raise StoreError(str(error)) from error
    except RuntimeError as error:
        # DuckDB's way to say that Ctrl-C ended the query.
        if "interrupted" in str(error):
            raise KeyboardInterrupt from error
        raise


def _define(connection: duckdb.DuckDBPyConnection, root: Path, snapshot: Snapshot) -> None:
    numbers = {path: number for number, path in enumerate(snapshot.parts)}
    gone = [(numbers[path], i) for path, ids in snapshot.superseded.items() for i in sorted(ids)]
    if gone:
        connection.register("_superseded", _columns(gone))
    for name in BY_NAME:
        if gone and name != "runs":
            connection.register(f"_{name}", _dataset(root, snapshot, name, numbered=True))
            connection.execute(
                f"CREATE VIEW {name} AS SELECT r.* EXCLUDE (_part) FROM _{name} r "
                "ANTI JOIN _superseded s ON s.part = r._part AND s.doc_id = r.doc_id"
            )
        else:
            connection.register(name, _dataset(root, snapshot, name, numbered=False))
    for name, sql in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {sql}")
    for statement in _SHUT:
        connection.execute(statement)


def _columns(gone: list[tuple[int, str]]) -> pa.Table:
    parts, ids = zip(*gone, strict=True)
    return pa.table({"part": pa.array(parts, pa.int32()), "doc_id": pa.array(ids, pa.string())})


def _dataset(root: Path, snapshot: Snapshot, name: str, *, numbered: bool) -> Any:
    """The live files of a table, with the number of the part in the column _part if wanted."""
    columns = arrow_schema(name)
    if numbered:
        columns = columns.append(pa.field("_part", pa.int32()))
    system, form = pyarrow.fs.LocalFileSystem(), ds.ParquetFileFormat()
    fragments = [
        form.make_fragment(
            str(file_of(root, part, name)), system, partition_expression=ds.field("_part") == number
        )
        for number, part in enumerate(snapshot.parts.values())
        if part.tables.get(name)
    ]
    return ds.FileSystemDataset(fragments, columns, form, system)


def facts_query(
    contains: dict[str, str | None], equals: dict[str, str | int | None]
) -> tuple[str, list[str | int]]:
    """A query for rows of `fact_table`, and its parameters; None asks for nothing.

    >>> facts_query({"issuer": "财政局"}, {"year": None})[0]
    'SELECT * FROM fact_table WHERE contains("issuer", ?) ORDER BY doc_id, evidence_start, fact_id'
    """
    asked: list[tuple[str, str | int | None]] = [
        (f'contains("{name}", ?)', value) for name, value in contains.items()
    ]
    asked += [(f'"{name}" = ?', value) for name, value in equals.items()]
    given = {test: value for test, value in asked if value is not None}
    where = f"WHERE {' AND '.join(given)} " if given else ""
    return FACTS_IN_ORDER.replace("ORDER BY", f"{where}ORDER BY"), list(given.values())
