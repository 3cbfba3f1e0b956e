"""Where words begin and end, as inputs of the networks."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from jixiao.nlp.segmenter import default_segmenter

if TYPE_CHECKING:
    from jixiao.nlp.inputs import Inputs

BOUNDARIES = "boundaries.npy"
# What a character can be: a blank, the first, an inner or the last of a word, or a word alone.
BLANK, FIRST, INNER, LAST, ALONE = range(5)
KINDS = 5


def boundary_ids(text: str) -> NDArray[np.int64]:
    """What each character of `text` is in its word, by the shipped segmenter, shape (len(text),).

    >>> boundary_ids("市水利局 安排").tolist()
    [4, 1, 2, 3, 0, 1, 3]
    """
    ids = np.full(len(text), INNER, dtype=np.int64)
    for span in default_segmenter()(text):
        if text[span.start].isspace():
            ids[span.start : span.end] = BLANK
        elif span.end - span.start == 1:
            ids[span.start] = ALONE
        else:
            ids[span.start], ids[span.end - 1] = FIRST, LAST
    return ids


class WordInputs:
    """Other inputs beside the vectors of what each character is in its word.

    `table` has shape (KINDS, size).
    """

    def __init__(self, inputs: "Inputs", table: NDArray[np.float32]) -> None:
        self.inputs = inputs
        self.table = table

    @property
    def size(self) -> int:
        """Length of an input vector."""
        return self.inputs.size + int(self.table.shape[1])

    def __call__(self, texts: list[str]) -> list[NDArray[np.float32]]:
        """Input vectors of each text, shape (len(text), size)."""
        rows = self.inputs(texts)
        words = [self.table[boundary_ids(text)] for text in texts]
        return [np.concatenate(pair, axis=1) for pair in zip(rows, words, strict=True)]

    def save(self, folder: Path) -> None:
        """Write the other inputs and boundaries.npy into `folder`."""
        self.inputs.save(folder)
        np.save(folder / BOUNDARIES, self.table)
