"""Files known without being read, and no change that goes unnoticed."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.batch.seen import SEEN, TICK, SeenFiles, seen_files
from jixiao.readers import doc_id

LONG_AGO = time.time() - 1000


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("甲", "utf-8")
    return path


@pytest.fixture
def later(monkeypatch):
    """Lets the files made so far be of some age."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 10 * TICK)


@pytest.fixture
def no_reading(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the file was read")

    return lambda: monkeypatch.setattr("hashlib.file_digest", refuse)


def learn(root, path):
    with seen_files(root) as seen:
        return seen.identify(path)


def test_a_file_that_was_seen_is_not_read(tmp_path, file, later, no_reading):
    found = learn(tmp_path, file)
    assert found == (doc_id(file.read_bytes()), 3)
    no_reading()
    assert learn(tmp_path, file) == found


def test_a_file_touched_a_moment_ago_is_read_again(tmp_path, file, no_reading):
    learn(tmp_path, file)
    no_reading()
    with pytest.raises(AssertionError, match="was read"):
        learn(tmp_path, file)


@pytest.mark.parametrize("keeps_times", [False, True])
def test_a_change_of_the_same_size_is_noticed(tmp_path, file, later, keeps_times):
    before = file.stat()
    learn(tmp_path, file)
    file.write_text("乙", "utf-8")
    if keeps_times:
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        while file.stat().st_ctime_ns == before.st_ctime_ns:
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert learn(tmp_path, file)[0] == doc_id("乙".encode())


def test_another_file_in_its_place_is_noticed(tmp_path, file, later):
    learn(tmp_path, file)
    other = tmp_path / "b.txt"
    other.write_text("乙", "utf-8")
    other.replace(file)
    assert learn(tmp_path, file)[0] == doc_id("乙".encode())


def test_what_cannot_be_read_has_no_id(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "missing", tmp_path, tmp_path / "pipe", Path("a\0b")):
        assert learn(tmp_path, path) == (None, 0)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 and then nothing", b"x" * 9000])
def test_a_damaged_cache_only_costs_time(tmp_path, file, later, content):
    (tmp_path / SEEN).write_bytes(content)
    for _ in range(2):
        assert learn(tmp_path, file)[0] == doc_id(file.read_bytes())


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path, file, later):
    missing = tmp_path / "nowhere"
    assert learn(missing, file)[0] == doc_id(file.read_bytes())


def test_two_at_a_time_do_not_harm_each_other(tmp_path, later, no_reading):
    files = [tmp_path / f"{number}.txt" for number in range(4)]
    for number, path in enumerate(files):
        path.write_text(str(number))
    with seen_files(tmp_path) as one, seen_files(tmp_path) as other:
        for seen, path in zip((one, other) * 2, files, strict=True):
            seen.identify(path)
    no_reading()
    assert [learn(tmp_path, path)[1] for path in files] == [1] * 4


@settings(max_examples=20)
@given(data=st.binary(max_size=50))
def test_the_id_is_that_of_the_readers(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(data)
    assert SeenFiles(path.parent).identify(path)[0] == doc_id(data)
