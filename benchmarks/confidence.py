"""The curve of the confidence of facts: `python benchmarks/confidence.py BATCH|CORPUS…`.

Fits slope, weight of the name's length and shift (jixiao.facts.confidence) on
the dev parts of the first argument, and prints how far confidences are
probabilities there, each text judged by a curve fitted on the others, and on
the dev parts of the other arguments with the whole fit. What is right is what
the gold mentions and relations give. The model must not have learnt from
these texts.
"""

import argparse
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jixiao.annotations.folder import Batch
from jixiao.facts.confidence import LENGTH, SHIFT, SLOPE
from jixiao.nlp.calibration import log_odds
from jixiao.pipeline import Pipeline, load
from jixiao.readers import read_bytes
from jixiao.store import to_contract
from jixiao.training.corpora import Passage, read_batch, read_gold
from jixiao.training.evaluate import facts_of_annotations
from jixiao.training.reliability import Judged, Reliability, judge_facts

FOLDS = 5
STEPS = 60
PRIOR = 1.0


@dataclass(frozen=True)
class Told:
    """A fact: its passage, the log odds of what it was read from, its name's length, the truth."""

    passage: str
    odds: float
    length: float
    right: bool


def passages(path: Path) -> list[Passage]:
    if (path / "documents.jsonl").exists():
        return read_batch(Batch(path), "dev")
    return read_gold(path, "dev")


def told(pipeline: Pipeline, passage: Passage) -> list[Told]:
    """The facts found in a passage; the curve of today is taken off their confidence."""
    document = read_bytes(passage.text.encode(), f"{passage.name}.txt")
    found = to_contract(pipeline.extract_document(document))["facts"]
    rows = []
    for fact, judged in zip(found, judge_facts(found, facts_of_annotations(passage)), strict=True):
        length = math.log(max(len(fact["name"] or ""), 1))
        odds = (log_odds(judged.score) - SHIFT - LENGTH * length) / SLOPE
        rows.append(Told(passage.name, odds, length, judged.right))
    return rows


def fit(rows: list[Told]) -> NDArray[np.float64]:
    """Slope, weight of the length and shift: logistic regression with a weak normal prior."""
    x = np.array([[row.odds, row.length, 1.0] for row in rows])
    y = np.array([row.right for row in rows], dtype=float)
    prior = np.diag([PRIOR, PRIOR, 0.0])
    weights = np.zeros(3)
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-x @ weights))
        bend = (x * (expected * (1 - expected))[:, None]).T @ x + prior
        weights += np.linalg.solve(bend, x.T @ (y - expected) - prior @ weights)
    return weights


def judge(table: Reliability, rows: list[Told], weights: NDArray[np.float64]) -> None:
    for row in rows:
        odds = float(np.dot(weights, [row.odds, row.length, 1.0]))
        table.add(Judged("", 1 / (1 + math.exp(-odds)), row.right))


def show(name: str, table: Reliability) -> None:
    print(f"{name}: {table.count} facts, error {table.error:.3f}, Brier {table.brier:.3f}")
    for number, one in enumerate(table.bins):
        if one.count:
            print(f"  {number / 10:.1f} {one.count:>6} {one.score:.3f} {one.share:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    first, *others = parser.parse_args().paths
    pipeline = load()
    rows = [row for passage in passages(first) for row in told(pipeline, passage)]
    names = sorted({row.passage for row in rows})
    weights = fit(rows)
    slope, length, shift = weights
    print(f"SLOPE, LENGTH, SHIFT = {slope:.2f}, {length:.2f}, {shift:.2f}")
    table = Reliability()
    for fold in (set(names[start::FOLDS]) for start in range(FOLDS)):
        known = fit([row for row in rows if row.passage not in fold])
        judge(table, [row for row in rows if row.passage in fold], known)
    show(f"{first}, cross-fitted", table)
    for path in others:
        table = Reliability()
        for passage in passages(path):
            judge(table, told(pipeline, passage), weights)
        show(str(path), table)


if __name__ == "__main__":
    main()
