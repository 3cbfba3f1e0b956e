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
    """All files inside. A folder that cannot be listed stands for itself, so that it is noticed."""
    found: list[Path] = []
    seen = set()
    walk = os.walk(
        folder, onerror=lambda error: found.append(Path(error.filename)), followlinks=True
    )
    for root, folders, files in walk:
        status = Path(root).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not _hidden(name))
        found += [Path(root) / name for name in sorted(files) if not _hidden(name)]
    return found


def expand(paths: Iterable[str]) -> list[Path]:
    """The files that `paths` mean: files as they are, folders with all inside, glob patterns.

    Each file comes once, in the order of the paths and by name within a folder.
    Hidden files and office lock files inside folders are left out; links to
    folders are followed, each folder once. Raises ReadError if a path is empty or
    a pattern matches nothing.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path:
            # Path("") would be the current folder.
            raise ReadError("missing", "a path is empty")
        place = Path(path)
        if place.is_dir():
            files = _inside(place)
        elif os.path.lexists(place) or not _GLOB_MARKS & set(path):
            files = [place]
        else:
            files = _matching(place)
        found.update(dict.fromkeys(files))
    return list(found)


def _matching(pattern: Path) -> list[Path]:
    """The files that match, and all inside folders that do.

    The part of the pattern that exists as it stands is taken literally: a
    folder may be called 报告[2023].
    """
    root, parts = Path(pattern.anchor), list(pattern.relative_to(pattern.anchor).parts)
    while os.path.lexists(root / parts[0]):
        root /= parts.pop(0)
    found = sorted(root.glob(str(Path(*parts))))
    files = [file for place in found for file in (_inside(place) if place.is_dir() else [place])]
    if not files:
        raise ReadError("missing", f"no file matches {pattern}")
    return files
