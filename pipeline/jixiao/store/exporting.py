"""A knowledge base as csv, Excel, SQLite or DuckDB."""

import contextlib
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from jixiao.errors import StoreError
from jixiao.store.arrow import arrow_schema
from jixiao.store.export_sql import write_duckdb, write_sqlite
from jixiao.store.export_xlsx import write_xlsx
from jixiao.store.knowledge import KnowledgeBase
from jixiao.store.render import BOM, write_csv


@dataclass(frozen=True, slots=True)
class Exported:
    """Where an export lies, its rows by table, and what the format could not hold."""

    path: Path
    rows: dict[str, int]
    notes: tuple[str, ...] = ()


def export(
    kb: KnowledgeBase, to: str, destination: str | PathLike[str], *, overwrite: bool = False
) -> Exported:
    """Write the whole knowledge base in another format.

    `to` is csv (a folder with a file per table), xlsx, sqlite or duckdb. The
    destination appears complete or not at all. Raises StoreError if the format
    is unknown, the destination exists and is not to be overwritten, or it
    cannot be written.
    """
    if to not in _WRITERS:
        raise StoreError(f"cannot export to {to!r}, only to {', '.join(_WRITERS)}")
    target = Path(destination)
    _check_target(target, to, overwrite=overwrite)
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        notes = _WRITERS[to](kb, temporary)
        _move(temporary, target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error}") from error
    finally:
        _remove(temporary)
    return Exported(target, kb.tables(), tuple(notes))


def _check_target(target: Path, to: str, *, overwrite: bool) -> None:
    if not target.parent.is_dir():
        raise StoreError(f"{target}: there is no folder {target.parent}")
    if not target.exists():
        return
    if not overwrite:
        raise StoreError(f"{target}: exists; say overwrite to replace it")
    if target.is_dir() != (to == "csv"):
        raise StoreError(f"{target}: a file cannot replace a folder, nor a folder a file")
    strangers = [p.name for p in target.iterdir() if p.suffix != ".csv"] if to == "csv" else []
    if strangers:
        raise StoreError(f"{target}: no export, it holds {', '.join(sorted(strangers)[:5])}")


def _move(temporary: Path, target: Path) -> None:
    """Put the finished export in its place, and away what was there."""
    if not target.is_dir():
        temporary.replace(target)
        return
    old = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    target.rename(old)
    temporary.rename(target)
    shutil.rmtree(old)


def _remove(path: Path) -> None:
    """Remove what is left of an unfinished export, DuckDB's log included, as far as possible."""
    shutil.rmtree(path, ignore_errors=True)
    for file in (path, path.with_name(f"{path.name}.wal")):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def _write_csv(kb: KnowledgeBase, folder: Path) -> list[str]:
    folder.mkdir()
    for name in kb.tables():
        with (folder / f"{name}.csv").open("x", encoding="utf-8", newline="") as file:
            file.write(BOM)
            write_csv(kb.chunks(name), file, arrow_schema(name).names)
    return []


_WRITERS: dict[str, Callable[[KnowledgeBase, Path], list[str]]] = {
    "csv": _write_csv,
    "xlsx": write_xlsx,
    "sqlite": write_sqlite,
    "duckdb": write_duckdb,
}
