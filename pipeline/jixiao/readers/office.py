"""Reading doc, wps, xls, et, rtf, odt and ods through LibreOffice, if it is installed."""

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.errors import ReadError
from jixiao.readers.content import Content, warning
from jixiao.readers.limits import Limits
from jixiao.readers.office_profile import write_profile

_PROGRAMS = ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class _Route:
    """How LibreOffice reads a format (its import filter) and what it makes of it."""

    name: str
    infilter: str
    target: str
    package: str


_WORD, _EXCEL = "libreoffice-writer-nogui", "libreoffice-calc-nogui"
# The import filter is given, because LibreOffice takes what it does not know for plain text.
_ROUTES = {
    "doc": _Route("a Word 97-2003 or WPS file (.doc, .wps)", "MS Word 97", "docx", _WORD),
    "rtf": _Route("a rich text file (.rtf)", "Rich Text Format", "docx", _WORD),
    "odt": _Route("an OpenDocument text (.odt)", "writer8", "docx", _WORD),
    "xls": _Route("an Excel 97-2003 or WPS file (.xls, .et)", "MS Excel 97", "xlsx", _EXCEL),
    "ods": _Route("an OpenDocument spreadsheet (.ods)", "calc8", "xlsx", _EXCEL),
}
_OUTFILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
CONVERTED = frozenset(_ROUTES)

# The group ends, and its folder goes, as soon as the pipe on its standard input is closed:
# by us, or by the death of this process. Sizes of files are in blocks of 512 bytes.
_GUARD = """
ulimit -c 0; ulimit -f "$1"; ulimit -t "$2"; ulimit -v "$3" 2>/dev/null
folder=$4
shift 4
exec 3<&0
(trap '' TERM; cat <&3 >/dev/null; kill -TERM 0; sleep 1; rm -rf "$folder"; kill -KILL 0) &
exec "$@" 3<&- </dev/null
"""
_BLOCK = 512
_ESCAPED = re.compile(rb"\\[\\{}]")


def read_office(kind: str, data: bytes, limits: Limits) -> Content:
    """The content of a file of `kind` (one of CONVERTED) as LibreOffice converts it.

    An issue says that it was converted. Raises ReadError: unsupported where
    LibreOffice is not installed, too_large where it takes longer or gives more
    than `limits` allow, broken where it gives nothing.
    """
    route = _ROUTES[kind]
    _check_whole(kind, data)
    converted = convert(kind, data, limits)
    if route.target == "docx":
        from jixiao.readers.docx import read_docx as reader
    else:
        from jixiao.readers.xlsx import read_xlsx as reader
    content = reader(converted, limits)
    note = warning("converted", f"read as LibreOffice converts it from {kind} to {route.target}")
    return replace(content, warnings=(note, *content.warnings))


def convert(kind: str, data: bytes, limits: Limits) -> bytes:
    """The bytes of the docx or xlsx file that LibreOffice makes of a file of `kind`.

    It runs without a screen in a process group and a profile of its own, in a
    folder that is removed, without macros and without following links. Raises
    ReadError as `read_office` does.
    """
    route = _ROUTES[kind]
    program = _program(route)
    with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        source = folder / f"input.{kind}"
        source.write_bytes(data)
        profile = write_profile(folder / "profile")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck"),
            *("--nodefault", "--nofirststartwizard", f"--infilter={route.infilter}"),
            *("--convert-to", _OUTFILTERS[route.target]),
            *("--outdir", str(folder / "out"), str(source)),
        ]
        status = _run(command, folder, limits)
        return _result(folder / "out" / f"input.{route.target}", status, limits)


def _check_whole(kind: str, data: bytes) -> None:
    """Refuses a file whose end is missing, which LibreOffice would read without a word."""
    if kind == "rtf" and not _is_closed(data):
        raise ReadError("broken", "the rtf file is cut short: its last group is not closed")


def _is_closed(data: bytes) -> bool:
    """Whether the groups of an rtf file are closed; in binary data braces are no groups."""
    plain = _ESCAPED.sub(b"", data)
    balanced = b"\\bin" in plain or plain.count(b"{") <= plain.count(b"}")
    return balanced and plain.rstrip(b" \t\r\n\0").endswith(b"}")


def _program(route: _Route) -> str:
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    reason = (
        f"this is {route.name}, which is read through LibreOffice, and that is not installed "
        f"(no soffice on the PATH): install it (Debian, Ubuntu: apt install {route.package}) "
        f"or save the file as .{route.target}"
    )
    raise ReadError("unsupported", reason)


def _run(command: list[str], folder: Path, limits: Limits) -> int:
    """The exit status of `command`; its whole process group has ended with it."""
    seconds = limits.max_conversion_seconds
    bounds = (limits.max_bytes // _BLOCK + 1, seconds, limits.max_conversion_memory // 1024)
    try:
        process = subprocess.Popen(
            ["sh", "-c", _GUARD, "sh", *map(str, bounds), str(folder), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
    except OSError as error:
        reason = f"LibreOffice cannot be started: {error.strerror}"
        raise ReadError("unsupported", reason) from error
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        reason = f"LibreOffice did not convert it within {seconds} seconds"
        raise ReadError("too_large", reason) from error
    finally:
        # The guard is still a member of the group, so its number belongs to nobody else.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin:
            process.stdin.close()


def _environment(folder: Path) -> dict[str, str]:
    """What LibreOffice needs; its proxy is a port where nobody listens."""
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }


def _result(path: Path, status: int, limits: Limits) -> bytes:
    if not path.is_file() or path.is_symlink() or not path.stat().st_size:
        reason = "LibreOffice could not convert it: the file is damaged or of another kind"
        raise ReadError("broken", f"{reason} (exit status {status})")
    limits.check("bytes when converted", path.stat().st_size, limits.max_bytes)
    if status:
        raise ReadError("broken", f"LibreOffice stopped while converting it (status {status})")
    return path.read_bytes()
