import pytest

from jixiao.cli.reading.content import Reading, reading_of
from jixiao.cli.reading.grids import grids_of
from jixiao.types import Block, Document, Issue, Metadata, Page


class Writer:
    """Builds a document piece by piece; every piece stands on a line of its own."""

    def __init__(self):
        self.text, self.blocks, self.starts = "", [], []

    def page(self):
        self.starts.append(len(self.text) + bool(self.text))
        return self

    def add(self, text, kind="paragraph", **places):
        self.text += "\n" if self.text else ""
        start, page = len(self.text), len(self.starts) or None
        self.text += text
        self.blocks.append(Block(kind, start, len(self.text), page=page, **places))
        return self

    def row(self, row, *cells, table=0, **places):
        for column, text in enumerate(cells):
            if text:
                self.add(text, "cell", table=table, row=row, column=column, **places)
        return self

    def document(self, warnings=()):
        ends = [*self.starts[1:], len(self.text)] if self.starts else []
        found = enumerate(zip(self.starts, ends, strict=True), start=1)
        pages = tuple(Page(number, start, max(start, end)) for number, (start, end) in found)
        issues = tuple(Issue("read", code, message, *place) for code, message, *place in warnings)
        return Document("d" * 16, "a.pdf", "pdf", self.text, tuple(self.blocks), pages, issues)

    def reading(self, warnings=()):
        return reading_of(self.document(warnings))

    def bare(self, tables=()):
        """What was read, with nothing known of its tables but what is given."""
        document = self.document()
        return Reading(document, (), Metadata(), grids_of(document, tables))


@pytest.fixture
def write():
    return Writer
