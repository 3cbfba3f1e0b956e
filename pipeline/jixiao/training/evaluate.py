"""Running a pipeline over gold passages and scoring what comes out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jixiao.errors import OffsetError
from jixiao.pipeline import Pipeline
from jixiao.readers import read_bytes
from jixiao.scoring import (
    Score,
    Scores,
    score_checks,
    score_facts,
    score_overlap,
    score_relations,
    score_spans,
    sum_scores,
)
from jixiao.store import to_contract
from jixiao.training.corpora import Passage
from jixiao.types import Document, Extraction, Label, Mention, Relation

_VALUED = (Label.MONEY, Label.PERCENT, Label.QUANTITY)


@dataclass(slots=True)
class Evaluation:
    """Scores by layer and label, and the commonest mistakes."""

    passages: int = 0
    characters: int = 0
    layers: dict[str, Scores] = field(default_factory=dict)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, layer: str, scores: Scores) -> None:
        """Add a passage's scores to a layer."""
        self.layers[layer] = sum_scores([self.layers.get(layer, {}), scores])


def evaluate_pipeline(pipeline: Pipeline, passages: Iterable[Passage]) -> Evaluation:
    """Scores over `passages`, from text to rows, nothing of the gold being shown."""
    evaluation = Evaluation()
    for passage in passages:
        extraction = pipeline.extract_document(_as_file(passage))
        evaluation.passages += 1
        evaluation.characters += len(passage.text)
        _add_passage(evaluation, passage, extraction)
        given = relate_gold(pipeline, passage)
        gold = (passage.mentions, passage.relations)
        evaluation.add("relations, gold mentions", score_relations((passage.mentions, given), gold))
    return evaluation


def _as_file(passage: Passage) -> Document:
    """The passage as the reader gives it from a txt file, for which the gold's offsets hold.

    Raises OffsetError if the reader changed the text.
    """
    document = read_bytes(passage.text.encode(), f"{passage.name}.txt")
    if document.text != passage.text:
        raise OffsetError(f"{passage.name}: the reader gives another text than the gold's")
    return document


def _add_passage(evaluation: Evaluation, passage: Passage, extraction: Extraction) -> None:
    gold = (passage.mentions, passage.relations)
    found = (extraction.mentions, extraction.relations)
    evaluation.add("spans, exact", score_spans(found[0], gold[0]))
    evaluation.add("spans, overlap", score_overlap(found[0], gold[0]))
    evaluation.add("relations, end to end", score_relations(found, gold))
    evaluation.confusions.update(confusions(found[0], gold[0]))
    row = to_contract(extraction)
    if passage.facts:
        evaluation.add("values", score_values(extraction.mentions, passage))
        for name, context in (("facts", False), ("facts with subject and period", True)):
            evaluation.add(name, score_facts(row["facts"], passage.facts, context=context))
    if passage.checks:
        evaluation.add("checks", score_checks(row["checks"], passage.checks))


def relate_gold(pipeline: Pipeline, passage: Passage) -> list[Relation]:
    """The relations that the model finds between gold mentions."""
    finder = pipeline.nlp.get_pipe("jixiao_relations")
    mentions = sorted(passage.mentions, key=lambda mention: mention.start)
    relations: list[Relation] = finder.relate(passage.text, mentions)  # type: ignore[attr-defined]
    return relations


def score_values(mentions: Iterable[Mention], passage: Passage) -> Scores:
    """Exact span and value, for the figures whose value a gold fact states.

    The sign belongs to the fact, so values are compared without it.
    """
    by_id = {mention.id: mention for mention in passage.mentions}
    ours = {(m.start, m.end, m.label): m for m in mentions}
    scores: Scores = {}
    for span, row in {fact["value_span"]: fact for fact in passage.facts}.items():
        theirs = by_id.get(span or "")
        if theirs is None or theirs.label not in _VALUED:
            continue
        found = ours.get((theirs.start, theirs.end, theirs.label))
        right = found is not None and _value_agrees(found, row)
        score = scores.setdefault(str(theirs.label), Score())
        score.add(Score(int(right), int(found is not None), 1))
    return scores


def _value_agrees(mention: Mention, fact: Mapping[str, Any]) -> bool:
    def same(field: str) -> bool:
        ours, theirs = getattr(mention.norm, field, None), fact[field]
        if ours is None or theirs is None:
            return ours is None and theirs is None
        return bool(abs(ours) == abs(Decimal(str(theirs))))

    return mention.norm is not None and all(same(name) for name in ("value", "low", "high"))


def confusions(found: Iterable[Mention], gold: Iterable[Mention]) -> Counter[tuple[str, str]]:
    """How often what the gold calls one thing was called another, by (gold, found).

    ``—`` stands for nothing at all; the same label twice is a wrong boundary.
    """
    ours, theirs = list(found), list(gold)
    exact = {(m.start, m.end, m.label) for m in ours} & {(m.start, m.end, m.label) for m in theirs}
    ours = [m for m in ours if (m.start, m.end, m.label) not in exact]
    theirs = [m for m in theirs if (m.start, m.end, m.label) not in exact]
    counts: Counter[tuple[str, str]] = Counter()
    for mention in theirs:
        near = [m for m in ours if m.start < mention.end and mention.start < m.end]
        counts[str(mention.label), str(near[0].label) if near else "—"] += 1
    for mention in ours:
        if not any(m.start < mention.end and mention.start < m.end for m in theirs):
            counts["—", str(mention.label)] += 1
    return counts
