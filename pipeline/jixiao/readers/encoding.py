"""Finding the encoding of a text file by its content."""

import codecs
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from jixiao.readers.content import warning
from jixiao.types import Issue

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In order of preference where two readings look equally well.
_WITHOUT_BOM = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
# Big5 holds few characters of GB 2312 more than chance; it must look better by this.
_HANDICAP = {"big5": 0.1}
_SAMPLE = 20_000
_PLAUSIBLE = 0.3
# A line this long that looks so little like prose was read in a wrong encoding.
_MIN_GARBLED = 8
_GARBLED = 0.75
_MAX_BAD = 0.01
_MIN_CHINESE = 2
_ODD_CATEGORIES = frozenset({"Cc", "Cn", "Co", "Cs"})
_LINE_CONTROLS = frozenset("\t\n\r\f\v\x1a\ufeff")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text without its byte order mark, the encoding that was found, and what is odd."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text of `data` in UTF-8, UTF-16, GB18030 or Big5, or None if it is text in none of them.

    A byte order mark decides if text follows it. Without one, every encoding
    that decodes strictly is weighed by how much its reading looks like Chinese
    or ASCII prose, and the best one is taken. Bytes that belong to no
    character become U+FFFD, as long as they are few; lines in another encoding
    than the rest are read in theirs. Both, and lines that look garbled, are
    told in issues.

    >>> decode("预算支出".encode("gbk")).text
    '预算支出'
    >>> decode(bytes([0, 255, 3])) is None
    True
    """
    for bom, name in _BOMS:
        if data.startswith(bom) and (text := _strict(data[len(bom) :], name)) is not None:
            return Decoded(text, name) if plausibility(text) >= _PLAUSIBLE else None
    data = data.removeprefix(codecs.BOM_UTF8)
    if found := _cut_short(data) or _line_by_line(data):
        return found
    readings = [(name, _strict(data, name)) for name in _WITHOUT_BOM]
    weighed = [
        (plausibility(text) - _HANDICAP.get(name, 0), name, text)
        for name, text in readings
        if text is not None
    ]
    weight, name, text = max(weighed, key=lambda reading: reading[0], default=(0.0, "", ""))
    if weight < _GARBLED and (found := _damaged(data)):
        return found
    if weight < _PLAUSIBLE:
        return None
    return Decoded(text, name, tuple(_garbled(text)) if name != "utf-8" else ())


def _cut_short(data: bytes) -> Decoded | None:
    """The text of UTF-8 that ends inside a character, None if it is no such."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return None
        text = data[: error.start].decode("utf-8")
        if _chinese(text[:_SAMPLE]) < _MIN_CHINESE or plausibility(text) < _PLAUSIBLE:
            return None
        return Decoded(f"{text}\ufffd", "utf-8", tuple(_oddities(1, 0)))
    return None


def _line_by_line(data: bytes) -> Decoded | None:
    """The text of UTF-8 with bad bytes or with lines of GB18030 in it, None if it is no such."""
    if b"\0" in data or _strict(data, "utf-8") is not None:
        return None
    # A line feed is part of no other character in either encoding.
    lines = data.splitlines(keepends=True) if b"\n" not in data else data.split(b"\n")
    separator = "\n" if b"\n" in data else ""
    texts = [_strict(line, "utf-8") for line in lines]
    if not any(text is not None and _chinese(text) >= _MIN_CHINESE for text in texts):
        return None
    pieces = [
        (text, False) if text is not None else _odd_line(line)
        for line, text in zip(lines, texts, strict=True)
    ]
    other = sum(is_other for _, is_other in pieces)
    text = separator.join(piece for piece, _ in pieces)
    if plausibility(text) < _PLAUSIBLE:
        return None
    issues = _oddities(text.count("\ufffd"), other)
    return Decoded(text, "mixed" if other else "utf-8", tuple(issues))


def _odd_line(line: bytes) -> tuple[str, bool]:
    """A line that is no UTF-8: its text, and whether it is in GB18030."""
    mended = line.decode("utf-8", "replace")
    text = _strict(line, "gb18030")
    if text is None or _chinese(mended) > mended.count("\ufffd"):
        return mended, False
    return text, True


def _oddities(bad: int, other: int) -> list[Issue]:
    issues = []
    if bad:
        message = f"bytes that are no text in utf-8, given as U+FFFD: {bad}"
        issues.append(warning("undecodable_bytes", message))
    if other:
        message = f"lines in GB18030 (GBK) in a file that is UTF-8 elsewhere: {other}"
        issues.append(warning("mixed_encodings", message))
    return issues


def _damaged(data: bytes) -> Decoded | None:
    """The text of GB18030 or UTF-8 with a few bad bytes."""
    for name in ("gb18030", "utf-8"):
        text = data.decode(name, "replace")
        bad = text.count("\ufffd")
        if bad <= max(_MAX_BAD * len(text), 1) and plausibility(text) >= _GARBLED:
            message = f"bytes that are no text in {name}, given as U+FFFD: {bad}"
            return Decoded(text, name, (warning("undecodable_bytes", message), *_garbled(text)))
    return None


def _garbled(text: str) -> list[Issue]:
    """An issue if lines look as if they were in another encoding."""
    lines = [line for line in text.splitlines() if len(line) >= _MIN_GARBLED]
    garbled = sum(sum(map(_weight, line)) < _GARBLED * len(line) for line in lines)
    message = f"lines that look garbled, as if they were in another encoding: {garbled}"
    return [warning("garbled_lines", message)] if garbled else []


def _chinese(text: str) -> int:
    return sum("\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" for char in text)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def plausibility(text: str) -> float:
    r"""How much `text` looks like Chinese or ASCII prose: 1 wholly, 0 and below not at all.

    Only the first 20,000 characters are looked at.

    >>> plausibility("机关运行经费"), plausibility("\x00\x01") < 0
    (1.0, True)
    """
    counts = Counter(text[:_SAMPLE])
    total = sum(counts.values())
    return sum(_weight(char) * n for char, n in counts.items()) / total if total else 1.0


@lru_cache(maxsize=1 << 15)
def _weight(char: str) -> float:
    """1 for ASCII and everyday Chinese, ½ for other letters, below 0 for what is no text."""
    if char in _LINE_CONTROLS or " " <= char <= "~":
        return 1.0
    if unicodedata.category(char) in _ODD_CATEGORIES:
        return -5.0
    return 1.0 if _in_gb2312(char) and not _is_foreign_letter(char) else 0.5


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_foreign_letter(char: str) -> bool:
    """Greek, Cyrillic, kana and their like stand in GB 2312 too, but make no Chinese prose."""
    return unicodedata.category(char).startswith("L") and not "\u4e00" <= char <= "\u9fff"
