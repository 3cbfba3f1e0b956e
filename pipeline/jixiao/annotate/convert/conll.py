r"""CoNLL columns: one character a line with its tag (BIO or BIOES), relations in a second file.

A character that is blank or cannot be seen, and the backslash, stand as
``\uXXXX`` or ``\UXXXXXXXX``. An empty line follows the end of each line of the
text that no span reaches over. A text begins with ``# doc_id = NAME``.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from jixiao.annotate.convert.pairs import Pair, Who, make_pair
from jixiao.annotations.lines import placed, read_bytes, replace_file
from jixiao.errors import AnnotationError

SCHEMES = ("bio", "bioes")
_NAME = re.compile(r"# doc_id = (\S+)\s*")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
_TAG = re.compile(r"(?:([BIES])-(\S+)|O)")
_LAST = 0x10FFFF


def relations_path(path: Path) -> Path:
    """The file beside a CoNLL file that holds its relations."""
    return path.with_name(f"{path.name}.relations.tsv")


def tags(length: int, spans: Iterable[tuple[int, int, str]], scheme: str) -> list[str]:
    """One tag a character; `scheme` is bio or bioes.

    >>> tags(4, [(0, 2, "ORG"), (2, 3, "ORG")], "bio")
    ['B-ORG', 'I-ORG', 'B-ORG', 'O']
    >>> tags(4, [(0, 2, "ORG"), (2, 3, "ORG")], "bioes")
    ['B-ORG', 'E-ORG', 'S-ORG', 'O']
    """
    found = ["O"] * length
    for start, end, label in spans:
        found[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
        if scheme == "bioes":
            found[end - 1] = f"{'S' if end - start == 1 else 'E'}-{label}"
    return found


def _cell(symbol: str) -> str:
    if symbol.isprintable() and symbol not in " \\":
        return symbol
    code = ord(symbol)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _symbol(cell: str) -> str:
    if escaped := _ESCAPED.fullmatch(cell):
        code = int(escaped[1] or escaped[2], 16)
        if code > _LAST:
            raise AnnotationError(f"{cell} is no character")
        return chr(code)
    return cell


def _rows(pair: Pair, scheme: str) -> Iterator[str]:
    text, annotation = pair
    spans = [(span.start, span.end, str(span.label)) for span in annotation.spans]
    inside = {place for start, end, _ in spans for place in range(start, end - 1)}
    yield f"# doc_id = {text.doc_id}\n"
    tagged = zip(text.text, tags(len(text.text), spans, scheme), strict=True)
    for place, (symbol, tag) in enumerate(tagged):
        yield f"{_cell(symbol)}\t{tag}\n"
        if symbol == "\n" and place not in inside:
            yield "\n"
    yield "\n"


def write(pairs: Iterable[Pair], path: Path, scheme: str) -> None:
    """Write the columns, and the relations beside them in a file of tab-separated values."""
    lines: list[str] = []
    links = ["doc_id\thead_start\thead_end\trelation\ttail_start\ttail_end\n"]
    for text, annotation in pairs:
        lines += _rows((text, annotation), scheme)
        spans = {span.id: span for span in annotation.spans}
        for link in annotation.relations:
            head, tail = spans[link.head], spans[link.tail]
            cells = (text.doc_id, head.start, head.end, link.label, tail.start, tail.end)
            links.append("\t".join(map(str, cells)) + "\n")
    replace_file(path, "".join(lines).encode("utf-8"))
    replace_file(relations_path(path), "".join(links).encode("utf-8"))


class _Reading:
    """One text of a file as far as it is read."""

    def __init__(self, doc_id: str) -> None:
        self.doc_id = doc_id
        self.symbols: list[str] = []
        self.spans: list[tuple[int, int, str]] = []
        self._open: tuple[int, str] | None = None
        self._length = 0

    def take(self, line: str) -> None:
        """Take in a character with its tag; both BIO and BIOES are understood."""
        cell, _, tag = line.rpartition("\t")
        found = _TAG.fullmatch(tag)
        symbol = _symbol(cell.partition("\t")[0])
        if not found or not symbol:
            raise AnnotationError(f"{line[:60]!r} is no character, tab and tag")
        part, label, place = found[1] or "O", found[2], self._length
        if part in "IE" and (self._open is None or self._open[1] != label):
            raise AnnotationError(f"{tag} goes on with nothing")
        if part in "OBS":
            self.close()
        if part in "BS":
            self._open = (place, label)
        # A cell of a foreign file may hold a word.
        self.symbols.append(symbol)
        self._length += len(symbol)
        if part in "ES":
            self.close()

    def close(self) -> None:
        """End the span that is open, if one is."""
        if self._open is not None:
            start, label = self._open
            self.spans.append((start, self._length, label))
            self._open = None


def _readings(path: Path) -> Iterator[_Reading]:
    reading = None
    for number, raw in enumerate(read_bytes(path).split(b"\n"), 1):
        with placed(path, number):
            line = raw.decode("utf-8").removesuffix("\r")
            if name := _NAME.fullmatch(line):
                if reading:
                    reading.close()
                    yield reading
                reading = _Reading(name[1])
            elif line and not line.startswith("# "):
                reading = reading or _Reading(path.name.partition(".")[0])
                reading.take(line)
    if reading:
        reading.close()
        yield reading


def _links(path: Path) -> dict[str, list[tuple[tuple[int, int], str, tuple[int, int]]]]:
    links: dict[str, list[tuple[tuple[int, int], str, tuple[int, int]]]] = {}
    if path.exists():
        for number, raw in enumerate(read_bytes(path).split(b"\n")[1:], 2):
            if raw.strip():
                with placed(path, number):
                    name, a, b, label, c, d = raw.decode("utf-8").split("\t")
                    link = ((int(a), int(b)), label, (int(c), int(d)))
                    links.setdefault(name, []).append(link)
    return links


def read(path: Path, who: Who) -> Iterator[Pair]:
    """The texts of a file in BIO or BIOES, with the relations beside it if they are there.

    A file without ``# doc_id`` is one text, named as the file. Raises
    AnnotationError with file and line.
    """
    links = _links(relations_path(path))
    for reading in _readings(path):
        numbers = {(start, end): n for n, (start, end, _) in enumerate(reading.spans)}
        chosen = []
        with placed(relations_path(path)):
            for head, label, tail in links.pop(reading.doc_id, ()):
                for place in (head, tail):
                    if place not in numbers:
                        raise AnnotationError(f"{reading.doc_id} has no span at {list(place)}")
                chosen.append((numbers[head], label, numbers[tail]))
        with placed(path):
            yield make_pair(reading.doc_id, "".join(reading.symbols), reading.spans, chosen, who)
    if links:
        raise AnnotationError(f"no text {', '.join(sorted(links))}", str(relations_path(path)))
