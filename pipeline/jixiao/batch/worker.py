"""The process that extracts: it loads the model once and takes documents until none come."""

import faulthandler
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from time import monotonic

import pyarrow as pa

from jixiao.batch.bounds import limit_memory, resident
from jixiao.batch.tasks import extract_rows
from jixiao.bodies.decisions import Decisions
from jixiao.errors import JixiaoError
from jixiao.pipeline import Pipeline
from jixiao.store import Prepared

Load = Callable[[], Pipeline]
# Signals that the parent answers for all.
QUIET = {signal.SIGINT, signal.SIGTERM}
# Exit status of a worker to which memory was refused.
NO_MEMORY = 86


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded; `resident` are the bytes of memory that the worker holds with it."""

    fingerprint: str
    resident: int


@dataclass(frozen=True, slots=True)
class Broken:
    """The model cannot be loaded."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Order:
    """A document to extract within so many seconds."""

    source: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Done:
    """The rows of the document ordered first, the seconds it took, and the memory held now."""

    rows: Prepared
    seconds: float
    resident: int


def serve(connection: "Connection[object, object]", load: Load, memory: int) -> None:
    """Load the model, take `Decisions` and then orders; answer each order with its rows.

    Ends when the other side closes the connection, and when its process is gone.
    """
    _settle()
    try:
        pipeline = load()
        ready = Ready(pipeline.fingerprint, resident(os.getpid()))
    except Exception as error:
        told = error if isinstance(error, JixiaoError | OSError) else _described(error)
        connection.send(Broken(told))
        return
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(ready)
        _bound_memory(memory)
        names = connection.recv()
        assert isinstance(names, Decisions)
        while True:
            connection.send(_carry_out(connection.recv(), pipeline, names))
    # What the libraries would do at the end of the process takes longer than a document.
    os._exit(0)


def _carry_out(order: object, pipeline: Pipeline, names: Decisions) -> Done:
    assert isinstance(order, Order)
    started = monotonic()
    # Should this process hang beyond the reach of Python when its parent is gone, it still ends.
    faulthandler.dump_traceback_later(2 * order.seconds + 60, exit=True, file=_nowhere())
    try:
        rows = extract_rows(pipeline, order.source, names)
    except MemoryError:
        os._exit(NO_MEMORY)
    faulthandler.cancel_dump_traceback_later()
    return Done(rows, monotonic() - started, resident(os.getpid()))


def _settle() -> None:
    """Leave signals to the parent, keep to one thread, and end when the parent is gone."""
    for number in QUIET:
        # A handler, as what is ignored would be ignored by the programs a reader starts, too.
        signal.signal(number, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, QUIET)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _bound_memory(memory: int) -> None:
    # Its own pools reserve a gigabyte, which no bound on memory would see being used.
    pa.set_memory_pool(pa.system_memory_pool())
    limit_memory(memory)


@cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def _described(error: Exception) -> JixiaoError:
    return JixiaoError(f"the model cannot be loaded: {type(error).__name__}: {error}")
