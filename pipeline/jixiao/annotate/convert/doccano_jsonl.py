"""doccano's JSONL for relation extraction: one text a line, as it is imported and exported.

Offsets are UTF-16 code units, in which doccano's page counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from jixiao.annotate.convert.pairs import Kept, Pair, Who, make_pair
from jixiao.annotate.doccano.rows import dump_rows, to_row
from jixiao.annotations.lines import placed, read_rows, replace_file
from jixiao.annotations.records import text_hash
from jixiao.annotations.utf16 import Units
from jixiao.errors import AnnotationError

KEPT = frozenset({Kept.TITLES})


def write(pairs: Iterable[Pair], path: Path) -> None:
    """Write the file: the lines that `jixiao annotate push` sends, with the hash of the text."""
    rows = ({**to_row(text, made), "sha256": text.sha256} for text, made in pairs)
    replace_file(path, dump_rows(rows))


def _pair(row: dict[str, Any], number: int, who: Who) -> Pair:
    text = row["text"]
    doc_id = str(row.get("doc_id", row.get("id", number)))
    if row.get("sha256", text_hash(text)) != text_hash(text):
        raise AnnotationError(f"{doc_id}: the text is not the one with SHA-256 {row['sha256']}")
    units = Units(text)
    entities = row["entities"]
    numbers = {entity["id"]: place for place, entity in enumerate(entities)}
    if len(numbers) < len(entities):
        raise AnnotationError(f"{doc_id}: two entities have the same id")
    places = [
        (units.points(one["start_offset"]), units.points(one["end_offset"]), one["label"])
        for one in entities
    ]
    links = []
    for link in row["relations"]:
        for end in (link["from_id"], link["to_id"]):
            if end not in numbers:
                raise AnnotationError(
                    f"{doc_id}: a relation names the entity {end}, which is not there"
                )
        links.append((numbers[link["from_id"]], link["type"], numbers[link["to_id"]]))
    remarks = [comment["comment"] for comment in row.get("Comments", ())]
    source, annotation = make_pair(doc_id, text, places, links, who, remarks)
    return replace(source, title=str(row.get("title", ""))), annotation


def read(path: Path, who: Who) -> Iterator[Pair]:
    """The texts of a file that doccano exported or `write` wrote.

    Without doc_id a text is named by doccano's id or its line. Comments, whose
    authors the file does not tell, are `who`'s. Raises AnnotationError with
    file and line.
    """
    for number, row in read_rows(path):
        with placed(path, number):
            pair = _pair(row, number, who)
        yield pair
