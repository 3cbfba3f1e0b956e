"""Typed candidate pairs of mentions, and what is told of a pair besides its characters."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from jixiao.nlp.windows import sentences
from jixiao.resources import scheme
from jixiao.types import Label, Mention, RelationLabel, Span

NONE = 0
RELATIONS = tuple(RelationLabel)
_LABELS = tuple(Label)
_LABEL_IDS = {label: number for number, label in enumerate(_LABELS)}
_DISTANCES = (-64, -32, -16, -8, -4, -1, 0, 1, 2, 3, 5, 8, 12, 20, 32, 64)
_MANY = 4

# Sizes of the categorical features, in the order of `Pair.features`.
FEATURE_SIZES = (
    len(_LABELS) ** 2,  # labels of head and tail
    len(_DISTANCES) + 1,  # signed distance
    _MANY + 1,  # mentions between with the head's label
    _MANY + 1,  # mentions between with the tail's label
    _MANY + 1,  # other mentions between
    _MANY + 1,  # commas and semicolons between
    _MANY + 1,  # enumeration commas between
    2,  # a line break between
    _MANY + 1,  # mentions of the head's label in the sentence before the head
    _MANY + 1,  # mentions of the tail's label in the sentence before the tail
)


@cache
def allowed_relations() -> dict[tuple[Label, Label], frozenset[RelationLabel]]:
    """For each pair of labels the relations whose signature it fits."""
    allowed: dict[tuple[Label, Label], set[RelationLabel]] = {}
    for signature in scheme().relations:
        for head in signature.heads:
            for tail in signature.tails:
                allowed.setdefault((head, tail), set()).add(signature.name)
    return {pair: frozenset(names) for pair, names in allowed.items()}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of a sentence by their numbers in it, with categorical features."""

    head: int
    tail: int
    features: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the mentions inside it in text order, and its candidate pairs."""

    span: Span
    mentions: tuple[Mention, ...]
    pairs: tuple[Pair, ...]


def _features(text: str, mentions: Sequence[Mention], head: int, tail: int) -> tuple[int, ...]:
    first, last = sorted((head, tail))
    between = mentions[first + 1 : last]
    gap = text[mentions[first].end : mentions[last].start]
    head_label, tail_label = mentions[head].label, mentions[tail].label
    distance = len(gap) if head < tail else -len(gap) - 1
    counts = (
        sum(m.label == head_label for m in between),
        sum(m.label == tail_label for m in between),
        sum(m.label not in (head_label, tail_label) for m in between),
        sum(gap.count(mark) for mark in "，,；;"),
        gap.count("、"),
    )
    before = (
        sum(m.label == head_label for m in mentions[:head]),
        sum(m.label == tail_label for m in mentions[:tail]),
    )
    return (
        _LABEL_IDS[head_label] * len(_LABELS) + _LABEL_IDS[tail_label],
        bisect_right(_DISTANCES, distance),
        *(min(count, _MANY) for count in counts),
        int("\n" in gap),
        *(min(count, _MANY) for count in before),
    )


def _sentence(text: str, span: Span, mentions: tuple[Mention, ...]) -> Sentence:
    allowed = allowed_relations()
    pairs = tuple(
        Pair(head, tail, _features(text, mentions, head, tail))
        for head in range(len(mentions))
        for tail in range(len(mentions))
        if head != tail and (mentions[head].label, mentions[tail].label) in allowed
    )
    return Sentence(span, mentions, pairs)


def propose(text: str, mentions: Sequence[Mention]) -> list[Sentence]:
    """The sentences of `text` that hold candidate pairs; `mentions` are flat, in text order.

    A candidate is a pair in one sentence whose labels fit some relation.
    """
    starts = [mention.start for mention in mentions]
    found = []
    for span in sentences(text):
        inside = mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        whole = tuple(mention for mention in inside if mention.end <= span.end)
        if len(whole) > 1:
            sentence = _sentence(text, span, whole)
            if sentence.pairs:
                found.append(sentence)
    return found


@cache
def relation_mask() -> NDArray[np.bool_]:
    """Shape (label pairs, 1 + relations): which classes a pair of labels may have."""
    mask = np.zeros((FEATURE_SIZES[0], 1 + len(RELATIONS)), dtype=bool)
    mask[:, NONE] = True
    for (head, tail), names in allowed_relations().items():
        row = _LABEL_IDS[head] * len(_LABELS) + _LABEL_IDS[tail]
        for name in names:
            mask[row, 1 + RELATIONS.index(name)] = True
    return mask
