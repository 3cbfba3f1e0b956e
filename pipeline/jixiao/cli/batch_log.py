"""What a run tells on standard error: a bar on a terminal, lines, or json."""

import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from jixiao.batch.tasks import Event

_EVERY_SECONDS = 10.0


class Pace:
    """How far a run is. Its pace counts only files that took work, from the first one on."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self.done = 0
        self._worked = 0
        self._clock = clock
        self._first = 0.0

    def note(self, *, worked: bool) -> None:
        """Count one more file."""
        self.done += 1
        self._worked += worked
        if worked and self._worked == 1:
            self._first = self._clock()

    @property
    def per_minute(self) -> float | None:
        """Documents a minute, None before there are two."""
        seconds = self._clock() - self._first
        return 60 * (self._worked - 1) / seconds if self._worked > 1 and seconds > 0 else None

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the end at this pace, None where that is not known."""
        return 60 * (self.total - self.done) / self.per_minute if self.per_minute else None

    def __str__(self) -> str:
        said = f"{self.done:,} of {self.total:,}"
        if self.per_minute is None or self.seconds_left is None:
            return said
        pace = f"{self.per_minute:.0f} a minute (每分钟)"
        return f"{said}, {pace}, {duration(self.seconds_left)} left (剩余)"


def duration(seconds: float) -> str:
    """Seconds as hours, minutes and seconds.

    >>> duration(5), duration(125), duration(7320)
    ('5 s', '2 min 5 s', '2 h 2 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


class BatchLog:
    """Tells of a run; call it with every event, within its block.

    `form` is bar, lines or json. With lines, every document that took work is a
    line, and how far the run is comes every ten seconds; json has the same as
    one object a line. Where there is no terminal, the bar is how far the run is
    every ten seconds.
    """

    def __init__(self, form: str, total: int) -> None:
        from jixiao.cli.extract import progress_bar

        self._form = form
        self._pace = Pace(total)
        self._started = self._told = time.monotonic()
        self._has_bar = form == "bar" and sys.stderr.isatty()
        self._bar = progress_bar("extract (提取)", total, shown=self._has_bar)
        self._advance: Callable[[str], None] = lambda name: None

    def __enter__(self) -> Self:
        self._advance = self._bar.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.__exit__(*error)

    def __call__(self, event: "Event") -> None:
        """Tell of one event."""
        if event.kind != "worker":
            self._pace.note(worked=event.kind == "document")
            pace = self._pace.per_minute
            self._advance(f"{'' if pace is None else f'{pace:.0f}/min '}{event.source}")
        if self._has_bar:
            return
        if event.kind != "skipped" and self._form != "bar":
            self._line(event)
        if event.kind != "worker" and time.monotonic() - self._told > _EVERY_SECONDS:
            self._told = time.monotonic()
            self._progress()

    def _line(self, event: "Event") -> None:
        from jixiao.store.cells import shown
        from jixiao.store.plain import printable

        source = event.source and printable(event.source)
        if self._form == "json":
            names = ("status", "reason", "seconds", "pid")
            fields = {"source": source} | {name: getattr(event, name) for name in names}
            self._write(event.kind, {k: v for k, v in fields.items() if v is not None})
            return
        parts = [event.status, event.pid and f"worker {event.pid}", source]
        parts += [None if event.seconds is None else f"{event.seconds:.1f} s"]
        told = " ".join(str(part) for part in parts if part)
        reason = "" if event.reason is None else f": {event.reason}"
        click.echo(shown(f"{_now()} {told}{reason}"), err=True)

    def _progress(self) -> None:
        if self._form != "json":
            click.echo(f"{_now()} {self._pace}", err=True)
            return
        numbers = {
            "done": self._pace.done,
            "total": self._pace.total,
            "per_minute": self._pace.per_minute,
            "seconds_left": self._pace.seconds_left,
        }
        self._write("progress", {k: v and round(v, 1) for k, v in numbers.items()})

    def finish(self, fields: dict[str, object]) -> None:
        """Tell what the run has done, where the log is json."""
        if self._form == "json":
            self._write("finished", fields)

    def _write(self, event: str, fields: dict[str, object]) -> None:
        elapsed = round(time.monotonic() - self._started, 3)
        start = {"time": _now(), "elapsed": elapsed, "event": event}
        click.echo(json.dumps(start | fields, ensure_ascii=False), err=True)


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z")
