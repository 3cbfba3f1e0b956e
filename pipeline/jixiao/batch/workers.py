"""The engine of worker processes on this machine."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from multiprocessing.connection import wait
from time import monotonic
from types import TracebackType
from typing import Self

from jixiao.batch.bounds import Bounds
from jixiao.batch.slot import Numbered, Slot, weight
from jixiao.batch.tasks import Event, Outcome, Task
from jixiao.batch.worker import Broken, Done, Load, Ready
from jixiao.bodies.decisions import NOTHING_DECIDED, Decisions
from jixiao.errors import JixiaoError
from jixiao.store import prepare
from jixiao.types import Failure

# Each worker holds its own model, some 400 MB; the disk and the parent keep up with four.
MOST_BY_DEFAULT = 4
# Loading the model takes about as long as so many short reports.
REPORTS_PER_WORKER = 16
# Rows that wait for an earlier document to be done, at most.
HELD_DOCUMENTS = 256
HELD_BYTES = 64 << 20
_TRIES = 2
_LOOK_SECONDS = 0.25
_START_SECONDS = 600.0
_END_SECONDS = 5.0


def default_workers() -> int:
    """One worker per core that this process may use, at most four."""
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    return min(cores, MOST_BY_DEFAULT)


class Workers:
    """Up to `most` worker processes, each with its own pipeline; use it as a context manager.

    `load` makes the pipeline in a worker and must be picklable. Workers are
    started as work comes in: another one for every `per_worker` short reports
    that wait. A document that passes its bounds, or twice costs its worker its
    life, becomes a row with the status timeout, too_large or crashed, and the
    worker is replaced. Raises JixiaoError if a worker cannot load the pipeline.
    """

    def __init__(
        self,
        load: Load,
        most: int,
        *,
        bounds: Bounds | None = None,
        per_worker: int = 1,
        identity: str | None = None,
        report: Callable[[Event], None] = lambda event: None,
    ) -> None:
        self.identity = identity
        self._load = load
        self._most = most
        self._bounds = bounds or Bounds()
        self._per_worker = per_worker
        self._report = report
        self._slots: list[Slot] = []
        self._waiting: deque[Numbered] = deque()
        self._held: dict[int, Outcome] = {}
        self._names = NOTHING_DECIDED
        self._fingerprint: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for slot in self._slots:
            slot.end(_END_SECONDS if kind is None and not slot.queue else 0)
        self._slots.clear()

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the pipeline, once a worker has loaded it."""
        if not self._slots:
            self._start()
        while self._fingerprint is None:
            self._listen(_LOOK_SECONDS)
        return self._fingerprint

    def results(self, tasks: Iterable[Task | None], names: Decisions) -> Iterator[Outcome]:
        """The outcomes in the order of the tasks."""
        self._names = names
        source, numbers, following = iter(tasks), count(), 0
        more = True
        while more or self._busy():
            more = more and self._pull(source, numbers)
            self._staff()
            self._hand_out()
            self._listen(0 if more and self._has_room() else _LOOK_SECONDS)
            while following in self._held:
                yield self._held.pop(following)
                following += 1

    def _busy(self) -> bool:
        return bool(self._waiting or self._held or any(slot.queue for slot in self._slots))

    def _has_room(self) -> bool:
        """Whether a further task may be taken on; memory stays bounded by that."""
        held = sum(outcome.rows.size for outcome in self._held.values())
        return (
            len(self._waiting) < self._most * self._per_worker
            and len(self._held) < HELD_DOCUMENTS
            and held < HELD_BYTES
        )

    def _pull(self, source: Iterator[Task | None], numbers: Iterator[int]) -> bool:
        """Take tasks while there is room, a few at a time; whether there may be more."""
        for _ in range(self._most * self._per_worker):
            if not self._has_room():
                return True
            try:
                task = next(source)
            except StopIteration:
                return False
            if task is not None:
                self._waiting.append(Numbered(next(numbers), task))
        return True

    def _staff(self) -> None:
        """Start and retire workers as the work demands."""
        for slot in [slot for slot in self._slots if slot.retiring and not slot.queue]:
            self._report(Event("worker", status="recycled", pid=slot.pid))
            slot.end(_END_SECONDS)
            self._slots.remove(slot)
        staying = [slot for slot in self._slots if not slot.retiring]
        work = sum(weight(item.task) for item in self._waiting)
        work += sum(slot.weight for slot in staying)
        wanted = min(self._most, -(-work // self._per_worker))
        for _ in range(len(staying), wanted):
            self._start()

    def _start(self) -> None:
        slot = Slot(self._load, self._bounds)
        self._slots.append(slot)
        self._report(Event("worker", status="started", pid=slot.pid))

    def _hand_out(self) -> None:
        """Give waiting tasks to the workers with the shortest queues."""
        while self._waiting:
            item = self._waiting[0]
            free = [slot for slot in self._slots if slot.room and not (item.tries and slot.queue)]
            if not free:
                return
            slot = min(free, key=lambda slot: len(slot.queue))
            self._waiting.popleft()
            slot.give(item)

    def _listen(self, seconds: float) -> None:
        """Take what the workers say within so many seconds, then look for passed bounds."""
        places = [place for slot in self._slots for place in (slot.connection, slot.sentinel)]
        said = set(wait(places, seconds))
        for slot in list(self._slots):
            if said & {slot.connection, slot.sentinel}:
                self._hear(slot)
        for slot in list(self._slots):
            passed = slot.passed()
            if passed:
                slot.kill()
                self._lost(slot, *passed)
            elif not slot.ready and monotonic() - slot.started > _START_SECONDS:
                slot.kill()
                raise JixiaoError(f"a worker did not start within {_START_SECONDS:g} seconds")

    def _hear(self, slot: Slot) -> None:
        """Take everything that a worker has said, and note if it is gone."""
        for message in slot.said():
            match message:
                case Ready(fingerprint):
                    self._fingerprint = fingerprint
                    slot.begin(message, self._names)
                case Broken(error):
                    raise error
                case Done(rows, seconds, _):
                    item = slot.take(message)
                    self._held[item.number] = Outcome(item.task, rows, seconds)
        if slot.gone:
            self._lost(slot, *slot.bury())

    def _lost(self, slot: Slot, status: str, reason: str) -> None:
        """Go on without a worker: the document in work is tried again or fails, others wait."""
        self._slots.remove(slot)
        if not slot.ready:
            raise JixiaoError(f"a worker could not load the model: {reason}")
        source = slot.queue[0].task.source if slot.queue else None
        self._report(Event("worker", source, "lost", reason, pid=slot.pid))
        if not slot.queue:
            return
        item = slot.queue.popleft().again()
        self._waiting.extendleft(reversed(slot.queue))
        if status == "timeout" or item.tries >= _TRIES:
            self._held[item.number] = self._failed(item.task, status, reason)
        else:
            self._waiting.appendleft(item)

    def _failed(self, task: Task, status: str, reason: str) -> Outcome:
        failure = Failure(task.doc_id, task.source, status, reason)
        return Outcome(task, prepare(failure, self.fingerprint), 0.0)
