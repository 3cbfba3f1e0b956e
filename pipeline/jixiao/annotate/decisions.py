"""A person's decisions as a file: one line a disagreement, nothing undecided, nothing stale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.annotate.disagreements import (
    SPAN,
    Comparison,
    Disagreement,
    digest,
    reading,
)
from jixiao.annotations.lines import fields, placed, read_rows, write_rows
from jixiao.errors import AnnotationError

UNDECIDED = ""
TAKES = ("left", "right", "neither", "edited")
_LINE = {
    "id": str,
    "kind": str,
    "context": str,
    "left": list,
    "right": list,
    "take": str,
    "edited": list,
    "digest": str,
}
_SPAN_ROW = {"label": str, "start": int, "end": int}
_RELATION_ROW = {"head": str, "label": str, "tail": str}
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """What to take at a point; `edited` are the rows to put there if it is edited."""

    take: str
    edited: tuple[dict[str, Any], ...] = ()


def write_decisions(path: Path, comparisons: Iterable[Comparison], layers: tuple[str, str]) -> int:
    """Write a line for every disagreement, with an empty `take`; how many there are.

    Raises AnnotationError if the file is there: it may hold decisions.
    """
    if path.exists():
        raise AnnotationError("there is such a file already; name another", str(path))
    rows = [
        {
            "id": point.id,
            "kind": point.kind,
            "context": point.context,
            "left": reading(point.left),
            "right": reading(point.right),
            "take": UNDECIDED,
            "edited": [],
            "digest": digest(point, made.text, layers),
        }
        for made in comparisons
        for point in made.points
    ]
    write_rows(path, rows)
    return len(rows)


def read_decisions(
    path: Path, comparisons: Iterable[Comparison], layers: tuple[str, str]
) -> dict[str, Decision]:
    """The decision on every disagreement, by the disagreement's id.

    Raises AnnotationError if one is undecided, unknown, missing, or was made
    on another state of the text or the layers, or on other layers.
    """
    points = {
        point.id: (point, digest(point, made.text, layers))
        for made in comparisons
        for point in made.points
    }
    decisions: dict[str, Decision] = {}
    undecided = []
    for number, row in read_rows(path):
        with placed(path, number):
            fields(row, _LINE, {})
            point = _known(row, points, layers)
            if row["id"] in decisions:
                raise AnnotationError(f"{row['id']} is decided twice")
            if row["take"] == UNDECIDED:
                undecided.append(row["id"])
            decisions[row["id"]] = _decision(row, point)
    missing = [name for name in points if name not in decisions]
    with placed(path):
        _refuse(undecided, "not decided yet: write left, right, neither or edited as its take")
        _refuse(missing, "not in the file: it is stale; write a new one")
    return decisions


def _known(
    row: dict[str, Any], points: dict[str, tuple[Disagreement, str]], layers: tuple[str, str]
) -> Disagreement:
    point, expected = points.get(row["id"], (None, ""))
    if point is None or row["digest"] != expected:
        raise AnnotationError(
            f"{row['id']} is stale: it was written for other layers, or for another state of "
            f"{layers[0]} (left) and {layers[1]} (right); write a new file"
        )
    return point


def _decision(row: dict[str, Any], point: Disagreement) -> Decision:
    if row["take"] not in (UNDECIDED, *TAKES):
        raise AnnotationError(f"take is {row['take']!r}, not one of {', '.join(TAKES)}")
    if bool(row["edited"]) != (row["take"] == "edited"):
        raise AnnotationError("`edited` holds what to put there if, and only if, take is edited")
    for one in row["edited"]:
        fields(one, _SPAN_ROW if point.kind == SPAN else _RELATION_ROW, {"surface": str})
    return Decision(row["take"], tuple(row["edited"]))


def _refuse(names: Sequence[str], why: str) -> None:
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        raise AnnotationError(f"{', '.join(names[:_NAMED])}{more}: {why}")
