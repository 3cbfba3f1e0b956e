import pytest

from jixiao.batch.sources import expand
from jixiao.errors import ReadError


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
