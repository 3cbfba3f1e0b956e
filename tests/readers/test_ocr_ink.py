import numpy as np
import pytest
from PIL import Image, ImageDraw

from jixiao.readers.ocr_ink import Extent, ink_of, is_ink, rules, turn, turned, without


def page(draw_on=lambda draw: None, size=(800, 600)):
    picture = Image.new("L", size, 240)
    draw_on(ImageDraw.Draw(picture))
    return picture


def text_lines(draw):
    """Rows of short strokes, as lines of type are from afar."""
    for y in range(60, 560, 30):
        for x in range(80, 720, 14):
            draw.rectangle((x, y, x + 9, y + 12), 30)


@pytest.mark.parametrize("degrees", [-2.4, -0.7, 0.0, 0.35, 1.5])
def test_a_turned_page_is_turned_back(degrees):
    image = np.asarray(page(text_lines).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=240))
    assert turn(image) == pytest.approx(-degrees, abs=0.11)
    assert abs(turn(turned(image, turn(image)))) <= 0.11


def test_a_page_without_ink_stays_as_it_is():
    blank = np.asarray(page())
    assert turn(blank) == 0.0
    assert not is_ink(blank).any()
    assert turned(blank, 0.0) is blank


def test_one_character_on_a_page_is_ink_and_noise_is_not():
    big = (2480, 3508)
    noise = np.random.default_rng(1).normal(0, 9, big[::-1])
    grey = [np.asarray(page(draw, big)) + noise for draw in (lambda d: None, one_character)]
    empty, single = (is_ink(levels.clip(0, 255).astype(np.uint8)) for levels in grey)
    assert not empty.any()
    assert single[1000:1050, 1000:1050].sum() > 500
    assert single.sum() < 1.1 * single[1000:1050, 1000:1050].sum()


def one_character(draw):
    for y in (1005, 1025, 1045):
        draw.line((1000, y, 1049, y), 40, 5)


def test_the_ink_of_a_box():
    ink = is_ink(np.asarray(page(lambda draw: draw.rectangle((100, 50, 139, 69), 20))))
    assert ink_of(ink, Extent(80, 40, 300, 90)) == Extent(100, 50, 140, 70)
    assert ink_of(ink, Extent(200, 100, 300, 190)) is None


def grid(draw):
    text_lines(draw)
    draw.rectangle((60, 40, 760, 580), 240)
    for y in (100, 200, 300):
        draw.line((100, y, 700, y), 20, 2)
    for x in (100, 400, 700):
        draw.line((x, 100, x, 300), 20, 2)
    draw.rectangle((120, 140, 135, 155), 20)


def test_rules_are_found_and_strokes_of_characters_are_not():
    image = np.asarray(page(grid))
    found = rules(image < 100, 2.0)
    level = sorted(round(rule.top) for rule in found if not rule.upright)
    upright = sorted(round(rule.x0) for rule in found if rule.upright)
    assert level == pytest.approx([100, 200, 300], abs=3)
    assert upright == pytest.approx([100, 400, 700], abs=3)


def test_a_rule_that_steps_from_row_to_row_is_one():
    def steps(draw):
        for i in range(6):
            draw.line((100 + 100 * i, 200 + i // 2, 200 + 100 * i, 200 + i // 2), 20, 1)

    found = rules(np.asarray(page(steps)) < 100, 2.0)
    assert len(found) == 1
    assert found[0].x1 - found[0].x0 == pytest.approx(600, abs=2)


def test_rules_are_wiped_and_the_rest_stays():
    image = np.asarray(page(grid))
    clean = without(image, rules(image < 100, 2.0))
    assert not rules(clean < 100, 2.0)
    assert (clean[140:156, 120:136] == 20).all()


def test_long_strokes_of_large_type_are_no_rules():
    def letters(draw):
        for x in range(100, 700, 60):
            draw.line((x, 100, x, 140), 20, 3)
            draw.line((x - 20, 120, x + 20, 120), 20, 3)

    image = np.asarray(page(letters)) < 100
    assert rules(image, 2.0) == []
    assert len(rules(image | (np.asarray(page(grid)) < 100), 2.0)) == 6
