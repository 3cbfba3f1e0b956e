"""Which form of a sign stands on the page, where engines confuse full and half width."""

import re
from collections.abc import Sequence
from unicodedata import category

_HALF = dict(zip("，．：；（）％", ",.:;()%", strict=True))
_FULL = {half: full for full, half in _HALF.items() if half not in ".%"}
# Room in em that the wider form needs, and that the narrower one leaves.
_WIDE, _NARROW = 0.8, 0.6
# About so wide, in em, are ideographs, digits and Latin letters.
_WIDTHS = {"Lo": 1.0, "Nd": 0.52, "Lu": 0.65, "Ll": 0.5}


def settled(text: str, edges: Sequence[float], size: float) -> str:
    """The text of a piece with each sign in the width that it has on the page; of equal length.

    `edges` are the places where its characters begin, and where the last one
    ends, `size` its type size, all in pixels. Of commas, colons, semicolons,
    brackets and points between two characters whose own width is known, the
    room tells the form; brackets that are a pair have one. Digits and letters
    stay as they are.

    >>> settled("1，088人次,同比", [0, 5, 8, 13, 18, 23, 33, 43, 53, 63, 73], 10)
    '1,088人次，同比'
    """
    return _paired("".join(_sign(text, edges, size, i) for i in range(len(text))))


def _sign(text: str, edges: Sequence[float], size: float, i: int) -> str:
    sign = text[i]
    if not 0 < i < len(text) - 1 or (sign not in _HALF and sign not in _FULL):
        return sign
    widths = _WIDTHS.get(category(text[i - 1])), _WIDTHS.get(category(text[i + 1]))
    if widths[0] is None or widths[1] is None:
        return sign
    apart = (edges[i + 1] + edges[i + 2] - edges[i - 1] - edges[i]) / 2
    room = apart / size - (widths[0] + widths[1]) / 2
    if room > _WIDE:
        return _FULL.get(sign, sign)
    return _HALF.get(sign, sign) if room < _NARROW else sign


def _paired(text: str) -> str:
    """The text with brackets of one pair in one width, full where either one is.

    >>> _paired("（一)概况(1)")
    '（一）概况(1)'
    """
    return re.sub(r"[（(]([^（）()]*)[）)]", _pair, text)


def _pair(found: re.Match[str]) -> str:
    full = found[0][0] == "（" or found[0][-1] == "）"
    return f"（{found[1]}）" if full else found[0]
