"""Finding a Python and making the environment, as far as that goes without doccano."""

import sys
from pathlib import Path

import pytest

from jixiao.annotate.doccano import server_env
from jixiao.annotate.doccano.server_env import find_python, install, is_installed
from jixiao.errors import DoccanoError


def python(path: Path, prints: str) -> str:
    path.write_text(f"#!/bin/sh\necho {prints}\n")
    path.chmod(0o755)
    return str(path)


def test_a_python_that_is_too_new_is_told_with_what_to_do(tmp_path):
    new = python(tmp_path / "python", "3 13")
    with pytest.raises(DoccanoError, match=r"3\.10 or 3\.11.*\(3\.13\).*--python PATH") as caught:
        find_python(new)
    assert server_env.PYTHON_VARIABLE in str(caught.value)


def test_a_python_that_does_not_run_is_told(tmp_path):
    with pytest.raises(DoccanoError, match="does not run, or has no venv"):
        find_python(str(tmp_path / "nowhere"))


def test_the_first_that_fits_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", python(tmp_path / "mine", "3 12"))
    python(tmp_path / "python3.11", "says nothing of use")
    fits = python(tmp_path / "python3.10", "3 10")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_python() == fits


def test_the_variable_says_which(tmp_path, monkeypatch):
    wish = python(tmp_path / "wish", "3 11")
    monkeypatch.setenv(server_env.PYTHON_VARIABLE, wish)
    assert find_python() == wish


def test_an_installation_that_fails_says_why_and_is_not_taken_for_one(tmp_path):
    broken = tmp_path / "broken"
    broken.write_text('#!/bin/sh\n[ "$1" = -c ] && echo 3 11 && exit\necho no space left\nexit 1\n')
    broken.chmod(0o755)
    with pytest.raises(DoccanoError, match="no space left"):
        install(tmp_path / "env", str(broken), lambda _: None)
    assert not is_installed(tmp_path / "env")


def test_an_environment_under_other_constraints_is_made_anew(tmp_path):
    (tmp_path / ".jixiao-ready").write_text("doccano==1.8.4\nnumpy<3\n")
    assert not is_installed(tmp_path)
