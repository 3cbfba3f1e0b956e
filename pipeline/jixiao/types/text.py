"""Documents: text, places in it, and its structure."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from jixiao.errors import OffsetError


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points.

    >>> Span(1, 3).of("甲乙丙丁")
    '乙丙'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the span in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters of a document together with their place.

    Raises nothing; `quote` is the checked way to make one.
    """

    text: str
    start: int
    end: int


def quote(text: str, start: int, end: int) -> Quote:
    """The quotation ``text[start:end]``.

    Raises OffsetError if the range is empty or leaves the text.

    >>> quote("预算100万元", 2, 7)
    Quote(text='100万元', start=2, end=7)
    """
    if not 0 <= start < end <= len(text):
        raise OffsetError(f"[{start}, {end}) is no range of a text of {len(text)} characters")
    return Quote(text[start:end], start, end)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document in reading order.

    `kind` is heading, paragraph or cell; `level` counts from 1 for headings.
    `page` counts from 1 where the format has pages. `table`, `row` and
    `column` count from 0 and are set for cells only; a merged cell stands at
    its first row and column and covers `row_span` by `column_span` fields;
    `indent` is how far its text is set in, in characters, more than its column.
    `sheet` is the name of an xlsx sheet.
    """

    kind: str
    start: int
    end: int
    level: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    row_span: int = 1
    column_span: int = 1
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paged format; `number` counts from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """Where on its page a run of characters stands: `start` to `end` of the text.

    The rectangle is in points (1/72 inch) from the top left of the page
    numbered `page`. The box of a line of prose holds that line, the box of a
    table cell the whole text of the cell. On a page whose characters were
    recognised (OCR) they are parted further, at figures and punctuation, and
    `score` in [0, 1] says how sure the least sure character is.
    """

    start: int
    end: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read or placed, so that nothing is lost silently.

    `stage` names the part of jixiao that says so (read, values, facts …),
    `code` is a stable short name, `start` and `end` the place if there is one.
    """

    stage: str
    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as text with its structure.

    `doc_id` is derived from the content alone (first 16 hex digits of the
    SHA-256 of the file's bytes), so that the same file is the same document
    wherever it lies. `media_type` is txt, html, docx, pdf,
    xlsx, ofd, doc, xls, rtf, odt, ods or image. `boxes` are
    in text order and apart, for formats whose pages are fixed; characters that
    join lines stand in none.
    """

    doc_id: str
    source: str
    media_type: str
    text: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    warnings: tuple[Issue, ...] = ()
    boxes: tuple[Box, ...] = ()

    def places(self, start: int, end: int) -> Iterator[Box]:
        """The boxes that hold characters between `start` and `end`, in text order."""
        first = bisect_right(self.boxes, start, key=attrgetter("end"))
        return takewhile(lambda box: box.start < end, self.boxes[first:])

    def certainty(self, start: int, end: int) -> float:
        """How sure recognition is of the characters between `start` and `end`, in [0, 1].

        It is 1 where they were not recognised but told by the file.
        """
        return min((box.score for box in self.places(start, end)), default=1.0)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `start` is where the heading begins, `heading_end` where it ends, `end`
    where the section ends. `number` is the numbering as written (（一）), ``title``
    the heading without it. `level` counts from 1; `parent` is a section id.
    """

    id: str
    parent: str | None
    level: int
    number: str
    title: str
    start: int
    heading_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A value of the metadata and the characters that say so."""

    value: str
    evidence: Quote


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself; None where it says nothing.

    `kind` is 绩效自评, 绩效评价, 决算, 预算, 工作报告 or other. `issuer` is
    the issuing body by its full name, `region` the division it belongs to
    (衡阳市), `year` the report year.
    """

    title: Evidenced | None = None
    issuer: Evidenced | None = None
    region: Evidenced | None = None
    year: Evidenced | None = None
    kind: Evidenced | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no document: its documents row has this status and reason."""

    doc_id: str | None
    source: str
    status: str
    reason: str
