"""How sure a fact is, from how sure the things it was read from are: the one product rule."""

from collections.abc import Iterable

from jixiao.types import Mention, Relation

#: How often a fact whose subject stands elsewhere (title, sentence before) has the right one:
#: 68 of the 81 of the one report with gold facts, read from its gold mentions and relations.
INHERITED = 0.84
#: How often a statement is right that no relation makes but the words themselves do: all 34 of
#: that report had the right kind, value and name, (34 + 1) / (34 + 2) by the rule of succession.
INFERRED = 0.97
_PLACES = 4


def confidence(
    read_from: Iterable[Mention | Relation], *, inferred: bool = False, inherited: bool = False
) -> float:
    """The probability, in [0, 1], that a fact is right with its subject.

    It is the product of the scores of the mentions and relations, each taken
    once however often it was looked at. A relation's score is that of the link
    given its two ends, so the product is the chain rule; ends are taken as
    independent. It means what it says as far as the scores do. `inferred` (from
    words, without a relation) multiplies by `INFERRED`, `inherited` (a subject
    from elsewhere) by `INHERITED`.

    >>> from jixiao.types import Label, RelationLabel
    >>> name = Mention("m1", 0, 2, Label.INDICATOR, "产值", 0.5)
    >>> link = Relation("m1", RelationLabel.VALUE, "m2", 0.8)
    >>> confidence([name, link, name]), confidence([name], inferred=True)
    (0.4, 0.485)
    """
    scores = {_key(item): item.score for item in read_from}
    product = (INFERRED if inferred else 1.0) * (INHERITED if inherited else 1.0)
    for score in scores.values():
        product *= score
    return round(product, _PLACES)


def _key(item: Mention | Relation) -> tuple[str, ...]:
    if isinstance(item, Mention):
        return (item.id, str(item.start), str(item.end))
    return (item.head, str(item.label), item.tail)
