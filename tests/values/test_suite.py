"""Every case of the suite: spans, values, units, modifiers, changes, all at once."""

import pytest

from .suite_cases import MARK, cases, categories, parse, read

CASES = [(category, marked) for category in categories() for marked in cases(category)]
# What the project was asked for; the suite may only grow.
LEAST = 300


@pytest.mark.parametrize(("category", "marked"), CASES)
def test_spans_and_readings_are_the_gold(category, marked):
    text, gold = parse(marked)
    assert read(text) == gold


def test_the_suite_is_as_large_as_was_asked_and_no_case_stands_twice():
    assert len(CASES) >= LEAST
    assert len({marked for _, marked in CASES}) == len(CASES)


def test_every_mark_is_well_formed():
    for _, marked in CASES:
        assert not set(MARK.sub("", marked)) & set("«»|")


def test_every_kind_of_figure_has_cases():
    labels = {mark.label for _, marked in CASES for mark in parse(marked)[1]}
    assert len(labels) == 5
