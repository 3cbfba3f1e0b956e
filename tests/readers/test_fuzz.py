"""Samples changed at random by a fixed seed; benchmarks/fuzz.py does it for longer."""

import importlib.util
import os
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

from hostile.bounded import Bounded, Result
from hostile.mutations import mutated
from hostile.sound import MAKERS

TOOL = Path(__file__).parents[2] / "benchmarks" / "fuzz.py"
STATUSES = {"document", "empty", "encrypted", "broken", "scanned", "unsupported", "too_large"}


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("fuzz", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bounded():
    with Bounded({**os.environ, "PATH": "/nonexistent"}) as reader:
        yield reader


@pytest.fixture(scope="module")
def samples():
    return [(f"sound.{kind}", make()) for kind, make in MAKERS.items()]


def test_a_seed_gives_the_same_changes_and_they_are_changes(samples):
    whole = dict(samples)
    kinds = Counter()
    for i in range(200):
        name, data, done = mutated(Random(f"9:{i}"), samples)
        assert (name, data, done) == mutated(Random(f"9:{i}"), samples)
        kinds[name] += data != whole[name]
    assert len(kinds) == len(samples)
    assert sum(kinds.values()) > 180


@pytest.mark.parametrize("kind", [*MAKERS])
def test_changed_files_give_a_document_or_say_what_is_wrong(kind, samples, bounded, tool, tmp_path):
    own = [sample for sample in samples if sample[0] == f"sound.{kind}"]
    path = tmp_path / own[0][0]
    path.write_bytes(own[0][1])
    whole = bounded.read(path)
    assert whole.outcome == "document"
    outcomes = Counter()
    for i in range(50):
        _, data, changes = mutated(Random(f"{kind}:{i}"), own)
        path.write_bytes(data)
        result = bounded.read(path, seconds=120)
        assert tool.finding(result, whole, changes) is None, (i, changes, result)
        outcomes[result.outcome] += 1
    assert outcomes.keys() <= STATUSES
    assert len(outcomes) > 1


@pytest.mark.parametrize(
    ("result", "changes", "wrong"),
    [
        (Result("hung"), ["flip"], True),
        (Result("killed", "by signal 11"), ["flip"], True),
        (Result("crashed", "KeyError: 'x'"), ["flip"], True),
        (Result("broken", "damaged"), ["cut"], False),
        (Result("document", text="甲乙丙", kind="docx"), ["cut"], False),
        (Result("document", text="甲", kind="docx"), ["flip"], False),
        (Result("document", text="甲", kind="docx"), ["cut"], True),
        (Result("document", text="甲", kind="pdf", codes=("cut_short",)), ["cut"], False),
    ],
)
def test_what_counts_as_a_finding(result, changes, wrong, tool):
    whole = Result("document", text="甲乙丙", kind="docx")
    assert (tool.finding(result, whole, changes) is not None) == wrong


def test_the_bounds_of_the_reading_process_hold(bounded, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("全年收入合计1,204.50万元。" * 400_000, encoding="utf-8")
    assert bounded.read(path, seconds=0.05).outcome == "hung"
    assert bounded.read(path, megabytes=2).outcome in {"crashed", "too_large"}
    path.write_text("全年收入合计1,204.50万元。", encoding="utf-8")
    assert bounded.read(path).text == "全年收入合计1,204.50万元。"
