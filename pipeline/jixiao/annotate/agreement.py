"""How far two layers agree: spans, characters, relations, and what they confuse."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jixiao.annotate.matching import Key, key, pair
from jixiao.annotations.records import Annotation, SourceText, SpanAnnotation, Status
from jixiao.errors import AnnotationError
from jixiao.scoring import ALL, Scores, score_keys, score_overlap, sum_scores

NOTHING = "—"
_AROUND = 8
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A place where two layers differ: characters [start, end) and what each marks there."""

    doc_id: str
    start: int
    end: int
    left: str
    right: str
    context: str


@dataclass(slots=True)
class Agreement:
    """Counts over the texts that two layers share.

    `exact` and `overlap` are scores of spans by label and over all, `given`
    and `relations` of relations; their F1 is the same whichever layer stands
    on the left. `characters` counts every character by the two labels it has.
    `confusions` counts spans that differ, by the label on either side; the
    same label twice is a wrong end.
    """

    left: str
    right: str
    texts: int = 0
    exact: Scores = field(default_factory=dict)
    overlap: Scores = field(default_factory=dict)
    given: Scores = field(default_factory=dict)
    relations: Scores = field(default_factory=dict)
    characters: Counter[Pair] = field(default_factory=Counter)
    confusions: Counter[Pair] = field(default_factory=Counter)
    examples: dict[Pair, list[Example]] = field(default_factory=lambda: defaultdict(list))

    def kappa(self, label: str = ALL) -> float:
        """Cohen's kappa by character, over all labels or for one label against the rest."""
        if label == ALL:
            return cohen(self.characters)
        merged: Counter[Pair] = Counter()
        for (ours, theirs), count in self.characters.items():
            merged[str(ours == label), str(theirs == label)] += count
        return cohen(merged)


def cohen(counts: Counter[Pair]) -> float:
    """Cohen's kappa, (p_o - p_e) / (1 - p_e), of items counted by the two categories they have.

    p_o is the share of items with equal categories, p_e the sum over categories
    of the product of their shares on either side (Cohen 1960, A coefficient of
    agreement for nominal scales, Educational and Psychological Measurement 20).
    Where both sides have one and the same category for all, or there is no
    item, kappa is not defined; 1.0 is returned, since nothing differs.

    >>> cohen(Counter({("A", "A"): 20, ("A", "O"): 5, ("O", "A"): 10, ("O", "O"): 15}))
    0.4
    """
    total = sum(counts.values())
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for (one, other), count in counts.items():
        ours[one] += count
        theirs[other] += count
    # In whole numbers: p_o and p_e times the square of the total.
    observed = total * sum(count for (one, other), count in counts.items() if one == other)
    expected = sum(ours[name] * theirs[name] for name in ours)
    if total**2 == expected:
        return 1.0
    return (observed - expected) / (total**2 - expected)


def exact_scores(left: Annotation, right: Annotation) -> Scores:
    """Spans that agree in start, end and label.

    F1 is the agreement to report where the number of items that neither marks
    is unknown: kappa approaches it as that number grows (Hripcsak and
    Rothschild 2005, Agreement, the F-measure, and reliability in information
    retrieval, JAMIA 12).
    """
    ours, theirs = map(key, left.spans), map(key, right.spans)
    return score_keys(ours, theirs, lambda item: str(item[2]))


def overlap_scores(left: Annotation, right: Annotation) -> Scores:
    """Spans of one label that share a character, matched one to one, as many as possible."""
    return score_overlap(left.spans, right.spans)


def relation_scores(left: Annotation, right: Annotation, *, given: bool) -> Scores:
    """Relations that agree in label and in place and label of both ends.

    With `given`, only relations whose ends both layers have as spans: the
    agreement on relations, apart from that on spans.
    """
    ours, theirs = _relations(left), _relations(right)
    if given:
        shared = {key(span) for span in left.spans} & {key(span) for span in right.spans}
        ours = {link for link in ours if link[0] in shared and link[2] in shared}
        theirs = {link for link in theirs if link[0] in shared and link[2] in shared}
    return score_keys(ours, theirs, lambda link: str(link[1]))


def _relations(annotation: Annotation) -> set[tuple[Key, str, Key]]:
    spans = {span.id: key(span) for span in annotation.spans}
    return {(spans[link.head], str(link.label), spans[link.tail]) for link in annotation.relations}


def character_counts(text: str, left: Annotation, right: Annotation) -> Counter[Pair]:
    """How many characters of the text have which label on the left and on the right.

    >>> from jixiao.types import Label
    >>> made = Annotation("t", "", "person:a", "", spans=(
    ...     SpanAnnotation(0, 2, Label.ORG, "我局", "person:a"),))
    >>> bare = Annotation("t", "", "person:b", "")
    >>> sorted(character_counts("我局无", made, bare).items())
    [(('ORG', '—'), 2), (('—', '—'), 1)]
    """
    sides = []
    for annotation in (left, right):
        labels = [NOTHING] * len(text)
        for span in annotation.spans:
            labels[span.start : span.end] = [str(span.label)] * (span.end - span.start)
        sides.append(labels)
    return Counter(zip(*sides, strict=True))


def add_text(agreement: Agreement, text: SourceText, left: Annotation, right: Annotation) -> None:
    """Count a text that both layers have. Raises AnnotationError if it was not the same text."""
    if not left.sha256 == right.sha256 == text.sha256:
        raise AnnotationError(f"{text.doc_id}: the two layers are not of the same text")
    agreement.texts += 1
    agreement.characters += character_counts(text.text, left, right)
    for name, scores in (
        ("exact", exact_scores(left, right)),
        ("overlap", overlap_scores(left, right)),
        ("given", relation_scores(left, right, given=True)),
        ("relations", relation_scores(left, right, given=False)),
    ):
        setattr(agreement, name, sum_scores([getattr(agreement, name), scores]))
    for ours, theirs in pair(left, right).other:
        names = (_label(ours), _label(theirs))
        agreement.confusions[names] += 1
        agreement.examples[names].append(_example(text, ours, theirs))


def _label(span: SpanAnnotation | None) -> str:
    return str(span.label) if span else NOTHING


def _example(
    text: SourceText, ours: SpanAnnotation | None, theirs: SpanAnnotation | None
) -> Example:
    spans = [span for span in (ours, theirs) if span]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    context = text.text[max(0, start - _AROUND) : end + _AROUND]
    left, right = (span.surface if span else "" for span in (ours, theirs))
    return Example(text.doc_id, start, end, left, right, " ".join(context.split()))


def agreement_of(
    texts: Iterable[SourceText],
    left: tuple[str, Sequence[Annotation]],
    right: tuple[str, Sequence[Annotation]],
    *,
    unconfirmed: bool = False,
) -> Agreement:
    """The agreement of two layers, each its name and annotations, over the texts both have.

    Only texts that are confirmed in both count, unless `unconfirmed`. Raises
    AnnotationError if there is none.
    """
    agreement = Agreement(left[0], right[0])
    ours, theirs = (
        {a.doc_id: a for a in layer if unconfirmed or a.status is Status.CONFIRMED}
        for _, layer in (left, right)
    )
    for text in texts:
        if text.doc_id in ours and text.doc_id in theirs:
            add_text(agreement, text, ours[text.doc_id], theirs[text.doc_id])
    if not agreement.texts:
        hint = "" if unconfirmed else ", confirmed in both (--all counts open ones too)"
        raise AnnotationError(f"{left[0]} and {right[0]} have no text in common{hint}")
    return agreement
