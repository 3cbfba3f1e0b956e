"""Reads sample files changed at random, and reports every reader that fails on one.

``python benchmarks/fuzz.py --minutes 15 --seed 1`` takes the samples of tests/data in
every format. Each case is read in a process of its own within bounds on time and memory.
Findings are readers that hang, die or raise anything but ReadError, documents whose blocks
do not fit their text, and files cut short that pass for whole. A case is named SEED:NUMBER;
``--case 1:4711`` makes it again and reads it, ``--save FOLDER`` keeps the files of findings.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
sys.path.insert(0, str(DATA))

from hostile.bounded import Bounded, Result  # noqa: E402 (found among the tests)
from hostile.mutations import mutated  # noqa: E402
from hostile.sound import MAKERS  # noqa: E402

TOLD = {"cut_short", "damaged_parts", "undecodable_bytes", "wrong_suffix"}


def samples(kinds: list[str]) -> list[tuple[str, bytes]]:
    """The reports of tests/data and a small file of each format, by name."""
    found = [(path.name, path.read_bytes()) for path in sorted((DATA / "reports").iterdir())]
    found += [(f"sound.{kind}", make()) for kind, make in MAKERS.items()]
    return [(name, data) for name, data in found if not kinds or name.rpartition(".")[2] in kinds]


def finding(result: Result, whole: Result, changes: list[str]) -> str | None:
    """What is wrong with the way a changed file was read, None if nothing is."""
    if result.is_bad:
        return f"{result.outcome}: {result.reason}"
    told = TOLD & set(result.codes) or whole.kind in {"txt", "html"}
    if changes == ["cut"] and result.outcome == "document" and not told:
        return None if result.text == whole.text else "silent loss"
    return None


def fuzz(arguments: argparse.Namespace, reader: Bounded, folder: Path) -> tuple[Counter, list[str]]:
    """The number of cases by format and outcome, and the findings."""
    taken = samples(arguments.kind)
    wholes = {}
    for name, data in taken:
        (folder / name).write_bytes(data)
        wholes[name] = reader.read(folder / name, seconds=120)
        assert wholes[name].outcome == "document", (name, wholes[name])
    counts: Counter[tuple[str, str]] = Counter()
    findings = []
    seed, _, first = arguments.case.partition(":")
    deadline = time.monotonic() + 60 * arguments.minutes
    number = int(first or 0)
    while time.monotonic() < deadline and not (arguments.case and counts):
        case = f"{seed or arguments.seed}:{number}"
        name, data, changes = mutated(Random(case), taken)
        path = folder / name
        path.write_bytes(data)
        result = reader.read(path, seconds=arguments.seconds, megabytes=arguments.megabytes)
        counts[name.rpartition(".")[2], result.outcome] += 1
        if arguments.case:
            print(name, changes, result)
        if wrong := finding(result, wholes[name], changes):
            findings.append(f"{case} {name} {'+'.join(changes)}: {wrong}")
            print(findings[-1], flush=True)
            if arguments.save:
                (arguments.save / f"{case.replace(':', '-')}-{name}").write_bytes(data)
        number += 1
    return counts, findings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", default=[], help="only this format; repeatable")
    parser.add_argument("--seconds", type=float, default=60, help="for one file")
    parser.add_argument("--megabytes", type=int, default=1000, help="for one file")
    parser.add_argument("--case", default="", help="SEED:NUMBER of one case to read again")
    parser.add_argument("--save", type=Path, help="folder for the files of findings")
    arguments = parser.parse_args()
    if arguments.save:
        arguments.save.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "PATH": "/nonexistent"}
    with tempfile.TemporaryDirectory() as folder, Bounded(environment) as reader:
        counts, findings = fuzz(arguments, reader, Path(folder))
    print(f"{sum(counts.values()):,} cases, seed {arguments.seed}; {len(findings)} findings")
    for kind in sorted({kind for kind, _ in counts}):
        outcomes = sorted((n, outcome) for (k, outcome), n in counts.items() if k == kind)
        print(f"{kind:5}", ", ".join(f"{outcome} {n:,}" for n, outcome in reversed(outcomes)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
