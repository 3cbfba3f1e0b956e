"""What a batch costs: `python benchmarks/batch.py --documents 10000 --workers 1 2`.

Makes so many txt reports of about 6,000 characters from the texts of the samples,
each different (other figures, other order), extracts them into a new knowledge
base with each number of workers, and then once more. Prints documents per minute
(from the first to the last, and of the whole run), processor time, the ratio to
the first number of workers, the memory of the parent in each tenth of the run,
the most that a worker held, whether the parts are the same bytes, and the second
run's share. Runs on Linux, whose /proc tells the memory.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.batch.bounds import MEGABYTE, resident

SOURCES = Path(__file__).parent.parent / "tests" / "data" / "sources"
CHARACTERS = 6_000
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LOOK_SECONDS = 0.2


def make_reports(folder: Path, count: int, seed: int = 0) -> None:
    """Write so many reports; the same count and seed give the same files."""
    texts = [path.read_text("utf-8") for path in sorted(SOURCES.glob("*.txt"))]
    for number in range(count):
        (folder / f"{number:06}.txt").write_text(report(texts, f"{seed}-{number}"), "utf-8")


def report(texts: list[str], seed: str) -> str:
    """A text of about 6,000 characters from paragraphs of the texts, with other figures."""
    chance = random.Random(seed)
    first, *others = chance.sample(texts, len(texts))
    paragraphs = first.splitlines()
    rest = [line for text in others for line in text.splitlines()]
    while sum(map(len, paragraphs)) < CHARACTERS:
        start = chance.randrange(len(rest))
        paragraphs += rest[start : start + 6]
    return _NUMBER.sub(lambda match: _other(match[0], chance), "\n".join(paragraphs))


def _other(number: str, chance: random.Random) -> str:
    """Another number of the same length; years and numbering stay."""
    if len(number) < 3 or re.fullmatch(r"(?:19|20)\d\d", number):
        return number
    return re.sub(r"\d", lambda digit: str(chance.randint(1, 9)), number)


@dataclass
class Measured:
    """One run of `jixiao extract`: its seconds, those of processor time, and memory in bytes."""

    seconds: float = 0.0
    processor: float = 0.0
    times: list[float] = field(default_factory=list)
    parent: list[tuple[float, int]] = field(default_factory=list)
    worker: int = 0

    @property
    def steady(self) -> float:
        """Documents per minute from the first to the last, 0 if there are fewer than two."""
        if len(self.times) < 2:
            return 0.0
        return 60 * (len(self.times) - 1) / (self.times[-1] - self.times[0])

    def tenths(self) -> Iterator[int]:
        """The most that the parent held in each tenth of the time in which documents came."""
        begin, step = self.times[0], (self.times[-1] - self.times[0]) / 10
        for since in (begin + step * tenth for tenth in range(10)):
            yield max((held for when, held in self.parent if 0 <= when - since <= step), default=0)


def run(reports: Path, kb: Path, workers: int) -> Measured:
    """Extract the reports with so many workers."""
    start = "from jixiao.cli import main; main()"
    command = [sys.executable, "-c", start, "extract", str(reports), "-o", str(kb)]
    command += ["--workers", str(workers), "--log", "json"]
    measured, started, used = Measured(), time.monotonic(), processor_seconds()
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, stderr=log)
        while process.poll() is None:
            watch(process.pid, measured, time.monotonic() - started)
            time.sleep(_LOOK_SECONDS)
        measured.seconds = time.monotonic() - started
        measured.processor = processor_seconds() - used
        log.seek(0)
        events = [json.loads(line) for line in log]
    if process.returncode:
        raise SystemExit(f"jixiao extract ended with {process.returncode}: {events[-1:]}")
    measured.times = [event["elapsed"] for event in events if event["event"] == "document"]
    return measured


def processor_seconds() -> float:
    """Processor time of the processes that have ended, their workers included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watch(parent: int, measured: Measured, now: float) -> None:
    """Note the memory of the parent and of its workers."""
    measured.parent.append((now, resident(parent)))
    for child in children(parent):
        measured.worker = max(measured.worker, resident(child))


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [
            int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        ]
    except OSError:
        return []


def parts(kb: Path) -> dict[str, bytes]:
    return {path.relative_to(kb).as_posix(): path.read_bytes() for path in kb.glob("parts/*/*")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        measure(Path(name), options.documents, options.workers)


def measure(root: Path, documents: int, numbers: list[int]) -> None:
    reports = root / "reports"
    reports.mkdir()
    make_reports(reports, documents)
    sizes = [len(path.read_text("utf-8")) for path in reports.iterdir()]
    load = os.getloadavg()[0]
    print(f"{documents} reports of {sum(sizes) // documents} characters on average", end="; ")
    print(f"{os.cpu_count()} cores, load before the runs {load:.1f}")
    base, bytes_ = 0.0, {}
    for workers in numbers:
        kb = root / f"kb{workers}"
        first, again = run(reports, kb, workers), run(reports, kb, workers)
        base = base or first.steady
        bytes_[workers] = parts(kb)
        held = [round(memory / MEGABYTE) for memory in first.tenths()]
        print(f"workers                    {workers}")
        print(
            f"  documents a minute       {first.steady:.0f}, start included "
            f"{60 * documents / first.seconds:.0f}"
        )
        print(f"  processor s a document   {first.processor / documents:.2f}")
        print(f"  ratio to {numbers[0]}               {first.steady / base:.2f}")
        print(f"  parent by tenths, MB     {' '.join(map(str, held))}")
        print(f"  largest worker, MB       {first.worker / MEGABYTE:.0f}")
        print(
            f"  second run               {again.seconds:.1f} s of {first.seconds:.1f} s: "
            f"1/{first.seconds / again.seconds:.0f}"
        )
    same = all(found == bytes_[numbers[0]] for found in bytes_.values())
    print(f"parts the same bytes       {same}")


if __name__ == "__main__":
    main()
