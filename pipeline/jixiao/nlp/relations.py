"""The trained relation classifier as a spaCy component."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from jixiao.errors import ResourceError
from jixiao.nlp.calibration import Calibration
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
from jixiao.nlp.extensions import text_of
from jixiao.nlp.inputs import Inputs
from jixiao.nlp.network import Graph, LstmStack
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
    }
)


@dataclass(frozen=True, slots=True)
class PairScorer:
    """The classifier of pairs: embedding tables of tags and features, and dense layers."""

    tags: NDArray[np.float32]
    features: tuple[NDArray[np.float32], ...]
    layers: Graph
    _table: NDArray[np.float32] = field(init=False, repr=False)
    _firsts: NDArray[np.int64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # One table of all features, each beginning at its first row, so that one look-up does.
        firsts = np.cumsum([0, *FEATURE_SIZES[:-1]])
        object.__setattr__(self, "_table", np.concatenate(self.features))
        object.__setattr__(self, "_firsts", firsts)

    def __call__(self, states: NDArray[np.float32], sentence: Sentence) -> NDArray[np.float32]:
        """Class probabilities of the sentence's pairs, shape (pairs, 1 + relations)."""
        features = sentence.features
        ends = states[places_of(sentence)].reshape(len(features), -1)
        told = self._table[features + self._firsts].reshape(len(features), -1)
        rows = np.concatenate([ends, _between(states, sentence), told], axis=1)
        scores = np.where(relation_mask()[features[:, 0]], self.layers.run(inputs=rows), -np.inf)
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


def _between(states: NDArray[np.float32], sentence: Sentence) -> NDArray[np.float32]:
    """For each pair the maximum of the states from its first to its last character.

    The maxima of mentions and of what lies between them are taken once; a range
    of these is covered by the two runs of a power of two that fit into it.
    """
    base = sentence.span.start
    edges = [place - base for m in sentence.mentions for place in (m.start, m.end)]
    # Mentions at even places. Between two that touch, reduceat gives the next state, which
    # every range over that place holds anyway.
    runs = [np.maximum.reduceat(states[: edges[-1]], edges[:-1], axis=0)]
    for power in range((len(edges) - 1).bit_length() - 1):
        half, whole = 1 << power, runs[-1]
        runs.append(whole.copy())
        np.maximum(whole[:-half], whole[half:], out=runs[-1][:-half])
    first, last = 2 * sentence.pairs.min(axis=1), 2 * sentence.pairs.max(axis=1)
    # The power of two in the length of each range: frexp gives the next one.
    level = np.frexp(last - first + 1)[1] - 1
    table = np.stack(runs)
    ends = table[level, last + 1 - (1 << level)]
    return np.asarray(np.maximum(table[level, first], ends), dtype=np.float32)


def places_of(sentence: Sentence) -> NDArray[np.int64]:
    """First and last character of head and tail of every pair in the sentence, shape (pairs, 4)."""
    edges = np.array([(mention.start, mention.end - 1) for mention in sentence.mentions])
    places: NDArray[np.int64] = edges[sentence.pairs].reshape(-1, 4) - sentence.span.start
    return places


def choose(sentence: Sentence, probabilities: NDArray[np.float32]) -> list[Relation]:
    """The relations of a sentence: likely ones that respect the one-to-one ties.

    A figure has one indicator whose level, change, share or rank it is, and an
    amount may fund one project besides; a figure or honour has one period.
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
        head, tail = (sentence.mentions[number] for number in sentence.pairs[i])
        tie = _tie(label, head, tail)
        if tie not in taken:
            taken.add(tie)
            chosen.append(Relation(head.id, label, tail.id, round(score, 4)))
    return chosen


def _tie(label: RelationLabel, head: Mention, tail: Mention) -> tuple[str, str]:
    """What only one relation may claim; a pair itself where several may."""
    if label in _ONE_HEAD:
        return ("figure", tail.id)
    if label == RelationLabel.FUNDING:
        return ("funding", tail.id)
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
        self.calibration = Calibration()

    @property
    def inputs(self) -> Inputs | None:
        """The character vectors of the tagger."""
        pipe = self.nlp.get_pipe(self.tagger)
        return pipe.inputs if isinstance(pipe, MentionTagger) else None

    def save(self, folder: Path) -> None:
        if self.network and self.scorer:
            (folder / "relations.onnx").write_bytes(self.network.content)
            self.scorer.save(folder)
            self.calibration.save(folder)

    def restore(self, folder: Path) -> None:
        self.network = LstmStack.load(folder / "relations.onnx")
        self.scorer = PairScorer.load(folder)
        self.calibration = Calibration.load(folder)

    def annotate(self, docs: list[Doc]) -> None:
        for doc in docs:
            mentions = mentions_of(doc)
            numbers = {mention.id: number for number, mention in enumerate(mentions)}
            doc._.relations = [
                (numbers[link.head], str(link.label), numbers[link.tail], link.score)
                for link in self.relate(text_of(doc), mentions)
            ]

    def relate(self, text: str, mentions: Sequence[Mention]) -> list[Relation]:
        """The relations between `mentions`, which are flat and in text order.

        A score is the probability that the relation holds if its two mentions are right.
        Raises ResourceError if no model was loaded.
        """
        found: list[Relation] = []
        for sentence, probabilities in self.pair_scores(text, mentions):
            found += [
                replace(link, score=self.calibration(str(link.label), link.score))
                for link in choose(sentence, probabilities)
            ]
        order = {mention.id: mention.start for mention in mentions}
        return sorted(found, key=lambda r: (order[r.head], order[r.tail], r.label))

    def pair_scores(
        self, text: str, mentions: Sequence[Mention]
    ) -> Iterator[tuple[Sentence, NDArray[np.float32]]]:
        """The sentences with candidate pairs, and the class probabilities of these.

        Probabilities have shape (pairs, 1 + relations). Raises ResourceError if no
        model was loaded.
        """
        inputs = self.inputs
        if inputs is None or self.network is None or self.scorer is None:
            raise ResourceError("no relation model: load a pipeline folder with spacy.load")
        proposed = sorted(propose(text, mentions), key=lambda s: s.span.end - s.span.start)
        for first in range(0, len(proposed), _ROWS):
            batch = proposed[first : first + _ROWS]
            rows = self.network(_marked(text, batch, inputs, self.scorer))
            for sentence, states in zip(batch, rows, strict=True):
                yield sentence, self.scorer(states, sentence)


def _marked(
    text: str, batch: list[Sentence], inputs: Inputs, scorer: PairScorer
) -> list[NDArray[np.float32]]:
    """Input vectors of each sentence beside the vectors of its mentions' tags."""
    vectors = inputs([sentence.span.of(text) for sentence in batch])
    return [
        np.concatenate([rows, scorer.tags[tags_of(sentence)]], axis=1)
        for rows, sentence in zip(vectors, batch, strict=True)
    ]


def tags_of(sentence: Sentence) -> NDArray[np.int64]:
    """The BIOES tags of the sentence's mentions, shape (length,)."""
    base = sentence.span.start
    spans = ((m.start - base, m.end - base, m.label) for m in sentence.mentions)
    return encode(sentence.span.end - base, spans)
