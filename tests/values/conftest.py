"""Gold inline: «M|300万元» marks a span with the first letter of its label."""

import re
from collections.abc import Callable

import pytest

from jixiao.types import Label
from jixiao.values import Context, find, normalise

LETTERS = {
    "M": Label.MONEY,
    "P": Label.PERCENT,
    "D": Label.DATE,
    "Q": Label.QUANTITY,
    "O": Label.DOC,
}
MARK = re.compile(r"«([MPDQO])\|([^»]*)»")


def plain_of(marked: str) -> str:
    """The text without its marks."""
    return MARK.sub(lambda m: m[2], marked)


@pytest.fixture
def remarked() -> Callable[[str], str]:
    """The text of a marked string with the marks that `find` sets."""

    def mark(marked: str) -> str:
        text, out, last = plain_of(marked), "", 0
        letters = {label: letter for letter, label in LETTERS.items()}
        for span in find(text):
            out += text[last : span.start]
            out += f"«{letters[span.label]}|{text[span.start : span.end]}»"
            last = span.end
        return out + text[last:]

    return mark


@pytest.fixture
def first_mark() -> Callable[[str], tuple[str, int, int, Label]]:
    """Text, start, end and label of the first mark; other marks are taken out."""

    def read(marked: str) -> tuple[str, int, int, Label]:
        match = MARK.search(marked)
        assert match, marked
        start = match.start()
        return plain_of(marked), start, start + len(match[2]), LETTERS[match[1]]

    return read


@pytest.fixture
def norm_of(first_mark):
    """The norm of the first marked span, read in a report of 2023 unless told else."""

    def read(marked: str, context: Context | None = None):
        text, start, end, label = first_mark(marked)
        return normalise(text, start, end, label, context or Context(2023))

    return read
