"""brat stand-off: a folder with NAME.txt and NAME.ann a text, offsets in code points.

brat's lines end where a text's do, so it writes a span that reaches over a line
end or tab in parts, as it writes one with a gap: ``T1<tab>ORG 0 3;4 7<tab>我单 位的``.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from jixiao.annotate.convert.pairs import Pair, Who, links_of, make_pair
from jixiao.annotations.checks import check_name
from jixiao.annotations.lines import placed, read_bytes
from jixiao.annotations.records import SpanAnnotation
from jixiao.errors import AnnotationError
from jixiao.resources import scheme

# What brat, written in Python, takes for a line end or a field's end.
_BREAK = "\n\r\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BREAKS = re.compile(f"[{_BREAK}]+")
_PIECE = re.compile(f"[^{_BREAK}]+")
_SPAN = re.compile(r"(T[0-9]+)\t(\S+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t(.*)", re.DOTALL)
_LINK = re.compile(r"R[0-9]+\t(\S+) Arg1:(T[0-9]+) Arg2:(T[0-9]+)\s*")


def _span_line(span: SpanAnnotation, number: int) -> str:
    if span.surface[0] in _BREAK or span.surface[-1] in _BREAK:
        raise AnnotationError(
            f"{span.surface!r} at [{span.start}, {span.end}) begins or ends with a line end or "
            "tab, which brat cannot hold"
        )
    pieces = list(_PIECE.finditer(span.surface))
    places = ";".join(f"{span.start + p.start()} {span.start + p.end()}" for p in pieces)
    words = " ".join(piece[0] for piece in pieces)
    return f"T{number}\t{span.label} {places}\t{words}\n"


def configuration() -> str:
    """The annotation.conf that tells brat the labels and relations of the scheme."""
    labels = [str(label.name) for label in scheme().labels]
    relations = [
        f"{one.name}\tArg1:{'|'.join(sorted(one.heads))}, Arg2:{'|'.join(sorted(one.tails))}"
        for one in scheme().relations
    ]
    parts = ["[entities]", *labels, "[relations]", *relations, "[events]", "[attributes]"]
    return "".join(f"{line}\n" for line in parts)


def files(pairs: Iterable[Pair]) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files of the folder. Raises AnnotationError with the doc_id."""
    yield "annotation.conf", configuration().encode("utf-8")
    for text, annotation in pairs:
        check_name(text.doc_id, "doc_id")
        with placed(text.doc_id):
            lines = [_span_line(span, number) for number, span in enumerate(annotation.spans, 1)]
        lines += [
            f"R{number}\t{label} Arg1:T{head + 1} Arg2:T{tail + 1}\n"
            for number, (head, label, tail) in enumerate(links_of(annotation), 1)
        ]
        yield f"{text.doc_id}.txt", text.text.encode("utf-8")
        yield f"{text.doc_id}.ann", "".join(lines).encode("utf-8")


def write(pairs: Iterable[Pair], folder: Path) -> None:
    """Write the folder, which is made."""
    folder.mkdir(parents=True)
    for name, data in files(pairs):
        (folder / name).write_bytes(data)


def _place(found: re.Match[str], text: str) -> tuple[int, int, str]:
    """The one range of a span, whose gaps hold nothing but line ends and tabs."""
    parts = [tuple(map(int, part.split(" "))) for part in found[3].split(";")]
    start, end = parts[0][0], parts[-1][1]
    if not 0 <= start < end <= len(text):
        raise AnnotationError(f"[{start}, {end}) is no range of {len(text)} characters")
    gaps = [text[one[1] : other[0]] for one, other in pairwise(parts)]
    if not all(gap and not gap.strip() for gap in gaps):
        raise AnnotationError(f"{found[1]} has a gap that is no line end: spans are whole")
    words = " ".join(text[part[0] : part[1]] for part in parts)
    if words != found[4]:
        raise AnnotationError(f"{found[1]} is {found[4]!r}, the text has {words!r} there")
    return start, end, found[2]


class _Reading:
    """The lines of an .ann file read so far, and how many lines are of other kinds."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers: dict[str, int] = {}
        self.places: list[tuple[int, int, str]] = []
        self.ends: list[tuple[int, str, str, str]] = []
        self.other: dict[str, int] = {}

    def take(self, line: str, number: int) -> None:
        """Take in a line. Raises AnnotationError if it is no span or relation as brat writes it."""
        if line[0] == "T":
            found = _SPAN.fullmatch(line)
            if not found or found[1] in self._numbers:
                raise AnnotationError(f"{line[:60]!r} is no span, or its id stands twice")
            self._numbers[found[1]] = len(self.places)
            self.places.append(_place(found, self._text))
        elif line[0] == "R":
            link = _LINK.fullmatch(line)
            if not link:
                raise AnnotationError(f"{line[:60]!r} is no relation with Arg1 and Arg2")
            self.ends.append((number, link[2], link[1], link[3]))
        else:
            self.other[line[0]] = self.other.get(line[0], 0) + 1

    def links(self, path: Path) -> list[tuple[int, str, int]]:
        """The relations, now that all spans are known."""
        links = []
        for number, head, label, tail in self.ends:
            with placed(path, number):
                for end in (head, tail):
                    if end not in self._numbers:
                        raise AnnotationError(f"there is no span {end}")
            links.append((self._numbers[head], label, self._numbers[tail]))
        return links


_KINDS = {"E": "events", "A": "attributes", "M": "attributes", "N": "normalisations", "#": "notes"}


def _read_text(path: Path, who: Who, notes: dict[str, int]) -> Pair:
    with placed(path):
        text = read_bytes(path).decode("utf-8")
    ann = path.with_suffix(".ann")
    with placed(ann):
        lines = read_bytes(ann).decode("utf-8").split("\n")
    reading = _Reading(text)
    for number, line in enumerate(lines, 1):
        if line.strip():
            with placed(ann, number):
                reading.take(line.removesuffix("\r"), number)
    for kind, count in reading.other.items():
        name = _KINDS.get(kind, f"lines that begin with {kind!r}")
        notes[name] = notes.get(name, 0) + count
    with placed(ann):
        return make_pair(
            path.name.removesuffix(".txt"), text, reading.places, reading.links(ann), who
        )


def read(folder: Path, who: Who, notes: dict[str, int]) -> Iterator[Pair]:
    """The texts of a folder, sorted by name; a .txt without .ann is an error.

    `notes` gets the number of lines of kinds that the scheme does not have
    (events, attributes, notes …). Raises AnnotationError with file and line.
    """
    for path in sorted(folder.glob("*.txt")):
        yield _read_text(path, who, notes)
