"""Two layers into gold: what agrees goes in, a person decides the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from jixiao.annotate.decisions import Decision
from jixiao.annotate.disagreements import (
    BOTH,
    POINT,
    RELATION,
    SIDES,
    SPAN,
    Comparison,
    Disagreement,
    Link,
    Node,
    compare,
    link_of,
)
from jixiao.annotations.checks import check_annotation, check_relation
from jixiao.annotations.layers import sort_annotation
from jixiao.annotations.records import (
    Annotation,
    Comment,
    Origin,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
    Status,
)
from jixiao.errors import AnnotationError
from jixiao.types import Label, RelationLabel

# Who makes the open gold: a program, which can confirm nothing.
BY = "model:adjudicate"


def comparisons(
    texts: Iterable[SourceText],
    left: Iterable[Annotation],
    right: Iterable[Annotation],
    *,
    unconfirmed: bool = False,
) -> list[Comparison]:
    """The texts that are confirmed in both layers, side by side; open ones too if `unconfirmed`."""
    ours, theirs = (
        {a.doc_id: a for a in layer if unconfirmed or a.status is Status.CONFIRMED}
        for layer in (left, right)
    )
    return [
        compare(text, ours[text.doc_id], theirs[text.doc_id])
        for text in texts
        if text.doc_id in ours and text.doc_id in theirs
    ]


def open_gold(made: Comparison, layers: tuple[str, str]) -> Annotation:
    """What both sides agree on, and a comment for each point to decide; open.

    Relations are in it if both their ends are. `at` is that of the later
    layer, so that the same layers give the same bytes.
    """
    spans = {span.id for span in made.spans}
    agreed = [one for link, one in made.links.items() if link[0][0] == link[2][0] == BOTH]
    at = max(made.left.at, made.right.at)
    gold = Annotation(
        made.text.doc_id,
        made.text.sha256,
        BY,
        at,
        Status.OPEN,
        made.spans,
        tuple(one for one in agreed if {one.head, one.tail} <= spans),
        tuple(Comment(remark(point, made, layers), BY, at) for point in made.points),
    )
    return sort_annotation(gold)


def remark(point: Disagreement, made: Comparison, layers: tuple[str, str]) -> str:
    """A disagreement in words: place, surroundings, and both readings."""
    sides = (point.left, point.right)
    readings = (
        f"{name}: {_told(side, annotation) or '—'}"
        for name, side, annotation in zip(layers, sides, (made.left, made.right), strict=True)
    )
    return f"[{point.start}, {point.end}) {point.context} | {' | '.join(readings)}"


def _told(side: tuple[SpanAnnotation | RelationAnnotation, ...], whole: Annotation) -> str:
    spans = {span.id: span for span in whole.spans}
    parts = []
    for one in side:
        if isinstance(one, RelationAnnotation):
            head, tail = spans[one.head], spans[one.tail]
            parts.append(f"{head.surface} —{one.label}→ {tail.surface}")
        else:
            parts.append(f"{one.label} “{one.surface}” [{one.start}, {one.end})")
    return "; ".join(parts)


def settle(
    made: Comparison, decisions: Mapping[str, Decision], by: str, at: str
) -> tuple[Annotation, list[str]]:
    """The gold of a text after every point was decided, confirmed by `by`; and what fell.

    A relation whose end was taken away, or has a label now that the relation
    does not join, falls and is named. Raises AnnotationError if an edited span
    or relation does not fit the text, its neighbours or the scheme.
    """
    spans = {span.id: span for span in made.spans}
    ends: dict[Node, str] = {(BOTH, name): name for name in spans}
    for point in made.points:
        if point.kind == SPAN:
            taken = _spans(point, decisions[point.id], made.text.text, by)
            spans |= {span.id: span for span in taken}
            ends |= _ends(point, decisions[point.id].take, taken, made)
    links, fallen = _links(_wanted(made, decisions, by), spans, ends)
    links |= {one.id: one for one in _edited(made, decisions, by)}
    gold = Annotation(
        made.text.doc_id,
        made.text.sha256,
        by,
        at,
        Status.CONFIRMED,
        tuple(replace(one, origin=_read(one.origin)) for one in spans.values()),
        tuple(replace(one, origin=_read(one.origin)) for one in links.values()),
    )
    try:
        check_annotation(gold, made.text.text)
    except AnnotationError as error:
        raise AnnotationError(f"{made.text.doc_id}, as decided: {error.cause}") from error
    return sort_annotation(gold), fallen


def _read(origin: Origin) -> Origin:
    """The origin after a person has read the text: what a machine made is accepted."""
    return Origin.ACCEPTED if origin is Origin.MACHINE else origin


def _spans(point: Disagreement, decision: Decision, text: str, by: str) -> list[SpanAnnotation]:
    """The spans that a decision puts at a point."""
    if decision.take == "edited":
        return [_edited_span(row, point, text, by) for row in decision.edited]
    side = _taken(point, decision.take)
    return [replace(span, by=by) for span in side if isinstance(span, SpanAnnotation)]


def _taken(point: Disagreement, take: str) -> tuple[SpanAnnotation | RelationAnnotation, ...]:
    return {"left": point.left, "right": point.right}.get(take, ())


def _edited_span(row: Mapping[str, Any], point: Disagreement, text: str, by: str) -> SpanAnnotation:
    start, end = row["start"], row["end"]
    surface = row.get("surface", text[start:end])
    try:
        return SpanAnnotation(start, end, Label(row["label"]), surface, by, Origin.CHANGED)
    except ValueError as error:
        raise AnnotationError(f"{point.id}: {error}") from error


def _ends(
    point: Disagreement, take: str, taken: list[SpanAnnotation], made: Comparison
) -> dict[Node, str]:
    """Where the relations of a point's spans end now; a node that is missing has gone."""
    ends: dict[Node, str] = {}
    for nodes, side, name in zip(made.nodes, (point.left, point.right), SIDES, strict=True):
        for span in side:
            node = nodes[span.id]
            if node[0] == POINT and len(taken) == 1:
                ends[node] = taken[0].id
            elif node[0] == name == take:
                ends[node] = span.id
    return ends


def _wanted(
    made: Comparison, decisions: Mapping[str, Decision], by: str
) -> Iterator[tuple[Link, RelationAnnotation]]:
    """The relations that both sides have, or a decision took, or that a span brings along."""
    yield from made.links.items()
    for point in made.points:
        take = decisions[point.id].take
        if point.kind == RELATION and take in SIDES:
            nodes = made.nodes[SIDES.index(take)]
            for one in _taken(point, take):
                if isinstance(one, RelationAnnotation):
                    yield link_of(nodes, one), replace(one, by=by)


def _links(
    wanted: Iterable[tuple[Link, RelationAnnotation]],
    spans: Mapping[str, SpanAnnotation],
    ends: Mapping[Node, str],
) -> tuple[dict[str, RelationAnnotation], list[str]]:
    """The relations between what the nodes stand for now, and those that fell."""
    links: dict[str, RelationAnnotation] = {}
    fallen = []
    for (head, _, tail), one in wanted:
        if any(node[0] in SIDES and node not in ends for node in (head, tail)):
            continue  # came with a span of the side that was not taken
        moved = replace(one, head=ends.get(head, ""), tail=ends.get(tail, ""))
        try:
            check_relation(moved, spans, Status.OPEN)
            links[moved.id] = moved
        except AnnotationError as error:
            fallen.append(f"{one.id} ({error.cause})")
    return links, fallen


def _edited(
    made: Comparison, decisions: Mapping[str, Decision], by: str
) -> Iterator[RelationAnnotation]:
    """The relations that the decider wrote."""
    for point in made.points:
        if point.kind == RELATION:
            for row in decisions[point.id].edited:
                try:
                    label = RelationLabel(row["label"])
                except ValueError as error:
                    raise AnnotationError(f"{point.id}: {error}") from error
                yield RelationAnnotation(row["head"], label, row["tail"], by, Origin.CHANGED)


def into_layer(
    old: Iterable[Annotation], new: Iterable[Annotation], *, overwrite: bool = False
) -> tuple[list[Annotation], list[str]]:
    """A layer with `new` in it, and the doc_ids of those that were kept as they were.

    Kept is what a person confirmed or works on: everything but the open gold
    that an adjudication wrote, unless `overwrite`.
    """
    layer = {annotation.doc_id: annotation for annotation in old}
    kept = []
    for annotation in new:
        there = layer.get(annotation.doc_id)
        ours = there is None or (there.by == BY and there.status is Status.OPEN)
        if ours or overwrite:
            layer[annotation.doc_id] = annotation
        elif there and sort_annotation(replace(annotation, at=there.at)) != there:
            kept.append(annotation.doc_id)
    return list(layer.values()), kept
