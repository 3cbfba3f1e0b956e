"""From a model's score to the probability that what it found is right."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jixiao.types import Label

CALIBRATION = "calibration.json"
# Beyond these a score of four decimals tells nothing more.
_LEAST, _MOST = 1e-4, 1 - 1e-4


def log_odds(score: float) -> float:
    """The logarithm of score / (1 - score), the score held between 0.0001 and 0.9999.

    >>> log_odds(0.5)
    0.0
    """
    held = min(max(score, _LEAST), _MOST)
    return math.log(held / (1 - held))


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over the log odds of a score (Platt 1999, Probabilistic outputs …).

    With a slope of 0 it is the same for every score; a slope is never negative,
    so that a higher score never becomes a lower probability.
    """

    slope: float
    shift: float

    def __post_init__(self) -> None:
        if self.slope < 0:
            raise ValueError(f"the slope {self.slope} is negative")

    def __call__(self, score: float) -> float:
        """The probability for `score`, in [0, 1].

        >>> Curve(slope=1.0, shift=0.0)(0.25)
        0.25
        """
        odds = self.slope * log_odds(score) + self.shift
        # Of the two equal forms the one whose power cannot overflow.
        return 1 / (1 + math.exp(-odds)) if odds > 0 else math.exp(odds) / (1 + math.exp(odds))


class Calibration:
    """Curves by name; a score whose name has none stays as it is."""

    def __init__(self, curves: Mapping[str, Curve] | None = None) -> None:
        self.curves = dict(curves or {})

    def __call__(self, name: str, score: float) -> float:
        """The probability, rounded to four decimals."""
        curve = self.curves.get(name)
        return round(curve(score) if curve else score, 4)

    def save(self, folder: Path) -> None:
        """Write calibration.json into `folder`, if there are curves."""
        if self.curves:
            rows = {name: [one.slope, one.shift] for name, one in sorted(self.curves.items())}
            text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
            (folder / CALIBRATION).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Calibration":
        """What `save` wrote into `folder`, without curves if there is none."""
        path = folder / CALIBRATION
        rows = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return cls({name: Curve(*row) for name, row in rows.items()})


def mention_curve(origin: str, label: Label) -> str:
    """The name of the curve for what rule or model found of a label.

    >>> mention_curve("rule", Label.MONEY)
    'rule MONEY'
    """
    return f"{origin} {label}"
