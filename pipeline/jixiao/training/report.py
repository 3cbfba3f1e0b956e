"""An evaluation as a table for people and as json."""

import json

from jixiao.scoring import ALL, Score
from jixiao.training.evaluate import Evaluation

_COMMONEST = 12
_HEAD = "               P      R      F1     right  found   gold"


def _line(name: str, score: Score) -> str:
    return (
        f"  {name:<12} {score.precision:>6.3f} {score.recall:>6.3f} {score.f1:>6.3f}"
        f" {score.right:>6} {score.predicted:>6} {score.gold:>6}"
    )


def to_table(evaluation: Evaluation) -> str:
    """One block per layer: precision, recall, F1, right, found and gold by label."""
    lines = [f"{evaluation.passages} passages (篇), {evaluation.characters} characters (字)"]
    for layer, scores in evaluation.layers.items():
        lines += ["", f"{layer}\n{_HEAD}"]
        lines += [_line(label, scores[label]) for label in sorted(scores) if label != ALL]
        if ALL in scores:
            lines.append(_line(ALL, scores[ALL]))
    lines += ["", "commonest mistakes (gold → found)"]
    lines += [
        f"  {gold} → {found}: {count}"
        for (gold, found), count in evaluation.confusions.most_common(_COMMONEST)
    ]
    return "\n".join(lines) + "\n"


def to_json(evaluation: Evaluation) -> str:
    """All counts and figures as one json object."""
    layers = {
        layer: {
            label: {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "right": score.right,
                "found": score.predicted,
                "gold": score.gold,
            }
            for label, score in sorted(scores.items())
        }
        for layer, scores in evaluation.layers.items()
    }
    confusions = [
        {"gold": gold, "found": found, "count": count}
        for (gold, found), count in evaluation.confusions.most_common()
    ]
    whole = {
        "passages": evaluation.passages,
        "characters": evaluation.characters,
        "layers": layers,
        "confusions": confusions,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
