"""Names with odd characters, and things that are no files."""

import os
import socket
import sys
from pathlib import Path

import pytest

from jixiao.errors import ReadError
from jixiao.readers import Limits, read

TEXT = "全年收入合计1,204.50万元。\n"
NAMES = [
    "a\nb.txt",
    "\u202etxt.exe",
    "报告\t\r.txt",
    " .txt",
    "-rf.txt",
    "$(touch x);`id`.txt",
    "%s%n{0}.txt",
    "'\"\\.txt",
    "é\u0301\u200b\ufeff.txt",
    "𠮷野家.txt",
    "x" * 251 + ".txt",
    "报" * 83 + ".txt",
    os.fsdecode(b"\xff\xfe\x80.txt"),
    os.fsdecode("报告.txt".encode("gbk")),
    "...txt",
    "a.txt.",
    "CON",
    "*?[a].txt",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_with_odd_characters(name, tmp_path):
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8", newline="")
    document = read(path)
    assert (document.text, document.source) == (TEXT, str(path))
    path.write_bytes(b"")
    with pytest.raises(ReadError) as error:
        read(path)
    assert error.value.source == str(path)


@pytest.mark.parametrize("name", ["a" * 300, "报" * 100, "x/" * 3000, "a\0b", "", "\ud800"])
def test_a_name_that_cannot_be(name, tmp_path):
    with pytest.raises(ReadError) as error:
        read(f"{tmp_path}/{name}")
    assert error.value.status in {"missing", "unreadable", "unsupported"}


def test_a_name_that_cannot_be_written_as_unicode(tmp_path):
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "\udcff不在.txt")


def special(tmp_path, kind):
    path = tmp_path / "报告.docx"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "dangling":
        path.symlink_to(tmp_path / "nowhere")
    elif kind == "link to a pipe":
        os.mkfifo(tmp_path / "pipe")
        path.symlink_to(tmp_path / "pipe")
    else:
        path.symlink_to(kind)
    return path


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("pipe", "unsupported"),
        ("link to a pipe", "unsupported"),
        ("folder", "unsupported"),
        ("socket", "unsupported"),
        ("/dev/zero", "unsupported"),
        ("/dev/full", "unsupported"),
        ("loop", "unreadable"),
        ("dangling", "missing"),
    ],
)
def test_what_is_no_file(kind, status, tmp_path):
    with pytest.raises(ReadError) as error:
        read(special(tmp_path, kind))
    assert error.value.status == status


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone shows a process as files")
def test_files_of_the_system_that_state_no_size():
    assert read("/proc/self/status").text.startswith("Name:")
    with pytest.raises(ReadError) as error:
        read("/proc/self/status", limits=Limits(max_bytes=100))
    assert error.value.status == "too_large"
    with pytest.raises(ReadError) as error:
        read("/proc/self/mem")
    assert error.value.status == "unreadable"


def test_a_file_that_becomes_a_pipe_is_not_waited_for(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    status = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda self, **options: status)
    with pytest.raises(ReadError, match="pipe"):
        read(path)


def test_a_file_that_grows_while_it_is_read_stays_within_bounds(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    status = path.stat()
    path.write_text(TEXT * 100, encoding="utf-8")
    monkeypatch.setattr(Path, "stat", lambda self, **options: status)
    with pytest.raises(ReadError) as error:
        read(path, limits=Limits(max_bytes=100))
    assert error.value.status == "too_large"
