"""A worker process as its parent sees it."""

import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic

from jixiao.batch.bounds import MEGABYTE, Bounds, resident
from jixiao.batch.tasks import Task
from jixiao.batch.worker import NO_MEMORY, QUIET, Done, Load, Order, Ready, serve
from jixiao.bodies.decisions import Decisions
from jixiao.errors import JixiaoError

# One document in work and the next at hand, so that a worker need not wait for its parent.
DEPTH = 2
_LEAST_ROOM = 64 * MEGABYTE
_CONTEXT = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A task with its place in the order; `tries` counts how often it cost a worker its life."""

    number: int
    task: Task
    tries: int = 0

    def again(self) -> "Numbered":
        """The same after one more try."""
        return replace(self, tries=self.tries + 1)


class Slot:
    """A worker process with the tasks it was given; the first of `queue` is in work."""

    def __init__(self, load: Load, bounds: Bounds) -> None:
        self.connection: Connection[object, object]
        self.connection, theirs = _CONTEXT.Pipe()
        self.queue: deque[Numbered] = deque()
        self.ready = False
        self.retiring = False
        self.gone = False
        self.started = monotonic()
        self._bounds = bounds
        self._recycle = bounds.recycle * MEGABYTE
        self._since = self.started
        self._process = _CONTEXT.Process(
            target=serve, args=(theirs, load, bounds.memory), daemon=True
        )
        with _signals_held():
            self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid or 0

    @property
    def sentinel(self) -> int:
        """What becomes ready when the process ends."""
        return self._process.sentinel

    @property
    def weight(self) -> int:
        """How much work is in the queue."""
        return sum(weight(item.task) for item in self.queue)

    @property
    def room(self) -> bool:
        """Whether it can be given a task; one on its second try is left alone."""
        free = self.ready and not self.retiring and len(self.queue) < DEPTH
        return free and not any(item.tries for item in self.queue)

    def said(self) -> Iterator[object]:
        """What the worker has said since; `gone` is true after that if it has ended."""
        try:
            while self.connection.poll():
                yield self.connection.recv()
        except (EOFError, OSError):
            self.gone = True

    def begin(self, ready: Ready, names: Decisions) -> None:
        """Take note that the worker is ready, and tell it the names decided.

        Raises JixiaoError if the model leaves no memory for a document.
        """
        if ready.resident + _LEAST_ROOM > self._bounds.memory * MEGABYTE:
            taken = ready.resident // MEGABYTE
            raise JixiaoError(
                f"{self._bounds.memory} MB of memory are too few: the model alone takes {taken} MB"
            )
        self.ready = True
        self._recycle = max(self._recycle, ready.resident * 3 // 2)
        self._send(names)

    def give(self, item: Numbered) -> None:
        """Give a task to the worker."""
        if not self.queue:
            self._since = monotonic()
        self.queue.append(item)
        self._send(Order(item.task.source, self._bounds.seconds(item.task.size)))

    def _send(self, message: object) -> None:
        # A worker that is gone is noticed by its silence.
        with suppress(OSError):
            self.connection.send(message)

    def take(self, done: Done) -> Numbered:
        """Take note that the first task is done; the task."""
        self._since = monotonic()
        self.retiring = self.retiring or done.resident > self._recycle
        return self.queue.popleft()

    def passed(self) -> tuple[str, str] | None:
        """The bound that the document in work has passed as status and reason, None if none."""
        if not self.queue:
            return None
        seconds = self._bounds.seconds(self.queue[0].task.size)
        if monotonic() - self._since > seconds:
            return "timeout", f"it took more than {seconds:g} seconds"
        if resident(self.pid) > self._bounds.memory * MEGABYTE:
            return self._too_large()
        return None

    def end(self, seconds: float) -> None:
        """Let the worker end, and end it if it has not within so many seconds."""
        self.connection.close()
        self._process.join(seconds)
        self.kill()

    def kill(self) -> None:
        """End the worker."""
        self.connection.close()
        self._process.kill()
        self._process.join()

    def bury(self) -> tuple[str, str]:
        """Why the worker is gone, as status and reason of the document in work."""
        self._process.join(1)
        self.kill()
        code = self._process.exitcode or 0
        if code == NO_MEMORY:
            return self._too_large()
        return "crashed", f"its worker {describe_end(code)}"

    def _too_large(self) -> tuple[str, str]:
        return "too_large", f"it takes more than {self._bounds.memory} MB of memory"


def describe_end(code: int) -> str:
    """The exit code of a process in words; negative codes are signals.

    >>> describe_end(-11), describe_end(3)
    ('ended by signal 11 (SIGSEGV)', 'ended with exit status 3')
    """
    if code >= 0:
        return f"ended with exit status {code}"
    known = {number.value: f" ({number.name})" for number in signal.Signals}
    return f"ended by signal {-code}{known.get(-code, '')}"


def weight(task: Task) -> int:
    """A rough measure of the work in a task, 1 for a short report.

    >>> weight(Task("a.txt", size=6_000)), weight(Task("b.pdf", size=2_000_000))
    (1, 20)
    """
    return max(1, task.size // 100_000)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Hold Ctrl-C back within the block: a process started in it is not hit while it wakes up."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, QUIET)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
