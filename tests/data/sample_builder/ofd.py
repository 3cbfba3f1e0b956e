"""OFD files (GB/T 33190-2016): packages of XML with every character at its place."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape

from .zipped import STAMP

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDTH, HEIGHT = 210.0, 297.0


@dataclass
class OfdPageBuilder:
    """Draws on an OFD page; places and sizes in mm, `y` counts from the top to the baseline."""

    objects: list[str] = field(default_factory=list)

    def line(self, x: float, y: float, text: str, size: float = 4.2, **attributes: str) -> None:
        """A line of text; full-width characters are as wide as `size`, others half as wide."""
        steps = " ".join(f"{_width(char, size):g}" for char in text[:-1])
        delta = f' DeltaX="{steps}"' if steps else ""
        more = "".join(f' {name}="{value}"' for name, value in attributes.items())
        self.objects.append(
            f'<ofd:TextObject ID="{len(self.objects) + 9}" Font="3" Size="{size:g}" '
            f'Boundary="{x:g} {y - size:g} {size * len(text) + 1:g} {size * 1.3:g}"{more}>'
            f'<ofd:TextCode X="0" Y="{size:g}"{delta}>{escape(text)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )

    def prose(self, y: float, text: str, *, left: float = 28, right: float = 182) -> float:
        """A paragraph with an indent, broken wherever a line is full; the y below it."""
        size, step = 4.2, 7.0
        line, x = "", left + 2 * size
        for char in text:
            if x + sum(_width(c, size) for c in line + char) > right and char not in "，。；：、":
                self.line(x, y, line, size)
                line, x, y = "", left, y + step
            line += char
        self.line(x, y, line, size)
        return y + step

    def table(self, y: float, rows: Sequence[Sequence[str]], left: float = 28) -> float:
        """A ruled table; the y below it."""
        wide, high = 40.0, 8.0
        right, bottom = left + wide * len(rows[0]), y + high * len(rows)
        for i in range(len(rows) + 1):
            self.path(f"M {left} {y + high * i} L {right} {y + high * i}")
        for i in range(len(rows[0]) + 1):
            self.path(f"M {left + wide * i} {y} L {left + wide * i} {bottom}")
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if text:
                    self.line(left + wide * j + 2, y + high * i + 5.5, text, 3.5)
        return bottom + 8

    def path(self, data: str) -> None:
        """A path in the notation of the standard (M x y L x y)."""
        self.objects.append(
            f'<ofd:PathObject ID="{len(self.objects) + 9}" Boundary="0 0 {WIDTH} {HEIGHT}" '
            f'LineWidth="0.2"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
        )

    def xml(self, before: str = "", prolog: str = "") -> str:
        """The Content.xml of the page; `before` stands before its content."""
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<ofd:Page {NAMESPACE}>{before}'
            f'<ofd:Content><ofd:Layer ID="2">{"".join(self.objects)}</ofd:Layer></ofd:Content>'
            "</ofd:Page>"
        )


def _width(char: str, size: float) -> float:
    return size if ord(char) > 0x2000 else size / 2


def ofd_parts(pages: Iterable[str], document: str = "", body: str = "") -> dict[str, str]:
    """The parts of a package with pages of the given XML.

    `document` and `body` are more elements of the document and of its entry in OFD.xml.
    """
    contents = {f"Doc_0/Pages/Page_{i}/Content.xml": page for i, page in enumerate(pages)}
    listed = "".join(
        f'<ofd:Page ID="{i + 100}" BaseLoc="Pages/Page_{i}/Content.xml"/>'
        for i in range(len(contents))
    )
    return {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {NAMESPACE} Version="1.0" '
        f'DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:Document {NAMESPACE}>'
        "<ofd:CommonData><ofd:MaxUnitID>900</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>"
        f"0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{document}</ofd:Document>",
        **contents,
    }


def zip_parts(parts: dict[str, str | bytes]) -> bytes:
    """The parts as a zip archive whose bytes do not depend on the time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
