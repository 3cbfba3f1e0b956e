"""Both engines on pages of our own, made to look scanned: the bars of recognition."""

import importlib.util
import io
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from jixiao.errors import ReadError
from jixiao.pipeline import complete
from jixiao.readers import Limits, read_bytes

ROOT = Path(__file__).parents[2]
ENGINES = ["rapidocr", "tesseract"]

pytestmark = pytest.mark.ocr


@pytest.fixture(scope="module")
def bench():
    """The benchmark, which sets pages and counts what was read."""
    assert shutil.which("tesseract"), "install tesseract-ocr and tesseract-ocr-chi-sim"
    assert importlib.util.find_spec("rapidocr_onnxruntime"), "make setup-ocr"
    spec = importlib.util.spec_from_file_location("bench_ocr", ROOT / "benchmarks" / "ocr.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.FONT.exists(), "install fonts-noto-cjk"
    return module


@pytest.fixture(scope="module")
def tally(bench):
    """What an engine reads of the first page of a report at some resolution."""

    def of(engine, dpi, name="06_weifang_civil.txt"):
        page, text = next(bench.set_pages(bench.DATA / "sources" / name, dpi))
        found = bench.Tally()
        document = bench.read_pages([bench.scanned(page)], dpi, engine)
        found.add(text, document, 1, 1.0)
        return found, document

    return of


def test_at_300_dpi_characters_and_amounts_are_right(tally):
    found, document = tally("rapidocr", 300)
    assert 1 - found.wrong / found.characters >= 0.98
    assert found.right / found.amounts >= 0.97
    assert document.media_type == "image"
    assert [issue.code for issue in document.warnings] == ["recognised"]


def test_at_150_dpi_most_characters_are_right(tally):
    found, _ = tally("rapidocr", 150)
    assert 1 - found.wrong / found.characters >= 0.95


def test_tesseract_is_the_weaker_choice_and_reads_too(tally):
    found, document = tally("tesseract", 300)
    assert 1 - found.other / found.characters >= 0.95
    assert document.certainty(0, len(document.text)) < 1.0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_ruled_table_is_read_as_cells(bench, engine):
    rows = (("项目", "预算数", "决算数"), ("会议费", "12.50", "8.36"), ("培训费", "40.00", "39.71"))
    sheet = bench.Sheet(300)
    sheet.table(bench.Item("table", rows=rows))
    document = bench.read_pages([bench.scanned(sheet.pages[0])], 300, engine)
    cells = {
        (b.row, b.column): document.text[b.start : b.end] for b in document.blocks if b.table == 0
    }
    numbers = {place: text for place, text in cells.items() if place[0] and place[1]}
    assert numbers == {(1, 1): "12.50", (1, 2): "8.36", (2, 1): "40.00", (2, 2): "39.71"}


def test_a_fact_is_less_sure_on_a_scan(bench, pipeline):
    text = "2023年度公务接待费支出14.96万元，比上年减少3.2万元。"
    sheet = bench.Sheet(150)
    sheet.paragraph(bench.Item("paragraph", text))
    scan = bench.read_pages([bench.scanned(sheet.pages[0])], 150, "rapidocr")
    clean = read_bytes(text.encode(), "a.txt")
    assert scan.text == text
    facts = [complete(one, *pipeline.annotate(text)).facts for one in (clean, scan)]
    values = [[fact.value for fact in found] for found in facts]
    assert values[0] == values[1]
    pairs = list(zip(*facts, strict=True))
    assert pairs
    assert all(read.confidence < told.confidence for told, read in pairs)


def test_a_page_on_its_side_is_read(bench):
    sheet = bench.Sheet(150)
    text = "全年接待来访一百二十六批，比上年减少十四批，没有发生公务用车购置费用，也没有因公出国。"
    sheet.paragraph(bench.Item("paragraph", text))
    lying = bench.scanned(sheet.pages[0]).rotate(90, expand=True)
    document = bench.read_pages([lying], 150, "rapidocr")
    assert document.text == text
    assert document.boxes[0].x0 < document.boxes[-1].x1 < 595


def test_no_engine_asks_the_network(bench, tally, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert tally("rapidocr", 150)[1].text


def test_a_page_of_noise_is_told(bench):
    noise = np.random.default_rng(3).normal(200, 10, (1100, 800)).clip(0, 255)
    picture = Image.fromarray(noise.astype(np.uint8))
    with pytest.raises(ReadError, match=r"found no characters|cannot be told") as error:
        bench.read_pages([picture], 96, "rapidocr")
    assert error.value.status == "scanned"


def test_a_page_that_takes_too_long_ends(bench):
    page, _ = next(bench.set_pages(bench.DATA / "sources" / "12_sanming_forestry.txt", 150))
    out = io.BytesIO()
    page.save(out, "PNG")
    for engine in ENGINES:
        with pytest.raises(ReadError, match="took over 0 seconds"):
            read_bytes(out.getvalue(), "a.png", limits=Limits(ocr=engine, max_page_seconds=0))
