import io

import numpy as np
import pytest
from PIL import Image

from jixiao.errors import ReadError
from jixiao.readers import Limits, image, ocr_pages, read_bytes
from jixiao.readers.ocr import PageTimeoutError, Piece

LINES = ["本部门全年支出一千二百", "零四万元，其中项目支出占三成。"]


class Reader:
    """An engine that knows what stands on every page, and when it is slow."""

    name = "knowing"

    def __init__(self, pages, slow=()):
        self.pages, self.slow, self.seen = list(pages), slow, []

    def recognise(self, image, columns, deadline):
        assert image.dtype == np.uint8
        self.seen.append(image.shape)
        if len(self.seen) in self.slow:
            raise PageTimeoutError
        lines = self.pages[len(self.seen) - 1]
        return [self.piece(text, x, top) for text, x, top in lines]

    @staticmethod
    def piece(text, x, top, size=50.0):
        edges = tuple(x + size * i for i in range(len(text) + 1))
        return Piece(text, edges, (0.9,) * len(text), top, top + 46, 46.0)


@pytest.fixture
def engine(monkeypatch):
    def use(*pages, slow=()):
        made = Reader(pages, slow)
        for module in (ocr_pages, image):
            monkeypatch.setattr(module, "choose", lambda choice: made)
        return made

    return use


def a_page(lines=LINES):
    """Two lines that fill the type area, the first one indented."""
    return [(lines[0], 400.0, 500.0), (lines[1], 300.0, 590.0), ("落款", 800.0, 900.0)]


def test_a_scanned_page_reads_like_any_other(pages, engine, surfaces):
    engine(a_page())
    document = read_bytes(pages.image().bytes(), "a.pdf")
    assert surfaces(document) == ["".join(LINES), "落款"]
    assert [issue.code for issue in document.warnings] == ["recognised"]
    assert "knowing" in document.warnings[0].message
    assert "0.90: 1 (0.90)" in document.warnings[0].message
    assert document.certainty(0, 5) == 0.9


def test_only_pages_without_text_are_recognised(pages, engine, surfaces):
    made = engine(a_page())
    text = "第一页有文字层，照原样读。"
    pages.line(72, 100, text).image().next().image()
    document = read_bytes(pages.bytes(), "a.pdf")
    assert len(made.seen) == 1
    assert surfaces(document)[:2] == [text, "".join(LINES)]
    assert [page.number for page in document.pages] == [1, 2]
    assert document.certainty(0, len(text)) == 1.0
    assert "2 (0.90)" in next(i.message for i in document.warnings if i.code == "recognised")


def test_a_page_that_takes_too_long_is_told_and_the_others_are_read(pages, engine, surfaces):
    engine([], a_page(), slow={1})
    pages.image().next().image()
    document = read_bytes(pages.bytes(), "a.pdf", limits=Limits(max_page_seconds=77))
    assert surfaces(document)[0] == "".join(LINES)
    issue = next(i for i in document.warnings if i.code == "not_recognised")
    assert "1 (its recognition took over 77 seconds)" in issue.message


def test_a_file_of_which_no_page_was_recognised_says_why(pages, engine):
    data = pages.image().bytes()
    engine([], slow={1})
    with pytest.raises(ReadError, match="took over") as error:
        read_bytes(data, "a.pdf")
    assert error.value.status == "scanned"
    engine([], [], [], [])  # it is tried on each side
    with pytest.raises(ReadError, match="knowing found no characters"):
        read_bytes(data, "a.pdf")


def test_the_number_of_pages_and_their_pixels_are_bounded(pages, engine):
    made = engine(a_page())
    pages.image().next().image()
    limits = Limits(max_scanned_pages=1, max_page_pixels=1_000_000)
    document = read_bytes(pages.bytes(), "a.pdf", limits=limits)
    assert [np.prod(shape) <= 1_010_000 for shape in made.seen] == [True]
    issue = next(i for i in document.warnings if i.code == "not_recognised")
    assert "2 (at most 1 pages of a file are recognised)" in issue.message


def test_ruled_lines_of_a_scan_make_a_table(engine, table):
    picture = np.full((1000, 2000), 245, np.uint8)
    for y in (300, 420, 540):
        picture[y : y + 4, 200:1800] = 20
    for x in (200, 1000, 1796):
        picture[300:544, x : x + 4] = 20
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "PNG", dpi=(300, 300))
    cells = [("项目", 220.0, 330.0), ("金额", 1020.0, 330.0)]
    cells += [("会议费", 220.0, 450.0), ("三万元", 1020.0, 450.0)]
    engine(cells)
    document = read_bytes(out.getvalue(), "表.png")
    assert document.media_type == "image"
    rows = [[(0, "项目"), (1, "金额")], [(0, "会议费"), (1, "三万元")]]
    assert table(document) == rows


def test_without_an_engine_the_error_says_what_to_install(pages, monkeypatch):
    monkeypatch.setattr(ocr_pages, "choose", lambda choice: None)
    with pytest.raises(ReadError, match=r"jixiao\[ocr\]") as error:
        read_bytes(pages.image().bytes(), "a.pdf", limits=Limits(ocr="rapidocr"))
    assert error.value.status == "scanned"


def test_an_engine_that_cannot_be_used_costs_its_pages_only(pages, monkeypatch, surfaces):
    def broken(choice):
        raise ReadError("unsupported", "libGL.so.1 is missing")

    monkeypatch.setattr(ocr_pages, "choose", broken)
    text = "第一页有文字层，照原样读。"
    document = read_bytes(pages.line(72, 100, text).next().image().bytes(), "a.pdf")
    assert surfaces(document) == [text]
    issue = next(i for i in document.warnings if i.code == "not_recognised")
    assert "2 (libGL.so.1 is missing)" in issue.message
