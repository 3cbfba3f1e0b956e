"""How far the text of a table cell is set in."""

import re

_LEADING = re.compile(r"[ \u00a0\u3000\u2002\u2003]*")
_WIDE = "\u3000\u2003"
_MAX_INDENT = 40


def leading_blanks(text: str, extra: float = 0) -> int:
    r"""The width of the blanks that `text` begins with, in full characters.

    A narrow blank is half a character. `extra` characters of set indent are added.

    >>> leading_blanks("\u3000\u3000其中：甲"), leading_blanks("    甲"), leading_blanks("甲", 2)
    (2, 2, 2)
    """
    match = _LEADING.match(text)
    blanks = match[0] if match and match.end() < len(text) else ""
    width = sum(1.0 if char in _WIDE else 0.5 for char in blanks)
    return max(0, min(int(width + extra), _MAX_INDENT))
