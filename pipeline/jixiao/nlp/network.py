"""Running the trained networks with NumPy and ONNX Runtime."""

import json
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from jixiao.errors import ResourceError
from jixiao.nlp.characters import Vocabulary


class EmbeddingTable:
    """Vectors stored as bytes with one scale per row; `lookup` gives floats."""

    def __init__(self, values: NDArray[np.int8], scales: NDArray[np.float32]) -> None:
        self.values = values
        self.scales = scales

    @classmethod
    def quantise(cls, vectors: NDArray[np.float32]) -> "EmbeddingTable":
        """The table of `vectors` (rows, size), each row scaled to [-127, 127]."""
        scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / 127
        values = np.round(vectors / scales[:, None]).astype(np.int8)
        return cls(values, scales.astype(np.float32))

    def lookup(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of `ids`, shape (*ids.shape, size)."""
        return self.values[ids] * self.scales[ids][..., None]


class CharacterInputs:
    """Text to network inputs: a character's vector beside those of its two bigrams."""

    def __init__(
        self, vocabulary: Vocabulary, characters: EmbeddingTable, bigrams: EmbeddingTable
    ) -> None:
        self.vocabulary = vocabulary
        self.characters = characters
        self.bigrams = bigrams

    @property
    def size(self) -> int:
        """Length of an input vector."""
        return int(self.characters.values.shape[1] + 2 * self.bigrams.values.shape[1])

    def __call__(self, texts: list[str]) -> list[NDArray[np.float32]]:
        """Input vectors of each text, shape (len(text), size)."""
        return [self._vectors(text) for text in texts]

    def _vectors(self, text: str) -> NDArray[np.float32]:
        ids = self.vocabulary.encode(text)
        parts = (
            self.characters.lookup(ids[:, 0]),
            self.bigrams.lookup(ids[:, 1]),
            self.bigrams.lookup(ids[:, 2]),
        )
        return np.concatenate(parts, axis=1)

    def save(self, folder: Path) -> None:
        """Write vocabulary.json and embeddings.npz into `folder`."""
        symbols = {
            "characters": "".join(self.vocabulary.characters),
            "bigrams": "".join(self.vocabulary.bigrams),
        }
        text = json.dumps(symbols, ensure_ascii=False)
        (folder / "vocabulary.json").write_text(text, encoding="utf-8")
        np.savez(
            folder / "embeddings.npz",
            characters=self.characters.values,
            character_scales=self.characters.scales,
            bigrams=self.bigrams.values,
            bigram_scales=self.bigrams.scales,
        )

    @classmethod
    def load(cls, folder: Path) -> "CharacterInputs":
        """What `save` wrote. Raises ResourceError if it is not there."""
        path = folder / "vocabulary.json"
        if not path.exists():
            raise ResourceError(f"no vocabulary.json in {folder}: the model is not whole")
        symbols = json.loads(path.read_text("utf-8"))
        vocabulary = Vocabulary.from_strings(symbols["characters"], symbols["bigrams"])
        with np.load(folder / "embeddings.npz") as arrays:
            return cls(
                vocabulary,
                EmbeddingTable(arrays["characters"], arrays["character_scales"]),
                EmbeddingTable(arrays["bigrams"], arrays["bigram_scales"]),
            )


class Graph:
    """An ONNX graph with one output, run on one thread.

    One thread, because documents are what runs in parallel, and because the
    sums then stay the same from run to run.
    """

    def __init__(self, content: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.content = content
        self._session = onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"]
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """The graph in the file `path`. Raises ResourceError if it is not there."""
        if not path.exists():
            raise ResourceError(f"no {path.name} in {path.parent}: the model is not whole")
        return cls(path.read_bytes())

    @property
    def width(self) -> int:
        """The last dimension of the output."""
        return int(self._session.get_outputs()[0].shape[-1])

    def run(self, **inputs: NDArray[Any]) -> NDArray[np.float32]:
        """The output for named inputs."""
        (output,) = self._session.run(None, inputs)
        return np.asarray(output, dtype=np.float32)

    def __reduce__(self) -> tuple[type[Self], tuple[bytes]]:
        # The running session cannot be pickled; the graph it was made from can.
        return type(self), (self.content,)


class LstmStack(Graph):
    """An exported LSTM stack, run row by row.

    In whole numbers a batch shares the range that its states are rounded in,
    so that a text's scores would hang on its neighbours; alone, rows run nearly
    as fast (benchmarks/lstm.py).
    """

    def __call__(self, rows: list[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        """Outputs for each of `rows` (length, size), shape (length, outputs)."""
        return [
            self.run(inputs=row[:, None], lengths=np.array([len(row)], dtype=np.int32))[:, 0]
            for row in rows
        ]
