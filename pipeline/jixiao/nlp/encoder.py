"""A pretrained character encoder at run time: text to the states of its characters."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jixiao.errors import ResourceError
from jixiao.nlp.network import Graph
from jixiao.nlp.windows import windows

ENCODER = "encoder.onnx"


class CharacterIds:
    """The numbers that an encoder's vocabulary gives to single characters.

    One number per code point, so that states and characters correspond without
    an alignment. `first` and `last` stand before and after every text;
    `unknown` is the number of a character that is not in `numbers`.
    """

    def __init__(self, numbers: dict[str, int], first: int, last: int, unknown: int) -> None:
        self.numbers = numbers
        self.first = first
        self.last = last
        self.unknown = unknown

    def encode(self, text: str) -> NDArray[np.int64]:
        """Numbers of `text` between those of its two ends, shape (len(text) + 2,).

        >>> CharacterIds({"甲": 7}, first=2, last=3, unknown=1).encode("甲乙").tolist()
        [2, 7, 1, 3]
        """
        found = (self.numbers.get(character, self.unknown) for character in text)
        return np.array([self.first, *found, self.last], dtype=np.int64)

    def known(self, text: str) -> float:
        """The share of the characters of `text` that have a number of their own; 1 if empty."""
        return sum(character in self.numbers for character in text) / max(len(text), 1)

    def to_json(self) -> str:
        """The numbers as json, characters and their ids side by side."""
        row = {
            "characters": "".join(self.numbers),
            "ids": list(self.numbers.values()),
            "first": self.first,
            "last": self.last,
            "unknown": self.unknown,
        }
        return json.dumps(row, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "CharacterIds":
        """What `to_json` gave."""
        row = json.loads(text)
        numbers = dict(zip(row["characters"], row["ids"], strict=True))
        return cls(numbers, row["first"], row["last"], row["unknown"])


class EncoderInputs:
    """Text to network inputs: the encoder's state of each character.

    `limit` is the longest text, in code points, that the encoder reads at once;
    a longer one is cut as `windows` cuts.
    """

    def __init__(self, characters: CharacterIds, graph: Graph, limit: int) -> None:
        self.characters = characters
        self.graph = graph
        self.limit = limit

    @property
    def size(self) -> int:
        """Length of a state."""
        return self.graph.width

    def __call__(self, texts: list[str]) -> list[NDArray[np.float32]]:
        """States of each text, shape (len(text), size)."""
        return [self._states(text) for text in texts]

    def _states(self, text: str) -> NDArray[np.float32]:
        parts = [self._read(piece.of(text)) for piece in windows(text, self.limit)]
        return np.concatenate([np.zeros((0, self.size), dtype=np.float32), *parts])

    def _read(self, text: str) -> NDArray[np.float32]:
        # Text by text: in whole numbers a batch would share the range that its states are
        # rounded in, and alone a text is read no slower.
        return self.graph.run(ids=self.characters.encode(text)[None])[0, 1:-1]

    def save(self, folder: Path) -> None:
        """Write characters.json and encoder.onnx into `folder`."""
        row = json.loads(self.characters.to_json()) | {"limit": self.limit}
        text = json.dumps(row, ensure_ascii=False)
        (folder / "characters.json").write_text(text, encoding="utf-8")
        (folder / ENCODER).write_bytes(self.graph.content)

    @classmethod
    def load(cls, folder: Path) -> "EncoderInputs":
        """What `save` wrote. Raises ResourceError if it is not whole."""
        path = folder / "characters.json"
        if not path.exists():
            raise ResourceError(f"no characters.json in {folder}: the model is not whole")
        text = path.read_text("utf-8")
        limit = json.loads(text)["limit"]
        return cls(CharacterIds.from_json(text), Graph.load(folder / ENCODER), limit)
