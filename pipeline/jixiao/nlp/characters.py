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
        self._character_ids = {symbol: i for i, symbol in enumerate(characters, 2)}
        self._bigram_ids = {symbol: i for i, symbol in enumerate(bigrams, 2)}

    @classmethod
    def from_strings(cls, characters: str, bigrams: str) -> "Vocabulary":
        """The vocabulary whose symbols stand one after the other in two strings.

        >>> Vocabulary.from_strings("甲乙", "甲乙乙甲").bigrams
        ('甲乙', '乙甲')
        """
        return cls(characters, [bigrams[i : i + 2] for i in range(0, len(bigrams), 2)])

    def encode(self, text: str) -> NDArray[np.int64]:
        """An array of shape (len(text), 3): character, bigram to the left, bigram to the right."""
        folded = fold(text)
        bounded = f"\n{folded}\n"
        pairs = [self._bigram_ids.get(bounded[i : i + 2], UNKNOWN) for i in range(len(folded) + 1)]
        ids = np.empty((len(folded), 3), dtype=np.int64)
        ids[:, 0] = [self._character_ids.get(symbol, UNKNOWN) for symbol in folded]
        ids[:, 1] = pairs[:-1]
        ids[:, 2] = pairs[1:]
        return ids
