import pytest

from jixiao.readers.ocr import Piece, Rule
from jixiao.readers.ocr_layout import Grid, characters, ruled_lines, type_sizes
from jixiao.readers.pdf_lines import page_characters, to_lines


def piece(text, x=100.0, top=100.0, size=50.0, score=0.9):
    edges = [x]
    for char in text:
        edges.append(edges[-1] + (size / 2 if char.isascii() else size))
    return Piece(text, tuple(edges), (score,) * len(text), top, top + 0.92 * size, 0.92 * size)


def test_pieces_become_lines_as_those_of_a_pdf():
    found = [
        piece("全年支出"),
        piece("1,204.50万元", x=310.0, top=102.0),
        piece("下一行", top=180.0),
    ]
    grid = Grid(300 / 72, left=10.0)
    lines = to_lines(page_characters(characters(found, grid)).chars)
    assert [line.text for line in lines] == ["全年支出1,204.50万元", "下一行"]
    assert lines[0].x0 == pytest.approx(10 + 100 * 72 / 300)
    assert lines[0].size == lines[1].size == pytest.approx(12.0, rel=0.02)


def test_every_character_keeps_its_score():
    scores = (0.99, 0.4, 0.7)
    found = Piece("3.5", (0.0, 20.0, 25.0, 45.0), scores, 0.0, 40.0, 40.0)
    assert [char["score"] for char in characters([found], Grid(4.0))] == list(scores)


def test_sizes_that_are_about_equal_are_one():
    title, body = piece("部门整体支出报告", size=80.0), piece("本部门对全部项目开展自评", size=50.0)
    figures = Piece("12.5", (0.0, 25.0, 50.0, 60.0, 85.0), (1.0,) * 4, 0.0, 40.0, 40.0)
    sizes = type_sizes([title, body, body, figures])
    assert sizes == [80.0, 50.0, 50.0, 50.0]
    assert type_sizes([]) == []


def test_rules_have_no_thickness():
    lines = ruled_lines([Rule(0, 10, 100, 13), Rule(40, 0, 42, 200)], Grid(2.0))
    assert (lines[0]["top"], lines[0]["bottom"]) == (5.75, 5.75)
    assert (lines[1]["x0"], lines[1]["x1"], lines[1]["bottom"]) == (20.5, 20.5, 100.0)
