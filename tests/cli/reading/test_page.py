import base64
import hashlib
import re

import lxml.html
import pytest

from jixiao.cli.reading.page import page
from jixiao.tables.model import Table, TableCell
from jixiao.types import Failure, Span

NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;]]>--><a href=javascript:x>"


def html(*items, names=None):
    return "".join(page(iter(items), names or [f"{i}.pdf" for i, _ in enumerate(items)]))


def parsed(*items, **options):
    return lxml.html.document_fromstring(html(*items, **options))


def test_whatever_a_document_holds_is_text(write):
    found = write().page().add(f"一、{NASTY}", "heading", level=1).add(NASTY)
    found.row(0, NASTY, NASTY)
    reading = found.reading([("bad", NASTY, 0, 3)])
    tree = parsed(reading, Failure(None, NASTY, "broken", NASTY), names=[NASTY, NASTY])
    assert not tree.xpath("//script | //img | //@onerror")
    assert all(link.startswith("#") for link in tree.xpath("//@href | //@src"))
    assert tree.text_content().count(NASTY) >= 6


def test_characters_that_do_something_are_seen(write):
    text = html(write().add("甲\u202e乙\x00丙\x1b[31m\ud800").reading())
    assert "甲�乙�丙�[31m�" in text
    assert text.encode("utf-8")


def test_the_page_asks_for_nothing_and_its_style_is_the_one_allowed(write):
    text = html(write().add("甲").reading())
    tree = lxml.html.document_fromstring(text)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert not re.search(r"url\(|@import|https?:", style)
    assert not tree.xpath("//link | //@style | //script | //@src")


def test_every_link_leads_to_an_anchor_that_is_there_once(write):
    found = write().page().add("一、概况", "heading", level=1).add("如下：").row(0, "项目", "金额")
    found.page().row(1, "水费", "3").page().add("完。")
    one, two = found.reading([("odd", "somewhere", 9, 10)]), found.reading()
    tree = parsed(one, two)
    anchors = tree.xpath("//@id")
    assert len(set(anchors)) == len(anchors)
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(anchors)
    assert set(tree.xpath("//@aria-labelledby")) <= set(anchors)


def test_pages_are_anchors_by_their_number(write):
    tree = parsed(write().page().add("甲").page().page().add("丙").reading())
    assert tree.xpath("//section[starts-with(@id, 'p')]/@id") == ["p1", "p2", "p3"]
    assert "Nothing begins on this page" in tree.get_element_by_id("p2").text_content()
    assert "丙" in tree.get_element_by_id("p3").text_content()


def test_a_page_that_begins_inside_a_paragraph_is_marked_there(write):
    found = write().page().add("前半后半")
    found.starts.append(2)
    (paragraph,) = parsed(found.reading()).xpath("//p[@id='c0']")
    assert paragraph.text_content() == "前半第2页后半"
    assert paragraph.xpath("a/@href") == ["#p2"]


def test_warnings_stand_at_the_top_and_lead_to_their_places(write):
    found = write().page().add("甲乙").page().add("丙丁")
    tree = parsed(found.reading([("odd", "there", 4, 5), ("lost", "somewhere")]))
    lines = tree.xpath("//section[@class='warnings']//li")
    assert [line.text_content() for line in lines] == [
        "第2页 p. 2 read/odd there", "read/lost somewhere"
    ]  # fmt: skip
    assert lines[0].xpath("a/@href") == ["#c3"]
    assert tree.get_element_by_id("c3").text_content() == "丙丁"


@pytest.fixture
def table(write):
    """A table of two pages whose first head covers two columns."""
    found = write().page().add("支出表").add("单位：万元")
    found.add("2024年", "cell", table=0, row=0, column=0, column_span=2)
    found.row(1, "水费", "3.5").page().row(2, "合计", "3.5")
    head, name, figure, total, sum_ = (
        Span(b.start, b.end) for b in found.blocks if b.table is not None
    )
    unit = Span(4, 9)
    cells = (
        TableCell(head, 0, 0, 1, 2, head=True, period=head),
        TableCell(name, 1, 0, head=True, column_heads=(head,)),
        TableCell(figure, 1, 1, row_heads=(name,), column_heads=(head,), unit_place=unit),
        TableCell(total, 2, 0, head=True, total=True),
        TableCell(sum_, 2, 1, row_heads=(total,), column_heads=(head,), total=True),
    )
    return parsed(found.bare([Table(0, Span(0, 3), head, cells)]))


def test_unit_and_period_stand_beside_the_caption(table):
    (caption,) = table.xpath("//figcaption")
    words = " ".join(caption.text_content().split())
    assert words.startswith(
        "表 1 Table 1 支出表 单位 Unit: 万元 期间 Period: 2024年 第1–2页 p. 1–2"
    )


def test_heads_have_their_scope_and_merged_cells_their_span(table):
    assert table.xpath("//thead//th/@scope") == ["col"]
    assert table.xpath("//thead//th/@colspan") == ["2"]
    assert table.xpath("//tbody//th/@scope") == ["row", "row"]
    assert table.xpath("//td[contains(@class, 'n')]/@title") == [
        "行 Row: 水费 | 列 Column: 2024年 | 单位 Unit: 万元",
        "行 Row: 合计 | 列 Column: 2024年",
    ]
    assert table.xpath("//tbody/tr[last()]/*/@class") == ["page", "total", "n total"]


def test_a_table_over_several_pages_says_where_each_begins(table):
    assert table.xpath("//td[@class='page']/a/@href") == ["#p1", "#p2"]
    (goes_on,) = table.xpath("//section[@id='p2']//p[@class='mark']/a/@href")
    assert table.get_element_by_id(goes_on[1:]).text_content() == "合计"


def test_a_table_can_be_reached_and_scrolled_with_the_keyboard(table):
    (frame,) = table.xpath("//div[@role='region']")
    assert frame.get("tabindex") == "0"
    assert table.get_element_by_id(frame.get("aria-labelledby")).tag == "figcaption"


def test_a_sparse_sheet_stays_small(write):
    found = write().page()
    for i in range(400):
        found.add("数", "cell", table=0, row=i, column=i)
    assert len(html(found.bare())) < 150_000


def test_headings_have_their_level_and_what_runs_on_stays_beside(write):
    found = write().add("一、概况", "heading", level=1).add("（一）职能。负责供水。").reading()
    tree = parsed(found)
    assert [(h.tag, h.text_content()) for h in tree.xpath("//h3 | //h4")] == [
        ("h3", "一、概况"),
        ("h4", "（一）职能。"),
    ]
    assert tree.xpath("//div[@class='runs-on']/p/text()") == ["负责供水。"]


def _luminance(colour):
    wide = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(wide[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_is_dark_enough_on_every_ground(write):
    style = re.search(r"<style>(.*?)</style>", html(write().add("甲").reading()), re.DOTALL)[1]
    inks = set(re.findall(r"(?<![-\w])color: (#\w+)", style))
    grounds = set(re.findall(r"background: (#\w+)", style))
    assert len(inks) > 3
    assert len(grounds) > 3
    for ink in inks:
        for ground in grounds:
            contrast = (_luminance(ground) + 0.05) / (_luminance(ink) + 0.05)
            assert contrast >= 4.5, (ink, ground)
