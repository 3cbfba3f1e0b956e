"""Fitting the curves that make probabilities of scores, on passages held out of training."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from jixiao.nlp.calibration import Calibration, Curve, log_odds, mention_curve
from jixiao.nlp.component import raw_scores
from jixiao.nlp.relations import RelationFinder
from jixiao.nlp.tagger import MentionTagger
from jixiao.pipeline import Pipeline
from jixiao.training.corpora import Passage
from jixiao.training.reliability import Judged, judge_mentions, judge_relations
from jixiao.types import Label, RelationLabel

# How surely a label's curve is that of all labels before its own scores are seen: the variance
# of slope and shift around it; and how many found spans the common precision of rules counts for.
_SPREAD = 0.2
_RULES = 10.0
_STEPS = 50


def hold_out(passages: Sequence[Passage], share: float) -> tuple[list[Passage], list[Passage]]:
    """The passages to learn from, and about `share` of them, evenly spread, to fit curves on.

    Raises ValueError if `share` is not below one half.
    """
    if not share:
        return list(passages), []
    if not 0 < share < 0.5:
        raise ValueError(f"a share of {share} cannot be held out")
    step = round(1 / share)
    chosen = range(step // 2, len(passages), step)
    return (
        [passage for number, passage in enumerate(passages) if number not in chosen],
        [passages[number] for number in chosen],
    )


def fit_curve(
    scores: Sequence[float], right: Sequence[bool], before: Curve, spread: float
) -> Curve:
    """The logistic curve that the judged scores make likeliest, `before` being expected.

    Newton's method on the likelihood with a normal prior of variance `spread`
    around `before`, which also keeps the curve finite where all are right. A
    slope that would be negative becomes 0.
    """
    x = np.array([[log_odds(score), 1.0] for score in scores]).reshape(-1, 2)
    y = np.array(right, dtype=float)
    prior = np.array([before.slope, before.shift])
    weights = _newton(x, y, prior, np.array([spread, spread]))
    if weights[0] < 0:
        # Held at 0 by a prior as narrow as can be.
        weights = _newton(x, y, np.array([0.0, prior[1]]), np.array([1e-9, spread]))
    return Curve(max(float(weights[0]), 0.0), float(weights[1]))


def _newton(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    prior: NDArray[np.float64],
    spread: NDArray[np.float64],
) -> NDArray[np.float64]:
    weights = prior.copy()
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-np.clip(x @ weights, -500, 500)))
        slope = x.T @ (y - expected) - (weights - prior) / spread
        bend = (x * (expected * (1 - expected))[:, None]).T @ x + np.diag(1 / spread)
        step = np.linalg.solve(bend, slope)
        # A long step would leave the region where the bend tells anything.
        weights = weights + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
    return weights


def fit_scored(judged: Iterable[Judged], names: Iterable[str]) -> dict[str, Curve]:
    """A curve for each of `names`, drawn towards the one of all the fewer it has been judged."""
    by_name = _by_name(judged)
    every = [one for group in by_name.values() for one in group]
    common = _fit(every, Curve(1.0, 0.0), 10.0)
    return {name: _fit(by_name.get(name, ()), common, _SPREAD) for name in names}


def _fit(judged: Sequence[Judged], before: Curve, spread: float) -> Curve:
    return fit_curve([one.score for one in judged], [one.right for one in judged], before, spread)


def fit_constant(judged: Iterable[Judged], names: Iterable[str]) -> dict[str, Curve]:
    """The share that is right by name, as curves without slope, for what has no score.

    One of few is drawn towards the share over all of `names`.
    """
    by_name = _by_name(judged)
    names = list(names)
    every = [one for name in names for one in by_name.get(name, ())]
    common = (sum(one.right for one in every) + 1) / (len(every) + 2)
    return {name: Curve(0.0, log_odds(_share(by_name.get(name, ()), common))) for name in names}


def _share(judged: Sequence[Judged], common: float) -> float:
    return (sum(one.right for one in judged) + _RULES * common) / (len(judged) + _RULES)


def _by_name(judged: Iterable[Judged]) -> Mapping[str, list[Judged]]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.name].append(one)
    return groups


def calibrate(nlp: Language, passages: Sequence[Passage], log: Callable[[str], None]) -> None:
    """Fit the curves of the pipeline's components on `passages`, which it did not learn from.

    The relations are those between the mentions that the pipeline finds itself.
    """
    pipeline = Pipeline(nlp)
    pipes = [pipe for _, pipe in nlp.pipeline]
    mentions: list[Judged] = []
    links: list[Judged] = []
    with raw_scores(pipes):
        for passage in passages:
            found = pipeline.annotate(passage.text)
            mentions += judge_mentions(found[0], passage.mentions)
            links += judge_relations(found, (passage.mentions, passage.relations))
    for pipe in pipes:
        if isinstance(pipe, MentionTagger):
            pipe.calibration = Calibration(_mention_curves(mentions))
        elif isinstance(pipe, RelationFinder):
            pipe.calibration = Calibration(fit_scored(links, map(str, RelationLabel)))
    log(
        f"calibration: {len(passages)} passages held out, {len(mentions)} mentions"
        f" and {len(links)} relations judged"
    )


def _mention_curves(judged: Sequence[Judged]) -> dict[str, Curve]:
    by_rules = [mention_curve("rule", label) for label in Label]
    by_model = [mention_curve("model", label) for label in Label]
    learnt = [one for one in judged if one.name in by_model]
    return fit_constant(judged, by_rules) | fit_scored(learnt, by_model)
