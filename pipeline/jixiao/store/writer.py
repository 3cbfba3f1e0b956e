"""Adding documents to a knowledge base, batch by batch."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa

from jixiao.errors import StoreError
from jixiao.store.arrow import BY_NAME, to_arrow
from jixiao.store.lock import WriterLock
from jixiao.store.log import Entry, Log, Part, Snapshot
from jixiao.store.parts import STAGING, encode, part_path, place
from jixiao.store.prepared import Prepared, prepare
from jixiao.store.rows import doc_id_of, path_id
from jixiao.store.runs import Run
from jixiao.store.sweep import sweep
from jixiao.types import Extraction, Failure

BATCH_DOCUMENTS = 64
BATCH_CHARACTERS = 16_000_000


@dataclass(frozen=True, slots=True)
class _Pending:
    """A document that waits for the next commit; `force` has it take the place of its like."""

    item: Prepared
    force: bool

    @property
    def replaces(self) -> tuple[str, str]:
        """The ids that it takes the place of."""
        return self.item.doc_id, path_id(self.item.source)


class Writer:
    """Adds documents to a knowledge base; use it as a context manager.

    Documents are committed together once `batch` of them wait, on `flush`,
    and when the block ends, be it by an error: what was added is complete. Only
    after an error of the store itself no commit is tried. A document that is there already
    from the same pipeline is skipped, unless `force`; one from another
    pipeline is superseded, in the same commit that adds its new rows.

    Any number of writers, in any number of processes, may write at a time.
    """

    def __init__(
        self,
        root: Path,
        pipeline: str,
        *,
        force: bool = False,
        batch: int = BATCH_DOCUMENTS,
    ) -> None:
        self.pipeline = pipeline
        self._root = root
        self._force = force
        self._batch = batch
        self._log = Log(root / "log")
        self._snapshot = Snapshot()
        self._lock = WriterLock(root)
        self._pending: dict[str, _Pending] = {}
        self._run = Run(pipeline)

    def __enter__(self) -> Self:
        try:
            self._lock.acquire(when_alone=self._sweep)
            (self._root / STAGING).mkdir(exist_ok=True)
            self._log.refresh(self._snapshot)
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if not isinstance(error, StoreError):
                self.flush()
                self._note_skips()
        finally:
            self._lock.release()

    def wants(self, doc_id: str) -> bool:
        """Whether `add` would take this document; if not, it is counted as skipped.

        Ask before the costly extraction.
        """
        wanted = doc_id not in self._pending and (self._force or not self._has(doc_id))
        self._run.skipped += not wanted
        return wanted

    def skip(self, count: int) -> None:
        """Count documents as skipped that are known without asking `wants`."""
        self._run.skipped += count

    def add(self, item: Extraction | Failure | Prepared, *, force: bool = False) -> bool:
        """Take a document for the next commit; False if it is there already.

        `force` has it replace what the same pipeline made of it. Raises
        StoreError if its rows do not fit the schema, or were prepared under
        another pipeline. The other documents of the batch are not harmed by that.
        """
        doc_id = item.doc_id if isinstance(item, Prepared) else doc_id_of(item)
        if not force and not self.wants(doc_id):
            return False
        ready = item if isinstance(item, Prepared) else prepare(item, self.pipeline)
        if ready.pipeline != self.pipeline:
            raise StoreError(f"{ready.source}: made by {ready.pipeline}, not {self.pipeline}")
        self._pending[doc_id] = _Pending(ready, force or self._force)
        if len(self._pending) >= self._batch or self._characters() >= BATCH_CHARACTERS:
            self.flush()
        return True

    def flush(self) -> int:
        """Commit what waits, over all tables at once; the number of documents committed.

        Documents that another writer has committed in the meantime, from the
        same pipeline, are left out.
        """
        while self._leave_out_what_is_there():
            batch = list(self._pending.values())
            if self._commit(batch):
                self._pending.clear()
                return len(batch)
        return 0

    def _sweep(self) -> None:
        self._log.refresh(self._snapshot)
        sweep(self._root, self._snapshot)

    def _characters(self) -> int:
        return sum(pending.item.characters for pending in self._pending.values())

    def _has(self, doc_id: str) -> bool:
        return self._snapshot.documents.get(doc_id, ("", None))[1] == self.pipeline

    def _leave_out_what_is_there(self) -> bool:
        there = [
            doc_id
            for doc_id, waiting in self._pending.items()
            if self._has(doc_id) and not waiting.force
        ]
        for doc_id in there:
            del self._pending[doc_id]
        self._run.skipped += len(there)
        return bool(self._pending)

    def _commit(self, batch: list[_Pending]) -> bool:
        """Commit the batch and the run's new row; False if another writer was faster."""
        number = self._snapshot.version + 1
        failed = sum(waiting.item.failure is not None for waiting in batch)
        counts = (len(batch) - failed, failed)
        row = self._place("runs", number, {"runs": to_arrow("runs", [self._run.row(*counts)])})
        added = (self._documents_part(number, batch), row) if batch else (row,)
        won = self._log.append(number, self._entry(added, batch))
        self._log.refresh(self._snapshot)
        if won:
            self._run.commit(*counts, path=row.path)
        return won

    def _documents_part(self, number: int, batch: list[_Pending]) -> Part:
        tables = {
            name: pa.concat_tables(rows)
            for name in BY_NAME
            if (rows := [one.item.tables[name] for one in batch if name in one.item.tables])
        }
        ids = {self.pipeline: [waiting.item.doc_id for waiting in batch]}
        return self._place("parts", number, tables, ids)

    def _place(
        self,
        kind: str,
        number: int,
        tables: dict[str, pa.Table],
        ids: dict[str, list[str]] | None = None,
    ) -> Part:
        files = encode(tables)
        path = part_path(kind, number, files)
        place(self._root, path, files)
        rows = {name: table.num_rows for name, table in tables.items() if table.num_rows}
        return Part(path, rows, ids or {})

    def _entry(self, added: tuple[Part, ...], batch: list[_Pending]) -> Entry:
        replaced: dict[str, list[str]] = defaultdict(list)
        for doc_id in dict.fromkeys(i for waiting in batch for i in waiting.replaces):
            if doc_id in self._snapshot.documents:
                replaced[self._snapshot.documents[doc_id][0]].append(doc_id)
        emptied = [path for path, ids in replaced.items() if self._snapshot.empties(path, ids)]
        if self._run.path:
            emptied.append(self._run.path)
        kept = {path: ids for path, ids in replaced.items() if path not in emptied}
        return Entry(added, tuple(emptied), kept)

    def _note_skips(self) -> None:
        """Bring the run's row up to date, if the run has one and has skipped more since."""
        while self._run.path and self._run.skipped != self._run.noted:
            self._commit([])
