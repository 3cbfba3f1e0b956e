"""What was read from one file, put together for showing."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jixiao.cli.reading.grids import Grid, grids_of
from jixiao.errors import ReadError
from jixiao.types import Block, Document, Failure, Metadata, Section


@dataclass(frozen=True)
class Reading:
    """A document with its outline, what it says of itself, and its tables as grids."""

    document: Document
    sections: tuple[Section, ...]
    metadata: Metadata
    grids: dict[int, Grid]

    @cached_property
    def headings(self) -> dict[int, Section]:
        """The sections by the start of the blocks that hold their headings."""
        starts = self._starts
        found = {}
        for section in self.sections:
            at = max(bisect_right(starts, section.start) - 1, 0)
            found[starts[at] if starts else section.start] = section
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.document.blocks]

    @cached_property
    def _ends(self) -> list[int]:
        return [block.end for block in self.document.blocks]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds this character, or the next one; None behind the last."""
        at = bisect_right(self._ends, offset)
        return self.document.blocks[at] if at < len(self._ends) else None

    def page_at(self, offset: int) -> int | None:
        """The number of the page with this character, None where there are no pages."""
        pages = self.document.pages
        at = bisect_right(pages, offset, key=lambda page: page.start) - 1
        return pages[at].number if at >= 0 else None

    def breaks(self, block: Block) -> list[tuple[int, int]]:
        """Where pages begin inside a block: offsets with the numbers of the pages."""
        pages = self.document.pages
        first = bisect_right(pages, block.start, key=lambda page: page.start)
        last = bisect_left(pages, block.end, key=lambda page: page.start)
        return [(page.start, page.number) for page in pages[first:last]]


def reading_of(document: Document) -> Reading:
    """The document with everything that is shown of it."""
    from jixiao.readers.metadata import metadata
    from jixiao.readers.outline import outline
    from jixiao.tables import tables_of

    sections = outline(document)
    grids = grids_of(document, tables_of(document))
    return Reading(document, sections, metadata(document, sections), grids)


def try_reading(source: Path) -> Reading | Failure:
    """What was read from the file, or a Failure saying why nothing was."""
    from jixiao.readers import read

    try:
        return reading_of(read(source))
    except ReadError as error:
        status, reason = error.status, error.reason
    except Exception as error:
        status, reason = "error", f"{type(error).__name__}: {error}"
    return Failure(None, str(source), status, reason)
