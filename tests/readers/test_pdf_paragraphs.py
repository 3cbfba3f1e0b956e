"""Paragraphs of a pdf, wherever the maker of the file broke their lines."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from jixiao.readers import read_bytes

FONT = "STSong-Light"

WORDS = [
    "财政拨款收入", "占全部支出的", "比上年增加", "其中", "项目支出", "青岩县水务局",
    "“三公”经费", "（含上年结转）", "主要用于", "《水库管理办法》", "PM2.5", "第2季度",
]  # fmt: skip
AMOUNTS = ["1,204.55万元", "0.30亿元", "96.35%", "4.2个百分点", "35,600元", "12家"]

phrases = st.tuples(st.sampled_from(WORDS), st.sampled_from(AMOUNTS), st.sampled_from("，；。"))
paragraphs = st.lists(phrases, min_size=6, max_size=18).map(
    lambda found: "全年情况是" + "".join("".join(phrase) for phrase in found)[:-1] + "。"
)


_KEPT_TOGETHER = re.compile(r"[A-Za-z]{2}|.[，；。）》”%]", re.ASCII)


def broken(text, places):
    """`text` as lines of equal width, broken where they are full, numbers and 词 too.

    As in print, none begins with a mark that ends something or inside a Latin word.
    """
    lines, line = [], ""
    for char in text:
        if pdfmetrics.stringWidth(line + char, FONT, 12) > places and not _KEPT_TOGETHER.match(
            line[-1:] + char
        ):
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


@given(text=paragraphs, width=st.integers(230, 440), first=st.integers(60, 700))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_paragraph_broken_anywhere_is_read_back_whole(new_pages, text, width, first):
    pages = new_pages()
    y = first
    lines = broken("　　" + text, width)
    for i, line in enumerate(lines):
        indent = 24 if i == 0 else 0
        pages.line(72 + indent, y, line.strip("　"))
        y += 20
        if y > 760:
            pages.next()
            y = 60
    document = read_bytes(pages.bytes(), "a.pdf")
    (block,) = document.blocks
    assert document.text[block.start : block.end] == text
    boxed = "".join(document.text[box.start : box.end] for box in document.boxes)
    assert boxed == document.text


def test_a_date_at_the_right_does_not_draw_in_the_paragraph_below(pages, surfaces):
    pages.line(380, 100, "二〇二四年六月")
    pages.line(
        72, 130, "青岩县水务局全年支出合计2,310.75万元，其中项目支出1,430.55万元，占61.91%，"
    )
    pages.line(72, 150, "比上年增加86.20万元。")
    assert surfaces(read_bytes(pages.bytes(), "a.pdf"))[0] == "二〇二四年六月"


def test_a_ragged_line_in_the_midst_of_a_sentence_goes_on(pages, surfaces):
    lines = [
        "青岩县水务局全年支出合计2,310.75万元，其中基本支出880.20万元，项目支出共计为",
        "1,430.55万元，占61.91%，三项支出比上年分别增长百分之四、百分之五，两项分别下降",
        "10.2%、12.4%、8.1%，主要是七里河综合整治工程",
        "1、2、3标段年内完工，其余标段的资金结转下年继续使用，全年没有新增项目和支出，",
        "各项指标完成较好。",
    ]
    for i, line in enumerate(lines):
        pages.line(72, 100 + 20 * i, line)
    found = surfaces(read_bytes(pages.bytes(), "a.pdf"))
    assert found[0].startswith("".join(lines[:3]))


def test_headings_are_found_by_their_number_and_by_the_size_of_their_type(pages):
    prose = "青岩县水务局全年支出合计2,310.75万元，其中项目支出1,430.55万元，占61.91%。"
    pages.centered(80, "青岩县水务局2023年度部门决算", 26)
    pages.line(72, 130, "部门概况", 18).line(96, 160, prose)
    pages.line(96, 190, "一、机构设置").line(96, 220, prose)
    pages.line(72, 260, "支出说明", 18).line(96, 290, prose)
    document = read_bytes(pages.bytes(), "a.pdf")
    headings = [block for block in document.blocks if block.kind == "heading"]
    assert [(document.text[block.start : block.end], block.level) for block in headings] == [
        ("青岩县水务局2023年度部门决算", 1),
        ("部门概况", 2),
        ("一、机构设置", 3),
        ("支出说明", 2),
    ]
