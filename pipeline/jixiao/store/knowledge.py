"""The knowledge base as a reader sees it."""

import json
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jixiao.errors import StoreError
from jixiao.schema import SCHEMA_VERSION
from jixiao.store import query
from jixiao.store.arrow import BY_NAME, arrow_schema
from jixiao.store.files import create_exclusively
from jixiao.store.lock import LOCK
from jixiao.store.log import Log, Part, Snapshot, check_version
from jixiao.store.parts import STAGING, read_part
from jixiao.store.plain import dumps
from jixiao.store.rows import Rows
from jixiao.store.unrows import from_rows
from jixiao.store.writer import BATCH_DOCUMENTS, Writer
from jixiao.types import Extraction

MARKER = "jixiao.json"
NAMES = "names.toml"
FORMAT = "jixiao knowledge base"
_FOLDERS = ("log", "parts", "runs", STAGING)


class KnowledgeBase:
    """A knowledge base in the folder `path`.

    It is opened for reading, as it stands at that moment; `refresh` brings in
    what was committed since. With `create` the folder is made a knowledge base
    if it is none. Raises StoreError if the folder is no knowledge base, or not
    empty when one is to be made in it; SchemaVersionError if it was written
    under another schema.
    """

    def __init__(self, path: str | PathLike[str], *, create: bool = False) -> None:
        self.path = Path(path)
        if create:
            _create(self.path)
        _check(self.path)
        self._log = Log(self.path / "log")
        self._snapshot = Snapshot()
        self.refresh()

    def __len__(self) -> int:
        return len(self._snapshot.documents)

    @property
    def names_file(self) -> Path:
        """Where a person decides about names; the file need not be there."""
        return self.path / NAMES

    def refresh(self) -> None:
        """See what was committed since the knowledge base was opened."""
        self._log.refresh(self._snapshot)

    def writer(self, pipeline: str, *, force: bool = False, batch: int = BATCH_DOCUMENTS) -> Writer:
        """A writer for what the pipeline with this fingerprint extracts.

        Use it as a context manager, and `refresh` to see what it wrote.
        """
        return Writer(self.path, pipeline, force=force, batch=batch)

    def has(self, doc_id: str, pipeline: str | None = None) -> bool:
        """Whether the document is there, read or not, and made by this pipeline if one is named."""
        found = self._snapshot.documents.get(doc_id)
        return found is not None and pipeline in (None, found[1])

    def pipeline_of(self, doc_id: str) -> str:
        """Fingerprint of the pipeline that made the document's rows."""
        return self._snapshot.documents[doc_id][1]

    def ids(self) -> list[str]:
        """The document ids, in the order of their commits."""
        return list(self._snapshot.documents)

    def resolve(self, name: str) -> str:
        """The document id that `name` means: an id, the start of one, or a source path or name.

        Raises StoreError if it means no document or several.
        """
        if name in self._snapshot.documents:
            return name
        found = [doc_id for doc_id in self._snapshot.documents if doc_id.startswith(name)]
        found = found or self._from_source(name)
        if len(found) == 1:
            return found[0]
        which = f"any of {', '.join(found[:5])}" if found else f"none of its {len(self)} documents"
        raise StoreError(f"{self.path}: {name!r} may mean {which}")

    def _from_source(self, name: str) -> list[str]:
        rows = self.table("documents", columns=["doc_id", "source"]).to_pylist()
        exact = [row["doc_id"] for row in rows if row["source"] == name]
        return exact or [row["doc_id"] for row in rows if Path(row["source"]).name == name]

    def extraction(self, doc_id: str) -> Extraction:
        """Everything that was read from a document, equal to what was written.

        Raises StoreError if it is not there or could not be read.
        """
        rows = self.rows(doc_id)
        (document,) = rows["documents"]
        if document["status"] != "ok":
            raise StoreError(f"{document['source']}: {document['status']}: {document['reason']}")
        return from_rows(rows)

    def rows(self, doc_id: str) -> Rows:
        """The rows of one document by table. Raises StoreError if it is not there."""
        if doc_id not in self._snapshot.documents:
            raise StoreError(f"{self.path}: there is no document {doc_id!r}")
        part = self._snapshot.parts[self._snapshot.documents[doc_id][0]]
        wanted = pc.field("doc_id") == doc_id
        return {
            name: read_part(self.path, part, name, wanted).to_pylist()
            for name in BY_NAME
            if name != "runs"
        }

    def unread(self) -> dict[str, str]:
        """The status of every document whose status is not ok, by its id."""
        columns = ["doc_id", "status"]
        return {
            row["doc_id"]: row["status"]
            for chunk in self.chunks("documents", columns)
            for row in chunk.filter(pc.field("status") != "ok").to_pylist()
        }

    def tables(self) -> dict[str, int]:
        """The tables with the number of their rows."""
        return {name: self._count(name) for name in BY_NAME}

    def _count(self, name: str) -> int:
        return sum(
            self._rows(part, name, ["doc_id"]).num_rows
            if path in self._snapshot.superseded and name in part.tables
            else part.tables.get(name, 0)
            for path, part in self._snapshot.parts.items()
        )

    def table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """All rows of a table in the order of their commits.

        Raises StoreError if there is no such table or a part is missing or damaged.
        """
        empty = arrow_schema(name).empty_table()
        chunks = self.chunks(name, columns)
        return pa.concat_tables([empty if columns is None else empty.select(columns), *chunks])

    def chunks(self, name: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """The rows of `table`, part by part, for those who need not hold them all at once."""
        for part in self._snapshot.parts.values():
            if name in part.tables:
                yield self._rows(part, name, columns)

    def _rows(self, part: Part, name: str, columns: list[str] | None) -> pa.Table:
        gone = self._snapshot.superseded.get(part.path)
        filters = ~pc.field("doc_id").isin(sorted(gone)) if gone else None
        return read_part(self.path, part, name, filters, columns)

    def query(self, sql: str, params: Any = ()) -> pa.Table:
        """The result of one SQL query over the tables and the view `fact_table`.

        `params` fill the placeholders of the query. Nothing can be changed, and
        no other file be read. Raises StoreError with the cause if it fails.
        """
        return query.run(self.path, self._snapshot, sql, params)

    def facts(
        self,
        *,
        issuer: str | None = None,
        subject: str | None = None,
        indicator: str | None = None,
        year: int | None = None,
        kind: str | None = None,
    ) -> pa.Table:
        """Rows of `fact_table`, by document and place in the text.

        `issuer`, `subject` and `indicator` (the fact's name) are looked for
        anywhere in the name; `year` is the report year, `kind` the fact's kind.
        """
        sql, params = query.facts_query(
            contains={"issuer": issuer, "subject": subject, "name": indicator},
            equals={"year": year, "kind": kind},
        )
        return self.query(sql, params)


def _create(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
        if (root / MARKER).exists():
            return
        names = {path.name for path in root.iterdir() if not path.name.startswith(".")}
        if names - {*_FOLDERS, LOCK}:
            raise StoreError(f"{root}: not empty, and no knowledge base: {MARKER} is missing")
        for name in _FOLDERS:
            (root / name).mkdir(exist_ok=True)
        (root / LOCK).touch()
        what = {"format": FORMAT, "schema": SCHEMA_VERSION}
        create_exclusively(root / MARKER, f"{dumps(what)}\n".encode())
    except OSError as error:
        raise StoreError(f"{root}: cannot be made a knowledge base: {error}") from error


def _check(root: Path) -> None:
    if not root.is_dir():
        raise StoreError(f"{root}: there is no such folder")
    missing = [name for name in (MARKER, "log", "parts") if not (root / name).exists()]
    if missing:
        raise StoreError(f"{root}: not a knowledge base: {', '.join(missing)} is missing")
    marker = root / MARKER
    try:
        found = json.loads(marker.read_bytes())
        if found["format"] != FORMAT:
            raise ValueError(found["format"])
        version = found["schema"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker}: does not describe a knowledge base: {error!r}") from error
    check_version(marker, version)
