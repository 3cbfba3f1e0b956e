"""Character recognition (OCR): what an engine gives, and which engine reads a page."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from jixiao.errors import ReadError

Grey = NDArray[np.uint8]
#: The names of the engines, the better one first.
ENGINES = ("rapidocr", "tesseract")
CHOICES = ("auto", *ENGINES, "off")
#: Says which engine to use where the limits leave it open.
VARIABLE = "JIXIAO_OCR"
INSTALL = (
    "to have its characters recognised (OCR), pip install 'jixiao[ocr]', or install tesseract "
    "with its language chi_sim (Debian: tesseract-ocr tesseract-ocr-chi-sim)"
)
TURNED_OFF = f"character recognition (OCR) is turned off: set {VARIABLE}=auto"


_SECONDS = 20


class PageTimeoutError(Exception):
    """The recognition of one page took longer than it may."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters recognised in one line of a page, without blanks at their ends.

    `edges` are the horizontal places in pixels where each character begins,
    and where the last one ends; `scores` how sure each one is, in [0, 1].
    `top` and `bottom` bound the ink of the piece, `size` is about its type size.
    """

    text: str
    edges: tuple[float, ...]
    scores: tuple[float, ...]
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of ink in pixels, upright or level, from (x0, top) to (x1, bottom)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Whether it runs from top to bottom."""
        return self.bottom - self.top > self.x1 - self.x0

    @property
    def length(self) -> float:
        """In pixels."""
        return max(self.bottom - self.top, self.x1 - self.x0)


class Engine(Protocol):
    """Something that recognises the characters of an upright grey page."""

    name: str

    def recognise(self, image: Grey, columns: Sequence[Rule], deadline: float) -> list[Piece]:
        """The pieces of text; none reaches over one of the upright rules `columns`.

        Raises PageTimeoutError when `time.monotonic()` has passed `deadline`.
        """


def choose(choice: str = "auto") -> Engine | None:
    """The engine of that name, for auto the best one installed, None for off or where none is.

    Auto leaves the choice to the environment variable JIXIAO_OCR if it is set.
    Raises ReadError (unsupported) for an unknown name, or an engine asked for
    by name that is not installed.
    """
    name = os.environ.get(VARIABLE, "auto") if choice == "auto" else choice
    if name not in CHOICES:
        known = ", ".join(CHOICES)
        raise ReadError("unsupported", f"no character recognition is called {name!r}: {known}")
    if name == "off":
        return None
    for engine in ENGINES if name == "auto" else (name,):
        if _installed(engine):
            return _engine(engine)
    if name == "auto":
        return None
    raise ReadError("unsupported", f"the character recognition {name} is not installed: {INSTALL}")


def advice(choice: str = "auto") -> str:
    """What to do so that a page without text is read."""
    off = (os.environ.get(VARIABLE, "auto") if choice == "auto" else choice) == "off"
    return TURNED_OFF if off else INSTALL


def _installed(name: str) -> bool:
    if name == "rapidocr":
        return find_spec("rapidocr_onnxruntime") is not None
    return _tesseract_reads_chinese()


@cache
def _tesseract_reads_chinese() -> bool:
    if shutil.which("tesseract") is None:
        return False
    asked = ("tesseract", "--list-langs")
    try:
        told = subprocess.run(asked, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"chi_sim" in told.stdout.split()


@cache
def _engine(name: str) -> Engine:
    if name == "rapidocr":
        from jixiao.readers.ocr_rapid import RapidEngine

        try:
            return RapidEngine()
        except ImportError as error:
            reason = f"rapidocr is installed, but cannot be loaded (Debian: libgl1): {error}"
            raise ReadError("unsupported", reason) from error
    from jixiao.readers.ocr_tesseract import TesseractEngine

    return TesseractEngine()
