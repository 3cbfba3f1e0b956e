"""Files that no reader can turn into a document, each for another reason."""

from io import BytesIO
from typing import Any

from .paged import FONT, register_font


def _canvas(out: BytesIO, **options: Any) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    return Canvas(out, invariant=1, **options)


def encrypted_pdf() -> bytes:
    """A page that opens only with the password ``jixiao``."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    register_font()
    out = BytesIO()
    canvas = _canvas(out, encrypt=StandardEncryption("jixiao", ownerPassword="owner", strength=40))
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 720, "某市粮食和物资储备局2023年度部门决算")
    canvas.save()
    return out.getvalue()


def scanned_pdf() -> bytes:
    """Two pages that hold an image each and no text layer."""
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader

    out = BytesIO()
    canvas = _canvas(out)
    for page in range(2):
        image = Image.new("L", (420, 594), 250)
        draw = ImageDraw.Draw(image)
        for line in range(26):
            for column in range(28):
                x, y = 50 + 11 * column, 60 + 18 * line
                draw.line((x, y, x + 7, y + (column * 5 + line + page) % 8), fill=40)
                draw.line((x + 3, y - 2, x + 3, y + 8), fill=40)
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def bad_files(docx: bytes) -> dict[str, bytes]:
    """The files of the folder ``bad`` by name; `docx` is a sound document to cut short."""
    return {
        "empty.txt": b"",
        "broken.docx": docx[: len(docx) * 3 // 5],
        "encrypted.pdf": encrypted_pdf(),
        "scanned.pdf": scanned_pdf(),
    }
