"""What an annotator says of a text, as records with ids that stay the same.

A batch holds texts; a layer holds what one annotator (or the model, or the
adjudicated gold) says of each. Spans are flat, so the place of a span is its
id, and a relation is named by its ends: nothing is renumbered on the way to
doccano and back.
"""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from jixiao.types import Label, RelationLabel

PRE = "pre"
GOLD = "gold"
ANNOTATOR = "annotator-"


class Status(StrEnum):
    """How far a text has come in a layer: only what is confirmed was read to its end."""

    OPEN = "open"
    CONFIRMED = "confirmed"


class Origin(StrEnum):
    """How a span or relation came to stand in a layer.

    machine: made by a program, nobody has confirmed the text. accepted,
    changed: made by a program, left or altered by the annotator who confirmed.
    added: made by the annotator.
    """

    MACHINE = "machine"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a stand-off text lies: characters [start, end) of a document with this hash."""

    name: str
    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text to annotate. With a `source` its characters are not kept in the batch."""

    doc_id: str
    text: str
    title: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    source: Source | None = None

    @property
    def sha256(self) -> str:
        """The hash that annotations of this text carry."""
        return text_hash(self.text)


@dataclass(frozen=True, slots=True, order=True)
class SpanAnnotation:
    """A labelled span: code points [start, end), `surface` the characters there.

    `by` is who decided it: ``model:NAME``, ``agent:NAME`` (a language model
    that follows the guidelines) or ``person:NAME``. `score` is a model's.
    """

    start: int
    end: int
    label: Label
    surface: str
    by: str
    origin: Origin = Origin.ADDED
    score: float | None = None

    @property
    def id(self) -> str:
        """The place as a name, the same on every machine."""
        return f"s{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, order=True)
class RelationAnnotation:
    """A directed relation between two spans of the same text, named by their ids."""

    head: str
    label: RelationLabel
    tail: str
    by: str
    origin: Origin = Origin.ADDED
    score: float | None = None

    @property
    def id(self) -> str:
        """Both ends and the label as a name."""
        return f"{self.head}>{self.label}>{self.tail}"


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a text."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one layer says of one text. `at` is when (ISO 8601, UTC), `by` who confirmed it.

    `sha256` is the hash of the text that was annotated.
    """

    doc_id: str
    sha256: str
    by: str
    at: str
    status: Status = Status.OPEN
    spans: tuple[SpanAnnotation, ...] = ()
    relations: tuple[RelationAnnotation, ...] = ()
    comments: tuple[Comment, ...] = field(default=())


def text_hash(text: str) -> str:
    r"""SHA-256 of the text in UTF-8, hexadecimal; lone surrogates are kept.

    >>> text_hash("绩效")[:8]
    'f2baa1e4'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
