import time

from jixiao.batch.identity import identity
from jixiao.batch.seen import TICK


def test_a_model_is_known_by_its_files(tmp_path, monkeypatch):
    model = tmp_path / "model"
    (model / "tagger").mkdir(parents=True)
    (model / "tagger" / "weights").write_bytes(b"1")
    assert identity(model) is None
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 10 * TICK)
    before = identity(model)
    assert before == identity(model)
    (model / "tagger" / "weights").write_bytes(b"22")
    assert identity(model) != before
    assert identity(tmp_path / "missing") is None
