import json

import pytest

from jixiao.batch.tasks import Event
from jixiao.cli import batch_log
from jixiao.cli.batch_log import BatchLog, Pace


@pytest.fixture
def clock():
    """A clock that is set by hand."""

    class Clock:
        now = 100.0

        def __call__(self):
            return self.now

    return Clock()


def test_pace_counts_only_what_took_work_from_the_first_on(clock):
    pace = Pace(100, clock)
    clock.now += 30
    pace.note(worked=True)
    for _ in range(4):
        pace.note(worked=False)
    assert (pace.per_minute, pace.seconds_left) == (None, None)
    assert str(pace) == "5 of 100"
    clock.now += 2
    pace.note(worked=True)
    assert pace.per_minute == 30
    assert pace.seconds_left == 60 * 94 / 30
    assert str(pace) == "6 of 100, 30 a minute (每分钟), 3 min 8 s left (剩余)"


def tell(form, events, capsys):
    with BatchLog(form, 3) as log:
        for event in events:
            log(event)
        log.finish({"added": 1})
    return capsys.readouterr().err.splitlines()


EVENTS = (
    Event("worker", status="started", pid=7),
    Event("skipped", "a.txt"),
    Event("document", "b\n.txt", "ok", None, 0.25),
    Event("document", "c\udcff.txt", "timeout", "it took long", 3.0),
    Event("worker", "c.txt", "lost", "it took long", pid=7),
)


def test_lines_tell_of_work_one_line_each(capsys):
    lines = [line.split(" ", 1)[1] for line in tell("lines", EVENTS, capsys)]
    assert lines[0] == "started worker 7"
    assert lines[1] == "ok b .txt 0.2 s"
    assert lines[2] == r"timeout c\udcff.txt 3.0 s: it took long"
    assert lines[3] == "lost worker 7 c.txt: it took long"
    assert len(lines) == 4


def test_json_is_one_object_a_line(capsys):
    lines = list(map(json.loads, tell("json", EVENTS, capsys)))
    assert [line["event"] for line in lines] == [
        *("worker", "document", "document", "worker", "finished")
    ]
    assert lines[2]["source"] == "c\\udcff.txt"
    assert "reason" not in lines[1]
    assert lines[-1]["added"] == 1


@pytest.mark.parametrize("form", ["bar", "lines", "json"])
def test_how_far_the_run_is_comes_again_and_again(form, capsys, monkeypatch):
    monkeypatch.setattr(batch_log, "_EVERY_SECONDS", -1.0)
    lines = tell(form, [Event("skipped", "a.txt"), Event("skipped", "b.txt")], capsys)
    if form == "json":
        assert [(e["done"], e["total"]) for e in map(json.loads, lines[:2])] == [(1, 3), (2, 3)]
    else:
        assert [line.split(" ", 1)[1] for line in lines] == ["1 of 3", "2 of 3"]
