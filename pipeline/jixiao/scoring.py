"""Precision, recall and F1 of spans, relations, facts and checks against gold."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from jixiao.types import Mention, Relation

ALL = "all"


class Labelled(Protocol):
    """A labelled span [start, end): a mention, or an annotator's span."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """Behind the last code point."""

    @property
    def label(self) -> str:
        """What the span is."""


_Span = TypeVar("_Span", bound=Labelled)


@dataclass(slots=True)
class Score:
    """Counts of right, predicted and gold items."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that are right, 0 if nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 if there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Score(right=3, predicted=4, gold=6).f1
        0.6
        """
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0

    def add(self, other: "Score") -> None:
        """Count the items of `other` too."""
        self.right += other.right
        self.predicted += other.predicted
        self.gold += other.gold


Scores = dict[str, Score]


def score_keys(
    predicted: Iterable[Any], gold: Iterable[Any], label: Callable[[Any], str]
) -> Scores:
    """Scores by label and over all, items being right when they are equal."""
    predicted, gold = set(predicted), set(gold)
    scores: Scores = defaultdict(Score)
    for item in predicted | gold:
        one = Score(
            int(item in predicted and item in gold), int(item in predicted), int(item in gold)
        )
        scores[label(item)].add(one)
    return _with_total(scores)


def _with_total(scores: Scores) -> Scores:
    """The scores by label, and their sum under `ALL`."""
    total = Score()
    for score in scores.values():
        total.add(score)
    return {**scores, ALL: total}


def score_spans(predicted: Iterable[Mention], gold: Iterable[Mention]) -> Scores:
    """Exact scores: start, end and label agree."""
    return score_keys(
        ((m.start, m.end, str(m.label)) for m in predicted),
        ((m.start, m.end, str(m.label)) for m in gold),
        lambda key: key[2],
    )


def score_overlap(predicted: Sequence[Labelled], gold: Sequence[Labelled]) -> Scores:
    """Overlap scores: spans of one label that share a character are paired off, one to one.

    `right` is the greatest number of pairs; both sides are flat.
    """
    scores: Scores = defaultdict(Score)
    for label in sorted({str(m.label) for m in (*predicted, *gold)}):
        ours = [m for m in predicted if m.label == label]
        theirs = [m for m in gold if m.label == label]
        scores[label] = Score(len(matched(ours, theirs)), len(ours), len(theirs))
    return _with_total(scores)


def matched(left: Iterable[_Span], right: Iterable[_Span]) -> list[tuple[_Span, _Span]]:
    """As many pairs of overlapping spans as there can be, each span once, in text order.

    Both sides are flat. Then the one of two overlapping spans that ends first
    overlaps no later span of the other side, and pairing it with the first it
    overlaps loses nothing: the greedy way gives a maximum matching.
    """
    ours, theirs = (sorted(spans, key=lambda s: (s.start, s.end)) for spans in (left, right))
    pairs = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        one, other = ours[i], theirs[j]
        if one.start < other.end and other.start < one.end:
            pairs.append((one, other))
            i, j = i + 1, j + 1
        elif one.end <= other.start:
            i += 1
        else:
            j += 1
    return pairs


def relation_keys(
    mentions: Iterable[Mention], relations: Iterable[Relation]
) -> set[tuple[int, int, str, str, int, int, str]]:
    """Relations as places: start, end, label of head, relation, start, end, label of tail."""
    by_id = {mention.id: mention for mention in mentions}
    keys = set()
    for link in relations:
        head, tail = by_id[link.head], by_id[link.tail]
        keys.add(
            (
                head.start,
                head.end,
                str(head.label),
                str(link.label),
                tail.start,
                tail.end,
                str(tail.label),
            )
        )
    return keys


def score_relations(
    predicted: tuple[Iterable[Mention], Iterable[Relation]],
    gold: tuple[Iterable[Mention], Iterable[Relation]],
) -> Scores:
    """Exact scores: both ends with their labels, and the relation, agree.

    Every gold relation counts, also one whose ends were never found.
    """
    return score_keys(relation_keys(*predicted), relation_keys(*gold), lambda key: key[3])


def name_overlap(one: str | None, other: str | None) -> float:
    """Dice coefficient over characters, 1 for two missing names.

    >>> name_overlap("公务接待费", "公务接待费用")
    0.9090909090909091
    """
    if not one or not other:
        return float(one == other or (not one and not other))
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other))


def _same_value(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return Decimal(str(one)) == Decimal(str(other))


def _fact_agrees(ours: Mapping[str, Any], theirs: Mapping[str, Any], context: bool) -> bool:
    if ours["kind"] != theirs["kind"] or not _same_value(ours["value"], theirs["value"]):
        return False
    if name_overlap(ours["name"], theirs["name"]) < 0.6:
        return False
    return not context or all(
        ours[field] == theirs[field] for field in ("subject", "period_start", "period_end")
    )


def score_facts(
    predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]], *, context: bool
) -> Scores:
    """Scores by kind of facts of the output contract, as `matched_facts` pairs them."""
    scores: Scores = defaultdict(Score)
    for fact in predicted:
        scores[fact["kind"]].predicted += 1
    for fact in gold:
        scores[fact["kind"]].gold += 1
    for number in matched_facts(predicted, gold, context=context):
        scores[predicted[number]["kind"]].right += 1
    return _with_total(scores)


def matched_facts(
    predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]], *, context: bool
) -> list[int]:
    """Which of the predicted facts are right: their numbers, in the order of the gold.

    Facts are those of the output contract, matched one to one in text order.
    Kind and value agree and the names overlap by at least 0.6; evidence must
    overlap; with `context` subject and period agree too.
    """
    found: list[int] = []
    left = list(range(len(predicted)))
    for theirs in gold:
        start, end = theirs["evidence"]
        for number in left:
            ours = predicted[number]
            near = ours["evidence"][0] < end and start < ours["evidence"][1]
            if near and _fact_agrees(ours, theirs, context):
                found.append(number)
                left.remove(number)
                break
    return found


def _check_places(check: Mapping[str, Any]) -> frozenset[tuple[int, int]]:
    quotes = [check["stated"], *check["terms"]]
    return frozenset((quote["start"], quote["end"]) for quote in quotes)


def _same_statement(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    same_figure = ours["stated"] == theirs["stated"] and ours["kind"] == theirs["kind"]
    return same_figure or _check_places(ours) == _check_places(theirs)


def score_checks(
    predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]]
) -> Scores:
    """Checks of the output contract by verdict.

    A gold statement is found if a check has the same stated figure and kind,
    or is about the same figures; it is right if the verdict agrees too.
    """
    scores: Scores = defaultdict(Score)
    open_checks = list(predicted)
    for check in predicted:
        scores[check["verdict"]].predicted += 1
    for theirs in gold:
        scores[theirs["verdict"]].gold += 1
        same = [c for c in open_checks if _same_statement(c, theirs)]
        for ours in same:
            if ours["verdict"] == theirs["verdict"]:
                scores[theirs["verdict"]].right += 1
                open_checks.remove(ours)
                break
    return _with_total(scores)


def sum_scores(parts: Iterable[Scores]) -> Scores:
    """Scores of several documents added up, by label."""
    total: Scores = defaultdict(Score)
    for part in parts:
        for label, score in part.items():
            total[label].add(score)
    return dict(total)
