"""The prose of a part of the page: headings by their level, paragraphs, marks of tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.cli.reading.content import Reading
from jixiao.cli.reading.markup import Markup, element, joined
from jixiao.cli.reading.parts import Part
from jixiao.cli.reading.words import cut
from jixiao.types import Block, Section

# h1 is the document's, h2 a page's.
_TOP, _LOWEST = 2, 6


@dataclass(frozen=True, slots=True)
class Prose:
    """Writes the prose of a document; `prefix` begins the names of its anchors."""

    reading: Reading
    prefix: str

    def column(self, part: Part) -> Markup:
        """The prose of a part and, in their places, marks of its tables; "" without prose."""
        if not part.prose and not part.goes_on:
            return Markup("")
        goes_on = (self._goes_on(index, part.page) for index in part.goes_on)
        return joined((*goes_on, *map(self._item, part.items)), "\n")

    def _item(self, item: Block | int) -> Markup:
        if isinstance(item, int):
            number = self.reading.grids[item].number
            words = f"表 {number} Table {number}"
            link = element("a", words, href=f"#{self.prefix}t{number}")
            return element("p", "▸ ", link, id=f"{self.prefix}r{number}", class_="mark")
        section = self.reading.headings.get(item.start)
        if section is not None:
            return self._heading(item, section)
        kind = "title" if item.kind == "heading" else None
        return element("p", *self._text(item.start, item), id=self._name(item), class_=kind)

    def _goes_on(self, index: int, page: int | None) -> Markup:
        """A link to the first cell of the table on this page."""
        grid = self.reading.grids[index]
        first = next(cell for cell in grid.cells if cell.page == page)
        words = f"表 {grid.number} 接上页 Table {grid.number} goes on"
        link = element("a", words, href=f"#{self.prefix}c{first.start}")
        return element("p", "▸ ", link, class_="mark")

    def _heading(self, block: Block, section: Section) -> Markup:
        """A heading, with the rest of its paragraph where it runs on."""
        end = after_mark(self.reading.document.text, section.heading_end, block.end)
        head = element(
            f"h{min(section.level + _TOP, _LOWEST)}",
            *self._text(block.start, block, end),
            id=self._name(block),
            data_level=section.level,
        )
        if end == block.end:
            return head
        rest = element("p", *self._text(end, block))
        return element("div", head, rest, class_="runs-on")

    def _text(self, start: int, block: Block, end: int | None = None) -> Iterator[str]:
        """The characters of a block from `start`, with the numbers of pages that begin there."""
        end = block.end if end is None else end
        places = [(at, n) for at, n in self.reading.breaks(block) if start < at < end]
        for number, piece in cut(self.reading.document.text[start:end], start, places):
            if number is not None:
                yield element("a", f"第{number}页", href=f"#{self.prefix}p{number}", class_="break")
            yield piece

    def _name(self, block: Block) -> str:
        return f"{self.prefix}c{block.start}"


def after_mark(text: str, heading_end: int, block_end: int) -> int:
    """The end of a heading with the mark that ends it; that of the block if nothing follows."""
    end = heading_end + 1 if text[heading_end : heading_end + 1] in "。：:！？；;" else heading_end
    return block_end if end >= block_end or not text[end:block_end].strip() else end
