r"""Annotations written into the text, as people write gold by hand.

``«会议费|INDICATOR 1»支出«3万元|MONEY 2»`` marks two spans. After a line
``----`` stand the relations, one a line: ``1 VALUE 2``. A number is needed only
where a relation uses it. The line end before ``----`` is no part of the text.

A backslash takes ``« » | \ -`` as they are: ``«``, ``»`` and ``\`` of the text
need it, ``|`` only in a mark, ``-`` only where a line of the text begins with
``----``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from jixiao.annotations.checks import check_annotation, check_relation
from jixiao.annotations.layers import sort_annotation
from jixiao.annotations.records import (
    Annotation,
    Origin,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
    Status,
)
from jixiao.errors import AnnotationError
from jixiao.types import Label, RelationLabel

_RULE = re.compile(r"\n----[ \t\r]*(?:\n|\Z)")
_MARK = re.compile(
    r"(?P<plain>[^«»\\]+)"
    r"|\\(?P<escaped>[«»|\\-])"
    r"|«(?P<surface>(?:[^«»|\\]|\\[«»|\\-])+)\|(?P<label>[A-Za-z]+)(?: (?P<number>[0-9]{1,9}))?»"
)
_ESCAPED = re.compile(r"\\([«»|\\-])")
_ODD = re.compile(r"[«»\\]|(?:^|(?<=\n))(?=----)")
_ODD_IN_MARK = re.compile(r"[«»|\\]|(?:^|(?<=\n))(?=----)")
_LINK = re.compile(r"\s*([0-9]{1,9})\s+([A-Za-z]+)\s+([0-9]{1,9})\s*")


@contextmanager
def _at(marked: str, offset: int) -> Iterator[None]:
    """Say in which line and column of the mark-up an error lies."""
    try:
        yield
    except ValueError as error:
        line = marked.count("\n", 0, offset) + 1
        column = offset - marked.rfind("\n", 0, offset)
        cause = error.cause if isinstance(error, AnnotationError) else str(error)
        raise AnnotationError(cause, line=line, column=column) from error


class _Reading:
    """The text and the spans of the mark-up read so far."""

    def __init__(self, by: str) -> None:
        self._by = by
        self.text = ""
        self.spans: list[SpanAnnotation] = []
        self.numbers: dict[int, SpanAnnotation] = {}

    def take(self, found: re.Match[str]) -> None:
        """Take in one piece: plain characters, an escaped one, or a mark."""
        if found["surface"] is None:
            self.text += found["plain"] or found["escaped"]
            return
        surface = _ESCAPED.sub(r"\1", found["surface"])
        start, label = len(self.text), Label(found["label"])
        self.text += surface
        span = SpanAnnotation(start, len(self.text), label, surface, self._by)
        self.spans.append(span)
        if (
            found["number"] is not None
            and self.numbers.setdefault(int(found["number"]), span) != span
        ):
            raise AnnotationError(f"number {found['number']} stands twice")

    def relation(self, line: str) -> RelationAnnotation:
        """A line behind the rule. Raises AnnotationError if it is no relation of the scheme."""
        found = _LINK.fullmatch(line)
        if not found:
            raise AnnotationError(f"{line.strip()!r} is no relation: write 1 VALUE 2")
        ends = []
        for number in (int(found[1]), int(found[3])):
            if number not in self.numbers:
                raise AnnotationError(f"no mark has the number {number}")
            ends.append(self.numbers[number].id)
        made = RelationAnnotation(ends[0], RelationLabel(found[2]), ends[1], self._by)
        check_relation(made, {span.id: span for span in self.numbers.values()}, Status.OPEN)
        return made


def parse_inline(
    marked: str, *, doc_id: str, by: str, at: str, status: Status = Status.OPEN
) -> tuple[SourceText, Annotation]:
    """The text without its marks, and the annotation that they are.

    `by`, `at` and `status` are those of the annotation; every span and relation
    is added by `by`. Raises AnnotationError with line and column (from 1, in
    the mark-up) for what cannot be read or does not fit the scheme.

    >>> text, gold = parse_inline("支出«3万元|MONEY»。", doc_id="d", by="person:李",
    ...     at="2024-05-01T08:00:00Z")
    >>> text.text, [(span.start, span.end) for span in gold.spans]
    ('支出3万元。', [(2, 5)])
    """
    rule = _RULE.search(marked)
    end = rule.start() if rule else len(marked)
    reading, place = _Reading(by), 0
    while place < end:
        found = _MARK.match(marked, place, end)
        with _at(marked, place):
            if found is None:
                raise AnnotationError(_trouble(marked[place:end]))
            reading.take(found)
        place = found.end()
    relations: dict[str, RelationAnnotation] = {}
    place = rule.end() if rule else len(marked)
    for line in marked[place:].splitlines(keepends=True):
        if line.strip():
            with _at(marked, place):
                made = reading.relation(line)
                if relations.setdefault(made.id, made) is not made:
                    raise AnnotationError(f"{line.strip()!r} stands twice")
        place += len(line)
    source = SourceText(doc_id, reading.text)
    annotation = Annotation(
        doc_id, source.sha256, by, at, status, tuple(reading.spans), tuple(relations.values())
    )
    check_annotation(annotation, source.text)
    return source, sort_annotation(annotation)


def _trouble(rest: str) -> str:
    if rest[0] == "»":
        return r"» without «: write \» for the character"
    if rest[0] == "\\":
        return r"\ stands before « » | \ or - only: write \\ for the character"
    return rf"{rest[:30]!r} is no mark: write «surface|LABEL n», or \« for the character"


def _escape(text: str, odd: re.Pattern[str]) -> str:
    return odd.sub(lambda found: f"\\{found[0]}", text)


def _check_carried(annotation: Annotation) -> None:
    made: tuple[SpanAnnotation | RelationAnnotation, ...] = (
        *annotation.spans,
        *annotation.relations,
    )
    for one in made:
        if one.by != annotation.by or one.origin is not Origin.ADDED or one.score is not None:
            raise AnnotationError(
                f"{one.id}: mark-up keeps neither author, origin nor score of a single span"
            )
    if annotation.comments:
        raise AnnotationError("mark-up keeps no comments")


def render_inline(text: str, annotation: Annotation, *, exact: bool = True) -> str:
    """The text with its annotation marked in it, so that `parse_inline` gives both again.

    Spans that relations use are numbered from 1 in text order. Raises
    AnnotationError if the annotation does not fit the text, or holds what the
    mark-up cannot keep (other authors, origins, scores, comments); with
    ``exact=False`` that is left out.
    """
    check_annotation(annotation, text)
    if exact:
        _check_carried(annotation)
    annotation = sort_annotation(annotation)
    used = {end for link in annotation.relations for end in (link.head, link.tail)}
    numbered = [span.id for span in annotation.spans if span.id in used]
    numbers = {name: number for number, name in enumerate(numbered, 1)}
    parts, place = [], 0
    for span in annotation.spans:
        number = f" {numbers[span.id]}" if span.id in used else ""
        surface = _escape(span.surface, _ODD_IN_MARK)
        parts += [_escape(text[place : span.start], _ODD), f"«{surface}|{span.label}{number}»"]
        place = span.end
    lines = [
        f"{numbers[link.head]} {link.label} {numbers[link.tail]}\n" for link in annotation.relations
    ]
    return "".join([*parts, _escape(text[place:], _ODD), "\n----\n", *lines])
