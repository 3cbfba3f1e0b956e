"""Bounds on what a reader takes from a file nobody has vetted."""

from dataclasses import dataclass

from jixiao.errors import ReadError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read; beyond it `ReadError` with status too_large.

    `max_bytes` bounds the file, `max_unpacked_bytes` all members of a zip
    container together, and `max_ratio` its compression once it unpacks to more
    than `free_unpacked_bytes` (a bomb has ratios of thousands).
    `max_pages` bounds pdf pages, `max_cells` the table cells of a workbook
    with content or inside its used area, `max_characters` the text.
    `max_conversion_seconds` and `max_conversion_memory` (bytes of address
    space) bound LibreOffice where it has to convert the file first.

    `ocr` says what recognises the characters of pages without text: rapidocr,
    tesseract, off, or auto for the best one installed. `max_scanned_pages` of
    a file are recognised, each in at most `max_page_seconds` and drawn with at
    most `max_page_pixels`; `max_picture_pixels` bounds all pictures of an
    image file together.
    """

    max_bytes: int = 200_000_000
    max_unpacked_bytes: int = 400_000_000
    free_unpacked_bytes: int = 50_000_000
    max_ratio: int = 200
    max_members: int = 10_000
    max_pages: int = 3_000
    max_cells: int = 1_000_000
    max_characters: int = 20_000_000
    max_conversion_seconds: int = 120
    max_conversion_memory: int = 4_000_000_000
    ocr: str = "auto"
    max_scanned_pages: int = 300
    max_page_seconds: int = 120
    max_page_pixels: int = 20_000_000
    max_picture_pixels: int = 400_000_000

    def check(self, what: str, size: int, limit: int) -> None:
        """Raise ReadError (too_large) if `size` exceeds `limit`."""
        if size > limit:
            raise ReadError("too_large", f"{what}: {size:,} where at most {limit:,} are read")


DEFAULT_LIMITS = Limits()
