"""Reading a picture of pages (png, jpg, tiff, bmp, webp): each is a page of a scanned pdf."""

import io
import warnings
from collections.abc import Iterator

import numpy as np
import pypdfium2
from PIL import Image, UnidentifiedImageError

from jixiao.errors import ReadError
from jixiao.readers.content import Content
from jixiao.readers.limits import Limits
from jixiao.readers.ocr import advice, choose

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
# What a scanner sets; 72 and 96 are said by programs that do not know: a whole page of A4.
_LEAST_DPI, _MOST_DPI = 100.0, 1300.0
_A4_INCHES = (8.27, 11.69)
_LEAST_SIDE = 16


def read_image(data: bytes, limits: Limits) -> Content:
    """The content of a picture, of each page of one with several, as `read_pdf` gives it.

    Raises ReadError: scanned (no engine recognises characters here), broken,
    too_large (more pixels or pages than the limits allow), empty.
    """
    from jixiao.readers.pdf import read_pdf

    if choose(limits.ocr) is None:
        raise ReadError("scanned", f"this is a picture (图像) of text: {advice(limits.ocr)}")
    return read_pdf(_as_pdf(data, limits), limits)


def _as_pdf(data: bytes, limits: Limits) -> bytes:
    """A pdf with each picture on a page of its own, nothing lost."""
    document = pypdfium2.PdfDocument.new()
    for picture, dpi in _pictures(data, limits):
        width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
        image = pypdfium2.PdfImage.new(document)
        image.set_bitmap(pypdfium2.PdfBitmap.from_pil(picture))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = document.new_page(width, height)
        page.insert_obj(image)
        page.gen_content()
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _pictures(data: bytes, limits: Limits) -> Iterator[tuple[Image.Image, float]]:
    """Each picture in grey, and its dots per inch."""
    with warnings.catch_warnings():
        # Pillow warns of large pictures; the limits decide on them.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                frames, pixels = getattr(image, "n_frames", 1), 0
                limits.check("pages", frames, limits.max_pages)
                for number in range(frames):
                    image.seek(number)
                    pixels += image.width * image.height
                    limits.check("pixels of pictures", pixels, limits.max_picture_pixels)
                    yield _grey(image), _dpi(image)
        except ReadError:
            raise
        except Image.DecompressionBombError as error:
            raise ReadError("too_large", f"the picture is too large: {error}") from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
            raise ReadError("broken", f"the picture is damaged: {error}") from error


def _grey(image: Image.Image) -> Image.Image:
    if min(image.size) < _LEAST_SIDE:
        raise ReadError("empty", f"the picture is only {image.width} by {image.height} pixels")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, clear).convert("L")
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        levels = np.asarray(image, dtype=np.float64)
        low, high = float(levels.min()), float(levels.max())
        scaled = (levels - low) * (255 / max(high - low, 1.0))
        return Image.fromarray(scaled.astype(np.uint8))
    return image.convert("L")


def _dpi(image: Image.Image) -> float:
    stated = image.info.get("dpi", (0, 0))[0]
    if _LEAST_DPI <= stated <= _MOST_DPI:
        return float(stated)
    short, long = sorted(image.size)
    return max(short / _A4_INCHES[0], long / _A4_INCHES[1], 1.0)
