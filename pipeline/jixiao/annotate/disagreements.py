"""What two annotations of a text agree on, and every point on which they do not."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from jixiao.annotate.matching import key
from jixiao.annotations.records import Annotation, RelationAnnotation, SourceText, SpanAnnotation

SPAN, RELATION = "span", "relation"
_AROUND = 20
SIDES = ("left", "right")
BOTH, POINT = "both", "point"
# What a relation ends at: a span that both sides have, a point at which each has one, or a
# span of one side (left, right), with its id.
Node = tuple[str, str]
Link = tuple[Node, str, Node]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One point to decide: what the left and the right have at characters [start, end).

    Of `kind` span, the sides hold spans (none, one or more); of `kind` relation,
    relations between two spans that both have.
    """

    doc_id: str
    kind: str
    start: int
    end: int
    left: tuple[SpanAnnotation | RelationAnnotation, ...]
    right: tuple[SpanAnnotation | RelationAnnotation, ...]
    context: str

    @property
    def id(self) -> str:
        """Text, kind and place as a name."""
        return f"{self.doc_id}#{self.kind}:{self.start}-{self.end}"


@dataclass(slots=True)
class Comparison:
    """Two annotations of one text: what both have, and the points to decide.

    `links` are the relations with their ends as nodes: those of both sides,
    and those that come along with a span that one side alone has.
    """

    text: SourceText
    left: Annotation
    right: Annotation
    spans: tuple[SpanAnnotation, ...] = ()
    points: list[Disagreement] = field(default_factory=list)
    links: dict[Link, RelationAnnotation] = field(default_factory=dict)
    # Each side's span ids to nodes.
    nodes: tuple[dict[str, Node], dict[str, Node]] = field(default_factory=lambda: ({}, {}))


def compare(text: SourceText, left: Annotation, right: Annotation) -> Comparison:
    """Lay two annotations of `text` side by side.

    Spans agree in place and label. Those that do not are points to decide, all
    that overlap each other together. A relation agrees if both sides have it,
    with its label, between the same nodes; so two spans of different ends can
    still carry an agreed relation, which then follows the decided span.
    """
    made = Comparison(text, left, right)
    theirs = {key(span): span for span in right.spans}
    made.spans = tuple(_closer(s, theirs[key(s)]) for s in left.spans if key(s) in theirs)
    agreed = {key(span) for span in made.spans}
    for side in made.nodes:
        side.update({span.id: (BOTH, span.id) for span in made.spans})
    rest = tuple([span for span in side.spans if key(span) not in agreed] for side in (left, right))
    for ours, others in _groups(*rest):
        _add_spans(made, ours, others)
    _add_relations(made)
    made.points.sort(key=lambda point: (point.start, point.end, point.kind))
    return made


def _closer(one: SpanAnnotation, other: SpanAnnotation) -> SpanAnnotation:
    """Of two records of the same span the one that a person decided, else the left."""
    return other if other.by.startswith("person:") > one.by.startswith("person:") else one


def _groups(
    left: Iterable[SpanAnnotation], right: Iterable[SpanAnnotation]
) -> Iterator[tuple[list[SpanAnnotation], list[SpanAnnotation]]]:
    """Spans that overlap, directly or through others, together; in text order."""
    sided = [(span, 0) for span in left] + [(span, 1) for span in right]
    group: tuple[list[SpanAnnotation], list[SpanAnnotation]] = ([], [])
    end = 0
    for span, side in sorted(sided, key=lambda item: (item[0].start, item[0].end)):
        if span.start >= end and any(group):
            yield group
            group = ([], [])
        group[side].append(span)
        end = max(end, span.end)
    if any(group):
        yield group


def _add_spans(made: Comparison, *sides: list[SpanAnnotation]) -> None:
    """A point to decide of the spans of both sides."""
    spans = [span for side in sides for span in side]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    for number, side in enumerate(sides):
        paired = all(len(one) == 1 for one in sides)
        for span in side:
            node = (POINT, f"{start}-{end}") if paired else (SIDES[number], span.id)
            made.nodes[number][span.id] = node
    made.points.append(
        Disagreement(
            made.text.doc_id,
            SPAN,
            start,
            end,
            tuple(sides[0]),
            tuple(sides[1]),
            context(made.text.text, start, end),
        )
    )


def context(text: str, start: int, end: int) -> str:
    """The characters [start, end) in 【】 with those around them, on one line.

    >>> context("我局支出3万元。", 4, 7)
    '我局支出【3万元】。'
    """
    parts = (text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND])
    before, inside, after = (" ".join(part.split()) for part in parts)
    return f"{before}【{inside}】{after}"


def _add_relations(made: Comparison) -> None:
    """Relations of both sides into links, the others into points to decide."""
    ours, theirs = (
        {link_of(nodes, one): one for one in side.relations}
        for nodes, side in zip(made.nodes, (made.left, made.right), strict=True)
    )
    made.links = {link: one for link, one in ours.items() if link in theirs}
    points: dict[frozenset[Node], tuple[list[RelationAnnotation], list[RelationAnnotation]]]
    points = defaultdict(lambda: ([], []))
    for number, (side, other) in enumerate(((ours, theirs), (theirs, ours))):
        for link, one in side.items():
            if any(node[0] in SIDES for node in (link[0], link[2])):
                made.links[link] = one
            elif link not in other:
                points[frozenset((link[0], link[2]))][number].append(one)
    for left, right in points.values():
        _add_point(made, left, right)


def link_of(nodes: dict[str, Node], relation: RelationAnnotation) -> Link:
    """A relation of one side with its ends as nodes."""
    return nodes[relation.head], str(relation.label), nodes[relation.tail]


def _add_point(
    made: Comparison, left: list[RelationAnnotation], right: list[RelationAnnotation]
) -> None:
    """A point to decide of relations between the same two nodes."""
    spans = (
        {span.id: span for span in side.spans}[end]
        for side, links in ((made.left, left), (made.right, right))
        for link in links
        for end in (link.head, link.tail)
    )
    places = [(span.start, span.end) for span in spans]
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    near = context(made.text.text, start, end)
    made.points.append(
        Disagreement(made.text.doc_id, RELATION, start, end, tuple(left), tuple(right), near)
    )


def reading(side: Sequence[SpanAnnotation | RelationAnnotation]) -> list[dict[str, Any]]:
    """What one side has at a point, as plain rows."""
    return [
        {"label": str(one.label), "start": one.start, "end": one.end, "surface": one.surface}
        if isinstance(one, SpanAnnotation)
        else {"head": one.head, "label": str(one.label), "tail": one.tail}
        for one in side
    ]


def digest(point: Disagreement, text: SourceText, layers: tuple[str, str]) -> str:
    """A hash of all that a decision on this point rests on: text, layers, both readings."""
    basis = [text.sha256, *layers, point.id, reading(point.left), reading(point.right)]
    return hashlib.sha256(json.dumps(basis).encode()).hexdigest()[:16]
