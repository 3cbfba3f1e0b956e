"""Exports to SQL databases."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from jixiao.schema import Column, Table
from jixiao.store.arrow import BY_NAME
from jixiao.store.cells import json_value
from jixiao.store.knowledge import KnowledgeBase
from jixiao.store.plain import DIGITS, SCALE, dumps, exact_in_float
from jixiao.store.views import VIEWS

_SQLITE = {
    "string": "TEXT",
    "int": "INTEGER",
    "float": "REAL",
    "bool": "INTEGER",
    "decimal": "NUMERIC",
    "date": "TEXT",
    "timestamp": "TEXT",
    "list<string>": "TEXT",
}
_DUCKDB = {
    "string": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "decimal": f"DECIMAL({DIGITS}, {SCALE})",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "list<string>": "VARCHAR[]",
}
_INDEXED = {
    "documents": ("issuer", "year", "source"),
    "mentions": ("label",),
    "entities": ("entity_id",),
    "facts": ("name", "subject", "kind"),
    "checks": ("verdict",),
}


def write_sqlite(kb: KnowledgeBase, path: Path) -> list[str]:
    """Write a SQLite database; notes on the numbers that SQLite cannot hold exactly.

    Decimals become NUMERIC (integers, or floats of 15 digits), days and times
    ISO text, lists json text. The views stand beside the tables. Raises OSError if
    it cannot be written.
    """
    notes: list[str] = []
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            for table in BY_NAME.values():
                connection.execute(_create(table, _SQLITE))
                _fill_sqlite(connection, kb, table, notes)
                for column in _indexed(table):
                    index = f'"{table.name}_{column}" ON {table.name} ("{column}")'
                    connection.execute(f"CREATE INDEX {index}")
            for name, sql in VIEWS.items():
                connection.execute(f"CREATE VIEW {name} AS {sql}")
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    return notes


def _create(table: Table, types: dict[str, str]) -> str:
    columns = ", ".join(_column(column, types) for column in table.columns)
    return f"CREATE TABLE {table.name} ({columns})"


def _column(column: Column, types: dict[str, str]) -> str:
    return f'"{column.name}" {types[column.type]}{"" if column.nullable else " NOT NULL"}'


def _indexed(table: Table) -> tuple[str, ...]:
    own = _INDEXED.get(table.name, ())
    return ("doc_id", *own) if table.columns[0].name == "doc_id" else own


def _fill_sqlite(
    connection: sqlite3.Connection, kb: KnowledgeBase, table: Table, notes: list[str]
) -> None:
    marks = ", ".join("?" for _ in table.columns)
    inexact = dict.fromkeys((c.name for c in table.columns if c.type == "decimal"), 0)
    for chunk in kb.chunks(table.name):
        for name in inexact:
            values = (value for value in chunk[name].to_pylist() if value is not None)
            inexact[name] += sum(not exact_in_float(value) for value in values)
        columns = [[_sqlite_value(v) for v in column.to_pylist()] for column in chunk.columns]
        connection.executemany(
            f"INSERT INTO {table.name} VALUES ({marks})", zip(*columns, strict=True)
        )
    notes += [
        f"{table.name}.{name}: {count} numbers of more than 15 digits are not exact"
        for name, count in inexact.items()
        if count
    ]


def _sqlite_value(value: Any) -> Any:
    return dumps(value) if isinstance(value, list) else json_value(value)


def write_duckdb(kb: KnowledgeBase, path: Path) -> list[str]:
    """Write a DuckDB database, the meaning of each column as its comment; it holds everything.

    Raises OSError if it cannot be written.
    """
    try:
        with duckdb.connect(str(path)) as connection:
            for table in BY_NAME.values():
                connection.execute(_create(table, _DUCKDB))
                _comment(connection, table)
                for chunk in kb.chunks(table.name):
                    _insert(connection, table.name, chunk)
            for name, sql in VIEWS.items():
                connection.execute(f"CREATE VIEW {name} AS {sql}")
    except duckdb.Error as error:
        raise OSError(str(error)) from error
    return []


def _insert(connection: duckdb.DuckDBPyConnection, name: str, chunk: pa.Table) -> None:
    connection.register("chunk", chunk)
    connection.execute(f"INSERT INTO {name} SELECT * FROM chunk")
    connection.unregister("chunk")


def _comment(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    connection.execute(f"COMMENT ON TABLE {table.name} IS {_quoted(table.meaning)}")
    for column in table.columns:
        where = f'{table.name}."{column.name}"'
        connection.execute(f"COMMENT ON COLUMN {where} IS {_quoted(column.meaning)}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
