"""What tells a model from another without loading it."""

import hashlib
import time
from importlib.metadata import version
from pathlib import Path

from jixiao import __version__
from jixiao.batch.seen import TICK
from jixiao.schema import SCHEMA_VERSION


def identity(model: Path) -> str | None:
    """Text that changes with the program, spaCy, or any file of the model folder.

    Files count by name, size, times and inode. None for a model that was
    touched a moment ago, as the next change might not show, or that is not there.
    """
    try:
        looks = [(path, path.stat()) for path in sorted(model.rglob("*"))]
    except OSError:
        return None
    newest = max((max(s.st_mtime_ns, s.st_ctime_ns) for _, s in looks), default=0)
    if not looks or newest + TICK > time.time_ns():
        return None
    parts = [__version__, str(SCHEMA_VERSION), version("spacy"), str(model.absolute())]
    for path, status in looks:
        times = (status.st_mtime_ns, status.st_ctime_ns)
        parts.append(f"{path.relative_to(model)}:{status.st_size}:{times}:{status.st_ino}")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
