"""The commit log: numbered entries that say which parts the knowledge base consists of.

An entry is one commit. It adds parts, removes parts, and supersedes documents
within a part whose other documents stay. Entries are never changed; number n
is taken by creating ``log/n.json`` exclusively, so of two writers one loses,
reads what the other did, and tries the next number.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jixiao.errors import SchemaVersionError, StoreError
from jixiao.schema import SCHEMA_VERSION
from jixiao.store.files import create_exclusively
from jixiao.store.plain import dumps

_PATH = re.compile(r"(parts|runs)/[0-9]{8}-[0-9a-f]{16}")
_NAME = re.compile(r"[0-9]{8}\.json")


@dataclass(frozen=True, slots=True)
class Part:
    """A folder of Parquet files: rows by table, and document ids by pipeline fingerprint."""

    path: str
    tables: dict[str, int]
    documents: dict[str, list[str]] = field(default_factory=dict)

    def ids(self) -> Iterator[str]:
        """The documents whose rows the part holds."""
        for ids in self.documents.values():
            yield from ids


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit; `supersede` names documents by the path of the part that holds them."""

    add: tuple[Part, ...] = ()
    remove: tuple[str, ...] = ()
    supersede: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Snapshot:
    """What the knowledge base consists of after the entry `version`.

    `parts` are the live ones in the order of the log, `superseded` the
    documents in them that no longer count, `documents` the live documents with
    the part that holds them and its pipeline, `known` every part ever added.
    """

    version: int = 0
    parts: dict[str, Part] = field(default_factory=dict)
    superseded: dict[str, set[str]] = field(default_factory=dict)
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def apply(self, entry: Entry) -> None:
        """Advance by one entry. Raises StoreError if it does not fit."""
        for path in (*entry.remove, *entry.supersede):
            if path not in self.parts:
                raise StoreError(f"log entry {self.version + 1} names the unknown part {path}")
        for path in entry.remove:
            self._forget(path, self.parts.pop(path).ids())
            self.superseded.pop(path, None)
        for path, ids in entry.supersede.items():
            self._forget(path, ids)
            self.superseded.setdefault(path, set()).update(ids)
        for part in entry.add:
            self._learn(part)
        self.version += 1

    def empties(self, path: str, ids: list[str]) -> bool:
        """Whether nothing of the part would count any more without these documents."""
        return set(self.parts[path].ids()) == self.superseded.get(path, set()).union(ids)

    def _forget(self, path: str, ids: Iterator[str] | list[str]) -> None:
        for doc_id in ids:
            if self.documents.get(doc_id, ("", ""))[0] == path:
                del self.documents[doc_id]

    def _learn(self, part: Part) -> None:
        for pipeline, ids in part.documents.items():
            for doc_id in ids:
                if doc_id in self.documents:
                    raise StoreError(f"log entry {self.version + 1} adds {doc_id} once more")
                self.documents[doc_id] = (part.path, pipeline)
        self.parts[part.path] = part
        self.known.add(part.path)


class Log:
    """The folder of entries."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def refresh(self, snapshot: Snapshot) -> None:
        """Bring a snapshot up to the last entry.

        Raises StoreError if an entry is missing or malformed,
        SchemaVersionError if one was written under another schema.
        """
        names = sorted(p.name for p in self.folder.iterdir() if _NAME.fullmatch(p.name))
        for number, name in enumerate(names[snapshot.version :], start=snapshot.version + 1):
            if name != _name(number):
                raise StoreError(f"{self.folder}: entry {_name(number)} is missing")
            snapshot.apply(_read(self.folder / name))

    def append(self, number: int, entry: Entry) -> bool:
        """Commit an entry under this number; False if another writer has taken it."""
        return create_exclusively(self.folder / _name(number), _write(entry))


def _name(number: int) -> str:
    return f"{number:08d}.json"


def _write(entry: Entry) -> bytes:
    value = {
        "schema": SCHEMA_VERSION,
        "add": [
            {"path": part.path, "tables": part.tables, "documents": part.documents}
            for part in entry.add
        ],
        "remove": list(entry.remove),
        "supersede": entry.supersede,
    }
    return f"{dumps(value)}\n".encode()


def _read(path: Path) -> Entry:
    try:
        value = json.loads(path.read_bytes())
        check_version(path, value["schema"])
        return Entry(
            add=tuple(_part(item) for item in value["add"]),
            remove=tuple(_checked(name) for name in value["remove"]),
            supersede={_checked(name): list(ids) for name, ids in value["supersede"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: not a log entry: {error!r}") from error


def _part(item: dict[str, Any]) -> Part:
    return Part(_checked(item["path"]), dict(item["tables"]), dict(item["documents"]))


def _checked(path: str) -> str:
    """The path of a part; one that led out of the knowledge base would be no part."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r} is no part")
    return path


def check_version(path: Path, version: Any) -> None:
    """Raise SchemaVersionError unless the file was written under this schema."""
    if version != SCHEMA_VERSION:
        raise SchemaVersionError(
            f"{path}: written under schema version {version}, this jixiao reads {SCHEMA_VERSION}; "
            "use the jixiao that wrote it, or extract the reports again into a new folder"
        )
