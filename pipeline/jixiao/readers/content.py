"""What a reader of one format hands back."""

from dataclasses import dataclass

from jixiao.types import Block, Box, Issue, Page


@dataclass(frozen=True, slots=True)
class Content:
    """Text and structure of a file, not yet bound to a source and an id."""

    text: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    warnings: tuple[Issue, ...] = ()
    boxes: tuple[Box, ...] = ()


def warning(code: str, message: str) -> Issue:
    """An issue of the reading stage that belongs to the whole document."""
    return Issue("read", code, message)
