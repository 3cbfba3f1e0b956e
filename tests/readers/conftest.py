import io
import threading
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import docx
import pytest
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from jixiao.readers import read_bytes
from jixiao.types import Document

FONT = "STSong-Light"


class Pages:
    """Draws lines and ruled tables on pdf pages; `y` counts points from the top."""

    def __init__(self, **options: Any) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.buffer = io.BytesIO()
        self.canvas = canvas.Canvas(self.buffer, pagesize=A4, **options)

    def line(self, x: float, y: float, text: str, size: float = 12) -> "Pages":
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, A4[1] - y, text)
        return self

    def centered(self, y: float, text: str, size: float = 18) -> "Pages":
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(A4[0] / 2, A4[1] - y, text)
        return self

    def prose(self, y: float, text: str, right: float = 420, indent: float = 24) -> float:
        """Fills lines from x = 72 to `right`, broken wherever they are full; the y below them."""
        x = 72 + indent
        line = ""
        for char in text:
            width = pdfmetrics.stringWidth(line + char, FONT, 12)
            if x + width > right and char not in "，。；：、":
                self.line(x, y, line)
                x, y, line = 72, y + 20, ""
            line += char
        self.line(x, y, line)
        return y + 20

    def table(self, y: float, rows: Sequence[Sequence[str]], left: float = 72) -> "Pages":
        width, height = 110, 22
        columns = len(rows[0])
        edges = [left + width * i for i in range(columns + 1)]
        self.canvas.grid(edges, [A4[1] - y - height * i for i in range(len(rows) + 1)])
        for i, row in enumerate(rows):
            for x, text in zip(edges, row, strict=False):
                self.line(x + 4, y + height * i + 15, text, 10)
        return self

    def image(self, y: float = 300) -> "Pages":
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        picture = ImageReader(Image.new("L", (40, 40), 128))
        self.canvas.drawImage(picture, 100, A4[1] - y, 300, 200)
        return self

    def next(self) -> "Pages":
        self.canvas.showPage()
        return self

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


@pytest.fixture
def pages() -> Pages:
    return Pages(invariant=True)


@pytest.fixture(scope="session")
def new_pages() -> Callable[[], Pages]:
    """Makes empty pages, for tests that need more than one file."""
    return lambda: Pages(invariant=True)


@pytest.fixture
def encrypted_pages() -> Pages:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return Pages(encrypt=StandardEncryption("geheim", ownerPassword="eigner"))


@pytest.fixture
def word() -> Any:
    return docx.Document()


@pytest.fixture
def workbook() -> Workbook:
    return Workbook()


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def saved() -> Callable[[Any], bytes]:
    return _saved


@pytest.fixture
def read_saved() -> Callable[[Any, str], Document]:
    """Saves a Word document or workbook and reads it again."""
    return lambda document, source: read_bytes(_saved(document), source)


@pytest.fixture(scope="session")
def surfaces() -> Callable[..., list[str]]:
    """The texts of a document's blocks, of one kind if given."""

    def of(document: Document, kind: str | None = None) -> list[str]:
        blocks = [block for block in document.blocks if kind in (None, block.kind)]
        return [document.text[block.start : block.end] for block in blocks]

    return of


@pytest.fixture(scope="session")
def table() -> Callable[..., list[list[tuple[int, str]]]]:
    """The rows of a table, each a list of (column, text)."""

    def of(document: Document, number: int = 0) -> list[list[tuple[int, str]]]:
        rows: dict[int, list[tuple[int, str]]] = {}
        for block in document.blocks:
            if block.kind == "cell" and block.table == number:
                text = document.text[block.start : block.end]
                rows.setdefault(block.row, []).append((block.column, text))
        return list(rows.values())

    return of


@pytest.fixture(scope="session")
def assert_sound() -> Callable[[Document], None]:
    """Asserts the law of blocks: ordered, apart, bare of blanks, inside the text and pages."""

    def check(document: Document) -> None:
        last = 0
        for block in document.blocks:
            surface = document.text[block.start : block.end]
            assert last <= block.start < block.end <= len(document.text)
            assert surface == surface.strip()
            assert (block.kind == "cell") == (block.row is not None)
            assert (block.kind == "heading") == (block.level is not None)
            last = block.end
        ends = [(page.start, page.end) for page in document.pages]
        assert all(0 <= start <= end <= len(document.text) for start, end in ends)
        assert ends == sorted(ends)

    return check


@pytest.fixture
def server():
    """A web server and the paths that were asked of it."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"secret")

        def send_error(self, *args):
            # Any other method than GET comes to this.
            asked.append(self.path)

        def log_message(self, *args):
            pass

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}", asked
    httpd.shutdown()
    httpd.server_close()
