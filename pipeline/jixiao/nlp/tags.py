"""The BIOES tags of the ten labels, and reading spans off tag scores."""

from collections.abc import Iterable, Sequence

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
_STARTS = np.array([0.0 if tag[0] in "OBS" else _FORBIDDEN for tag in TAGS], dtype=np.float32)
# After these any span may begin; after the others the span that is open goes on.
_CLOSED = np.array([number for number, tag in enumerate(TAGS) if tag[0] in "OES"])
# Of a label's four tags the one that begins a span, goes on with it, ends it, is all of it.
_BEGIN, _INSIDE, _END, _SINGLE = range(4)


def best_paths(rows: Sequence[NDArray[np.float32]]) -> list[NDArray[np.int64]]:
    """The likeliest well-formed tag sequence (Viterbi) of each of `rows`, shapes (length,).

    Log probabilities have shape (length, tags). All rows are gone through at
    once, and from tag to tag only by `allowed_transitions`: a span goes on from
    B or I of its own label, all else begins after the best of O, E and S.
    """
    if not rows:
        return []
    scores = _padded(rows)
    closed = np.zeros(scores.shape[:2], dtype=np.int64)
    opened = np.zeros((*scores.shape[:2], len(LABELS)), dtype=np.int64)
    best = scores[0] + _STARTS
    for place in range(1, len(scores)):
        best, closed[place], opened[place] = _step(best, scores[place])
    path = _trace(closed, opened)
    return [path[: len(row), number] for number, row in enumerate(rows)]


def _padded(rows: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Scores (time, rows, tags), each row followed by at least one O, which closes its spans."""
    longest = max(map(len, rows)) + 1
    scores = np.full((longest, len(rows), len(TAGS)), _FORBIDDEN, dtype=np.float32)
    scores[:, :, 0] = 0
    for number, row in enumerate(rows):
        scores[: len(row), number] = row
    return scores


def _step(
    best: NDArray[np.float32], scores: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]]:
    """The best scores of paths to each tag of the next character, and where they come from.

    The tag before it is given for what begins there (rows,), and for what goes
    on, by label (rows, labels).
    """
    ended = best[:, _CLOSED]
    places = ended.argmax(axis=1)
    by_label = best[:, 1:].reshape(len(best), len(LABELS), 4)
    begun, inside = by_label[:, :, _BEGIN], by_label[:, :, _INSIDE]
    after = np.repeat(ended[np.arange(len(best)), places][:, None], len(TAGS), axis=1)
    going = after[:, 1:].reshape(by_label.shape)
    going[:, :, _INSIDE] = going[:, :, _END] = np.maximum(begun, inside)
    return after + scores, _CLOSED[places], np.where(begun >= inside, _BEGIN, _INSIDE)


def _trace(closed: NDArray[np.int64], opened: NDArray[np.int64]) -> NDArray[np.int64]:
    """The tags (time, rows) of the best paths to O at the end."""
    path = np.zeros(closed.shape, dtype=np.int64)
    numbers = np.arange(closed.shape[1])
    for place in range(len(closed) - 1, 0, -1):
        label, part = np.divmod(path[place] - 1, 4)
        goes_on = (path[place] > 0) & ((part == _INSIDE) | (part == _END))
        before = 1 + 4 * label + opened[place, numbers, label]
        path[place - 1] = np.where(goes_on, before, closed[place])
    return path


def decode(rows: Sequence[NDArray[np.float32]]) -> list[list[tuple[int, int, Label, float]]]:
    """Spans (start, end, label, score) of the likeliest tag sequence of each of `rows`.

    The score of a span is the least probability among its tags.
    """
    return [_spans(row, path) for row, path in zip(rows, best_paths(rows), strict=True)]


def _spans(
    scores: NDArray[np.float32], path: NDArray[np.int64]
) -> list[tuple[int, int, Label, float]]:
    if not path.any():
        return []
    label, part = np.divmod(path - 1, 4)
    starts = np.flatnonzero((path > 0) & ((part == _BEGIN) | (part == _SINGLE)))
    ends = 1 + np.flatnonzero((path > 0) & ((part == _END) | (part == _SINGLE)))
    # One more, so that the last span may end with the text; every second range lies between spans.
    chosen = np.append(np.exp(scores[np.arange(len(path)), path]), np.float32(1))
    least = np.minimum.reduceat(chosen, np.column_stack([starts, ends]).ravel())[::2]
    found = zip(starts.tolist(), ends.tolist(), label[starts].tolist(), least.tolist(), strict=True)
    return [(start, end, LABELS[number], score) for start, end, number, score in found]
