"""Text files in the encodings, line ends and indents that offices use."""

from dataclasses import dataclass

from .source import Item


@dataclass(frozen=True)
class TextStyle:
    encoding: str = "utf-8"
    newline: str = "\n"
    indent: str = ""
    gap: str = "\t"


def _lines(item: Item, style: TextStyle) -> list[str]:
    if item.kind == "table":
        return [style.gap.join(row).rstrip() for row in item.rows]
    if item.kind == "paragraph":
        return [style.indent + item.text]
    if item.kind == "right":
        return ["　" * 20 + item.text]
    if item.kind == "title":
        return ["　" * 4 + item.text if style.indent else item.text]
    return [item.text]


def text_bytes(items: list[Item], style: TextStyle) -> bytes:
    lines = [line for item in items for line in _lines(item, style)]
    return (style.newline.join(lines) + style.newline).encode(style.encoding)
