"""OLE compound files ([MS-CFB]) with the streams one asks for."""

import struct

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CUTOFF = 4096


def _padded(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)


def _entry(name: str, kind: int, links: tuple[int, int, int], start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    return head + struct.pack("<3I", *links) + bytes(36) + struct.pack("<IQ", start, size)


def ole_bytes(streams: dict[str, bytes], nested: dict[str, bytes] | None = None) -> bytes:
    """A compound file with `streams` at the top, and `nested` inside a storage ObjectPool.

    Streams are filled up with zeros to the length from which they have
    sectors of their own, so that there is no mini stream.
    """
    nested = nested or {}
    contents = [data.ljust(_CUTOFF, b"\0") for data in (*streams.values(), *nested.values())]
    starts, chain, at = [], [], 0
    for data in contents:
        sectors = -(-len(data) // SECTOR)
        starts.append(at)
        chain += [*range(at + 1, at + sectors), _END]
        at += sectors
    entries = _directory(list(streams), list(nested), starts, list(map(len, contents)))
    directory = _padded(b"".join(entries), SECTOR)
    first, sectors = at, len(directory) // SECTOR
    chain += [*range(at + 1, at + sectors), _END, _FAT]
    table = _padded(struct.pack(f"<{len(chain)}I", *chain), SECTOR)
    assert len(table) == SECTOR, "a sector table of one sector holds 64 KiB"
    table = table[: 4 * len(chain)].ljust(SECTOR, b"\xff")
    body = b"".join(_padded(data, SECTOR) for data in contents)
    return _header(first, at + sectors) + body + directory + table


def _directory(
    tops: list[str], nested: list[str], starts: list[int], sizes: list[int]
) -> list[bytes]:
    names = [*tops, *nested]
    storage = len(names) + 1
    entries = [_entry("Root Entry", 5, (_FREE, _FREE, 1 if tops else _FREE), _END, 0)]
    for i, name in enumerate(names):
        # Each entry hangs to the right of the one before it in its storage.
        last_top, last = i == len(tops) - 1, i == len(names) - 1
        right = (storage if nested else _FREE) if last_top else (_FREE if last else i + 2)
        entries.append(_entry(name, 2, (_FREE, right, _FREE), starts[i], sizes[i]))
    if nested:
        entries.append(_entry("ObjectPool", 1, (_FREE, _FREE, len(tops) + 1), _END, 0))
    return entries


def _header(directory: int, table: int) -> bytes:
    head = _SIGNATURE + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    counts = struct.pack("<4I", 0, 1, directory, 0)
    mini = struct.pack("<5I", _CUTOFF, _END, 0, _END, 0)
    return head + counts + mini + struct.pack("<109I", table, *[_FREE] * 108)
