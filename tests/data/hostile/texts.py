"""Text files and web pages that are broken or made to do harm."""

import random

from .case import Case, refused, taken
from .sound import CLOSING, HTML, PROSE, TEXT

TRADITIONAL = "一、收入支出決算情況\n全年收入合計1,204.50萬元，比上年增加35.20萬元。\n"
RARE = TEXT.replace("结余", "㐀𠀀结余")
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "预算膨胀"}">' for i in range(10))


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _page(body: str, head: str = "") -> bytes:
    return HTML.replace("<h1>", f"{body}<h1>").replace("<title>", f"{head}<title>").encode()


def _declared(charset: str, encoding: str) -> bytes:
    return HTML.replace('charset="utf-8"', f'charset="{charset}"').encode(encoding)


TEXTS = [
    refused("zero.txt", lambda: b"", "empty", "no content"),
    refused("blank.txt", lambda: b" \r\n\t" * 9, "empty", "no content"),
    refused("bom.txt", lambda: b"\xef\xbb\xbf", "empty", "no text"),
    refused("nul.txt", lambda: bytes(5000), "empty", "no content"),
    refused("noise.txt", lambda: _noise(50_000), "broken", "no text in"),
    refused("utf32.txt", lambda: TEXT.encode("utf-32"), "broken", "no text in"),
    refused("long.txt", lambda: "支".encode() * 20_000_001, "too_large", "characters"),
    refused("too-long-line.txt", lambda: b"9" * 20_000_001, "too_large", "characters"),
    taken("gbk.txt", lambda: TEXT.encode("gbk"), holds=PROSE),
    taken("gb18030.txt", lambda: RARE.encode("gb18030"), holds="㐀𠀀结余"),
    taken("big5.txt", lambda: TRADITIONAL.encode("big5"), holds=TRADITIONAL),
    taken("utf16.txt", lambda: TEXT.encode("utf-16"), holds=PROSE),
    taken("utf16le.txt", lambda: TEXT.encode("utf-16-le"), holds=PROSE),
    taken("utf16be.txt", lambda: TEXT.encode("utf-16-be"), holds=PROSE),
    taken("utf8-bom.txt", lambda: TEXT.encode("utf-8-sig"), holds=PROSE),
    taken(
        "mixed.txt",
        lambda: TEXT.encode() + TEXT.encode("gbk"),
        "mixed_encodings",
        holds=TEXT + TEXT,
    ),
    taken(
        "bad-bytes.txt", lambda: TEXT.encode() + b"\xff\xfe\xff", "undecodable_bytes", holds=TEXT
    ),
    taken("mid-character.txt", lambda: TEXT.encode()[:-2], "undecodable_bytes", holds=PROSE),
    taken("gbk-damaged.txt", lambda: (TEXT * 9).encode("gbk") + b"\x80\xff", "undecodable_bytes"),
    taken("nuls.txt", lambda: TEXT.replace("。", "。\0").encode(), "control_characters"),
    taken("controls.txt", f"\x01\x02{TEXT}\x1b[31m".encode, "control_characters"),
    taken("bidi.txt", f"\u202e{TEXT}\u2066".encode, holds=PROSE),
    taken(
        "surrogates.txt",
        lambda: TEXT.encode() + "\ud800\udc00".encode("utf-8", "surrogatepass"),
        "undecodable_bytes",
    ),
    taken("line-of-5M.txt", lambda: PROSE.encode() * 140_000, holds=PROSE),
    taken("digits.txt", lambda: TEXT.encode() + b"1,234.50 " * 200_000, holds=TEXT),
    taken("brackets.txt", lambda: TEXT.encode() + "（".encode() * 300_000, holds=TEXT),
    taken("dots.txt", lambda: TEXT.encode() + "…".encode() * 300_000, holds=TEXT),
    taken("numbers.txt", lambda: TEXT.encode() + "一、".encode() * 200_000, holds=TEXT),
    taken("tabs.txt", lambda: TEXT.encode() + b"\t" * 1_000_000 + b"1", holds=TEXT),
    taken("lines.txt", lambda: TEXT.encode() + "（一）支出\n".encode() * 100_000, holds=TEXT),
    taken("feeds.txt", lambda: TEXT.encode() + b"\f" * 100_000, holds=TEXT),
    taken("rows.txt", lambda: TEXT.encode() + b"a\t1\tb\t2\n" * 50_000, holds=TEXT),
]

PAGES = [
    refused("deep.html", lambda: _page("<div>" * 100_000), "too_large", "deep|large"),
    refused("deep-inline.html", lambda: _page("<b>" * 100_000), "too_large", "deep|large"),
    refused("script.html", lambda: b"<html><script>a</script></html>", "empty", "no text"),
    taken("deepish.html", lambda: _page("<div>" * 200), holds=PROSE),
    taken(
        "laughs.html",
        lambda: f"<!DOCTYPE html [{LAUGHS}]>".encode() + _page("<p>&l9;</p>")[15:],
        holds=PROSE,
        lacks="膨胀预算膨胀",
    ),
    taken("cut.html", HTML[: HTML.index(CLOSING)].encode, "cut_short", holds=PROSE),
    taken("cut-in-tag.html", HTML[: HTML.index("</h1>") + 3].encode, "cut_short"),
    taken("nul.html", lambda: HTML.replace("。", "。\0").encode(), holds=CLOSING),
    taken("utf16.html", lambda: _declared("utf-16", "utf-16"), holds=PROSE),
    taken("claims-gbk.html", lambda: _declared("gb2312", "utf-8"), holds=PROSE),
    taken("claims-utf8.html", lambda: _declared("utf-8", "gbk"), holds=PROSE),
    taken("claims-nothing-real.html", lambda: _declared("x-klingon", "gbk"), holds=PROSE),
    taken("claims-codec.html", lambda: _declared("rot13", "utf-8"), holds=PROSE),
    taken("claims-zlib.html", lambda: _declared("zlib", "utf-8"), holds=PROSE),
    taken("claims-idna.html", lambda: _declared("punycode", "utf-8"), holds=PROSE),
    taken(
        "image-of-50MB.html",
        lambda: _page(f'<img src="data:image/png;base64,{"A" * 50_000_000}">'),
        "images_left_out",
        holds=PROSE,
    ),
    taken("attributes.html", lambda: _page(f"<p {'a=1 ' * 100_000}>"), holds=PROSE),
    taken(
        "spans.html",
        lambda: _page(
            "<table><tr><td colspan=999999999 rowspan=999999999>甲<td>乙</tr></table>" * 50
        ),
        holds=PROSE,
    ),
    taken("tags.html", lambda: _page("<p></p><br>" * 100_000), holds=PROSE),
    taken("siblings.html", lambda: _page("<span>支</span>" * 100_000), holds=PROSE),
    taken("tables.html", lambda: _page("<table><tr><td>" * 150), holds=PROSE),
    taken("comment.html", lambda: _page("<!-- -- --!> <!-- 注 -->"), holds=PROSE),
    taken("cdata.html", lambda: _page("<![CDATA[ <p> ]]>"), holds=PROSE),
    taken("entities.html", lambda: _page("<p>&#0;&#xD800;&#1114112;&nope;&amp;</p>"), holds=PROSE),
    taken("form.html", lambda: b"<form action=x>" + HTML.encode(), holds=PROSE),
]

CASES: list[Case] = TEXTS + PAGES
