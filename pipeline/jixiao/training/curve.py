"""A learning curve: what a small pipeline scores when it learns from a part of the gold."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.pipeline import Pipeline
from jixiao.scoring import ALL
from jixiao.training.corpora import Passage
from jixiao.training.evaluate import Evaluation, evaluate_pipeline
from jixiao.training.report import layers_to_rows

# Every n-th passage: each part holds the one before it.
STEPS = (4, 2, 1)
_LAYERS = ("spans, exact", "relations, gold mentions", "relations, end to end")


@dataclass(frozen=True, slots=True)
class Point:
    """What was learnt from, and the scores on passages that were not."""

    passages: int
    characters: int
    evaluation: Evaluation


def learning_curve(
    corpus: Path,
    gold: Sequence[Passage],
    dev: Sequence[Passage],
    config: dict[str, Any],
    work: Path,
    log: Callable[[str], None],
) -> list[Point]:
    """Points at a quarter, half and all of `gold`, scored on `dev`.

    Needs the extra `train`. Vectors and taggers are kept in `work`, so that a
    run that was cut off goes on.
    """
    from jixiao.training.run import build_pipeline

    points = []
    for step in STEPS:
        part = list(gold[::step])
        nlp = build_pipeline(corpus, part, config, work, log, f".{step}")
        evaluation = evaluate_pipeline(Pipeline(nlp), dev)
        points.append(Point(len(part), sum(len(one.text) for one in part), evaluation))
    return points


def curve_to_table(points: Sequence[Point]) -> str:
    """One line per layer and label: F1 at each point."""
    lines = [
        "learning curve (学习曲线): F1 by characters learnt from",
        f"  {'':<12}" + "".join(f"{point.characters:>9,}" for point in points),
    ]
    for layer in _LAYERS:
        labels = sorted({label for point in points for label in _scores(point, layer)} - {ALL})
        lines += ["", layer]
        for label in (*labels, ALL):
            cells = (_scores(point, layer).get(label) for point in points)
            lines.append(
                f"  {label:<12}" + "".join(f"{c.f1:>9.3f}" if c else f"{'':9}" for c in cells)
            )
    return "\n".join(lines) + "\n"


def _scores(point: Point, layer: str) -> dict[str, Any]:
    return dict(point.evaluation.layers.get(layer, {}))


def curve_to_json(points: Sequence[Point]) -> str:
    """The points with all figures as one json object."""
    rows = [
        {
            "passages": point.passages,
            "characters": point.characters,
            "layers": layers_to_rows(point.evaluation.layers),
        }
        for point in points
    ]
    return json.dumps({"learning_curve": rows}, ensure_ascii=False, indent=1) + "\n"
