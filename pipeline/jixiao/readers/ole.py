"""Looking into OLE compound files: which streams there are, and whether they are all there.

Layout after [MS-CFB]. Only what tells files apart is read; their content is
left to LibreOffice.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.errors import ReadError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA
_FREE = 0xFFFFFFFF
_ENTRY = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MAX_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or storage of the container; `start` is its first sector, `size` in bytes."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass(slots=True)
class Compound:
    """The directory of a compound file.

    Raises ReadError (broken) where a table of sectors leaves the file, runs in
    circles, or claims sectors beyond its end, as in a file cut short.
    """

    data: bytes
    entries: list[Entry] = field(init=False)
    _shift: int = field(init=False)
    _fat: list[int] = field(init=False)

    def __post_init__(self) -> None:
        try:
            self._shift = self._number("<H", 0x1E)
            if self._shift not in (9, 12):
                raise _damaged(f"its sectors are 2^{self._shift} bytes long")
            self._fat = self._sector_table()
            directory = b"".join(self._sectors(self._number("<I", 0x30)))
            self.entries = [_entry(directory, at) for at in range(0, len(directory), _ENTRY)]
        except struct.error as error:
            raise _damaged("it ends inside its own directory") from error
        if not self.entries or self.entries[0].kind != _ROOT:
            raise _damaged("it has no root entry")

    def names(self) -> frozenset[str]:
        """The names of the streams and storages at the top; those of embedded objects are not."""
        return frozenset(entry.name for entry in self._top())

    def head(self, name: str) -> bytes:
        """The first sector (or mini sector) of a stream at the top, b"" if it is not there."""
        entry = next((entry for entry in self._top() if entry.name == name), None)
        if entry is None or entry.kind != _STREAM or not entry.size:
            return b""
        if entry.size >= self._number("<I", 0x38):
            return next(self._sectors(entry.start), b"")
        mini = b"".join(self._sectors(self.entries[0].start))
        size = 1 << self._number("<H", 0x20)
        return mini[entry.start * size : (entry.start + 1) * size]

    def _top(self) -> Iterator[Entry]:
        """The children of the root: a binary tree by `left` and `right`."""
        waiting, seen = [self.entries[0].child], set()
        while waiting:
            index = waiting.pop()
            if index < len(self.entries) and index not in seen:
                seen.add(index)
                entry = self.entries[index]
                waiting += [entry.left, entry.right]
                yield entry

    def _number(self, form: str, offset: int) -> int:
        return int(struct.unpack_from(form, self.data, offset)[0])

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        # Writers may leave the last sector short.
        if number >= _LAST_SECTOR or start >= len(self.data):
            raise _damaged(f"sector {number} lies beyond its end")
        return self.data[start : start + (1 << self._shift)]

    def _sector_table(self) -> list[int]:
        """The number of the sector that follows each sector."""
        places = list(struct.unpack_from("<109I", self.data, 0x4C))
        following = self._number("<I", 0x44)
        seen: set[int] = set()
        while following < _LAST_SECTOR:
            if following in seen:
                raise _damaged("its sector table runs in a circle")
            seen.add(following)
            more = _numbers(self._sector(following))
            places += more[:-1]
            following = more[-1]
        table = [
            n for place in places if place < _LAST_SECTOR for n in _numbers(self._sector(place))
        ]
        used = max((i for i, n in enumerate(table) if n != _FREE), default=-1)
        if (used + 1) << self._shift >= len(self.data):
            raise _damaged("it is cut short")
        return table

    def _sectors(self, start: int) -> Iterator[bytes]:
        """The sectors of the chain that begins at `start`."""
        seen: set[int] = set()
        while start < _LAST_SECTOR:
            if start in seen or start >= len(self._fat) or len(seen) > _MAX_ENTRIES:
                raise _damaged("its chains of sectors run in a circle or nowhere")
            seen.add(start)
            yield self._sector(start)
            start = self._fat[start]


def _damaged(reason: str) -> ReadError:
    return ReadError("broken", f"this Office file (OLE) is damaged: {reason}")


def _numbers(sector: bytes) -> list[int]:
    return [n for (n,) in struct.iter_unpack("<I", sector[: len(sector) // 4 * 4])]


def _entry(directory: bytes, at: int) -> Entry:
    length, kind = struct.unpack_from("<HB", directory, at + 64)
    left, right, child = struct.unpack_from("<3I", directory, at + 68)
    start, size = struct.unpack_from("<2I", directory, at + 116)
    name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return Entry(name, kind, left, right, child, start, size)
