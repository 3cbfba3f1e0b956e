"""Offsets in UTF-16 code units, in which the pages of doccano count, and in code points."""

from bisect import bisect_left

from jixiao.errors import OffsetError

_BASIC = 0x10000


class Units:
    """Both ways of counting in one text. They differ behind characters such as 𠮷 or 😀.

    >>> units = Units("😀支出")
    >>> units.units(1), units.points(2)
    (2, 1)
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [i for i, symbol in enumerate(text) if ord(symbol) >= _BASIC]
        self._wide_units = [point + number for number, point in enumerate(self._wide)]

    @property
    def length(self) -> int:
        """Length of the text in code units."""
        return self._length + len(self._wide)

    def units(self, point: int) -> int:
        """The offset in code units of a code point. Raises OffsetError outside the text."""
        if not 0 <= point <= self._length:
            raise OffsetError(f"{point} lies outside a text of {self._length} characters")
        return point + bisect_left(self._wide, point)

    def points(self, unit: int) -> int:
        """The offset in code points of a code unit.

        Raises OffsetError outside the text and between the halves of a character.
        """
        if not 0 <= unit <= self.length:
            raise OffsetError(f"{unit} lies outside a text of {self.length} UTF-16 code units")
        before = bisect_left(self._wide_units, unit)
        if before and self._wide_units[before - 1] == unit - 1:
            raise OffsetError(f"{unit} lies within the character at {unit - before}")
        return unit - before
