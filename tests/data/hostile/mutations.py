"""Changes of files at random, the same ones for the same seed."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

from sample_builder.ofd import zip_parts

ODD = (
    *(b"", b"\0", b"\xff\xff\xff\xff", b"0", b"-1", b"2147483648", b"99999999999999999999"),
    *(b"1e309", b"NaN", b"<", b">", b"&", b"&x;", b'"', b"%s", b"../../", b"\xe2\x80\xae"),
    *(b"(", b"[", b"<<", b">>", b"endobj", b"stream", b"endstream", b"obj", b"xref", b"null"),
    *(b"A" * 5000, b"\xff\xfe", b"\x80", "亿".encode() * 300, b"\r", b"\n" * 999),
)
TAGS = (
    *(b"w:p", b"w:tbl", b"w:tr", b"w:tc", b"w:r", b"w:t", b"w:sdt", b"w:ins", b"w:del"),
    *(b"w:pPr", b"row", b"c", b"v", b"f", b"is", b"t", b"si", b"mergeCell", b"sheetData"),
    *(b"ofd:TextObject", b"ofd:TextCode", b"ofd:PageBlock", b"ofd:PathObject", b"ofd:Page"),
    *(b"table", b"tr", b"td", b"div", b"p", b"span", b"b", b"script", b"!--", b"form", b"ol"),
)
_TAG = re.compile(rb"<[^<>]{1,300}>")
_VALUE = re.compile(rb'="[^"<>]{0,80}"')
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MOST = 30_000_000

Mutator = Callable[[Random, bytes], bytes]


def _place(rng: Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(start + int(2 ** rng.uniform(0, 12)), len(data))


def flip(rng: Random, data: bytes) -> bytes:
    """A few bits turned over."""
    changed = bytearray(data)
    for _ in range(int(2 ** rng.uniform(0, 7))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def noise(rng: Random, data: bytes) -> bytes:
    """A block of random bytes over others."""
    start, end = _place(rng, data)
    return data[:start] + rng.randbytes(end - start) + data[end:]


def cut(rng: Random, data: bytes) -> bytes:
    """The beginning alone."""
    return data[: rng.randrange(len(data))]


def delete(rng: Random, data: bytes) -> bytes:
    """A block left out."""
    start, end = _place(rng, data)
    return data[:start] + data[end:]


def repeat(rng: Random, data: bytes) -> bytes:
    """A block many times."""
    start, end = _place(rng, data)
    times = int(2 ** rng.uniform(0, 9))
    return data[:start] + data[start:end] * min(times, _MOST // max(end - start, 1)) + data[end:]


def swap(rng: Random, data: bytes) -> bytes:
    """Two blocks in each other's place."""
    (a, b), (c, d) = sorted((_place(rng, data), _place(rng, data)))
    c = max(c, b)
    return data[:a] + data[c : max(c, d)] + data[b:c] + data[a:b] + data[max(c, d) :]


def insert(rng: Random, data: bytes) -> bytes:
    """Something odd put in."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(ODD) + data[at:]


def number(rng: Random, data: bytes) -> bytes:
    """An odd number for another."""
    if not (found := list(_NUMBER.finditer(data))):
        return insert(rng, data)
    match = rng.choice(found)
    return data[: match.start()] + rng.choice(ODD[:9]) + data[match.end() :]


def tag(rng: Random, data: bytes) -> bytes:
    """Something done to a tag: doubled, left out, wrapped, opened often, its value made odd."""
    if not (found := list(_TAG.finditer(data))):
        return insert(rng, data)
    match, name = rng.choice(found), rng.choice(TAGS)
    before, own, after = data[: match.start()], match[0], data[match.end() :]
    values = list(_VALUE.finditer(own))
    kind = rng.randrange(6)
    if kind == 0:
        own *= int(2 ** rng.uniform(1, 12))
    elif kind == 1:
        own = b""
    elif kind == 2:
        own = b"<%s>%s</%s>" % (name, own, name)
    elif kind == 3:
        own = b"<%s>" % name * int(2 ** rng.uniform(0, 10)) + own
    elif kind == 4 and values:
        value = rng.choice(values)
        own = own[: value.start()] + b'="%s"' % rng.choice(ODD) + own[value.end() :]
    else:
        end = max(rng.choice(found).end(), match.end())
        own, after = data[match.start() : end] * 2, data[end:]
    return before + own + after


BYTES: tuple[Mutator, ...] = (flip, noise, cut, delete, repeat, swap, insert, number)
MARKUP: tuple[Mutator, ...] = (*BYTES, tag, tag, tag)


def _inside_zip(rng: Random, data: bytes) -> bytes:
    """One member of an archive changed, and the archive made anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice([name for name in sorted(parts) if parts[name]])
        kind = rng.randrange(12)
        if kind == 0:
            del parts[name]
        elif kind == 1:
            parts[rng.choice(sorted(parts))] = parts[name]
        else:
            parts[name] = rng.choice(MARKUP)(rng, parts[name])
    return zip_parts(parts)


def _inside_pdf(rng: Random, data: bytes) -> bytes:
    """One stream of a pdf changed under its packing, the lengths and places left as they were."""
    if not (found := list(_STREAM.finditer(data))):
        return number(rng, data)
    match = rng.choice(found)
    try:
        packed = zlib.compress(rng.choice(BYTES)(rng, zlib.decompress(match[1])))
    except zlib.error:
        packed = rng.choice(BYTES)(rng, match[1])
    return data[: match.start(1)] + packed + data[match.end(1) :]


def mutated(rng: Random, samples: Sequence[tuple[str, bytes]]) -> tuple[str, bytes, list[str]]:
    """A sample's name, its bytes after a few changes, and the names of these."""
    name, data = rng.choice(samples)
    suffix = name.rpartition(".")[2]
    done = []
    if rng.random() < 0.1:
        other = rng.choice(samples)[1]
        data = data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]
        done.append("splice")
    elif suffix in {"docx", "xlsx", "ofd"} and rng.random() < 0.8:
        return name, _inside_zip(rng, data), ["inside_zip"]
    elif suffix == "pdf" and rng.random() < 0.4:
        data = _inside_pdf(rng, data)
        done.append("inside_pdf")
    for _ in range(rng.choice((1, 1, 2, 4))):
        mutator = rng.choice(MARKUP if suffix == "html" else BYTES)
        data = mutator(rng, data)[:_MOST] or b"\0"
        done.append(mutator.__name__)
    return name, data, done
