"""How far scores are the probabilities they claim to be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jixiao.nlp.calibration import mention_curve
from jixiao.scoring import matched_facts, relation_keys
from jixiao.types import Mention, Relation

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """Something found: the name of its curve, its score, and whether it is right."""

    name: str
    score: float
    right: bool


def judge_mentions(found: Iterable[Mention], gold: Iterable[Mention]) -> list[Judged]:
    """Each found mention; right is one whose start, end and label are a gold one's."""
    places = {(m.start, m.end, m.label) for m in gold}
    return [
        Judged(mention_curve(m.origin, m.label), m.score, (m.start, m.end, m.label) in places)
        for m in found
    ]


def judge_relations(
    found: tuple[Sequence[Mention], Sequence[Relation]],
    gold: tuple[Sequence[Mention], Sequence[Relation]],
) -> list[Judged]:
    """Each found relation between two right mentions; right is one that the gold has too."""
    places = {(m.start, m.end, m.label) for m in gold[0]}
    right = {m.id for m in found[0] if (m.start, m.end, m.label) in places}
    keys = relation_keys(*gold)
    return [
        Judged(str(link.label), link.score, relation_keys(found[0], [link]) <= keys)
        for link in found[1]
        if {link.head, link.tail} <= right
    ]


def judge_facts(
    found: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]]
) -> list[Judged]:
    """Each found fact of the output contract; right is one that `matched_facts` pairs off."""
    right = set(matched_facts(found, gold, context=False))
    return [
        Judged(fact["kind"], fact["confidence"], number in right)
        for number, fact in enumerate(found)
    ]


@dataclass(slots=True)
class Bin:
    """Items whose scores lie in a tenth of [0, 1]: how many, how many right, sum of scores."""

    count: int = 0
    right: int = 0
    scores: float = 0.0

    @property
    def score(self) -> float:
        """The mean score, 0 of nothing."""
        return self.scores / self.count if self.count else 0.0

    @property
    def share(self) -> float:
        """The share that is right, 0 of nothing."""
        return self.right / self.count if self.count else 0.0


def _bins() -> list[Bin]:
    return [Bin() for _ in range(BINS)]


@dataclass(slots=True)
class Reliability:
    """A reliability table: ten bins of [0, 0.1), [0.1, 0.2) … [0.9, 1]."""

    bins: list[Bin] = field(default_factory=_bins)
    squares: float = 0.0

    def add(self, item: Judged) -> None:
        """Count an item by its score."""
        found = self.bins[min(int(item.score * BINS), BINS - 1)]
        found.count += 1
        found.right += item.right
        found.scores += item.score
        self.squares += (item.score - item.right) ** 2

    @property
    def count(self) -> int:
        """How many items were counted."""
        return sum(one.count for one in self.bins)

    @property
    def error(self) -> float:
        """Expected calibration error: mean difference of score and share right, over bins.

        Weighted by the items of a bin (Guo et al. 2017, On Calibration of Modern
        Neural Networks, section 3).

        >>> table = Reliability()
        >>> for score, right in [(0.9, True), (0.9, False), (0.2, False), (0.2, False)]:
        ...     table.add(Judged("ORG", score, right))
        >>> round(table.error, 3)
        0.3
        """
        gaps = (abs(one.scores - one.right) for one in self.bins)
        return sum(gaps) / self.count if self.count else 0.0

    @property
    def brier(self) -> float:
        """Mean squared difference of score and outcome (Brier 1950)."""
        return self.squares / self.count if self.count else 0.0
