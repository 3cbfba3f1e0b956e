"""How well published reports are read: figures under their heads, cells of sheets, headings.

    python benchmarks/tables.py CORPUS [--show]

CORPUS is the folder with the reports that annotations/tables describes. A figure
is right when its page, its digits, the names of its row, the heads of its
column, the codes of its row, its unit and its year are all those of the gold;
each part is counted apart too. Figures found that the gold does not have are
counted as spurious. A cell of a workbook is right when its place, its span and
its text are, a heading when its number and words are; headings of notes and lists
that the gold leaves open count as spurious. --show prints what is missed and
what is spurious.
"""

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jixiao.readers import read
from jixiao.readers.outline import outline
from jixiao.tables import Table, TableCell, tables_of
from jixiao.types import Document, Span

GOLD = Path(__file__).parents[1] / "annotations" / "tables"
DIGITS = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Figure:
    page: int
    digits: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    codes: str
    unit: str
    year: str


Cell = tuple[int, int, int, int, int, str]


def gold_figures(lines: list[list[str]]) -> Iterator[Figure]:
    unit = year = page = code = ""
    columns: list[tuple[str, ...]] = []
    names: list[str] = []
    for kind, *values in lines:
        if kind == "table":
            _, _, unit, year = values
        elif kind == "columns":
            columns = [tuple(heads.split(">")) for heads in values]
        elif kind == "row":
            page, code, depth, name = values
            names[int(depth) :] = [name] if name else []
        elif kind == "figure":
            heads, digits = columns[int(values[0]) - 1], values[1]
            yield Figure(int(page), digits, tuple(names), heads, code, unit, year)


def gold_cells(lines: list[list[str]]) -> Iterator[Cell]:
    sheet = 0
    for kind, *values in lines:
        if kind == "sheet":
            sheet = int(values[0])
        elif kind == "cell":
            row, column, rows, columns = map(int, values[:4])
            yield sheet, row, column, rows, columns, values[4]


def read_figures(document: Document) -> Iterator[Figure]:
    for table in tables_of(document):
        for cell in table.cells:
            digits = cell.place.of(document.text)
            if not (cell.head or cell.serial) and DIGITS.fullmatch(digits):
                yield figure_of(document, table, cell)


def figure_of(document: Document, table: Table, cell: TableCell) -> Figure:
    text = document.text

    def names(places: tuple[Span, ...]) -> tuple[str, ...]:
        return tuple(digest_of(place.of(text)) for place in places)

    page = next(page.number for page in document.pages if cell.place.start < page.end)
    block = next(block for block in document.blocks if block.start == cell.place.start)
    period = YEAR.search(cell.period.of(text)) if cell.period else None
    return Figure(
        block.page or page,
        cell.place.of(text),
        names(cell.row_heads),
        names(cell.column_heads),
        ".".join(place.of(text) for place in cell.row_codes),
        str(cell.unit),
        period[0] if period else "",
    )


def read_cells(document: Document) -> Iterator[Cell]:
    for block in document.blocks:
        if block.table is not None and block.row is not None and block.column is not None:
            digest = digest_of(document.text[block.start : block.end])
            place = (block.table + 1, block.row + 1, block.column + 1)
            yield *place, block.row_span, block.column_span, digest


def gold_headings(lines: list[list[str]]) -> Iterator[str]:
    yield from (values[0] for kind, *values in lines if kind == "heading")


def read_headings(document: Document) -> Iterator[str]:
    """The title, and the headings of sections, run-in ones too."""
    first = document.blocks[0]
    yield digest_of(document.text[first.start : first.end] if first.kind == "heading" else "")
    for section in outline(document):
        yield digest_of(section.number + section.title)


def digest_of(text: str) -> str:
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]


def by_part(gold: Counter[Figure], found: Counter[Figure]) -> str:
    """For each part the share of figures that have it right, whatever the rest is."""
    shares = []
    for part in (field.name for field in fields(Figure)):
        wanted, got = (
            Counter((f.page, f.digits, getattr(f, part)) for f in side.elements())
            for side in (gold, found)
        )
        shares.append(f"{part} {(wanted & got).total() / gold.total():.4f}")
    return ", ".join(shares)


def report(name: str, gold: Counter[Any], found: Counter[Any], show: bool) -> None:
    right = (gold & found).total()
    share = right / gold.total()
    spurious = (found - gold).total()
    print(f"{name}: {right} of {gold.total()} right ({share:.4f}), {spurious} spurious")
    if show:
        for item in (gold - found).elements():
            print("  missed  ", item)
        for item in (found - gold).elements():
            print("  spurious", item)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    for path in sorted(GOLD.glob("*.tsv")):
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        _, name, digest = lines[0]
        source = options.corpus / name
        if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
            sys.exit(f"{source} is not the file that the gold was written from")
        document = read(source)
        kinds = {kind for kind, *_ in lines}
        if "cell" in kinds:
            report(name, Counter(gold_cells(lines)), Counter(read_cells(document)), options.show)
        if "heading" in kinds:
            found = Counter(read_headings(document))
            report(name, Counter(gold_headings(lines)), found, options.show)
        if "row" not in kinds:
            continue
        gold, found = Counter(gold_figures(lines)), Counter(read_figures(document))
        report(name, gold, found, options.show)
        print("  with page and digits right: " + by_part(gold, found))
        total["gold"] += gold.total()
        total["right"] += (gold & found).total()
    print(
        f"all figures: {total['right']} of {total['gold']} ({total['right'] / total['gold']:.4f})"
    )


if __name__ == "__main__":
    main()
