import pytest

from jixiao.checks import check
from jixiao.types import Document, Label, Mention
from jixiao.values import Context, find, normalise


def mentions_of(text, marked=()):
    """The figures that the rules find, and the names given as (label, characters)."""
    spans = [(span.start, span.end, Label(str(span.label))) for span in find(text)]
    for label, name in marked:
        start = text.index(name)
        spans.append((start, start + len(name), Label(label)))
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
    return check(document, (), mentions_of(text, marked), (), ())


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
