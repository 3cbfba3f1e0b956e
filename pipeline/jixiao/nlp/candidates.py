"""Typed candidate pairs of mentions, and what is told of a pair besides its characters."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from jixiao.nlp.characters import code_points
from jixiao.nlp.windows import sentences
from jixiao.resources import scheme
from jixiao.types import Label, Mention, RelationLabel, Span

NONE = 0
RELATIONS = tuple(RelationLabel)
_LABELS = tuple(Label)
_LABEL_IDS = {label: number for number, label in enumerate(_LABELS)}
_DISTANCES = (-64, -32, -16, -8, -4, -1, 0, 1, 2, 3, 5, 8, 12, 20, 32, 64)
_MANY = 4

# Counted between head and tail: commas and semicolons, enumeration commas, line breaks.
_MARKS = ("，,；;", "、", "\n")

# Sizes of the categorical features, in the order of `Sentence.features`.
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
class Sentence:
    """A sentence, the mentions inside it in text order, and its candidate pairs.

    `pairs` (n, 2) holds head and tail of each pair by their numbers in
    `mentions`, `features` (n, features) its categorical features.
    """

    span: Span
    mentions: tuple[Mention, ...]
    pairs: NDArray[np.int64]
    features: NDArray[np.int64]


@cache
def _fitting_labels() -> NDArray[np.bool_]:
    """Shape (labels, labels): whether some relation takes a head and a tail of these labels."""
    fitting = np.zeros((len(_LABELS), len(_LABELS)), dtype=bool)
    for head, tail in allowed_relations():
        fitting[_LABEL_IDS[head], _LABEL_IDS[tail]] = True
    return fitting


def _mark_counts(text: str) -> NDArray[np.int64]:
    """How many commas, enumeration commas and line breaks stand before each place of `text`.

    Shape (3, len(text) + 1).
    """
    codes = code_points(text)
    counts = np.zeros((len(_MARKS), len(text) + 1), dtype=np.int64)
    for row, marks in zip(counts, _MARKS, strict=True):
        np.cumsum(np.isin(codes, [ord(mark) for mark in marks]), out=row[1:])
    return counts


def _features(
    text: str,
    mentions: Sequence[Mention],
    labels: NDArray[np.int64],
    pairs: NDArray[np.int64],
    opening: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Features (pairs, features); `opening` is the first mention in the sentence of each pair."""
    heads, tails = pairs.T
    first, last = pairs.min(axis=1), pairs.max(axis=1)
    gap_starts = np.array([mention.end for mention in mentions])[first]
    gap_ends = np.array([mention.start for mention in mentions])[last]
    gaps = gap_ends - gap_starts
    # Row i counts the mentions of each label before mention i.
    before = np.zeros((len(mentions) + 1, len(_LABELS)), dtype=np.int64)
    np.cumsum(np.eye(len(_LABELS), dtype=np.int64)[labels], axis=0, out=before[1:])
    between = before[last] - before[first + 1]
    each = np.arange(len(pairs))
    like_head, like_tail = between[each, labels[heads]], between[each, labels[tails]]
    same = np.where(labels[heads] == labels[tails], like_head, like_head + like_tail)
    marks = _mark_counts(text)
    commas, listing, breaks = marks[:, gap_ends] - marks[:, gap_starts]
    counts = (like_head, like_tail, between.sum(axis=1) - same, commas, listing)
    earlier = (before[end, labels[end]] - before[opening, labels[end]] for end in (heads, tails))
    columns = (
        labels[heads] * len(_LABELS) + labels[tails],
        np.searchsorted(_DISTANCES, np.where(heads < tails, gaps, -gaps - 1), side="right"),
        *(np.minimum(count, _MANY) for count in counts),
        np.minimum(breaks, 1),
        *(np.minimum(count, _MANY) for count in earlier),
    )
    return np.stack(columns, axis=1)


def _groups(text: str, mentions: Sequence[Mention]) -> list[tuple[Span, int, int]]:
    """Sentences with the range of the mentions that lie inside, where they are several."""
    starts = [mention.start for mention in mentions]
    groups = []
    for span in sentences(text):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if last > first and mentions[last - 1].end > span.end:
            last -= 1
        if last - first > 1:
            groups.append((span, first, last))
    return groups


def propose(text: str, mentions: Sequence[Mention]) -> list[Sentence]:
    """The sentences of `text` that hold candidate pairs; `mentions` are flat, in text order.

    A candidate is a pair in one sentence whose labels fit some relation.
    """
    labels = np.array([_LABEL_IDS[mention.label] for mention in mentions], dtype=np.int64)
    found, pairs = [], []
    for span, first, last in _groups(text, mentions):
        inside = labels[first:last]
        fitting = _fitting_labels()[inside[:, None], inside[None, :]]
        np.fill_diagonal(fitting, False)
        if fitting.any():
            found.append((span, first, last))
            pairs.append(np.argwhere(fitting))
    if not found:
        return []
    sizes = [len(some) for some in pairs]
    opening = np.repeat([first for _, first, _ in found], sizes)
    numbers = np.concatenate(pairs) + opening[:, None]
    features = _features(text, mentions, labels, numbers, opening)
    parts = np.split(features, np.cumsum(sizes)[:-1])
    return [
        Sentence(span, tuple(mentions[first:last]), some, part)
        for (span, first, last), some, part in zip(found, pairs, parts, strict=True)
    ]


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
