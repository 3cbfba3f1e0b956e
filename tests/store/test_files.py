import errno
import os

import pytest

from jixiao.errors import StoreError
from jixiao.store.files import create_exclusively, place_folder


def test_a_file_is_created_once(tmp_path):
    assert create_exclusively(tmp_path / "1.json", b"first")
    assert not create_exclusively(tmp_path / "1.json", b"second")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("1.json", b"first")]


RACE = """
from jixiao.store.files import create_exclusively

for name in range(50):
    if create_exclusively(root / str(name), b"RACER"):
        print(name)
"""


def test_of_two_processes_one_gets_each_number(tmp_path, start):
    racers = [start(RACE.replace("RACER", racer)) for racer in "ab"]
    taken = {
        racer: process.communicate(timeout=60)[0].split()
        for racer, process in zip("ab", racers, strict=True)
    }
    assert sorted(taken["a"] + taken["b"], key=int) == [str(name) for name in range(50)]
    for racer, names in taken.items():
        assert {(tmp_path / name).read_text() for name in names} <= {racer}


def test_a_file_system_without_links_is_named(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(StoreError, match="no links here"):
        create_exclusively(tmp_path / "1.json", b"first")
    assert not list(tmp_path.iterdir())


def test_a_folder_is_placed_with_all_its_files(tmp_path):
    (tmp_path / "staging").mkdir()
    files = {"a": b"1", "b": b"2"}
    place_folder(tmp_path / "x", tmp_path / "staging", files)
    place_folder(tmp_path / "x", tmp_path / "staging", files)
    assert {p.name: p.read_bytes() for p in (tmp_path / "x").iterdir()} == files
    assert not list((tmp_path / "staging").iterdir())
    with pytest.raises(StoreError, match="cannot be written"):
        place_folder(tmp_path / "x", tmp_path / "staging", {"a": b"other"})
    assert not list((tmp_path / "staging").iterdir())


def test_a_full_disk_is_named_and_leaves_nothing_behind(tmp_path, monkeypatch):
    def refuse(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "staging").mkdir()
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoreError, match=r"1\.json: .*No space left"):
        create_exclusively(tmp_path / "1.json", b"first")
    with pytest.raises(StoreError, match=r"x: .*No space left"):
        place_folder(tmp_path / "x", tmp_path / "staging", {"a": b"1"})
    assert [path.name for path in tmp_path.rglob("*")] == ["staging"]
