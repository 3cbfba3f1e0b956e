"""Finding the encoding of a text file by its content."""

import codecs
import unicodedata
from collections import Counter
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In order of preference where two readings look equally well.
_WITHOUT_BOM = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 20_000
_PLAUSIBLE = 0.3
_ODD_CATEGORIES = frozenset({"Cc", "Cn", "Co", "Cs"})
_LINE_CONTROLS = frozenset("\t\n\r\f\v\x1a\ufeff")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text without its byte order mark, and the encoding that was found."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """The text of `data` in UTF-8, UTF-16 or GB18030, or None if it is text in none of them.

    A byte order mark decides if text follows it. Without one, every encoding
    that decodes strictly is weighed by how much its reading looks like Chinese
    or ASCII prose, and the best one is taken.

    >>> decode("预算支出".encode("gbk"))
    Decoded(text='预算支出', encoding='gb18030')
    >>> decode(bytes([0, 255, 3])) is None
    True
    """
    for bom, name in _BOMS:
        if data.startswith(bom) and (text := _strict(data[len(bom) :], name)) is not None:
            return Decoded(text, name) if plausibility(text) >= _PLAUSIBLE else None
    readings = [(name, _strict(data, name)) for name in _WITHOUT_BOM]
    weighed = [(plausibility(text), name, text) for name, text in readings if text is not None]
    if not weighed:
        return None
    weight, name, text = max(weighed, key=lambda reading: reading[0])
    return Decoded(text, name) if weight >= _PLAUSIBLE else None


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
