"""Reading files in processes of their own, within bounds on time and memory.

``python bounded.py`` serves requests on standard input, one JSON object a line, and
answers each with one. It forks for every file, so that the libraries are loaded once.
"""

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Result:
    """What came of a file.

    `outcome` is document, a status of ReadError, or what must never be: hung, killed
    (by a signal) or crashed (by another exception). `codes` are those of the warnings.
    """

    outcome: str
    reason: str = ""
    codes: tuple[str, ...] = ()
    text: str = ""
    kind: str = ""
    seconds: float = 0.0
    megabytes: int = field(default=0, compare=False)

    @property
    def is_bad(self) -> bool:
        """Whether the reader failed instead of saying what is wrong."""
        return self.outcome in {"hung", "killed", "crashed"}


class Bounded:
    """Reads files in a server's forked children; to be used as a context."""

    def __init__(self, environment: dict[str, str] | None = None) -> None:
        self._environment = environment

    def __enter__(self) -> Self:
        self._server = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self._environment,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()

    def read(
        self, path: Path, source: str | None = None, seconds: float = 60, megabytes: int = 1000
    ) -> Result:
        """What comes of the file at `path`, under the name `source` if one is given.

        `megabytes` bounds the address space beyond what the libraries take.
        """
        request = {"path": str(path), "source": source, "seconds": seconds, "megabytes": megabytes}
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        answer = json.loads(self._server.stdout.readline())
        return Result(**{**answer, "codes": tuple(answer["codes"])})


def _read(path: str, source: str | None) -> Result:
    from jixiao.errors import ReadError
    from jixiao.readers import Limits, read

    # Recognising pictures has bounds and tests of its own.
    limits = Limits(ocr="off")
    data = Path(path).read_bytes() if source else None
    try:
        document = read(source or path, data=data, limits=limits)
    except ReadError as error:
        return Result(error.status, error.reason)
    except BaseException as error:
        return Result("crashed", f"{type(error).__name__}: {error}"[:300])
    if wrong := _unsound(document):
        return Result("crashed", f"the document is not sound: {wrong}")
    codes = tuple(issue.code for issue in document.warnings)
    return Result("document", "", codes, document.text, document.media_type)


def _unsound(document: Any) -> str:
    """What breaks the law of blocks, pages and boxes, "" if nothing does."""
    text, last = document.text, 0
    for block in document.blocks:
        surface = text[block.start : block.end]
        if not last <= block.start < block.end <= len(text) or surface != surface.strip():
            return f"{block}"
        last = block.end
    for page in document.pages:
        if not 0 <= page.start <= page.end <= len(text):
            return f"{page}"
    for box in document.boxes:
        if not 0 <= box.start < box.end <= len(text):
            return f"{box}"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"{error}"[:100]
    return ""


def _child(request: dict[str, Any], pipe: int) -> None:
    status = Path("/proc/self/statm")
    used = int(status.read_text().split()[0]) * os.sysconf("SC_PAGESIZE") if status.exists() else 0
    bound = used + request["megabytes"] * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    started = time.monotonic()
    try:
        result = _read(request["path"], request["source"])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        answer = asdict(result) | {
            "seconds": round(time.monotonic() - started, 3),
            "megabytes": peak,
            "text": result.text[:200_000],
        }
        data = json.dumps(answer).encode()
    except MemoryError:
        data = b'{"outcome": "crashed", "reason": "no memory left to answer", "codes": []}'
    with os.fdopen(pipe, "wb") as out:
        out.write(data)


def _serve_one(request: dict[str, Any]) -> dict[str, Any]:
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        os.setpgid(0, 0)
        try:
            _child(request, theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    data, deadline = b"", time.monotonic() + request["seconds"]
    with os.fdopen(ours, "rb", buffering=0) as pipe:
        while select.select([pipe], [], [], max(deadline - time.monotonic(), 0))[0]:
            if not (piece := pipe.read(1 << 16)):
                break
            data += piece
        else:
            data = b'{"outcome": "hung", "codes": []}'
            os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and not data:
        return {"outcome": "killed", "reason": f"by signal {os.WTERMSIG(status)}", "codes": []}
    return json.loads(data or b'{"outcome": "crashed", "reason": "no answer", "codes": []}')


def _serve() -> None:
    import warnings

    import jixiao.readers.docx
    import jixiao.readers.html
    import jixiao.readers.ofd
    import jixiao.readers.pdf
    import jixiao.readers.txt
    import jixiao.readers.xlsx

    assert jixiao.readers
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        print(json.dumps(_serve_one(json.loads(line))), flush=True)


if __name__ == "__main__":
    _serve()
