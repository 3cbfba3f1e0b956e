"""How sure a fact is, from how sure the things it was read from are."""

import math
from collections.abc import Iterable

from jixiao.types import Label, Mention, Relation, RelationLabel

#: The logistic curve over the log odds of what a fact was read from and the logarithm of the
#: length of its name: slope, weight of the length, shift. Fitted on the dev part of
#: annotations/bureau_reports, which the model never saw, by benchmarks/confidence.py.
SLOPE, LENGTH, SHIFT = 0.80, 0.83, -0.65
#: How often a statement is right that no relation makes but the words themselves do: 50 of 58
#: there, (50 + 1) / (58 + 2) by the rule of succession.
INFERRED = 0.85
#: A score nearer to 0 or 1 tells no more.
_LEAST, _MOST = 1e-4, 1 - 1e-4
_PLACES = 4


def evidence(read_from: Iterable[Mention | Relation], *, inferred: bool = False) -> float:
    """How sure it is, in [0, 1], that all that a fact was read from is as it was found.

    It is the product of the scores of the mentions and relations, each taken
    once however often it was looked at. A relation's score is that of the link
    given its two ends, so the product is the chain rule; ends are taken as
    independent. Bodies are left out: whose a figure is, is no part of what
    `confidence` is of. `inferred` (from words, without a relation) multiplies
    by `INFERRED`.

    >>> from jixiao.types import Label, RelationLabel
    >>> name = Mention("m1", 0, 2, Label.INDICATOR, "产值", 0.5)
    >>> link = Relation("m1", RelationLabel.VALUE, "m2", 0.8)
    >>> evidence([name, link, name]), evidence([name], inferred=True)
    (0.4, 0.425)
    """
    scores = {_key(item): item.score for item in read_from if not _says_whose(item)}
    return math.prod(scores.values()) * (INFERRED if inferred else 1.0)


def confidence(evidence: float, name: str | None) -> float:
    """The probability, in [0, 1], that a fact has the right kind, value and name.

    `evidence` is that of what it was read from. It errs on the low side, since
    a name whose edge is wrong is still the name; more so the longer the name.
    A name counts as right if it shares most of its characters with the true
    one, as for `jixiao evaluate`.

    >>> confidence(0.8, "公务接待费"), confidence(0.8, "经费"), confidence(0.4, "经费")
    (0.8575, 0.7378, 0.4015)
    """
    held = min(max(evidence, _LEAST), _MOST)
    odds = SLOPE * math.log(held / (1 - held)) + LENGTH * math.log(max(len(name or ""), 1)) + SHIFT
    return round(1 / (1 + math.exp(-odds)), _PLACES)


def _says_whose(item: Mention | Relation) -> bool:
    return item.label in (Label.ORG, RelationLabel.SUBJECT)


def _key(item: Mention | Relation) -> tuple[str, ...]:
    if isinstance(item, Mention):
        return (item.id, str(item.start), str(item.end))
    return (item.head, str(item.label), item.tail)
