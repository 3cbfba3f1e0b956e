"""Starts and stops a local doccano, on 127.0.0.1 only."""

import contextlib
import json
import subprocess
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from jixiao.annotate.doccano.server_env import python_of
from jixiao.annotate.doccano.server_home import ServerFile, write_server_file
from jixiao.errors import DoccanoError
from jixiao.resources import data_path

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:
    fcntl = None

KEEP_SECONDS = 600
_LOG = "server.log"
_LOCK = "lock"
_PATIENCE = 15


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers at `url`; `wait` returns when it has ended by itself."""

    url: str
    process: subprocess.Popen[str]

    def wait(self) -> int:
        """The exit status of the server, once it has ended."""
        return self.process.wait()


@contextmanager
def running(
    home: Path,
    environment: Path,
    admin: ServerFile,
    *,
    port: int = 0,
    keep: int = KEEP_SECONDS,
    report: Callable[[str], None] = lambda _: None,
) -> Iterator[Running]:
    """A doccano that serves for as long as the block runs.

    `home` holds its data, `environment` its Python; port 0 takes a free one.
    Exports are deleted after `keep` seconds. Raises DoccanoError if the home is
    in use, the port is taken, or the server does not start.
    """
    with _locked(home), (home / _LOG).open("a", encoding="utf-8") as log:
        write_server_file(home, replace(admin, url=""))
        process = subprocess.Popen(
            [str(python_of(environment)), "-B", "-W", "ignore", str(_script())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
            # Ctrl-C reaches this program, which ends the server in its own time.
            start_new_session=True,
        )
        try:
            _order(process, home, admin, port, keep)
            url = _wait_for_address(process, home, report)
            write_server_file(home, replace(admin, url=url))
            yield Running(url, process)
        finally:
            _stop(process)
            write_server_file(home, replace(admin, url=""))


def _script() -> Path:
    return data_path("configs/doccano/serve.py")


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    with (home / _LOCK).open("ab") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise DoccanoError(
                    f"{home}: a server runs here already; stop it, or say another --home"
                ) from error
        yield


def _order(
    process: subprocess.Popen[str], home: Path, admin: ServerFile, port: int, keep: int
) -> None:
    """Tell the server what it needs; by a pipe, so that no list of processes shows it."""
    order = {
        "home": str(home),
        "port": port,
        "user": admin.user,
        "password": admin.password,
        "secret": admin.secret,
        "keep": keep,
    }
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()


def _wait_for_address(
    process: subprocess.Popen[str], home: Path, report: Callable[[str], None]
) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        word, _, rest = line.strip().partition(" ")
        if word == "READY":
            return rest
        if word == "FAILED":
            raise DoccanoError(f"the server cannot listen on {rest}; say --port 0 for a free one")
        if word == "STEP":
            report(rest)
    log = home / _LOG
    with log.open(encoding="utf-8", errors="replace") as file:
        said = "".join(deque(file, maxlen=8)).strip()
    raise DoccanoError(f"the server did not start; the end of {log}:\n{said}")


def _stop(process: subprocess.Popen[str]) -> None:
    """End the server: it goes when its input ends; a stubborn one is made to."""
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
