"""HTML from pieces: text is escaped unless it was made here."""

import html
from collections.abc import Iterable

from jixiao.cli.reading.words import visible

_VOID = frozenset({"meta"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, /, *content: str, **attributes: str | int | None) -> Markup:
    """An element; content that is no Markup is escaped, and every attribute is.

    An attribute that is None is left out; an underscore at the end of its name
    is not part of it, one inside stands for a hyphen.

    >>> element("a", "1 < 2", href="#p1", class_='"x"', title=None)
    '<a href="#p1" class="&quot;x&quot;">1 &lt; 2</a>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    start = f"<{tag}{written}>"
    return Markup(start if tag in _VOID else f"{start}{joined(content)}</{tag}>")


def joined(content: Iterable[str], between: str = "") -> Markup:
    """Pieces of content as one.

    >>> joined([element("b", "甲"), " & 乙"])
    '<b>甲</b> &amp; 乙'
    """
    return Markup(between.join(p if isinstance(p, Markup) else escaped(p) for p in content))


def escaped(text: str) -> Markup:
    """Text as it stands in HTML, with � for what would not be seen but do something."""
    return Markup(html.escape(visible(text)))
