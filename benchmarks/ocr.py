"""Recognition of scanned reports: characters, amounts, speed, and what its scores mean.

    python benchmarks/ocr.py [--engines NAME …] [--dpi 300 150] [--pages N] [--only TEXT]

Each of our own texts (tests/data/sources) is set in Noto Serif CJK SC on A4, the sample
PDFs are drawn as they are (fonts-noto-cjk takes the place of the font they name); both are
made to look scanned: grey ink on grey paper, turned by half a degree, noise, slightly out of
focus, JPEG. The pages are read as a TIFF by the reader itself, so that order, paragraphs and
tables count too.

Character accuracy is 1 - edit distance / length, blanks left out. An amount counts as right
if the same characters stand in what was read (each as often as it was printed). The last
lines say how often figures are right whose least sure character has a score in a range.
"""

import argparse
import io
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from jixiao.readers import Limits, read_bytes
from jixiao.types import Document

DATA = Path(__file__).parent.parent / "tests" / "data"
sys.path.insert(0, str(DATA))
from sample_builder.source import Item, cells, parse  # noqa: E402

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
CHINESE = 2  # the face SC of the collection
TURN = 0.5
A4 = (8.27, 11.69)
MARGIN, LEADING = 1.1, 1.75
SIZES = {"title": 18.0, "heading": 13.0}
BODY = 12.0
NOT_FIRST = "，。；：、！？）”》%"
AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[亿万千]?元|%)?")
PLAIN = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
SCORES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


class Sheet:
    """Pages on which items are set from top to bottom; `texts` is what stands on each.

    A text that goes on over a line or page is in one piece when they are joined.
    """

    def __init__(self, dpi: int) -> None:
        self.dpi = dpi
        self.pages: list[Image.Image] = []
        self.texts: list[str] = []
        self._new()

    def _new(self) -> None:
        size = (round(A4[0] * self.dpi), round(A4[1] * self.dpi))
        self.pages.append(Image.new("L", size, 255))
        self.texts.append("")
        self.y = MARGIN * self.dpi

    def font(self, points: float) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(FONT, round(points * self.dpi / 72), index=CHINESE)

    def room(self, height: float) -> None:
        if self.y + height > self.pages[-1].height - MARGIN * self.dpi:
            self._new()

    def line(self, x: float, text: str, font: ImageFont.FreeTypeFont, begun: bool = False) -> None:
        self.room(LEADING * font.size)
        ImageDraw.Draw(self.pages[-1]).text((x, self.y), text, 0, font)
        self.texts[-1] += text if begun else f"\n{text}"
        self.y += LEADING * font.size

    def paragraph(self, item: Item) -> None:
        font = self.font(SIZES.get(item.kind, BODY))
        left, right = MARGIN * self.dpi, self.pages[-1].width - MARGIN * self.dpi
        if item.kind in {"title", "right"} and font.getlength(item.text) < right - left:
            space = right - left - font.getlength(item.text)
            self.line(left + space / (2 if item.kind == "title" else 1), item.text, font)
            return
        x, line, begun = left + 2 * font.size, "", False
        for char in item.text:
            if x + font.getlength(line + char) > right and char not in NOT_FIRST:
                self.line(x, line, font, begun)
                x, line, begun = left, "", True
            line += char
        self.line(x, line, font, begun)

    def table(self, item: Item) -> None:
        font = self.font(9.0)
        width = (self.pages[-1].width - 2 * MARGIN * self.dpi) / len(item.rows[0])
        found = sorted(cells(item.rows), key=lambda one: (one.row, one.column))
        fitted = [_fitted(cell.text, font, cell.width * width - font.size) for cell in found]
        highs = [2.0 * font.size] * len(item.rows)
        for cell, lines in zip(found, fitted, strict=True):
            if cell.height == 1:
                highs[cell.row] = max(highs[cell.row], (1.5 * len(lines) + 0.8) * font.size)
        self.room(sum(highs))
        draw, left = ImageDraw.Draw(self.pages[-1]), MARGIN * self.dpi
        tops = [self.y, *(self.y + high for high in accumulate(highs))]
        for cell, lines in zip(found, fitted, strict=True):
            x, y = left + cell.column * width, tops[cell.row]
            corner = (x + cell.width * width, tops[cell.row + cell.height])
            draw.rectangle((x, y, *corner), None, 0, max(1, self.dpi // 150))
            for n, line in enumerate(lines):
                place = (x + font.size / 2, y + (0.4 + 1.5 * n) * font.size)
                draw.text(place, line, 0, font)
            self.texts[-1] += f"\n{cell.text}"
        self.y = tops[-1] + font.size


def _fitted(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for char in text:
        if font.getlength(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


def set_pages(source: Path, dpi: int) -> Iterator[tuple[Image.Image, str]]:
    """The pages of one of our texts, and what stands on each."""
    sheet = Sheet(dpi)
    for item in parse(source):
        if item.kind == "table":
            sheet.table(item)
        elif item.text:
            sheet.paragraph(item)
    yield from zip(sheet.pages, sheet.texts, strict=True)


def drawn_pages(source: Path, dpi: int) -> Iterator[tuple[Image.Image, str]]:
    """The pages of a sample PDF, and what its text layer says of each."""
    told = read_bytes(source.read_bytes(), source.name)
    with pypdfium2.PdfDocument(source) as document:
        for page, place in zip(document, told.pages, strict=True):
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
            # Running head and page number are no part of the text.
            edge = round(0.075 * picture.height)
            picture.paste(255, (0, 0, picture.width, edge))
            picture.paste(255, (0, picture.height - edge, picture.width, picture.height))
            yield picture, told.text[place.start : place.end]


def scanned(page: Image.Image, seed: int = 1) -> Image.Image:
    """The page as a mediocre scanner gives it."""
    turned = page.convert("L").rotate(TURN, Image.Resampling.BICUBIC, fillcolor=255)
    levels = 45 + np.asarray(turned, float) * (190 / 255)
    levels += np.random.default_rng(seed).normal(0, 6, levels.shape)
    grey = Image.fromarray(levels.clip(0, 255).astype(np.uint8))
    out = io.BytesIO()
    grey.filter(ImageFilter.GaussianBlur(0.5)).save(out, "JPEG", quality=70)
    return Image.open(out)


def read_pages(pages: list[Image.Image], dpi: int, engine: str) -> Document:
    out = io.BytesIO()
    options: dict[str, Any] = {"compression": "tiff_deflate", "dpi": (dpi, dpi)}
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], **options)
    return read_bytes(out.getvalue(), "scan.tif", limits=Limits(ocr=engine))


def distance(a: str, b: str) -> int:
    """Levenshtein's edit distance."""
    other = np.frombuffer(b.encode("utf-32-le"), np.uint32)
    steps = np.arange(len(other) + 1)
    row = steps.copy()
    for i, code in enumerate(map(ord, a), 1):
        new = np.concatenate(([i], np.minimum(row[1:] + 1, row[:-1] + (other != code))))
        row = np.minimum.accumulate(new - steps) + steps
    return int(row[-1])


def plain(text: str) -> str:
    """Amounts without the blanks before their units, which no engine tells, in plain digits."""
    return text.replace(" ", "").translate(PLAIN)


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@dataclass
class Tally:
    characters: int = 0
    wrong: int = 0
    other: int = 0
    amounts: int = 0
    right: int = 0
    pages: int = 0
    seconds: float = 0.0
    scored: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, truth: str, document: Document, pages: int, seconds: float) -> None:
        printed, read = "".join(truth.split()), "".join(document.text.split())
        self.characters += len(printed)
        self.wrong += distance(printed, read)
        self.other += distance(folded(printed), folded(read))
        self.pages += pages
        self.seconds += seconds
        wanted, got = (Counter(AMOUNT.findall(plain(text))) for text in (truth, document.text))
        self.amounts += wanted.total()
        self.right += (wanted & got).total()
        for found in AMOUNT.finditer(document.text):
            amount = plain(found[0])
            right = wanted[amount] > 0
            wanted[amount] -= right
            self.scored.append((document.certainty(*found.span()), right))

    def __str__(self) -> str:
        return (
            f"characters {1 - self.wrong / self.characters:.4f} of {self.characters} "
            f"({1 - self.other / self.characters:.4f} whatever their width), "
            f"amounts {self.right / max(1, self.amounts):.4f} of {self.amounts}, "
            f"{self.seconds / self.pages:.1f} s of processor time a page ({self.pages} pages)"
        )

    def reliability(self) -> Iterator[str]:
        for low, high in pairwise(SCORES):
            inside = [right for score, right in self.scored if low <= score < high]
            if inside:
                share = sum(inside) / len(inside)
                yield f"  score {low:.2f} to {min(high, 1):.2f}: {share:.3f} of {len(inside)}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--engines", nargs="+", default=["rapidocr", "tesseract"])
    parser.add_argument("--dpi", nargs="+", type=int, default=[300, 150])
    parser.add_argument("--pages", type=int, default=2, help="of each report")
    parser.add_argument("--only", default="", help="reports with this in their name")
    asked = parser.parse_args()
    sources = [
        *((path, set_pages) for path in sorted((DATA / "sources").glob("*.txt"))),
        *((path, drawn_pages) for path in sorted((DATA / "reports").glob("*.pdf"))),
    ]
    for dpi in asked.dpi:
        for engine in asked.engines:
            total = Tally()
            for path, pages_of in sources:
                if asked.only not in path.name:
                    continue
                pages = list(pages_of(path, dpi))[: asked.pages]
                pictures = [scanned(page) for page, _ in pages]
                start = time.process_time()
                document = read_pages(pictures, dpi, engine)
                spent = time.process_time() - start
                tally = Tally()
                for one in (tally, total):
                    one.add("".join(text for _, text in pages), document, len(pages), spent)
                print(f"{engine} {dpi} dpi {path.name}: {tally}", flush=True)
            print(f"{engine} {dpi} dpi, all: {total}")
            print("\n".join(total.reliability()), flush=True)


if __name__ == "__main__":
    main()
