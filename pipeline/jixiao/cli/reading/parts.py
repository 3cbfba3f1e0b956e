"""A document in parts that can stand on a page: its pages, or stretches around its tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.cli.reading.content import Reading
from jixiao.types import Block


@dataclass(slots=True)
class Part:
    """A page, a sheet, or a stretch of a document that has neither.

    `items` are blocks of prose and, where a table begins, its index, in reading
    order; `goes_on` are the tables that began on an earlier page.
    """

    page: int | None = None
    sheet: str | None = None
    items: list[Block | int] = field(default_factory=list)
    goes_on: list[int] = field(default_factory=list)

    @property
    def prose(self) -> list[Block]:
        """The blocks outside tables."""
        return [item for item in self.items if isinstance(item, Block)]

    @property
    def tables(self) -> list[int]:
        """The tables that begin here."""
        return [item for item in self.items if isinstance(item, int)]


def parts(reading: Reading) -> list[Part]:
    """The document in parts, in reading order; every page is one, also without text."""
    if reading.document.pages:
        return _pages(reading)
    found: list[Part] = []
    for block, tables in _stretches(reading):
        if not found or tables or found[-1].sheet != block.sheet:
            found.append(Part(sheet=block.sheet))
        _add(found[-1], block)
    return found


def _pages(reading: Reading) -> list[Part]:
    found = {page.number: Part(page.number) for page in reading.document.pages}
    number = next(iter(found))
    begun: set[int] = set()
    for block in reading.document.blocks:
        number = block.page if block.page in found else number
        part = found[number]
        if block.table in begun and block.table not in (*part.items, *part.goes_on):
            part.goes_on.append(block.table)
        elif block.table not in begun:
            _add(part, block)
        if block.table is not None:
            begun.add(block.table)
    return list(found.values())


def _add(part: Part, block: Block) -> None:
    if block.table is None:
        part.items.append(block)
    elif block.table not in part.items:
        part.items.append(block.table)


def _stretches(reading: Reading) -> Iterator[tuple[Block, bool]]:
    """Every block, and whether a stretch begins with it.

    One does at a heading that has a table before the next heading, and at the heading after that.
    """
    with_table: set[int] = set()
    heading = -1
    for block in reading.document.blocks:
        if block.start in reading.headings:
            heading = block.start
        elif block.table is not None:
            with_table.add(heading)
    after = False
    for block in reading.document.blocks:
        begins = False
        if block.start in reading.headings:
            begins = after or block.start in with_table
            after = block.start in with_table
        yield block, begins
