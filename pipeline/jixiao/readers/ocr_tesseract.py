"""Recognition by the program tesseract with its language chi_sim."""

import io
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from jixiao.errors import ReadError
from jixiao.readers.ocr import INSTALL, Grey, PageTimeoutError, Piece, Rule
from jixiao.readers.ocr_ink import levels

_COMMAND = ("tesseract", "stdin", "stdout", "-l", "chi_sim", "--psm", "6", "--oem", "1", "tsv")
_COLUMNS = 12
_WORD = "5"
# In type sizes: words further apart are no one text.
_GAP = 1.0
_PAPER = 0.97


class TesseractEngine:
    """The program as a process of its own for each page; no shell, one thread."""

    name = "tesseract"

    def recognise(self, image: Grey, columns: Sequence[Rule], deadline: float) -> list[Piece]:
        """The text of the page; see `Engine`.

        Raises ReadError (unsupported) if the program cannot read Chinese.
        """
        picture = io.BytesIO()
        _cleaned(image).save(picture, "PNG", compress_level=1)
        seconds = deadline - time.monotonic()
        if seconds <= 0:
            raise PageTimeoutError
        try:
            done = subprocess.run(
                _COMMAND,
                input=picture.getvalue(),
                capture_output=True,
                timeout=seconds,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PageTimeoutError from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()[:200]
            raise ReadError("unsupported", f"tesseract cannot read this page ({said}): {INSTALL}")
        return pieces(done.stdout.decode("utf-8", "replace"), columns)


def _cleaned(image: Grey) -> Image.Image:
    """The page smoothed, with its ink black and its paper white.

    Tesseract takes the noise of a scan for strokes: without this, one amount
    in seven was read wrong where now it is one in a hundred (benchmarks/ocr.py).
    """
    smooth = np.asarray(Image.fromarray(image).filter(ImageFilter.GaussianBlur(1)), np.float64)
    ink, paper = levels(image)
    # Half of the noise of the paper lies below its mean.
    stretched = (smooth - ink) * (255 / max(_PAPER * paper - ink, 1.0))
    return Image.fromarray(stretched.clip(0, 255).astype(np.uint8))


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, ...]
    x0: int
    top: int
    x1: int
    bottom: int
    score: float
    text: str


def pieces(table: str, columns: Sequence[Rule] = ()) -> list[Piece]:
    r"""The text of the table that tesseract writes (tsv), parted at gaps and `columns`.

    >>> row = "5 1 1 1 1 1 100 40 60 20 96.5 收入"
    >>> pieces("head\n" + row.replace(" ", "\t"))[0].edges
    (100.0, 130.0, 160.0)
    """
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for word in _words(table):
        lines.setdefault(word.line, []).append(word)
    return [piece for line in lines.values() for piece in _line_pieces(line, columns)]


def _words(table: str) -> Iterator[_Word]:
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) != _COLUMNS or fields[0] != _WORD or not (text := fields[11].strip()):
            continue
        left, top, width, height = map(int, fields[6:10])
        score = min(max(float(fields[10]) / 100, 0.0), 1.0)
        yield _Word(tuple(fields[1:5]), left, top, left + width, top + height, score, text)


def _line_pieces(line: Sequence[_Word], columns: Sequence[Rule]) -> Iterator[Piece]:
    size = float(np.percentile([word.bottom - word.top for word in line], 75))
    run: list[_Word] = []
    for word in line:
        if run and _parted(run[-1], word, _GAP * size, columns):
            yield _run_piece(run, size)
            run = []
        run.append(word)
    yield _run_piece(run, size)


def _parted(word: _Word, following: _Word, gap: float, columns: Sequence[Rule]) -> bool:
    if following.x0 - word.x1 > gap:
        return True
    middles = [(one.x0 + one.x1) / 2 for one in (word, following)]
    height = (following.top + following.bottom) / 2
    return any(
        middles[0] < (rule.x0 + rule.x1) / 2 < middles[1] and rule.top <= height <= rule.bottom
        for rule in columns
    )


def _run_piece(run: Sequence[_Word], size: float) -> Piece:
    """Words that stand close together, as one piece.

    The boxes of Chinese words overlap and change places, their order does not:
    characters get their share of the whole by their usual widths.
    """
    text = "".join(word.text for word in run)
    widths = np.array([0.0, *(0.5 if char.isascii() else 1.0 for char in text)])
    left, right = min(word.x0 for word in run), max(word.x1 for word in run)
    edges = left + (right - left) * np.cumsum(widths) / widths.sum()
    scores = tuple(word.score for word in run for _ in word.text)
    # A comma by itself stands low: all words count with the height of the run.
    top, bottom = min(word.top for word in run), max(word.bottom for word in run)
    return Piece(text, tuple(edges.tolist()), scores, top, bottom, size)
