"""How long and how large the extraction of one document may become."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

resource: ModuleType | None
try:
    import resource
except ImportError:
    resource = None

MEGABYTE = 1 << 20
_BASE_SECONDS = 300.0
_SECONDS_PER_MEGABYTE = 60.0
_MOST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds on one document, and on the worker that extracts it.

    `timeout` is in seconds, None for one that grows with the file; `memory` is
    what a worker may take, in megabytes, and `recycle` the megabytes beyond
    which it makes room for a fresh one once a document is done.
    """

    timeout: float | None = None
    memory: int = 2048
    recycle: int = 640

    def seconds(self, size: int) -> float:
        """The seconds that a file of this many bytes may take.

        >>> Bounds().seconds(10 * MEGABYTE), Bounds(timeout=5).seconds(10 * MEGABYTE)
        (900.0, 5)
        """
        if self.timeout is not None:
            return self.timeout
        scaled = _BASE_SECONDS + _SECONDS_PER_MEGABYTE * size / MEGABYTE
        return min(scaled, _MOST_SECONDS)


def resident(pid: int) -> int:
    """Bytes of memory that a process holds, 0 where the system does not say (no /proc)."""
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGESIZE")
    return 0


def limit_memory(memory: int) -> None:
    """Have allocations of this process fail beyond `memory` megabytes resident.

    What it holds already without using it (reserved areas of the libraries) is
    not counted. Where the system has no such limit, nothing happens.
    """
    status = Path("/proc/self/status")
    if resource is None or not status.exists():
        return
    fields = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
    data = int(fields["VmData"].split()[0]) * 1024
    room = max(memory * MEGABYTE - resident(os.getpid()), 0)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = data + room
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
