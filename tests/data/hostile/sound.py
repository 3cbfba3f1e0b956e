"""One sound file of each format with the same few sentences, for the hostile ones to start from."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from sample_builder.ofd import OfdPageBuilder, ofd_parts, zip_parts
from sample_builder.paged import FONT, register_font

TITLE = "一、收入支出决算情况"
PROSE = "全年收入合计1,204.50万元，比上年增加35.20万元，增长3.01%。"
CLOSING = "结余资金已经按规定全部上缴财政。"
TEXT = f"{TITLE}\n{PROSE}\n{CLOSING}\n"
HTML = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>决算</title></head><body>'
    f"<h1>{TITLE}</h1><p>{PROSE}</p><p>{CLOSING}</p></body></html>"
)


def txt() -> bytes:
    """A text file in UTF-8."""
    return TEXT.encode()


def html() -> bytes:
    """A web page in UTF-8."""
    return HTML.encode()


def docx(change: Callable[[Any], None] = lambda document: None) -> bytes:
    """A Word file; `change` may work on it before it is saved."""
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph(PROSE)
    document.add_paragraph(CLOSING)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(change: Callable[[Any], None] = lambda workbook: None) -> bytes:
    """A workbook; `change` may work on it before it is saved."""
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.active.append(["项目", "年初预算", "决算数"])
    workbook.active.append(["基本支出", 800.5, 790.15])
    workbook.active.append(["项目支出", 404, 400])
    change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def shared_xlsx() -> bytes:
    """The workbook with its texts in a part of their own, as Excel writes it."""
    import re

    texts: list[str] = []

    def share(match: re.Match[str]) -> str:
        texts.append(match[2])
        return f'<c r="{match[1]}" t="s"><v>{len(texts) - 1}</v></c>'

    with zipfile.ZipFile(io.BytesIO(xlsx())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    inline = re.compile(r'<c r="(\w+)" t="inlineStr"><is><t>([^<]*)</t></is></c>')
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = inline.sub(share, parts[sheet])
    assert texts
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst {namespace}>{items}</sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace("</Types>", f"{override}</Types>")
    return zip_parts(parts)


def pdf(pages: int = 2, **options: Any) -> bytes:
    """A pdf of a few pages with a ruled table each, its streams packed by Flate alone."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    register_font()
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1, **options)
    for page in range(pages):
        canvas.setFont(FONT, 12)
        for i, line in enumerate((TITLE, PROSE, CLOSING, f"本页是第{page + 1}部分的内容。")):
            canvas.drawString(72, 720 - 30 * i, line)
        canvas.grid([72, 172, 272], [500, 530, 560])
        for i, cell in enumerate(("项目", "决算数", "基本支出", "790.15")):
            canvas.drawString(80 + 100 * (i % 2), 540 - 30 * (i // 2), cell)
        canvas.showPage()
    before, rl_config.useA85 = rl_config.useA85, 0
    try:
        canvas.save()
    finally:
        rl_config.useA85 = before
    return out.getvalue()


def ofd_pages(pages: int = 2) -> dict[str, Any]:
    """The parts of an OFD file."""
    drawn = []
    for page in range(pages):
        builder = OfdPageBuilder()
        builder.line(28, 30, TITLE, 6)
        builder.prose(50, PROSE)
        builder.prose(70, f"{CLOSING}本页是第{page + 1}部分。")
        drawn.append(builder.xml())
    return ofd_parts(drawn)


def ofd() -> bytes:
    """An OFD file of two pages."""
    return zip_parts(ofd_pages())


MAKERS: dict[str, Callable[[], bytes]] = {
    "txt": txt,
    "html": html,
    "docx": docx,
    "xlsx": xlsx,
    "pdf": pdf,
    "ofd": ofd,
}
