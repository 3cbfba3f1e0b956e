"""Files that are on the disk when a function says so, and appear whole or not at all."""

import os
import shutil
import uuid
from pathlib import Path

from jixiao.errors import StoreError


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def create_exclusively(path: Path, data: bytes) -> bool:
    """Create a file with this content, whole from the first moment it is seen.

    Returns False, and changes nothing, if a file of that name is there: of
    several processes exactly one gets True. Raises StoreError where it cannot be
    written, or the file system has no hard links.
    """
    temporary = path.with_name(f".{uuid.uuid4().hex}")
    try:
        write_synced(temporary, data)
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError as error:
        raise StoreError(f"{path}: cannot be written and linked: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def place_folder(target: Path, staging: Path, files: dict[str, bytes]) -> None:
    """Create a folder with these files, whole from the first moment it is seen.

    The folder is filled under another name in `staging` and then renamed. One
    that is there already with the same files is left as it is; raises
    StoreError if it holds anything else.
    """
    temporary = staging / uuid.uuid4().hex
    try:
        temporary.mkdir()
        for name, data in files.items():
            write_synced(temporary / name, data)
        sync_folder(temporary)
        temporary.rename(target)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        if not target.is_dir() or _content(target) != files:
            raise StoreError(f"{target}: cannot be written: {error}") from error
    sync_folder(target.parent)


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
