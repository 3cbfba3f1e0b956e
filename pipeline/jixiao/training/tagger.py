"""Training the tagger on gold passages and partly annotated public corpora."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from jixiao.nlp.characters import Vocabulary
from jixiao.nlp.tags import TAGS, encode
from jixiao.nlp.windows import windows
from jixiao.training.corpora import Passage
from jixiao.training.embeddings import Embeddings
from jixiao.training.networks import (
    CharacterEmbedding,
    Tagger,
    descend,
    masked_loss,
    prepare_cpu,
    rate_at,
)
from jixiao.types import Label


@dataclass(frozen=True, slots=True)
class TaggerConfig:
    """Sizes and schedule; `batch` counts characters, `auxiliary` is a weight on public corpora."""

    hidden: int = 192
    dropout: float = 0.4
    epochs: int = 20
    batch: int = 4096
    rate: float = 2e-3
    window: int = 200
    auxiliary: float = 0.3
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Example:
    """Character ids (length, 3) and the tags that may hold, (length, tags)."""

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


def make_examples(passages: Iterable[Passage], vocabulary: Vocabulary, size: int) -> list[Example]:
    """Windows of at most `size` characters of every passage."""
    examples = []
    for passage in passages:
        allowed = allowed_tags(passage)
        for piece in windows(passage.text, size):
            ids = vocabulary.encode(piece.of(passage.text))
            examples.append(Example(ids, allowed[piece.start : piece.end]))
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
    """Padded ids (batch, time, 3), lengths (batch,), allowed tags (batch, time, tags)."""
    lengths = torch.tensor([len(example.ids) for example in batch])
    longest = int(lengths.max())
    ids = torch.zeros(len(batch), longest, 3, dtype=torch.long)
    allowed = torch.zeros(len(batch), longest, len(TAGS), dtype=torch.bool)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.from_numpy(example.ids)
        allowed[row, : len(example.ids)] = torch.from_numpy(example.allowed)
    return ids, lengths, allowed


def _mixed(
    gold: list[Example], auxiliary: list[Example], config: TaggerConfig, rng: random.Random
) -> list[tuple[list[Example], float]]:
    """One epoch: all gold, and as many public sentences as gold has characters."""
    wanted = sum(len(example.ids) for example in gold)
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
    gold: list[Passage],
    auxiliary: list[Passage],
    embeddings: Embeddings,
    config: TaggerConfig,
    report: Callable[[int, float, Tagger], None] = lambda epoch, loss, tagger: None,
) -> Tagger:
    """A tagger trained for `config.epochs`; `report` is called after each with the mean loss."""
    prepare_cpu(config.seed)
    rng = random.Random(config.seed)
    tagger = Tagger(
        CharacterEmbedding(
            torch.from_numpy(embeddings.characters), torch.from_numpy(embeddings.bigrams)
        ),
        config.hidden,
        config.dropout,
    )
    public = make_examples(auxiliary, embeddings.vocabulary, config.window)
    vectors: dict[str, Any] = {"params": tagger.embedding.parameters(), "weight_decay": 0.0}
    others: dict[str, Any] = {"params": [*tagger.lstms.parameters(), *tagger.output.parameters()]}
    optimizer = torch.optim.AdamW([vectors, others], lr=config.rate, weight_decay=0.01)
    for epoch in range(config.epochs):
        # Other cuts each time, so that no place is always at an edge.
        size = config.window - rng.randrange(config.window // 3)
        steps = _mixed(make_examples(gold, embeddings.vocabulary, size), public, config, rng)
        for group, rate in zip(optimizer.param_groups, (config.rate / 4, config.rate), strict=True):
            group["lr"] = rate * rate_at(epoch / config.epochs)
        loss = _epoch(tagger, steps, optimizer)
        report(epoch, loss, tagger)
    return tagger.eval()


def _epoch(
    tagger: Tagger, steps: list[tuple[list[Example], float]], optimizer: torch.optim.Optimizer
) -> float:
    tagger.train()
    total = 0.0
    for batch, weight in steps:
        ids, lengths, allowed = collate(batch)
        loss = masked_loss(tagger(ids, lengths), allowed) * weight
        total += descend(loss, tagger, optimizer)
    return total / len(steps)
