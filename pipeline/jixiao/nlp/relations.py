"""The trained relation classifier as a spaCy component."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from jixiao.errors import ResourceError
from jixiao.nlp.candidates import (
    FEATURE_SIZES,
    NONE,
    RELATIONS,
    Sentence,
    propose,
    relation_mask,
)
from jixiao.nlp.component import TrainedComponent
from jixiao.nlp.convert import mentions_of
from jixiao.nlp.network import CharacterInputs, Graph, LstmStack
from jixiao.nlp.tagger import MentionTagger
from jixiao.nlp.tags import encode
from jixiao.types import Mention, Relation, RelationLabel

_ROWS = 32
_ONE_HEAD = frozenset(
    {
        RelationLabel.VALUE,
        RelationLabel.CHANGE,
        RelationLabel.SHARE,
        RelationLabel.RANK,
        RelationLabel.FUNDING,
    }
)


@dataclass(frozen=True, slots=True)
class PairScorer:
    """The classifier of pairs: embedding tables of tags and features, and dense layers."""

    tags: NDArray[np.float32]
    features: tuple[NDArray[np.float32], ...]
    layers: Graph

    def __call__(self, states: NDArray[np.float32], sentence: Sentence) -> NDArray[np.float32]:
        """Class probabilities of the sentence's pairs, shape (pairs, 1 + relations)."""
        places = places_of(sentence)
        features = np.array([pair.features for pair in sentence.pairs], dtype=np.int64)
        ends = [states[places[:, column]] for column in range(4)]
        between = np.stack([states[row.min() : row.max() + 1].max(axis=0) for row in places])
        tables = [table[features[:, i]] for i, table in enumerate(self.features)]
        scores = self.layers.run(inputs=np.concatenate([*ends, between, *tables], axis=1))
        scores = np.where(relation_mask()[features[:, 0]], scores, -np.inf)
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write pairs.npz and pairs.onnx into `folder`."""
        tables: dict[str, Any] = {f"feature{i}": one for i, one in enumerate(self.features)}
        np.savez(folder / "pairs.npz", tags=self.tags, **tables)
        (folder / "pairs.onnx").write_bytes(self.layers.content)

    @classmethod
    def load(cls, folder: Path) -> "PairScorer":
        """What `save` wrote. Raises ResourceError if it is not there."""
        layers = Graph.load(folder / "pairs.onnx")
        if not (folder / "pairs.npz").exists():
            raise ResourceError(f"no pairs.npz in {folder}: the model is not whole")
        with np.load(folder / "pairs.npz") as arrays:
            tables = tuple(arrays[f"feature{i}"] for i in range(len(FEATURE_SIZES)))
            return cls(arrays["tags"], tables, layers)


def places_of(sentence: Sentence) -> NDArray[np.int64]:
    """First and last character of head and tail of every pair, within the sentence."""
    base = sentence.span.start
    rows = []
    for pair in sentence.pairs:
        head, tail = sentence.mentions[pair.head], sentence.mentions[pair.tail]
        rows.append((head.start, head.end - 1, tail.start, tail.end - 1))
    return np.array(rows, dtype=np.int64) - base


def choose(sentence: Sentence, probabilities: NDArray[np.float32]) -> list[Relation]:
    """The relations of a sentence: likely ones that respect the one-to-one ties.

    A figure has one head for its level, change, share, rank or funding; a
    figure or honour has one period.
    """
    best = probabilities.argmax(axis=1)
    scored = sorted(
        (
            (float(probabilities[i, best[i]]), i)
            for i in range(len(sentence.pairs))
            if best[i] != NONE
        ),
        key=lambda item: (-item[0], item[1]),
    )
    taken: set[tuple[str, str]] = set()
    chosen = []
    for score, i in scored:
        label = RELATIONS[best[i] - 1]
        head = sentence.mentions[sentence.pairs[i].head]
        tail = sentence.mentions[sentence.pairs[i].tail]
        tie = _tie(label, head, tail)
        if tie not in taken:
            taken.add(tie)
            chosen.append(Relation(head.id, label, tail.id, round(score, 4)))
    return chosen


def _tie(label: RelationLabel, head: Mention, tail: Mention) -> tuple[str, str]:
    """What only one relation may claim; a pair itself where several may."""
    if label in _ONE_HEAD:
        return ("figure", tail.id)
    if label == RelationLabel.PERIOD:
        return ("period", head.id)
    return (head.id, tail.id)


class RelationFinder(TrainedComponent):
    """Links mentions; writes ``doc._.relations``.

    Its character vectors are those of the pipe named `tagger`, so that the
    model holds them once.
    """

    def __init__(self, nlp: Language, tagger: str = "jixiao_mentions") -> None:
        self.nlp = nlp
        self.tagger = tagger
        self.network: LstmStack | None = None
        self.scorer: PairScorer | None = None

    @property
    def inputs(self) -> CharacterInputs | None:
        """The character vectors of the tagger."""
        pipe = self.nlp.get_pipe(self.tagger)
        return pipe.inputs if isinstance(pipe, MentionTagger) else None

    def save(self, folder: Path) -> None:
        if self.network and self.scorer:
            (folder / "relations.onnx").write_bytes(self.network.content)
            self.scorer.save(folder)

    def restore(self, folder: Path) -> None:
        self.network = LstmStack.load(folder / "relations.onnx")
        self.scorer = PairScorer.load(folder)

    def annotate(self, docs: list[Doc]) -> None:
        for doc in docs:
            mentions = mentions_of(doc)
            numbers = {mention.id: number for number, mention in enumerate(mentions)}
            doc._.relations = [
                (numbers[link.head], str(link.label), numbers[link.tail], link.score)
                for link in self.relate(doc.text, mentions)
            ]

    def relate(self, text: str, mentions: Sequence[Mention]) -> list[Relation]:
        """The relations between `mentions`, which are flat and in text order.

        Raises ResourceError if no model was loaded.
        """
        inputs = self.inputs
        if inputs is None or self.network is None or self.scorer is None:
            raise ResourceError("no relation model: load a pipeline folder with spacy.load")
        proposed = sorted(propose(text, mentions), key=lambda s: s.span.end - s.span.start)
        found: list[Relation] = []
        for first in range(0, len(proposed), _ROWS):
            batch = proposed[first : first + _ROWS]
            rows = self.network([_marked(text, s, inputs, self.scorer) for s in batch])
            for sentence, states in zip(batch, rows, strict=True):
                found += choose(sentence, self.scorer(states, sentence))
        order = {mention.id: mention.start for mention in mentions}
        return sorted(found, key=lambda r: (order[r.head], order[r.tail], r.label))


def _marked(
    text: str, sentence: Sentence, inputs: CharacterInputs, scorer: PairScorer
) -> NDArray[np.float32]:
    """Character vectors of the sentence beside the vectors of its mentions' tags."""
    base = sentence.span.start
    surface = sentence.span.of(text)
    spans = ((m.start - base, m.end - base, m.label) for m in sentence.mentions)
    return np.concatenate([inputs(surface), scorer.tags[encode(len(surface), spans)]], axis=1)
