"""PDF reports: wrapped lines, a running head, page numbers and ruled tables."""

from io import BytesIO
from typing import Any

from .source import Item, cells

FONT = "STSong-Light"


def register_font() -> None:
    """Make the built-in Chinese CID font known; it is named in the file, not embedded."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    body = ParagraphStyle(
        "paragraph", fontName=FONT, fontSize=11, leading=20, wordWrap="CJK", firstLineIndent=22
    )
    return {
        "paragraph": body,
        "right": ParagraphStyle("right", parent=body, alignment=2, firstLineIndent=0),
        "heading": ParagraphStyle("heading", parent=body, fontSize=12, spaceBefore=6),
        "title": ParagraphStyle(
            "title", parent=body, fontSize=17, leading=28, alignment=1, firstLineIndent=0
        ),
    }


def _table(item: Item) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Table

    grid = [["" for _ in row] for row in item.rows]
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONT", (0, 0), (-1, -1), FONT, 10),
    ]
    for cell in cells(item.rows):
        grid[cell.row][cell.column] = cell.text
        last = (cell.column + cell.width - 1, cell.row + cell.height - 1)
        if last != (cell.column, cell.row):
            style.append(("SPAN", (cell.column, cell.row), last))
    return Table(grid, style=style, repeatRows=1)


def _flowable(item: Item, styles: dict[str, Any]) -> Any:
    from xml.sax.saxutils import escape

    from reportlab.platypus import Paragraph

    return _table(item) if item.kind == "table" else Paragraph(escape(item.text), styles[item.kind])


def pdf_bytes(items: list[Item], head: str) -> bytes:
    """A4 pages with `head` above and the page number below each."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    def decorate(canvas: Any, template: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, head)
        canvas.drawCentredString(A4[0] / 2, 36, f"— {template.page} —")

    register_font()
    styles = _styles()
    title = next(item.text for item in items if item.kind == "title")
    story = [_flowable(item, styles) for item in items if item.kind != "blank"]
    out = BytesIO()
    template = SimpleDocTemplate(out, pagesize=A4, title=title, author="jixiao", invariant=1)
    template.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return out.getvalue()
