"""The environment of a local doccano: found Python, installed packages, all apart from ours.

doccano and its client cannot live in one environment (pydantic 2 and pydantic 1),
and doccano needs an older Python than jixiao does at most.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from jixiao.errors import DoccanoError
from jixiao.resources import data_path

VERSION = "1.8.4"
OLDEST, NEWEST = (3, 10), (3, 11)  # pandas<2 has no wheels for a newer one
PYTHON_VARIABLE = "JIXIAO_DOCCANO_PYTHON"
_READY = ".jixiao-ready"
_LOG = "install.log"
_WHICH = "import ensurepip, sys, venv; print(*sys.version_info[:2])"
_WORKS = "import pandas, pkg_resources, environs, waitress, backend"

Report = Callable[[str], None]


def python_of(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def find_python(wish: str | None = None) -> str:
    """A Python that can run doccano: the one wished for, else the first that fits.

    Raises DoccanoError that tells what was tried and what to do.
    """
    wish = wish or os.environ.get(PYTHON_VARIABLE)
    tried = []
    for candidate in [wish] if wish else _candidates():
        version = _version(candidate)
        if version and OLDEST <= version <= NEWEST:
            return candidate
        said = ".".join(map(str, version)) if version else "does not run, or has no venv"
        tried.append(f"{candidate} ({said})")
    raise DoccanoError(
        f"doccano {VERSION} needs Python 3.10 or 3.11 with venv; tried: {', '.join(tried)}. "
        f"Install one (python3.11 python3.11-venv, pyenv install 3.11, uv python install 3.11) "
        f"and say where it is: --python PATH or {PYTHON_VARIABLE}"
    )


def _candidates() -> Iterator[str]:
    yield sys.executable
    for name in ("python3.11", "python3.10", "python3", "python"):
        if found := shutil.which(name):
            yield found


def _version(python: str) -> tuple[int, int] | None:
    try:
        done = subprocess.run(
            [python, "-c", _WHICH],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        major, minor = map(int, done.stdout.split())
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return major, minor


def is_installed(folder: Path) -> bool:
    """Whether the environment is whole and holds this doccano under these constraints."""
    ready = folder / _READY
    return ready.exists() and ready.read_text("utf-8") == _wanted()


def _constraints() -> Path:
    return data_path("configs/doccano/constraints.txt")


def _wanted() -> str:
    return f"doccano=={VERSION}\n{_constraints().read_text('utf-8')}"


def install(folder: Path, python: str | None, report: Report) -> bool:
    """Make the environment if it is not there; whether anything was done.

    `report` is called with each step. What a broken-off installation left is
    made anew. Raises DoccanoError if there is no fitting Python, or pip fails.
    """
    if is_installed(folder):
        return False
    chosen = find_python(python)
    log = folder / _LOG
    report(f"Python {chosen}")
    _run([chosen, "-m", "venv", "--clear", str(folder)], None, report)
    pip = [str(python_of(folder)), "-m", "pip", "install", "--disable-pip-version-check"]
    _run([*pip, f"doccano=={VERSION}", "--constraint", str(_constraints())], log, report)
    report("checking")
    _run([str(python_of(folder)), "-W", "ignore", "-c", _WORKS], log, report)
    (folder / _READY).write_text(_wanted(), "utf-8")
    return True


def _run(command: list[str], log: Path | None, report: Report) -> None:
    """Run a step of the installation; its output goes to the log, its steps to `report`."""
    lines = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if line.startswith(("Collecting", "Downloading", "Installing", "Building")):
                report(" ".join(line.split()[:2]))
    if log:
        with log.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    if process.returncode:
        said = "".join(lines[-8:]).strip()
        where = f"; everything it said is in {log}" if log else ""
        raise DoccanoError(
            f"doccano could not be installed: {' '.join(command[:4])} … said:\n{said}\n"
            f"Is the package index reachable (pip config list)?{where}"
        )
