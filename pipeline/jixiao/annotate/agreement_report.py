"""Agreements as tables for people and as json."""

import json
from collections.abc import Sequence
from itertools import islice
from typing import Any

from jixiao.annotate.agreement import Agreement
from jixiao.scoring import ALL, Score, Scores

_MEASURES = {
    "exact": "spans, exact (标注，完全一致)",
    "overlap": "spans, overlap (标注，有重叠)",
    "given": "relations, both spans given (关系，两端标注一致)",
    "relations": "relations, all (关系，全部)",
}
_EXAMPLES = 2


def to_table(agreement: Agreement) -> str:
    """All measures of one agreement: F1 by label, kappa, and what is confused, with examples."""
    total = sum(agreement.characters.values())
    lines = [
        f"{agreement.left} / {agreement.right}: {agreement.texts} texts (文本), "
        f"{total} characters (字)"
    ]
    for name, title in _MEASURES.items():
        lines += _block(title, getattr(agreement, name))
    lines += ["", "Cohen's kappa by character (逐字)"]
    labels = [label for label in sorted(agreement.exact) if label != ALL]
    lines += [f"  {label:<12} {agreement.kappa(label):>6.3f}" for label in (*labels, ALL)]
    return "\n".join([*lines, *_confusions(agreement)]) + "\n"


def _block(title: str, scores: Scores) -> list[str]:
    head = f"{'':<14} {'F1':>6} {'both':>6} {'left':>6} {'right':>6}"
    labels = [label for label in sorted(scores) if label != ALL]
    return ["", title, head, *(_line(label, scores[label]) for label in (*labels, ALL))]


def _line(label: str, score: Score) -> str:
    return f"  {label:<12} {f1(score):>6.3f} {score.right:>6} {score.predicted:>6} {score.gold:>6}"


def f1(score: Score) -> float:
    """F1 of the items of two layers; 1.0 if neither has any, since then nothing differs."""
    return score.f1 if score.predicted + score.gold else 1.0


def _confusions(agreement: Agreement) -> list[str]:
    if not agreement.confusions:
        return []
    lines = ["", "differences (left, right: count; the same label twice is another end)"]
    for names, count in agreement.confusions.most_common():
        lines.append(f"  {names[0]}, {names[1]}: {count}")
        lines += [
            f"      {one.doc_id} [{one.start}, {one.end}) "
            f"“{one.left or '—'}” / “{one.right or '—'}” in …{one.context}…"
            for one in islice(agreement.examples[names], _EXAMPLES)
        ]
    return lines


def to_pairwise(agreements: Sequence[Agreement]) -> str:
    """A line for each pair of layers: texts, and every measure over all labels."""
    wide = max(len(f"{one.left} / {one.right}") for one in agreements)
    head = ("texts", *_MEASURES, "kappa")
    lines = [f"{'':<{wide}} " + " ".join(f"{name:>9}" for name in head)]
    for one in agreements:
        figures = [f1(getattr(one, name)[ALL]) for name in _MEASURES] + [one.kappa()]
        cells = " ".join(f"{figure:>9.3f}" for figure in figures)
        lines.append(f"{f'{one.left} / {one.right}':<{wide}} {one.texts:>9} {cells}")
    titles = "; ".join(f"{name}: {title}" for name, title in _MEASURES.items())
    return "\n".join([*lines, "", f"F1 of {titles}; kappa: Cohen, by character"]) + "\n"


def to_json(agreements: Sequence[Agreement]) -> str:
    """All counts, figures and examples as a json list, one object for each pair of layers."""
    return json.dumps([_object(one) for one in agreements], ensure_ascii=False, indent=1) + "\n"


def _object(agreement: Agreement) -> dict[str, Any]:
    labels = [label for label in sorted(agreement.exact) if label != ALL]
    return {
        "left": agreement.left,
        "right": agreement.right,
        "texts": agreement.texts,
        "characters": sum(agreement.characters.values()),
        **{name: _scores(getattr(agreement, name)) for name in _MEASURES},
        "kappa": {label: agreement.kappa(label) for label in (*labels, ALL)},
        "confusions": [
            {
                "left": names[0],
                "right": names[1],
                "count": count,
                "examples": [
                    {
                        "doc_id": one.doc_id,
                        "start": one.start,
                        "end": one.end,
                        "left": one.left,
                        "right": one.right,
                        "context": one.context,
                    }
                    for one in agreement.examples[names]
                ],
            }
            for names, count in agreement.confusions.most_common()
        ],
    }


def _scores(scores: Scores) -> dict[str, dict[str, float]]:
    return {
        label: {
            "f1": f1(score),
            "both": score.right,
            "left": score.predicted,
            "right": score.gold,
        }
        for label, score in sorted(scores.items())
    }
