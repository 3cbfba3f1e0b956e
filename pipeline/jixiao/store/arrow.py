"""The schema's tables in Arrow's types."""

from typing import Any

import pyarrow as pa

from jixiao import schema
from jixiao.errors import StoreError
from jixiao.store.plain import DIGITS, SCALE

TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "decimal": pa.decimal128(DIGITS, SCALE),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "list<string>": pa.list_(pa.string()),
}

BY_NAME = {table.name: table for table in schema.TABLES}


def arrow_schema(name: str) -> pa.Schema:
    """The columns of a table as Arrow fields.

    Raises StoreError if there is no table of that name.

    >>> arrow_schema("relations").names
    ['doc_id', 'head', 'label', 'tail', 'score']
    """
    if name not in BY_NAME:
        raise StoreError(f"there is no table {name!r}, only {', '.join(BY_NAME)}")
    columns = BY_NAME[name].columns
    return pa.schema([pa.field(c.name, TYPES[c.type], nullable=c.nullable) for c in columns])


def to_arrow(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as an Arrow table of exactly the table's columns.

    Raises StoreError if a row has other columns, a null where none may be, or
    a value of another type.
    """
    expected = arrow_schema(name)
    for row in rows:
        if row.keys() != set(expected.names):
            raise StoreError(f"{name}: a row has the columns {sorted(row)}")
    try:
        table = pa.Table.from_pylist(rows, schema=expected)
    except (pa.ArrowException, UnicodeError, TypeError, OverflowError) as error:
        raise StoreError(f"{name}: {error}") from error
    for field in expected:
        if not field.nullable and table[field.name].null_count:
            raise StoreError(f"{name}: {field.name} may not be null")
    return table
