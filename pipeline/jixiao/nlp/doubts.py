"""How sure a pipeline is of a text, and where its rules and its network differ."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from spacy.language import Language

from jixiao.nlp.convert import mentions_of
from jixiao.nlp.merge import Found
from jixiao.nlp.relations import RelationFinder
from jixiao.nlp.tagger import MentionTagger, WindowScores, model_spans, rule_spans
from jixiao.nlp.tags import best_paths
from jixiao.types import Label

# What the rules are there to find; of other labels they have no opinion.
_FIGURES = frozenset({Label.MONEY, Label.PERCENT, Label.DATE, Label.QUANTITY, Label.DOC})


@dataclass(frozen=True, slots=True)
class Dispute:
    """Characters where rules and network see other labels or other ends.

    None for one that sees nothing there.
    """

    start: int
    end: int
    rules: Label | None
    model: Label | None


@dataclass(frozen=True, slots=True)
class Doubts:
    """What a pipeline expects to have wrong in a text.

    `tags`: the expected number of characters with a wrong tag where the network
    has the say (not in what the rules found), the sum of one minus the
    probability of the chosen tag (least confidence: Settles 2009, Active
    Learning Literature Survey, section 3.1, summed over the sequence).
    `pairs`: the same over candidate pairs of mentions and their relation, or
    none. Both also see what was left out, which the scores of mentions and
    relations do not. The probabilities are not calibrated: they rank texts.
    """

    tags: float
    pairs: float
    disputes: tuple[Dispute, ...]


def find_doubts(nlp: Language, text: str) -> Doubts:
    """The doubts of the pipeline `nlp` about `text`; its components are known by their kind."""
    doc = nlp(text)
    tags, pairs = 0.0, 0.0
    disputed: tuple[Dispute, ...] = ()
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, MentionTagger):
            (pieces,) = pipe.window_scores([text])
            rules = rule_spans(doc)
            tags = _tag_doubt(pieces, rules)
            disputed = disputes(rules, model_spans(pieces))
        elif isinstance(pipe, RelationFinder):
            scored = pipe.pair_scores(text, mentions_of(doc))
            pairs = sum(float((1 - p.max(axis=1)).sum()) for _, p in scored)
    return Doubts(tags, pairs, disputed)


def _tag_doubt(pieces: WindowScores, rules: Iterable[Found]) -> float:
    if not pieces:
        return 0.0
    rows = [scores for _, scores in pieces]
    paths = best_paths(rows)
    chosen = [row[np.arange(len(row)), path] for row, path in zip(rows, paths, strict=True)]
    doubt = 1 - np.exp(np.concatenate(chosen))
    for span in rules:
        doubt[span.start : span.end] = 0
    return float(doubt.sum())


def disputes(rules: Iterable[Found], model: Iterable[Found]) -> tuple[Dispute, ...]:
    """Where two flat readings of a text differ, in text order.

    A figure that the network sees as part of a name is no dispute: that is how
    the scheme has it. Nor is a name beside which the rules see nothing.
    """
    ours, theirs = list(rules), list(model)
    same = {_key(span) for span in ours} & {_key(span) for span in theirs}
    ours = [span for span in ours if _key(span) not in same]
    theirs = [span for span in theirs if _key(span) not in same]
    found = [
        _dispute(one, other)
        for one in ours
        for other in theirs
        if _touch(one, other) and not (other.label not in _FIGURES and _inside(one, other))
    ]
    found += [_dispute(one, None) for one in ours if not any(_touch(one, o) for o in theirs)]
    found += [
        _dispute(None, other)
        for other in theirs
        if other.label in _FIGURES and not any(_touch(one, other) for one in ours)
    ]
    return tuple(sorted(found, key=lambda dispute: (dispute.start, dispute.end)))


def _dispute(rules: Found | None, model: Found | None) -> Dispute:
    sides = [side for side in (rules, model) if side]
    return Dispute(
        min(side.start for side in sides),
        max(side.end for side in sides),
        rules.label if rules else None,
        model.label if model else None,
    )


def _key(span: Found) -> tuple[int, int, str]:
    return span.start, span.end, str(span.label)


def _touch(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(one: Found, other: Found) -> bool:
    return other.start <= one.start and one.end <= other.end
