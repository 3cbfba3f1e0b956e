import os
from pathlib import Path

import pytest

from jixiao.errors import ReadError
from jixiao.readers.sources import expand


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a/c.docx", "a/.hidden.txt", "a/~$lock.docx", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(found, folder):
    return [str(path.relative_to(folder)) for path in found]


def test_a_folder_means_all_that_is_the_users(folder):
    assert names(expand([str(folder)]), folder) == ["b.txt", "a/c.docx"]


def test_patterns_reach_into_folders(folder):
    assert names(expand([f"{folder}/**/*.docx"]), folder) == ["a/c.docx", "a/~$lock.docx"]


def test_a_file_named_twice_comes_once(folder):
    assert names(expand([str(folder / "b.txt"), str(folder)]), folder) == ["b.txt", "a/c.docx"]


def test_a_missing_file_is_left_to_the_reader_but_an_empty_pattern_is_an_error(folder):
    assert expand([str(folder / "gone.txt")]) == [folder / "gone.txt"]
    with pytest.raises(ReadError, match="no file matches"):
        expand([f"{folder}/*.pdf"])


def test_a_linked_folder_counts_once_and_a_loop_ends(folder):
    other = folder.parent / f"{folder.name}-other"
    (other / "2023").mkdir(parents=True)
    (other / "2023" / "d.txt").write_text("x")
    (folder / "a" / "again").symlink_to(folder)
    (folder / "z").symlink_to(other / "2023")
    (folder / "zz").symlink_to(other)
    assert names(expand([str(folder)]), folder) == ["b.txt", "a/c.docx", "z/d.txt"]


def test_what_is_no_file_stands_for_itself(folder):
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    found = names(expand([str(folder)]), folder)
    assert found == ["b.txt", "gone.txt", "pipe.txt", "a/c.docx"]
    assert names(expand([f"{folder}/*.txt"]), folder) == ["b.txt", "gone.txt", "pipe.txt"]


def test_a_folder_that_cannot_be_listed_stands_for_itself(folder, monkeypatch):
    scan = os.scandir

    def refuse(place):
        if Path(place).name == "a":
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(expand([str(folder)]), folder) == ["b.txt", "a"]


def test_the_part_of_a_pattern_that_exists_is_literal(folder):
    odd = folder / "报告[2023] *"
    odd.mkdir()
    (odd / "-一 二\n.txt").write_text("x")
    (folder / "报告2").mkdir()
    assert names(expand([f"{odd}/*.txt"]), folder) == ["报告[2023] */-一 二\n.txt"]


def test_a_folder_that_matches_means_all_inside(folder):
    assert names(expand([f"{folder}/[ab]*"]), folder) == ["a/c.docx", "b.txt"]


def test_an_empty_path_is_not_the_current_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with pytest.raises(ReadError, match="empty"):
        expand([""])
