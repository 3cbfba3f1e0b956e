import pytest

from jixiao.readers import read_bytes
from jixiao.readers.pdf_furniture import furniture
from jixiao.readers.pdf_lines import Line


def line(text, top, size=12.0):
    return Line(text, 72.0, 72.0 + 12 * len(text), top, top + size, size)


def test_a_running_head_of_a_report_of_two_pages(pages, surfaces):
    for text in ("全年支出合计一千二百万元，其中", "项目支出八百万元。"):
        pages.line(72, 40, "青岩县水务局部门决算", 9).line(72, 120, text).next()
    document = read_bytes(pages.bytes(), "a.pdf")
    assert "部门决算" not in document.text
    assert [issue.code for issue in document.warnings] == ["running_lines_left_out"]


def test_lines_at_other_places_of_two_pages_are_no_running_heads():
    pages = [([line("收入表", 40), line("支出合计", 400)], 842.0)]
    pages += [([line("收入表", 60), line("支出合计", 400)], 842.0)]
    assert furniture(pages) == [set(), set()]


def test_the_unit_of_a_table_at_the_top_of_every_page_stays():
    pages = [([line("单位：万元", 50), line("支出合计", 400)], 842.0)] * 5
    assert furniture(pages) == [set()] * 5


@pytest.mark.parametrize("text", ["- {} -", "第 {} 页", "第{}页 共5页", "{}", "{} / 5", "— {} —"])
def test_page_numbers(text):
    pages = [([line("支出合计", 400), line(text.format(i), 800)], 842.0) for i in range(1, 6)]
    assert furniture(pages) == [{1}] * 5
