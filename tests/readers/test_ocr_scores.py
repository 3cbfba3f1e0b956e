from itertools import pairwise

import pytest

from jixiao.readers.content import Content
from jixiao.readers.ocr_scores import Seen, scored
from jixiao.types import Box, Document

TEXT = "收入12.5万元，增长\n3%"


def characters(text, top, scores=None):
    known = scores or {}
    return [
        Seen(char, 10.0 * i, top, 10.0 * i + 9, top + 10.0, 10.0, known.get(char, 0.99))
        for i, char in enumerate(text)
    ]


@pytest.fixture
def content():
    boxes = (Box(0, 11, 1, 0, 0, 110, 10), Box(12, 14, 2, 0, 0, 20, 10))
    return Content(TEXT, boxes=boxes)


def certainty(found, surface):
    document = Document("d", "s", "pdf", TEXT, boxes=found.boxes)
    start = TEXT.index(surface)
    return document.certainty(start, start + len(surface))


def test_a_doubted_digit_makes_its_figure_doubtful_and_nothing_else(content):
    found = scored(content, {1: characters(TEXT[:11], 0, {"5": 0.6})})
    assert certainty(found, "12.5") == 0.6
    assert certainty(found, "收入") == certainty(found, "增长") == 0.99
    assert certainty(found, "12.5万元") == 0.6
    figure = next(box for box in found.boxes if TEXT[box.start : box.end] == "12.5")
    assert (figure.x0, figure.x1) == (20.0, 59.0)


def test_boxes_stay_in_order_apart_and_bare_of_blanks(content):
    found = scored(content, {1: characters(TEXT[:11], 0), 2: characters("3%", 0)}).boxes
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(TEXT[b.start : b.end] == TEXT[b.start : b.end].strip() != "" for b in found)
    assert "".join(TEXT[b.start : b.end] for b in found) == "".join(TEXT.split())


def test_pages_with_a_text_layer_are_certain(content):
    found = scored(content, {1: characters(TEXT[:11], 0, {"3": 0.1})})
    assert certainty(found, "3%") == 1.0
    assert found.boxes[-1] == content.boxes[-1]


def test_where_characters_do_not_match_the_box_is_as_sure_as_the_least_sure_one(content):
    found = scored(content, {1: characters("收人12.5万元，增长", 0, {"5": 0.3})})
    assert found.boxes[0].score == 0.3
    assert scored(content, {1: []}).boxes[0].score == 0.0
