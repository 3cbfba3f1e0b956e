"""Who writes: a lock that is released by the system when its holder dies.

Every writer holds the lock file shared for as long as it lives; whoever can
hold it alone knows that no writer is at work. Where the system has no flock,
nobody is ever known to be alone, so orphans stay, and all else is the same.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from jixiao.errors import StoreError

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:
    fcntl = None

LOCK = "lock"


class WriterLock:
    """A writer's share of the lock file."""

    def __init__(self, root: Path) -> None:
        self._path = root / LOCK
        self._file: BinaryIO | None = None

    def acquire(self, when_alone: Callable[[], None]) -> None:
        """Take the shared lock; before, call `when_alone` if no other writer is at work.

        Waits while another process does the same. Raises StoreError if the
        knowledge base cannot be written to.
        """
        try:
            file = self._path.open("ab")
        except OSError as error:
            raise StoreError(f"{self._path.parent}: cannot be written to: {error}") from error
        self._file = file
        if fcntl is None:
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            when_alone()
        fcntl.flock(file, fcntl.LOCK_SH)

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None
