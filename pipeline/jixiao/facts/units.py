"""Units of money that headers (单位：万元) declare for the amounts under them."""

import re
from bisect import bisect_left
from decimal import Decimal

from jixiao.facts.layout import Layout
from jixiao.types import Document, Label, Mention, Span
from jixiao.values import find_unit_header

#: Start and end of a header, and the yuan in one unit.
Header = tuple[int, int, Decimal]

_UNIT = re.compile(r"[元万亿圆$￥¥]")


class Units:
    """Money units that headers (单位：万元) declare, by place."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._layout = layout
        self._headers = find_unit_header(document.text)
        self._starts = [start for start, _, _ in self._headers]
        self._tables = _tables(document)

    def at(self, position: int) -> Decimal | None:
        """Yuan in one unit of the header that holds at a position, or None."""
        found = self._header(position)
        return found[2] if found else None

    def place(self, money: Mention) -> Span | None:
        """Where the header stands that gives an amount printed without a unit its own."""
        if money.label != Label.MONEY or _UNIT.search(money.text):
            return None
        found = self._header(money.start)
        return Span(found[0], found[1]) if found else None

    def _header(self, position: int) -> Header | None:
        """The header that holds at a position.

        A table has the header in it or right before it; elsewhere the last
        header before the position counts, in the innermost section with one, or
        in the whole text where there are no sections.
        """
        for lead, start, end in self._tables:
            if start <= position < end:
                return self._last(lead, end)
        starts = [section.start for section in self._layout.enclosing(position)] or [0]
        found = (self._last(start, position) for start in starts)
        return next((unit for unit in found if unit is not None), None)

    def _last(self, start: int, end: int) -> Header | None:
        index = bisect_left(self._starts, end)
        if index and self._starts[index - 1] >= start:
            return self._headers[index - 1]
        return None


def _tables(document: Document) -> list[tuple[int, int, int]]:
    """Every table's start and end, with the start of the block right before it."""
    places: dict[int, list[int]] = {}
    for block in document.blocks:
        if block.table is not None:
            places.setdefault(block.table, []).extend((block.start, block.end))
    others = sorted(b.start for b in document.blocks if b.table is None)
    spans = [(min(ends), max(ends)) for ends in places.values()]
    return [(_before(others, start), start, end) for start, end in spans]


def _before(starts: list[int], position: int) -> int:
    index = bisect_left(starts, position)
    return starts[index - 1] if index else position
