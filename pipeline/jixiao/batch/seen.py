"""Files seen before, known by place, size and times without being read; and models likewise.

The cache lies in the knowledge base, in a file of its own, and says nothing of
what was extracted; without it every file is read to know it. It holds a file
only if that had not been touched for a while, as a change within the tick of
the file system's clock would not show.
"""

import hashlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jixiao.batch.tasks import Engine
from jixiao.readers import DEFAULT_LIMITS

SEEN = "seen.sqlite"
# The coarsest clock of a file system in use (FAT).
TICK = 2_000_000_000
_WAITING = 500
_CREATE = """
    CREATE TABLE IF NOT EXISTS pipelines (identity TEXT PRIMARY KEY, fingerprint TEXT);
    CREATE TABLE IF NOT EXISTS files (
        place BLOB PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER,
        doc_id TEXT
    ) WITHOUT ROWID;
"""
_PIPELINE = "SELECT fingerprint FROM pipelines WHERE identity = ?"
_NAME = "INSERT OR REPLACE INTO pipelines VALUES (?, ?)"
_FIND = """
    SELECT doc_id FROM files
    WHERE place = ? AND size = ? AND modified = ? AND changed = ? AND inode = ?
"""

Look = tuple[bytes, int, int, int, int]


class SeenFiles:
    """The cache of a knowledge base; `close` writes what is new. It never raises."""

    def __init__(self, root: Path) -> None:
        self._new: list[tuple[object, ...]] = []
        self._database: sqlite3.Connection | None = None
        with suppress(sqlite3.Error):
            self._database = sqlite3.connect(root / SEEN, timeout=5)
            self._database.executescript(_CREATE)

    def identify(self, path: Path) -> tuple[str | None, int]:
        """The document id of the file at `path`, None where it cannot be read; its size in bytes.

        A file that has the size, times and inode it had when it was last read is not read.
        """
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > DEFAULT_LIMITS.max_bytes:
                return None, 0
            look = _look(path, status)
            return self._ask(_FIND, look) or self._learn(path, look), status.st_size
        except (OSError, ValueError):
            return None, 0

    def fingerprint(self, engine: Engine) -> str:
        """The fingerprint of the engine's pipeline, which need not be loaded if it is known."""
        known = None if engine.identity is None else self._ask(_PIPELINE, (engine.identity,))
        return self.loaded(engine) if known is None else known

    def loaded(self, engine: Engine) -> str:
        """The fingerprint as the engine itself tells it, noted for later runs."""
        if engine.identity is not None:
            self._tell(_NAME, [(engine.identity, engine.fingerprint)])
        return engine.fingerprint

    def _ask(self, sql: str, values: tuple[object, ...]) -> str | None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                for (found,) in self._database.execute(sql, values):
                    return str(found)
        return None

    def _tell(self, sql: str, rows: list[tuple[object, ...]]) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error), self._database:
                self._database.executemany(sql, rows)

    def _learn(self, path: Path, look: Look) -> str:
        started = time.time_ns()
        with path.open("rb") as file:
            doc_id = hashlib.file_digest(file, "sha256").hexdigest()[:16]
            after = _look(path, os.fstat(file.fileno()))
        if look == after and max(look[2], look[3]) + TICK < started:
            self._new.append((*look, doc_id))
            if len(self._new) >= _WAITING:
                self._write()
        return doc_id

    def _write(self) -> None:
        if self._new:
            self._tell("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", self._new)
        self._new = []

    def close(self) -> None:
        """Write what is new, as far as that is possible."""
        self._write()
        if self._database is not None:
            self._database.close()


def _look(path: Path, status: os.stat_result) -> Look:
    place = hashlib.sha256(os.fsencode(path.absolute())).digest()[:16]
    return place, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


@contextmanager
def seen_files(root: Path) -> Iterator[SeenFiles]:
    """The cache of the knowledge base in the folder `root`, closed at the end of the block."""
    seen = SeenFiles(root)
    try:
        yield seen
    finally:
        seen.close()
