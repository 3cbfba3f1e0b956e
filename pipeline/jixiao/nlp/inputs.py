"""Where the networks' inputs come from: vectors of characters, or a pretrained encoder."""

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from jixiao.nlp.boundaries import BOUNDARIES, WordInputs
from jixiao.nlp.encoder import ENCODER, EncoderInputs
from jixiao.nlp.network import CharacterInputs


class Inputs(Protocol):
    """Texts to input vectors, one per character."""

    @property
    def size(self) -> int:
        """Length of an input vector."""

    def __call__(self, texts: list[str]) -> list[NDArray[np.float32]]:
        """Input vectors of each text, shape (len(text), size)."""

    def save(self, folder: Path) -> None:
        """Write what `load_inputs` reads into an existing folder."""


def load_inputs(folder: Path) -> Inputs:
    """The inputs that were saved in `folder`. Raises ResourceError if they are not whole."""
    inputs: Inputs = (
        EncoderInputs.load(folder) if (folder / ENCODER).exists() else CharacterInputs.load(folder)
    )
    boundaries = folder / BOUNDARIES
    return WordInputs(inputs, np.load(boundaries)) if boundaries.exists() else inputs
