"""Removing what killed writers left behind."""

import shutil
from pathlib import Path

from jixiao.store.log import Snapshot
from jixiao.store.parts import STAGING


def sweep(root: Path, snapshot: Snapshot) -> None:
    """Delete files and folders that no log entry up to the snapshot names.

    Only for a writer that is alone, and with a snapshot taken since: a living
    one has parts on the disk whose log entry is still to come. Parts that the
    log names as removed stay, as a reader may still look at them.
    """
    for folder in (*root.glob("parts/*"), *root.glob("runs/*"), *root.glob(f"{STAGING}/*")):
        if folder.relative_to(root).as_posix() not in snapshot.known:
            shutil.rmtree(folder)
    for temporary in (*root.glob(".*"), *root.glob("log/.*")):
        temporary.unlink()
