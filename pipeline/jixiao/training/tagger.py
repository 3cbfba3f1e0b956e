"""Training the tagger on gold passages and partly annotated public corpora."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from jixiao.nlp.tags import TAGS, encode
from jixiao.nlp.windows import windows
from jixiao.training.corpora import Passage
from jixiao.training.networks import TagNetwork, best_device, descend, masked_loss, rate_at
from jixiao.training.progress import Progress
from jixiao.types import Label

_UNKEPT = Progress()
Encode = Callable[[str], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class TaggerConfig:
    """Sizes and schedule; `batch` counts characters.

    An epoch reads `mix` characters of public corpora for each of gold, with the
    weight `auxiliary` in the loss. `half` multiplies in bfloat16, which newer
    processors do about twice as fast.
    `gentle` is the part of `rate` that the weights learnt from unlabelled text get;
    `boundaries` is the size of the vectors that say what a character is in its word,
    0 for none. It and `hidden` are of no use to a tagger on an encoder.
    """

    hidden: int = 192
    boundaries: int = 0
    dropout: float = 0.4
    epochs: int = 20
    batch: int = 4096
    rate: float = 2e-3
    gentle: float = 0.25
    window: int = 200
    mix: float = 1.0
    auxiliary: float = 0.3
    half: bool = False
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Example:
    """Ids (length, …) and the tags that may hold, (length, tags)."""

    ids: NDArray[np.int64]
    allowed: NDArray[np.bool_]


def _open_tags(closed: frozenset[Label]) -> NDArray[np.bool_]:
    """Tags that are possible where nothing is annotated: O and all of labels not closed."""
    return np.array([tag == "O" or Label(tag[2:]) not in closed for tag in TAGS])


def allowed_tags(passage: Passage) -> NDArray[np.bool_]:
    """Which tags the annotation of `passage` leaves possible, shape (length, tags)."""
    length = len(passage.text)
    allowed = np.tile(_open_tags(passage.closed), (length, 1))
    for start, end in passage.unknown:
        allowed[start:end] = True
    tags = encode(length, ((m.start, m.end, m.label) for m in passage.mentions))
    annotated = tags > 0
    allowed[annotated] = np.eye(len(TAGS), dtype=bool)[tags[annotated]]
    return allowed


def make_examples(passages: Iterable[Passage], encode_text: Encode, size: int) -> list[Example]:
    """Windows of at most `size` characters of every passage.

    Ids that `encode_text` puts around a text, as many at each end, allow no tag.
    """
    examples = []
    for passage in passages:
        allowed = allowed_tags(passage)
        for piece in windows(passage.text, size):
            ids = encode_text(piece.of(passage.text))
            ends = (len(ids) - (piece.end - piece.start)) // 2
            rows = np.pad(allowed[piece.start : piece.end], ((ends, ends), (0, 0)))
            examples.append(Example(ids, rows))
    return examples


def batches(examples: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of about `size` characters, alike in length, in random order."""
    ordered = sorted(examples, key=lambda e: (len(e.ids) // 16, rng.random()))
    ready: list[list[Example]] = []
    held = size
    for example in ordered:
        if held >= size:
            ready.append([])
            held = 0
        ready[-1].append(example)
        held += len(example.ids)
    rng.shuffle(ready)
    return iter(ready)


def collate(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Padded ids (batch, time, …), lengths (batch,), allowed tags (batch, time, tags)."""
    lengths = torch.tensor([len(example.ids) for example in batch])
    longest = int(lengths.max())
    ids = torch.zeros(len(batch), longest, *batch[0].ids.shape[1:], dtype=torch.long)
    allowed = torch.zeros(len(batch), longest, len(TAGS), dtype=torch.bool)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.from_numpy(example.ids)
        allowed[row, : len(example.ids)] = torch.from_numpy(example.allowed)
    return ids, lengths, allowed


def epoch_batches(
    gold: list[Example], auxiliary: list[Example], config: TaggerConfig, rng: random.Random
) -> list[tuple[list[Example], float]]:
    """One epoch: all gold, and public sentences of `mix` times as many characters."""
    wanted = config.mix * sum(len(example.ids) for example in gold)
    sample = rng.sample(auxiliary, len(auxiliary))
    chosen = []
    for example in sample:
        if wanted <= 0:
            break
        chosen.append(example)
        wanted -= len(example.ids)
    epoch = [(batch, 1.0) for batch in batches(gold, config.batch, rng)]
    epoch += [(batch, config.auxiliary) for batch in batches(chosen, config.batch, rng)]
    rng.shuffle(epoch)
    return epoch


def train_tagger(
    tagger: TagNetwork,
    encode_text: Encode,
    gold: list[Passage],
    public: list[Passage],
    config: TaggerConfig,
    progress: Progress = _UNKEPT,
) -> None:
    """Train `tagger` for `config.epochs`, on one kind of device, and leave it on the CPU.

    `encode_text` gives the ids of a text. What `progress` keeps from an earlier
    run is gone on from.
    """
    rng = random.Random(config.seed)
    auxiliary = make_examples(public, encode_text, config.window)
    gentle: dict[str, Any] = {"params": tagger.pretrained(), "weight_decay": 0.0}
    others: dict[str, Any] = {"params": tagger.fresh()}
    tagger.to(best_device())
    optimizer = torch.optim.AdamW([gentle, others], lr=config.rate, weight_decay=0.01)
    for epoch in range(progress.resume(tagger, optimizer, rng), config.epochs):
        # Other cuts each time, so that no place is always at an edge.
        size = config.window - rng.randrange(config.window // 3)
        steps = epoch_batches(make_examples(gold, encode_text, size), auxiliary, config, rng)
        for group, part in zip(optimizer.param_groups, (config.gentle, 1.0), strict=True):
            group["lr"] = part * config.rate * rate_at(epoch / config.epochs)
        loss = _epoch(tagger, steps, optimizer, half=config.half)
        progress.keep(epoch, loss, tagger, optimizer, rng)
    tagger.cpu().eval()


def _epoch(
    tagger: TagNetwork,
    steps: list[tuple[list[Example], float]],
    optimizer: torch.optim.Optimizer,
    *,
    half: bool,
) -> float:
    tagger.train()
    total = 0.0
    device = best_device()
    for batch, weight in steps:
        ids, lengths, allowed = (tensor.to(device) for tensor in collate(batch))
        with torch.autocast(device.type, torch.bfloat16, enabled=half):
            scores = tagger(ids, lengths)
        loss = masked_loss(scores.float(), allowed) * weight
        total += descend(loss, tagger, optimizer)
    return total / len(steps)
