"""The BIOES tags of the ten labels, and reading spans off tag scores."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from jixiao.types import Label

LABELS = tuple(Label)
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BIES"))
_IDS = {tag: number for number, tag in enumerate(TAGS)}


def tag_ids(label: Label, length: int) -> list[int]:
    """The tags of a span of `length` code points.

    >>> [TAGS[i] for i in tag_ids(Label.ORG, 3)]
    ['B-ORG', 'I-ORG', 'E-ORG']
    """
    if length == 1:
        return [_IDS[f"S-{label}"]]
    inner = [_IDS[f"I-{label}"]] * (length - 2)
    return [_IDS[f"B-{label}"], *inner, _IDS[f"E-{label}"]]


def encode(length: int, spans: Iterable[tuple[int, int, Label]]) -> NDArray[np.int64]:
    """Tags of a text of `length` code points, shape (length,); spans are flat."""
    tags = np.zeros(length, dtype=np.int64)
    for start, end, label in spans:
        tags[start:end] = tag_ids(label, end - start)
    return tags


def allowed_transitions() -> NDArray[np.bool_]:
    """Which tag may follow which, shape (tags, tags)."""
    allowed = np.zeros((len(TAGS), len(TAGS)), dtype=bool)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            if before[0] in "OES":
                allowed[i, j] = after[0] in "OBS"
            else:
                allowed[i, j] = after[0] in "IE" and before[2:] == after[2:]
    return allowed


_FORBIDDEN = -1e9
_TRANSITIONS = np.where(allowed_transitions(), 0.0, _FORBIDDEN).astype(np.float32)
_STARTS = np.array([0.0 if tag[0] in "OBS" else _FORBIDDEN for tag in TAGS], dtype=np.float32)
_ENDS = np.array([0.0 if tag[0] in "OES" else _FORBIDDEN for tag in TAGS], dtype=np.float32)


def best_path(log_probabilities: NDArray[np.float32]) -> NDArray[np.int64]:
    """The likeliest well-formed tag sequence (Viterbi), shape (length,).

    `log_probabilities` has shape (length, tags).
    """
    length = len(log_probabilities)
    score = log_probabilities[0] + _STARTS
    pointers = np.empty((length, len(TAGS)), dtype=np.int64)
    for position in range(1, length):
        candidates = score[:, None] + _TRANSITIONS
        pointers[position] = candidates.argmax(axis=0)
        score = candidates.max(axis=0) + log_probabilities[position]
    path = np.empty(length, dtype=np.int64)
    path[-1] = int((score + _ENDS).argmax())
    for position in range(length - 1, 0, -1):
        path[position - 1] = pointers[position, path[position]]
    return path


def decode(log_probabilities: NDArray[np.float32]) -> list[tuple[int, int, Label, float]]:
    """Spans (start, end, label, score) of the likeliest tag sequence.

    The score of a span is the least probability among its tags.
    """
    if not len(log_probabilities):
        return []
    path = best_path(log_probabilities)
    chosen = np.exp(log_probabilities[np.arange(len(path)), path])
    spans = []
    start = 0
    for position, number in enumerate(path.tolist()):
        part, _, label = TAGS[number].partition("-")
        if part in "BS":
            start = position
        if part in "ES":
            score = float(chosen[start : position + 1].min())
            spans.append((start, position + 1, Label(label), score))
    return spans
