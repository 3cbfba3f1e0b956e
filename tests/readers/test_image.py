import io
import struct
import zlib

import numpy as np
import pdfplumber
import pytest
from PIL import Image

from jixiao.errors import ReadError
from jixiao.readers import Limits, image, read_bytes
from jixiao.readers.image import read_image


@pytest.fixture(autouse=True)
def some_engine(monkeypatch):
    """Pictures are taken apart as if there was an engine; no page gets to it."""
    monkeypatch.setattr(image, "choose", lambda choice: object())


def picture(mode="L", size=(600, 900), level=200):
    made = Image.fromarray(np.full(size[::-1], level, np.uint8))
    made.paste(10, (100, 100, 300, 120))
    return made.convert(mode)


def saved(made, form, **options):
    out = io.BytesIO()
    made.save(out, form, **options)
    return out.getvalue()


def pages_of(data, limits=None):
    """The pictures of the pages, and their sizes in points."""
    from jixiao.readers.image import _as_pdf

    with pdfplumber.open(io.BytesIO(_as_pdf(data, limits or Limits()))) as pdf:
        return [
            (np.asarray(page.to_image(resolution=72).original.convert("L")), page.width)
            for page in pdf.pages
        ]


FORMS = [("PNG", "L"), ("PNG", "RGB"), ("PNG", "P"), ("JPEG", "L"), ("JPEG", "CMYK")]
FORMS += [("TIFF", "1"), ("TIFF", "L"), ("BMP", "RGB"), ("WEBP", "RGB")]


@pytest.mark.parametrize(("form", "mode"), FORMS)
def test_every_format_becomes_a_page_with_its_picture(form, mode):
    data = saved(picture(mode), form)
    ((pixels, width),) = pages_of(data)
    assert width == pytest.approx(8.27 * 72, rel=0.1)
    scale = pixels.shape[1] / 600
    assert pixels[round(110 * scale), round(200 * scale)] < 60
    assert pixels[round(500 * scale), round(200 * scale)] > 150


def test_every_picture_of_a_tiff_is_a_page():
    made = [picture(level=level) for level in (150, 200, 250)]
    data = saved(made[0], "TIFF", save_all=True, append_images=made[1:])
    assert [round(float(pixels[5, 5]), -1) for pixels, _ in pages_of(data)] == [150, 200, 250]
    assert read_error(data, max_pages=2) == "too_large"


def test_the_stated_resolution_gives_the_size_of_the_page():
    ((_, width),) = pages_of(saved(picture(), "PNG", dpi=(150, 150)))
    assert width == pytest.approx(600 / 150 * 72, abs=0.5)


def test_paper_stands_behind_a_clear_picture():
    clear = Image.new("RGBA", (600, 900), (0, 0, 0, 0))
    ((pixels, _),) = pages_of(saved(clear, "PNG"))
    assert pixels.min() > 250


def test_sixteen_bits_a_pixel_keep_their_contrast():
    levels = np.full((900, 600), 40_000, np.uint16)
    levels[100:120, 100:300] = 500
    ((pixels, _),) = pages_of(saved(Image.fromarray(levels), "PNG"))
    assert int(pixels.max()) - int(pixels.min()) > 200


def read_error(data, **limits):
    with pytest.raises(ReadError) as error:
        read_image(data, Limits(**limits))
    return error.value.status


def png_claiming(width, height):
    """A small png whose head claims any size: a decompression bomb (解压炸弹)."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    packed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize("side", [12_000, 25_000, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side):
    assert read_error(png_claiming(side, side), max_picture_pixels=100_000_000) == "too_large"


def test_pictures_of_a_file_are_bounded_together():
    made = [picture() for _ in range(3)]
    data = saved(made[0], "TIFF", save_all=True, append_images=made[1:])
    assert read_error(data, max_picture_pixels=1_200_000) == "too_large"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_pictures_cut_short_are_broken(form, share):
    data = saved(picture(), form)
    assert read_error(data[: max(12, int(share * len(data)))]) == "broken"


def test_a_picture_of_a_few_pixels_is_empty():
    assert read_error(saved(Image.new("L", (4, 700)), "PNG")) == "empty"


def test_without_an_engine_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(image, "choose", lambda choice: None)
    with pytest.raises(ReadError, match=r"jixiao\[ocr\]") as error:
        read_bytes(saved(picture(), "PNG"), "扫描.png", limits=Limits(ocr="rapidocr"))
    assert error.value.status == "scanned"
