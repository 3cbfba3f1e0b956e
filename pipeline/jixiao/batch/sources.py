"""Which files a command's paths mean."""

import os
from collections.abc import Iterable
from pathlib import Path

from jixiao.errors import ReadError

_GLOB_MARKS = frozenset("*?[")


def _hidden(name: str) -> bool:
    """Whether a file is none of the user's reports: hidden, or an office program's lock."""
    return name.startswith((".", "~$"))


def _inside(folder: Path) -> list[Path]:
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        found += [Path(root) / name for name in sorted(files) if not _hidden(name)]
    return found


def expand(paths: Iterable[str]) -> list[Path]:
    """The files that `paths` mean: files as they are, folders with all inside, glob patterns.

    Each file comes once, in the order of the paths and by name within a folder.
    Hidden files and office lock files inside folders are left out. Raises
    ReadError if a path or pattern means nothing.
    """
    found: dict[Path, None] = {}
    for path in paths:
        place = Path(path)
        if place.is_dir():
            files = _inside(place)
        elif place.exists() or not _GLOB_MARKS & set(path):
            files = [place]
        else:
            root = Path(place.anchor)
            pattern = str(place.relative_to(root))
            files = sorted(file for file in root.glob(pattern) if file.is_file())
            if not files:
                raise ReadError("missing", f"no file matches {path}")
        found.update(dict.fromkeys(files))
    return list(found)
