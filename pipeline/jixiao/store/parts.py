"""Parts: immutable folders of Parquet files, one per table that has rows."""

import hashlib
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jixiao.errors import StoreError
from jixiao.store.arrow import arrow_schema
from jixiao.store.files import place_folder
from jixiao.store.log import Part

STAGING = "staging"


def encode(tables: dict[str, pa.Table]) -> dict[str, bytes]:
    """The tables that have rows as Parquet files by file name; the same rows, the same bytes."""
    return {f"{name}.parquet": _parquet(table) for name, table in tables.items() if table.num_rows}


def _parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table.combine_chunks(), sink, compression="zstd")
    return sink.getvalue()


def place(root: Path, path: str, files: dict[str, bytes]) -> None:
    """Put a part on the disk. It exists for readers once a log entry names it."""
    place_folder(root / path, root / STAGING, files)


def part_path(kind: str, number: int, files: dict[str, bytes]) -> str:
    """The path of a part: kind, number of its log entry, and a hash of its content.

    >>> part_path("parts", 7, {"facts.parquet": b"..."})
    'parts/00000007-c541d8282ceeb6c7'
    """
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}:{len(data)}:".encode() + data)
    return f"{kind}/{number:08d}-{digest.hexdigest()[:16]}"


def file_of(root: Path, part: Part, table: str) -> Path:
    """The Parquet file of one table in a part."""
    return root / part.path / f"{table}.parquet"


def read_part(
    root: Path,
    part: Part,
    table: str,
    filters: pc.Expression | None = None,
    columns: list[str] | None = None,
) -> pa.Table:
    """The rows of one table in a part that pass the filter, in the order they were written.

    Raises StoreError if the file is missing, damaged or of another schema.
    """
    expected = arrow_schema(table)
    if columns is not None:
        expected = pa.schema([expected.field(name) for name in columns])
    if not part.tables.get(table):
        return expected.empty_table()
    path = file_of(root, part, table)
    try:
        rows = pq.read_table(path, columns=columns, filters=filters, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
    if not rows.schema.equals(expected):
        raise StoreError(f"{path}: its columns are not those of the table {table}")
    return rows
