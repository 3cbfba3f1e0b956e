"""Training the relation classifier: a sentence with its mentions marked, scored pair by pair."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from jixiao.nlp.candidates import FEATURE_SIZES, NONE, RELATIONS, Sentence, propose, relation_mask
from jixiao.nlp.inputs import Inputs
from jixiao.nlp.relations import places_of, tags_of
from jixiao.nlp.tags import TAGS
from jixiao.training.corpora import Passage
from jixiao.training.networks import BiLstm, descend, prepare_cpu, rate_at
from jixiao.types import Mention


@dataclass(frozen=True, slots=True)
class RelationConfig:
    """Sizes and schedule; `batch` counts sentences, `noise` the share of mentions disturbed."""

    hidden: int = 128
    tag_size: int = 32
    feature_size: int = 16
    layer: int = 192
    dropout: float = 0.3
    epochs: int = 12
    batch: int = 16
    rate: float = 2e-3
    noise: float = 0.05
    seed: int = 11


class RelationScorer(nn.Module):
    """A bidirectional LSTM over characters and mention tags, and a classifier of pairs."""

    def __init__(self, inputs: int, config: RelationConfig) -> None:
        super().__init__()
        self.tags = nn.Embedding(len(TAGS), config.tag_size)
        self.lstm = BiLstm(inputs + config.tag_size, config.hidden)
        self.features = nn.ModuleList(
            nn.Embedding(size, config.feature_size) for size in FEATURE_SIZES
        )
        width = 5 * 2 * config.hidden + len(FEATURE_SIZES) * config.feature_size
        self.first = nn.Linear(width, config.layer)
        self.second = nn.Linear(config.layer, 1 + len(RELATIONS))
        self.dropout = nn.Dropout(config.dropout)

    def tables(self) -> list[nn.Embedding]:
        """The embedding tables of the categorical features, in their order."""
        return [table for table in self.features if isinstance(table, nn.Embedding)]

    def encode(self, rows: list[Tensor], tags: list[Tensor]) -> list[Tensor]:
        """States (length, 2·hidden) of each sentence from its input vectors and tags."""
        lengths = torch.tensor([len(row) for row in rows])
        joined = [
            torch.cat([row, self.tags(tag)], dim=1) for row, tag in zip(rows, tags, strict=True)
        ]
        padded = self.dropout(nn.utils.rnn.pad_sequence(joined, batch_first=True))
        states = self.lstm(padded, lengths)
        return [row[:length] for row, length in zip(states, lengths.tolist(), strict=True)]

    def score(self, states: Tensor, places: Tensor, features: Tensor) -> Tensor:
        """Class scores (pairs, 1 + relations), classes outside the signature at -inf.

        `places` (pairs, 4) holds first and last character of head and tail.
        """
        between = torch.stack([_span_maximum(states, place) for place in places.tolist()])
        parts = [states[places[:, i]] for i in range(4)]
        parts += [between]
        parts += [table(features[:, i]) for i, table in enumerate(self.features)]
        hidden = torch.relu(self.first(self.dropout(torch.cat(parts, dim=1))))
        scores: Tensor = self.second(self.dropout(hidden))
        mask = torch.from_numpy(relation_mask())[features[:, 0]]
        return scores.masked_fill(~mask, float("-inf"))


def _span_maximum(states: Tensor, place: list[int]) -> Tensor:
    """Maximum over the characters from the first to the last of the pair."""
    return states[min(place) : max(place) + 1].amax(dim=0)


@dataclass(frozen=True, slots=True)
class _Item:
    inputs: Tensor
    tags: Tensor
    places: Tensor
    features: Tensor
    targets: Tensor


class Remembered:
    """Inputs that are computed once for each text and kept with half precision."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self._kept: dict[str, NDArray[np.float16]] = {}

    def __call__(self, texts: list[str]) -> list[NDArray[np.float32]]:
        """Input vectors of each text, shape (len(text), size)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        for text, rows in zip(new, self.inputs(new), strict=True):
            self._kept[text] = rows.astype(np.float16)
        return [self._kept[text].astype(np.float32) for text in texts]


def _item(passage: Passage, sentence: Sentence, rows: NDArray[np.float32]) -> _Item:
    gold = {(link.head, link.tail): 1 + RELATIONS.index(link.label) for link in passage.relations}
    targets = [
        gold.get((sentence.mentions[head].id, sentence.mentions[tail].id), NONE)
        for head, tail in sentence.pairs.tolist()
    ]
    mask = relation_mask()[sentence.features[:, 0], targets]
    return _Item(
        torch.from_numpy(rows),
        torch.from_numpy(tags_of(sentence)),
        torch.from_numpy(places_of(sentence)),
        torch.from_numpy(sentence.features),
        torch.from_numpy(np.where(mask, targets, NONE)),
    )


def disturb(mentions: Sequence[Mention], share: float, rng: random.Random) -> list[Mention]:
    """Mentions as a model might find them: some missing, some a character short."""
    kept = []
    for mention in mentions:
        chance = rng.random()
        if chance < share / 2:
            continue
        if chance < share and mention.end - mention.start > 2:
            kept.append(replace(mention, start=mention.start + 1))
        else:
            kept.append(mention)
    return kept


def _items(
    passages: list[Passage], inputs: Remembered, noise: float, rng: random.Random
) -> list[_Item]:
    proposed = [
        (passage, sentence)
        for passage in passages
        for sentence in propose(passage.text, disturb(passage.mentions, noise, rng))
    ]
    rows = inputs([sentence.span.of(passage.text) for passage, sentence in proposed])
    return [_item(*pair, vectors) for pair, vectors in zip(proposed, rows, strict=True)]


def train_relations(
    gold: list[Passage],
    inputs: Inputs,
    config: RelationConfig,
    report: Callable[[int, float, RelationScorer], None] = lambda epoch, loss, scorer: None,
) -> RelationScorer:
    """A scorer trained for `config.epochs`; `report` is called after each with the mean loss."""
    prepare_cpu(config.seed)
    rng = random.Random(config.seed)
    remembered = Remembered(inputs)
    scorer = RelationScorer(inputs.size, config)
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=config.rate, weight_decay=0.01)
    for epoch in range(config.epochs):
        for group in optimizer.param_groups:
            group["lr"] = config.rate * rate_at(epoch / config.epochs)
        items = _items(gold, remembered, config.noise, rng)
        items.sort(key=lambda item: (len(item.inputs) // 16, rng.random()))
        batches = [items[i : i + config.batch] for i in range(0, len(items), config.batch)]
        rng.shuffle(batches)
        report(epoch, _epoch(scorer, batches, optimizer), scorer)
    return scorer.eval()


def _epoch(
    scorer: RelationScorer, batches: list[list[_Item]], optimizer: torch.optim.Optimizer
) -> float:
    scorer.train()
    total = 0.0
    for batch in batches:
        states = scorer.encode([item.inputs for item in batch], [item.tags for item in batch])
        scores = [
            scorer.score(state, item.places, item.features)
            for state, item in zip(states, batch, strict=True)
        ]
        targets = torch.cat([item.targets for item in batch])
        loss = nn.functional.cross_entropy(torch.cat(scores), targets)
        total += descend(loss, scorer, optimizer)
    return total / len(batches)
