"""Characters as the networks see them: width and digits normalised, then numbered."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

PAD = 0
UNKNOWN = 1


@cache
def _fold_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(space): " " for space in "\u3000\u00a0\t\r\x0b\x0c"}
    table |= dict.fromkeys([*range(48, 58), *range(65296, 65306)], "0")
    return table


def fold(text: str) -> str:
    """`text` with full-width ASCII halved, every digit 0, odd spaces plain; same length.

    >>> fold("增长１６.6％（约）")
    '增长00.0%(约)'
    """
    return text.translate(_fold_table())


class Vocabulary:
    """Numbers for characters and for pairs of neighbouring characters.

    The number of a symbol is its place in the list plus two; 0 is padding and
    1 stands for everything else.
    """

    def __init__(self, characters: Sequence[str], bigrams: Sequence[str]) -> None:
        self.characters = tuple(characters)
        self.bigrams = tuple(bigrams)
        codes = code_points("".join(characters))
        self._character_ids = np.full(codes.max(initial=0) + 2, UNKNOWN, dtype=np.int64)
        self._character_ids[codes] = np.arange(2, len(codes) + 2)
        pairs = _pairs(code_points("".join(bigrams)))[::2]
        order = np.argsort(pairs)
        # The last stands for no pair, so that every search ends at one.
        self._bigrams = np.append(pairs[order], np.iinfo(np.int64).max)
        self._bigram_ids = np.append(order + 2, UNKNOWN)

    @classmethod
    def from_strings(cls, characters: str, bigrams: str) -> "Vocabulary":
        """The vocabulary whose symbols stand one after the other in two strings.

        >>> Vocabulary.from_strings("甲乙", "甲乙乙甲").bigrams
        ('甲乙', '乙甲')
        """
        return cls(characters, [bigrams[i : i + 2] for i in range(0, len(bigrams), 2)])

    def encode(self, text: str) -> NDArray[np.int64]:
        """An array of shape (len(text), 3): character, bigram to the left, bigram to the right."""
        codes = code_points(f"\n{fold(text)}\n")
        pairs = _pairs(codes)
        places = np.searchsorted(self._bigrams, pairs)
        bigrams = np.where(self._bigrams[places] == pairs, self._bigram_ids[places], UNKNOWN)
        known = np.minimum(codes[1:-1], len(self._character_ids) - 1)
        return np.stack([self._character_ids[known], bigrams[:-1], bigrams[1:]], axis=1)


def code_points(text: str) -> NDArray[np.int64]:
    """The numbers of the characters of `text` in Unicode, shape (len(text),).

    >>> code_points("甲a").tolist()
    [30002, 97]
    """
    data = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype="<u4").astype(np.int64)


def _pairs(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number for each two neighbours, shape (len(codes) - 1,)."""
    return codes[:-1] << 32 | codes[1:]
