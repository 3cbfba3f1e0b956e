import re

import pytest

from jixiao.checks import check
from jixiao.types import Document, Label, Mention
from jixiao.values import Context, find, normalise


def mentions_of(text, marked=()):
    """The figures that the rules find, and the spans given as (start, end, label)."""
    spans = [(span.start, span.end, Label(str(span.label))) for span in find(text)]
    spans += marked
    return tuple(
        Mention(
            f"m{number}",
            start,
            end,
            label,
            text[start:end],
            norm=normalise(text, start, end, label, Context()),
        )
        for number, (start, end, label) in enumerate(sorted(spans))
    )


def checked(text, marked=()):
    """The checks of a text whose figures are found by rules."""
    document = Document("d", "d.txt", "txt", text)
    names = [
        (text.index(name), text.index(name) + len(name), Label(label)) for label, name in marked
    ]
    return check(document, (), mentions_of(text, names), (), ())


def marks(marked):
    """The text without its marks, and the figures and marked («…») indicators in it."""
    text, names = "", []
    for place, piece in enumerate(re.split("[«»]", marked)):
        if place % 2:
            names.append((len(text), len(text) + len(piece), Label.INDICATOR))
        text += piece
    return text, mentions_of(text, names)


@pytest.fixture
def marks_of():
    """A function: marked text → its text and mentions."""
    return marks


@pytest.fixture
def mentions_in():
    """A function: text → the figures that the rules find."""
    return mentions_of


@pytest.fixture
def verdicts():
    """A function: text → {(kind, stated, verdict, computed)}."""

    def run(text, marked=()):
        return {
            (c.kind, "".join(c.stated.text.split()), str(c.verdict), c.computed)
            for c in checked(text, marked)
        }

    return run


@pytest.fixture
def checks_of():
    """A function: text → its checks."""
    return checked
