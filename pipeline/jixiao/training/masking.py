"""Texts to examples of masked-language modelling: width varied, runs of characters hidden."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from jixiao.nlp.encoder import CharacterIds

# The target of a character that is not asked for, as PyTorch's losses know it.
IGNORED = -100
_DIGITS = range(0x30, 0x3A)
_OTHERS = [code for code in range(0x21, 0x7F) if code not in _DIGITS]
_TO_WIDE = 0xFEE0


@dataclass(frozen=True, slots=True)
class MaskingConfig:
    """`share` of characters hidden, in runs of up to `longest`; `widths` as in `vary_widths`."""

    share: float = 0.2
    longest: int = 4
    widths: float = 0.2


@cache
def _table(digits: str, others: str) -> dict[int, int]:
    table: dict[int, int] = {}
    for codes, width in ((_DIGITS, digits), (_OTHERS, others)):
        if width == "wide":
            table |= {code: code + _TO_WIDE for code in codes}
        elif width == "narrow":
            table |= {code + _TO_WIDE: code for code in codes}
    return table


def vary_widths(text: str, probability: float, rng: np.random.Generator) -> str:
    """`text` with its digits, and apart from them its letters and marks, all wide or all narrow.

    Each of the two changes happens to each of the two groups with
    `probability`; the length stays the same.
    """
    chances = (probability, probability, 1 - 2 * probability)
    digits, others = rng.choice(("wide", "narrow", "as it is"), size=2, p=chances)
    return text.translate(_table(str(digits), str(others)))


def hide(length: int, config: MaskingConfig, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Runs (start, end) of the places in [0, length) to hide, apart, about `share` in all."""
    taken = np.zeros(length, dtype=bool)
    runs: list[tuple[int, int]] = []
    wanted = max(1, round(config.share * length))
    hidden = 0
    # Shorter runs are likelier: 4 to 1 between the shortest and the longest of four.
    sizes = np.arange(1, config.longest + 1)
    weights = sizes[::-1] / sizes.sum()
    for start, size in zip(
        rng.permutation(length), rng.choice(sizes, size=length, p=weights), strict=True
    ):
        if hidden >= wanted:
            break
        end = min(int(start + size), length)
        if not taken[start:end].any():
            taken[start:end] = True
            runs.append((int(start), end))
            hidden += end - int(start)
    return runs


class Masker:
    """Collates rows ``{"text": …}`` to padded ``input_ids``, ``attention_mask`` and ``labels``.

    Of the hidden runs 80 % become the mask token, 10 % other characters and
    10 % stay (Devlin et al. 2019); labels are -100 elsewhere. Chance comes
    from PyTorch's state, which checkpoints keep.
    """

    def __init__(self, characters: CharacterIds, mask: int, pad: int, config: MaskingConfig):
        self.characters = characters
        self.mask = mask
        self.pad = pad
        self.config = config
        self.others = np.array(sorted(set(characters.numbers.values())), dtype=np.int64)

    def __call__(self, rows: list[dict[str, Any]]) -> dict[str, Tensor]:
        """The examples of a batch, hidden anew each time."""
        rng = np.random.default_rng(int(torch.randint(2**31, ()).item()))
        pairs = [self._example(row["text"], rng) for row in rows]
        ids, labels = (
            torch.nn.utils.rnn.pad_sequence(
                [torch.from_numpy(pair[i]) for pair in pairs], batch_first=True, padding_value=value
            )
            for i, value in ((0, self.pad), (1, IGNORED))
        )
        lengths = torch.tensor([len(pair[0]) for pair in pairs])
        present = torch.arange(ids.shape[1])[None, :] < lengths[:, None]
        return {"input_ids": ids, "attention_mask": present.long(), "labels": labels}

    def _example(
        self, text: str, rng: np.random.Generator
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        ids = self.characters.encode(vary_widths(text, self.config.widths, rng))
        labels = np.full_like(ids, IGNORED)
        for start, end in hide(len(text), self.config, rng):
            run = slice(start + 1, end + 1)
            labels[run] = ids[run]
            chance = rng.random()
            if chance < 0.8:
                ids[run] = self.mask
            elif chance < 0.9:
                ids[run] = rng.choice(self.others, size=end - start)
        return ids, labels
