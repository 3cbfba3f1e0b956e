import pytest

from jixiao.errors import StoreError
from jixiao.store.lock import WriterLock


@pytest.fixture
def acquire(tmp_path):
    """Takes another lock on the folder: the lock, and whether its holder was alone."""
    locks = []

    def another():
        lock, alone = WriterLock(tmp_path), []
        lock.acquire(when_alone=lambda: alone.append(True))
        locks.append(lock)
        return lock, bool(alone)

    yield another
    for lock in locks:
        lock.release()


def test_only_the_first_is_alone_until_all_are_gone(acquire):
    first, alone = acquire()
    assert alone
    second, alone = acquire()
    assert not alone
    first.release()
    third, alone = acquire()
    assert not alone
    second.release()
    third.release()
    assert acquire()[1]


def test_without_flock_nobody_is_known_to_be_alone(acquire, monkeypatch):
    monkeypatch.setattr("jixiao.store.lock.fcntl", None)
    assert not acquire()[1]


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    with pytest.raises(StoreError, match="cannot be written to"):
        WriterLock(tmp_path / "missing").acquire(when_alone=list)
