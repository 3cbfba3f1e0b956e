"""The networks in PyTorch. They are trained here and run with ONNX Runtime."""

import torch
from torch import Tensor, nn

from jixiao.nlp.boundaries import KINDS
from jixiao.nlp.tags import TAGS


def _reverse(rows: Tensor, lengths: Tensor) -> Tensor:
    """Each row of (batch, time, ·) turned round within its length, padding left where it is."""
    places = torch.arange(rows.shape[1], device=rows.device)[None, :]
    turned = torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)
    return rows.gather(1, turned[..., None].expand_as(rows))


class BiLstm(nn.Module):
    """A bidirectional LSTM layer over padded rows, as two plain ones.

    The backward one reads each row turned round, so that padding comes last for
    both; packed sequences would do the same several times slower on a CPU.
    """

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.forward_lstm = nn.LSTM(inputs, hidden, batch_first=True)
        self.backward_lstm = nn.LSTM(inputs, hidden, batch_first=True)

    def forward(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """States (batch, time, 2·hidden) of rows (batch, time, inputs)."""
        onward, _ = self.forward_lstm(rows)
        back, _ = self.backward_lstm(_reverse(rows, lengths))
        return torch.cat([onward, _reverse(back, lengths)], dim=-1)


class CharacterEmbedding(nn.Module):
    """A character with its left and right bigram: (batch, time, 3) ids to (batch, time, size).

    With `boundary_size` a fourth id says what the character is in its word.
    """

    def __init__(self, characters: Tensor, bigrams: Tensor, boundary_size: int = 0) -> None:
        super().__init__()
        self.characters = nn.Embedding.from_pretrained(characters, freeze=False, padding_idx=0)
        self.bigrams = nn.Embedding.from_pretrained(bigrams, freeze=False, padding_idx=0)
        self.boundaries = nn.Embedding(KINDS, boundary_size) if boundary_size else None
        self.size = characters.shape[1] + 2 * bigrams.shape[1] + boundary_size

    def forward(self, ids: Tensor) -> Tensor:
        parts = [self.characters(ids[..., 0]), self.bigrams(ids[..., 1]), self.bigrams(ids[..., 2])]
        if self.boundaries is not None:
            parts.append(self.boundaries(ids[..., 3]))
        return torch.cat(parts, dim=-1)


class TagNetwork(nn.Module):
    """A network from ids and their lengths to log probabilities of tags (batch, time, tags)."""

    def pretrained(self) -> list[nn.Parameter]:
        """The weights that were learnt from unlabelled text."""
        raise NotImplementedError

    def fresh(self) -> list[nn.Parameter]:
        """All other weights."""
        raise NotImplementedError


class Tagger(TagNetwork):
    """Embeddings, two bidirectional LSTM layers, a score per BIOES tag."""

    def __init__(self, embedding: CharacterEmbedding, hidden: int, dropout: float) -> None:
        super().__init__()
        self.embedding = embedding
        self.lstms = nn.ModuleList(BiLstm(size, hidden) for size in (embedding.size, 2 * hidden))
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(2 * hidden, len(TAGS))

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """Log probabilities (batch, time, tags)."""
        states = self.dropout(self.embedding(ids))
        for lstm in self.lstms:
            states = self.dropout(lstm(states, lengths))
        return torch.log_softmax(self.output(states), dim=-1)

    def layers(self) -> list[BiLstm]:
        """The LSTM layers from the input on."""
        return [layer for layer in self.lstms if isinstance(layer, BiLstm)]

    def pretrained(self) -> list[nn.Parameter]:
        return list(self.embedding.parameters())

    def fresh(self) -> list[nn.Parameter]:
        return [*self.lstms.parameters(), *self.output.parameters()]


def masked_loss(log_probabilities: Tensor, allowed: Tensor) -> Tensor:
    """Mean over characters of -log P(one of the allowed tags).

    `allowed` (batch, time, tags) is true for every tag that the annotation
    does not rule out; with one tag allowed this is cross-entropy, with all it
    is nothing. Padding allows no tag and is left out.
    """
    told = allowed.any(dim=-1)
    possible = log_probabilities.masked_fill(~allowed, float("-inf"))
    likelihood = torch.logsumexp(possible[told], dim=-1)
    return -likelihood.mean()


def rate_at(progress: float) -> float:
    """The share of the learning rate at a point of training in [0, 1): whole, then falling to 0.

    >>> rate_at(0.25), rate_at(0.75)
    (1.0, 0.5)
    """
    return min(1.0, 2.0 * (1.0 - progress))


def descend(loss: Tensor, network: nn.Module, optimizer: torch.optim.Optimizer) -> float:
    """One step of the optimiser, the gradient's norm cut at 2; the value of the loss."""
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimizer.step()
    return float(loss.detach())


def prepare_cpu(seed: int) -> None:
    """Fix the random state, and let numbers too small to matter count as zero.

    The optimiser's running means decay into denormal numbers, which make a CPU
    several times slower.
    """
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)


def best_device() -> torch.device:
    """A GPU if there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
