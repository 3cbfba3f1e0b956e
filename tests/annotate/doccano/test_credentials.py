"""Which server is meant, and what to do when nobody said."""

import pytest

from jixiao.annotate.doccano.credentials import Credentials, find_credentials
from jixiao.annotate.doccano.server_home import ServerFile, make_home, write_server_file
from jixiao.errors import DoccanoError

HERE = "http://127.0.0.1:8011"


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch, tmp_path):
    for name in ("URL", "USER", "PASSWORD"):
        monkeypatch.delenv(f"JIXIAO_DOCCANO_{name}", raising=False)
    monkeypatch.setenv("JIXIAO_DOCCANO_HOME", str(tmp_path / "home"))


@pytest.fixture
def local(tmp_path):
    home = make_home(tmp_path / "home")
    write_server_file(home, ServerFile("admin", "p1", "s", HERE))
    return home


def test_a_running_local_server_needs_no_words(local):
    assert find_credentials() == Credentials(HERE, "admin", "p1")


def test_what_is_said_wins(local, monkeypatch):
    monkeypatch.setenv("JIXIAO_DOCCANO_URL", "https://a.example")
    monkeypatch.setenv("JIXIAO_DOCCANO_USER", "env")
    monkeypatch.setenv("JIXIAO_DOCCANO_PASSWORD", "p2")
    assert find_credentials() == Credentials("https://a.example", "env", "p2")
    assert find_credentials("https://b.example/", "me", "p3") == Credentials(
        "https://b.example", "me", "p3"
    )


def test_the_local_password_is_sent_to_no_other_server_and_for_no_other_account(local):
    with pytest.raises(DoccanoError, match="no user and password given"):
        find_credentials("https://a.example")
    with pytest.raises(DoccanoError, match="no password given"):
        find_credentials(user="li")


def test_nothing_named_and_nothing_running(tmp_path):
    with pytest.raises(DoccanoError, match=r"jixiao annotate server.*--url.*JIXIAO_DOCCANO_URL"):
        find_credentials()
