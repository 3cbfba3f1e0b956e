import os
import stat
import time

import numpy as np
import pytest

from jixiao.errors import ReadError
from jixiao.readers.ocr import PageTimeoutError, Rule
from jixiao.readers.ocr_tesseract import TesseractEngine, pieces

HEAD = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"
WORDS = [
    "4\t1\t1\t1\t1\t0\t100\t40\t200\t20\t-1\t",
    "5\t1\t1\t1\t1\t1\t100\t40\t60\t20\t96.5\t收入",
    "5\t1\t1\t1\t1\t2\t160\t56\t6\t6\t50\t，",
    "5\t1\t1\t1\t2\t1\t100\t80\t40\t20\t91\t3.5",
]
PAGE = np.full((60, 400), 255, np.uint8)


def test_words_that_stand_together_are_one_piece_in_their_order():
    found = pieces("\n".join([HEAD, *WORDS]))
    assert [piece.text for piece in found] == ["收入，", "3.5"]
    assert (found[0].top, found[0].bottom) == (40, 62)
    assert found[0].scores == (0.965, 0.965, 0.5)
    assert found[0].edges == pytest.approx((100, 122, 144, 166))


def test_boxes_that_change_places_do_not_change_the_order():
    rows = [
        "5\t1\t1\t1\t1\t1\t140\t40\t60\t20\t90\t环境",
        "5\t1\t1\t1\t1\t2\t120\t40\t40\t20\t90\t最优",
    ]
    (piece,) = pieces("\n".join([HEAD, *rows]))
    assert piece.text == "环境最优"
    assert list(piece.edges) == sorted(piece.edges)


def test_columns_and_gaps_part_the_pieces():
    rows = [f"5\t1\t1\t1\t1\t{n}\t{x}\t40\t40\t20\t90\t{n}0" for n, x in enumerate((100, 145, 300))]
    table = "\n".join([HEAD, *rows])
    assert [piece.text for piece in pieces(table)] == ["0010", "20"]
    rule = Rule(141, 0, 143, 200)
    assert [piece.text for piece in pieces(table, [rule])] == ["00", "10", "20"]
    assert [piece.text for piece in pieces(table, [Rule(141, 90, 143, 200)])] == ["0010", "20"]


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a program called tesseract, with this shell script, before all others."""

    def put(script):
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\ncat > /dev/null\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return TesseractEngine()

    return put


def test_what_the_program_writes_is_read(program):
    rows = "\\n".join([HEAD, *WORDS]).replace("\t", "\\t")
    engine = program(f"printf '{rows}\\n'")
    assert len(engine.recognise(PAGE, [], time.monotonic() + 20)) == 2


def test_a_program_that_takes_too_long_is_ended(program):
    start = time.monotonic()
    with pytest.raises(PageTimeoutError):
        program("exec sleep 60").recognise(PAGE, [], start + 0.5)
    with pytest.raises(PageTimeoutError):
        program("exit 0").recognise(PAGE, [], start - 1)
    assert time.monotonic() - start < 30


def test_a_missing_language_is_told(program):
    engine = program("echo 'Failed loading language chi_sim' >&2; exit 1")
    with pytest.raises(ReadError, match="chi_sim") as error:
        engine.recognise(PAGE, [], time.monotonic() + 20)
    assert error.value.status == "unsupported"
