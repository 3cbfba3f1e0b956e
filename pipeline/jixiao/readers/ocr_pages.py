"""Scanned pages of a pdf with their recognised characters and ruled lines."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pypdfium2
from pdfplumber.page import DerivedPage

from jixiao.errors import ReadError
from jixiao.readers.content import Content, warning
from jixiao.readers.limits import Limits
from jixiao.readers.ocr import Engine, Grey, PageTimeoutError, advice, choose
from jixiao.readers.ocr_layout import Grid, Object, characters, ruled_lines
from jixiao.readers.ocr_picture import Picture, recognise
from jixiao.readers.ocr_scores import Seen, scored, seen
from jixiao.types import Issue

_DPI = 300
_LEAST_CHARACTERS = 5
_DRAWN = 100


class ScannedPage(DerivedPage):
    """A page with the objects that were recognised in its picture, and no others."""

    def __init__(self, page: Any, found: Picture, scale: float) -> None:
        grid = Grid(scale, float(page.cropbox[0]), float(page.cropbox[1]))
        self.bbox = page.bbox
        if found.quarters % 2:
            self.bbox = (0, 0, found.width / scale, found.height / scale)
            grid = Grid(scale)
        self._recognised = {
            "char": characters(found.pieces, grid),
            "line": ruled_lines(found.rules, grid),
        }
        super().__init__(page)

    @property
    def objects(self) -> dict[str, list[Object]]:
        """Characters and lines."""
        return self._recognised


@dataclass(slots=True)
class Scans:
    """The scanned pages of one pdf as far as they were read.

    `data` is the pdf, `limits` say which engine reads it and how long.
    """

    data: bytes
    limits: Limits
    _engine: Engine | None = None
    _document: Any = None
    _recognised: dict[int, list[Seen]] = field(default_factory=dict)
    _failed: dict[int, str] = field(default_factory=dict)
    _left_out: int = 0

    @property
    def advice(self) -> str:
        """What to do so that pages without text are read; what went wrong where they were tried."""
        if self._failed:
            return "; ".join(sorted(set(self._failed.values())))
        if self._recognised:
            return f"{self._engine and self._engine.name} found no characters"
        return advice(self.limits.ocr)

    def read(self, page: Any) -> Any:
        """The page itself if it has text, else one with the characters of its picture.

        The page is left as it is without an engine, and where the engine fails.
        """
        if not _is_picture(page):
            return page
        try:
            self._engine = self._engine or choose(self.limits.ocr)
            if self._engine is None:
                return page
            scan = self._recognise(page, self._engine)
        except (ReadError, PageTimeoutError, pypdfium2.PdfiumError) as error:
            self._failed[page.page_number] = str(error)
            return page
        self._recognised[page.page_number] = [seen(char) for char in scan.chars]
        return scan

    def finish(self, content: Content) -> Content:
        """The content with the scores of what was recognised, and issues that say so."""
        if self._document is not None:
            self._document.close()
        issues = (*content.warnings, *self._issues())
        return replace(scored(content, self._recognised), warnings=issues)

    def _recognise(self, page: Any, engine: Engine) -> ScannedPage:
        if len(self._recognised) + len(self._failed) >= self.limits.max_scanned_pages:
            most = self.limits.max_scanned_pages
            raise ReadError("too_large", f"at most {most} pages of a file are recognised")
        image, scale = self._picture(page)
        found = recognise(image, scale, engine, self.limits.max_page_seconds)
        self._left_out += found.left_out
        return ScannedPage(page, found, scale)

    def _picture(self, page: Any) -> tuple[Grey, float]:
        """The page in grey, and its pixels to a point."""
        if self._document is None:
            self._document = pypdfium2.PdfDocument(self.data)
        leaf = self._document[page.page_number - 1]
        width, height = leaf.get_size()
        scale = min(_DPI / 72, (self.limits.max_page_pixels / max(width * height, 1.0)) ** 0.5)
        bitmap = leaf.render(scale=scale, grayscale=True, may_draw_forms=False)
        picture: Grey = np.array(bitmap.to_numpy(), dtype=np.uint8)
        leaf.close()
        if picture.ndim == 3:
            picture = picture[:, :, 0]
        return picture, scale

    def _issues(self) -> list[Issue]:
        issues = []
        if self._recognised and self._engine:
            means = {n: _mean(chars) for n, chars in self._recognised.items()}
            every = _mean([char for chars in self._recognised.values() for char in chars])
            pages = ", ".join(f"{n} ({mean:.2f})" for n, mean in sorted(means.items()))
            message = (
                f"pages without text, whose characters {self._engine.name} recognised (OCR) "
                f"with confidence {every:.2f}: {pages}"
            )
            issues.append(warning("recognised", message))
        if self._left_out:
            message = f"pieces of pages too doubtful to be text are left out: {self._left_out}"
            issues.append(warning("doubtful_left_out", message))
        if self._failed:
            pages = ", ".join(f"{n} ({reason})" for n, reason in sorted(self._failed.items()))
            issues.append(warning("not_recognised", f"pages that could not be recognised: {pages}"))
        return issues


def _is_picture(page: Any) -> bool:
    """Whether a page shows something but tells nearly no characters."""
    told = [c for c in page.chars if c["text"].strip() and not c["text"].startswith("(cid:")]
    if len(told) >= _LEAST_CHARACTERS:
        return False
    untold = len(page.chars) - len(told)
    return bool(page.images) or untold >= _LEAST_CHARACTERS or len(page.curves) >= _DRAWN


def _mean(chars: list[Seen]) -> float:
    return sum(char.score for char in chars) / len(chars) if chars else 0.0
