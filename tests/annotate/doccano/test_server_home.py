"""The home of a local server keeps its secrets."""

import stat

import pytest

from jixiao.annotate.doccano.server_home import (
    default_home,
    make_home,
    read_server_file,
    settle_admin,
    write_server_file,
)
from jixiao.errors import DoccanoError


def test_only_the_owner_can_read(tmp_path):
    home = make_home(tmp_path / "a" / "home")
    write_server_file(home, settle_admin(home, None, None)[0])
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "server.json").stat().st_mode) == 0o600


def test_a_password_is_made_up_once_and_kept(tmp_path):
    first, made = settle_admin(tmp_path, None, None)
    assert made
    assert len(first.password) >= 16
    write_server_file(tmp_path, first)
    assert settle_admin(tmp_path, None, None) == (first, False)
    assert read_server_file(tmp_path) == first


def test_no_two_homes_have_the_same_secret_or_password(tmp_path):
    one, other = settle_admin(tmp_path, None, None)[0], settle_admin(tmp_path, None, None)[0]
    assert one.secret != other.secret
    assert one.password != other.password


def test_what_is_given_later_replaces_what_was_kept(tmp_path):
    old, _ = settle_admin(tmp_path, "root", "p1")
    write_server_file(tmp_path, old)
    new, made = settle_admin(tmp_path, None, "p2")
    assert (new.user, new.password, new.secret, made) == ("root", "p2", old.secret, False)


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "server.json").write_text("{")
    with pytest.raises(DoccanoError, match=r"server\.json"):
        read_server_file(tmp_path)


def test_the_folder_for_data_of_a_user(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_home() == tmp_path / "jixiao" / "doccano"
