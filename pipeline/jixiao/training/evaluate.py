"""Running a pipeline over gold passages and scoring what comes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jixiao.errors import OffsetError
from jixiao.nlp.component import TrainedComponent, raw_scores
from jixiao.nlp.convert import mentions_of
from jixiao.nlp.relations import RelationFinder
from jixiao.pipeline import Pipeline, complete
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
from jixiao.training.mistakes import Mistake, find_mistakes
from jixiao.training.reliability import (
    Judged,
    Reliability,
    judge_facts,
    judge_mentions,
    judge_relations,
)
from jixiao.types import Document, Extraction, Label, Mention, Relation

_VALUED = (Label.MONEY, Label.PERCENT, Label.QUANTITY)


# Scores as the networks give them (and 1 for rules), and as the pipeline gives them.
RAW, CALIBRATED = "raw", "calibrated"
FROM_ANNOTATIONS = "facts, held to those of the gold mentions and relations"


@dataclass(slots=True)
class Evaluation:
    """Scores by layer and label, mistakes, and how far scores are probabilities.

    `reliability` is by what was scored and by `RAW` or `CALIBRATED`; a pipeline
    that was never calibrated has raw scores of mentions and relations alone.
    """

    passages: int = 0
    characters: int = 0
    layers: dict[str, Scores] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    reliability: dict[str, dict[str, Reliability]] = field(default_factory=dict)

    def add(self, layer: str, scores: Scores) -> None:
        """Add a passage's scores to a layer."""
        self.layers[layer] = sum_scores([self.layers.get(layer, {}), scores])

    def judge(self, what: str, kind: str, items: Iterable[Judged]) -> None:
        """Count judged items among the scores of `what` that are `kind`."""
        table = self.reliability.setdefault(what, {}).setdefault(kind, Reliability())
        for item in items:
            table.add(item)


def evaluate_pipeline(pipeline: Pipeline, passages: Iterable[Passage]) -> Evaluation:
    """Scores over `passages`, from text to rows, nothing of the gold being shown."""
    evaluation = Evaluation()
    for passage in passages:
        extraction = pipeline.extract_document(_as_file(passage))
        evaluation.passages += 1
        evaluation.characters += len(passage.text)
        _add_passage(evaluation, passage, extraction)
        _judge_passage(evaluation, pipeline, passage, extraction)
        given = relate_gold(pipeline, passage)
        gold = (passage.mentions, passage.relations)
        evaluation.add("relations, gold mentions", score_relations((passage.mentions, given), gold))
    return evaluation


def evaluate_sentences(pipeline: Pipeline, sentences: Sequence[Passage]) -> Evaluation:
    """Scores of spans over sentences, for the labels that each has closed.

    What is found of other labels is neither right nor wrong.
    """
    evaluation = Evaluation()
    linking = [name for name, pipe in pipeline.nlp.pipeline if isinstance(pipe, RelationFinder)]
    docs = pipeline.nlp.pipe([one.text for one in sentences], disable=linking)
    for passage, doc in zip(sentences, docs, strict=True):
        found = [mention for mention in mentions_of(doc) if mention.label in passage.closed]
        evaluation.passages += 1
        evaluation.characters += len(passage.text)
        _add_spans(evaluation, passage, found)
        judged = judge_mentions(found, passage.mentions)
        evaluation.judge("mentions", CALIBRATED if _calibrated(pipeline) else RAW, judged)
    return evaluation


def _calibrated(pipeline: Pipeline) -> bool:
    pipes = [pipe for _, pipe in pipeline.nlp.pipeline if isinstance(pipe, TrainedComponent)]
    return any(pipe.calibration.curves for pipe in pipes)


def _judge_passage(
    evaluation: Evaluation, pipeline: Pipeline, passage: Passage, extraction: Extraction
) -> None:
    found = {CALIBRATED: (extraction.mentions, extraction.relations)}
    if _calibrated(pipeline):
        with raw_scores(pipe for _, pipe in pipeline.nlp.pipeline):
            found[RAW] = pipeline.annotate(passage.text)
    else:
        found = {RAW: found[CALIBRATED]}
    gold = (passage.mentions, passage.relations)
    for kind, (mentions, relations) in found.items():
        evaluation.judge("mentions", kind, judge_mentions(mentions, gold[0]))
        links = judge_relations((mentions, relations), gold)
        evaluation.judge("relations between right mentions", kind, links)


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
    _add_spans(evaluation, passage, found[0])
    evaluation.add("relations, end to end", score_relations(found, gold))
    row = to_contract(extraction)
    annotated = facts_of_annotations(passage)
    evaluation.add(FROM_ANNOTATIONS, score_facts(row["facts"], annotated, context=False))
    judged = judge_facts(row["facts"], passage.facts or annotated)
    evaluation.judge("facts (kind, value, name)", CALIBRATED, judged)
    if passage.facts:
        evaluation.add("values", score_values(extraction.mentions, passage))
        for name, context in (("facts", False), ("facts with subject and period", True)):
            evaluation.add(name, score_facts(row["facts"], passage.facts, context=context))
    if passage.checks:
        evaluation.add("checks", score_checks(row["checks"], passage.checks))


def facts_of_annotations(passage: Passage) -> list[dict[str, Any]]:
    """The facts that gold mentions and relations give: gold where nobody wrote facts down."""
    extraction = complete(_as_file(passage), passage.mentions, passage.relations)
    facts: list[dict[str, Any]] = to_contract(extraction)["facts"]
    return facts


def _add_spans(evaluation: Evaluation, passage: Passage, found: Sequence[Mention]) -> None:
    evaluation.add("spans, exact", score_spans(found, passage.mentions))
    evaluation.add("spans, overlap", score_overlap(found, passage.mentions))
    evaluation.mistakes += find_mistakes(passage.name, passage.text, found, passage.mentions)


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
