"""Vectors of characters and character pairs, learnt from unlabelled text (word2vec)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jixiao.nlp.characters import Vocabulary, fold


@dataclass(frozen=True, slots=True)
class Embeddings:
    """Vectors by symbol number: characters (n, d), bigrams (m, e); rows 0 and 1 are zero."""

    vocabulary: Vocabulary
    characters: NDArray[np.float32]
    bigrams: NDArray[np.float32]


class _Symbols:
    """A corpus as lists of characters or of bigrams, read anew at each pass."""

    def __init__(self, lines: list[str], width: int) -> None:
        self.lines = lines
        self.width = width

    def __iter__(self) -> Iterator[list[str]]:
        for line in self.lines:
            yield [line[i : i + self.width] for i in range(len(line) - self.width + 1)]


def _train(
    lines: list[str], width: int, size: int, keep: int
) -> tuple[list[str], NDArray[np.float32]]:
    from gensim.models import Word2Vec

    model = Word2Vec(
        _Symbols(lines, width),
        vector_size=size,
        window=5,
        min_count=5,
        max_final_vocab=keep,
        sg=1,
        negative=5,
        sample=1e-4,
        epochs=2,
        workers=2,
        seed=1,
    )
    symbols = [symbol for symbol in model.wv.index_to_key if "\n" not in symbol]
    vectors = np.zeros((len(symbols) + 2, size), dtype=np.float32)
    vectors[2:] = np.stack([model.wv[symbol] for symbol in symbols])
    return symbols, vectors / np.std(vectors[2:])


def train_embeddings(
    lines: Iterable[str], *, character_size: int, bigram_size: int, bigrams: int
) -> Embeddings:
    """Embeddings of all characters seen at least five times and the `bigrams` commonest pairs.

    Skip-gram with negative sampling (Mikolov et al. 2013) over folded text;
    vectors are scaled to unit variance.
    """
    folded = [fold(f"\n{line}\n") for line in lines]
    characters, character_vectors = _train(folded, 1, character_size, 20_000)
    pairs, pair_vectors = _train(folded, 2, bigram_size, bigrams)
    return Embeddings(Vocabulary(characters, pairs), character_vectors, pair_vectors)
