"""An evaluation as a table for people and as json."""

import json
from typing import Any

from jixiao.scoring import ALL, Score, Scores
from jixiao.training.evaluate import CALIBRATED, RAW, Evaluation
from jixiao.training.mistakes import NOTHING, Mistake, commonest
from jixiao.training.reliability import BINS, Bin, Reliability
from jixiao.types import Mention

_COMMONEST = 12
_EXAMPLES = 2
_EXAMPLES_IN_JSON = 10
_AROUND = 24
_HEAD = "               P      R      F1     right  found   gold"


def _line(name: str, score: Score) -> str:
    return (
        f"  {name:<12} {score.precision:>6.3f} {score.recall:>6.3f} {score.f1:>6.3f}"
        f" {score.right:>6} {score.predicted:>6} {score.gold:>6}"
    )


def to_table(evaluation: Evaluation) -> str:
    """Blocks of lines, of each layer and label precision, recall, F1, right, found and gold.

    Then how far the scores are probabilities, and the commonest mistakes with examples.
    """
    lines = [f"{evaluation.passages} passages (篇), {evaluation.characters} characters (字)"]
    for layer, scores in evaluation.layers.items():
        lines += ["", layer, *_layer(scores)]
    for what, tables in evaluation.reliability.items():
        lines += ["", f"scores of {what}", *_reliability(tables)]
    lines += ["", "commonest mistakes (gold → found)"]
    for (gold, found), count, examples in commonest(evaluation.mistakes, _EXAMPLES)[:_COMMONEST]:
        lines.append(f"  {gold} → {found}: {count}")
        lines += [f"    {_example(mistake)}" for mistake in examples]
    return "\n".join(lines) + "\n"


def _layer(scores: Scores) -> list[str]:
    lines = [_HEAD, *(_line(label, scores[label]) for label in sorted(scores) if label != ALL)]
    return [*lines, _line(ALL, scores[ALL])] if ALL in scores else lines


def _kinds(tables: dict[str, Reliability]) -> list[tuple[str, Reliability]]:
    """What was before calibration first."""
    return [(kind, tables[kind]) for kind in (RAW, CALIBRATED) if kind in tables]


def _reliability(tables: dict[str, Reliability]) -> list[str]:
    kinds = _kinds(tables)
    lines = [
        f"  {kind:<10} expected calibration error {table.error:.3f}, Brier {table.brier:.3f},"
        f" {table.count} items"
        for kind, table in kinds
    ]
    lines.append("  " + f"{'score':<11}" + "".join(f"{kind:>12} mean  right" for kind, _ in kinds))
    for number in range(BINS):
        cells = "".join(_cell(table.bins[number]) for _, table in kinds)
        lines.append(f"  {number / BINS:.1f} – {(number + 1) / BINS:.1f}  {cells}".rstrip())
    return lines


def _cell(found: Bin) -> str:
    """Items, mean score and share right of a bin."""
    figures = f"{found.score:.3f}  {found.share:.3f}" if found.count else ""
    return f"{found.count:>11} {figures:<12}"


def _example(mistake: Mistake) -> str:
    """Gold and found span, the words around, and where they stand."""
    spans = [f"«{span.text}»" if span else NOTHING for span in (mistake.gold, mistake.found)]
    around = _near(mistake.sentence, (mistake.gold or mistake.found))
    return f"{' → '.join(spans)} in {around} ({mistake.document})".replace("\n", " ")


def _near(sentence: str, span: Mention | None) -> str:
    """The part of the sentence around the first place that looks like the span."""
    place = sentence.find(span.text) if span else 0
    start = max(0, place - _AROUND)
    end = max(place, 0) + (len(span.text) if span else 0) + _AROUND
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"


def _figures(score: Score) -> dict[str, float]:
    return {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "right": score.right,
        "found": score.predicted,
        "gold": score.gold,
    }


def _bins(table: Reliability) -> dict[str, Any]:
    rows = [{"count": one.count, "mean_score": one.score, "right": one.share} for one in table.bins]
    return {"error": table.error, "brier": table.brier, "count": table.count, "bins": rows}


def _place(span: Mention | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "text": span.text,
        "score": span.score,
    }


def _row(mistake: Mistake) -> dict[str, Any]:
    return {
        "document": mistake.document,
        "gold": _place(mistake.gold),
        "found": _place(mistake.found),
        "sentence": mistake.sentence,
    }


def layers_to_rows(layers: dict[str, Scores]) -> dict[str, dict[str, dict[str, float]]]:
    """Figures by layer and label, as json has them."""
    return {
        layer: {label: _figures(score) for label, score in sorted(scores.items())}
        for layer, scores in layers.items()
    }


def to_json(evaluation: Evaluation) -> str:
    """All counts and figures as one json object."""
    whole = {
        "passages": evaluation.passages,
        "characters": evaluation.characters,
        "layers": layers_to_rows(evaluation.layers),
        "reliability": {
            what: {kind: _bins(table) for kind, table in _kinds(tables)}
            for what, tables in evaluation.reliability.items()
        },
        "confusions": [
            {"gold": gold, "found": found, "count": count, "examples": list(map(_row, examples))}
            for (gold, found), count, examples in commonest(evaluation.mistakes, _EXAMPLES_IN_JSON)
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
