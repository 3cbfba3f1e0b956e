"""Ruled tables of pdf pages: merged cells, indents, tables that go on over pages."""

import pytest
from reportlab.lib.pagesizes import A4

from jixiao.readers import read_bytes
from jixiao.tables import tables_of

LEFT, WIDTH, HEIGHT = 72, 90, 24


def ruled(pages, top, rows, edges=None):
    """Draws rows of (text, columns covered, rows covered[, inset in points]) as boxes."""
    edges = edges or [LEFT + WIDTH * i for i in range(8)]
    taken = set()
    for number, row in enumerate(rows):
        column = 0
        for text, *rest in row:
            width, height, inset = (*rest, *(1, 1, 4)[len(rest) :])
            while (number, column) in taken:
                column += 1
            taken |= {(number + i, column + j) for i in range(height) for j in range(width)}
            x, y = edges[column], top + HEIGHT * number
            below = A4[1] - y - HEIGHT * height
            pages.canvas.rect(x, below, edges[column + width] - x, HEIGHT * height)
            pages.line(x + inset, y + HEIGHT * height / 2 + 4, text, 10)
            column += width
    return pages


def cells(document, index=0):
    return [
        (b.row, b.column, b.row_span, b.column_span, document.text[b.start : b.end])
        for b in document.blocks
        if b.table == index
    ]


HEAD = [
    [("项目", 2), ("决算", 2)],
    [("编码",), ("名称",), ("合计",), ("基本支出",)],
]
BODY = [
    [("205",), ("教育支出",), ("9.10",), ("8.10",)],
    [("20502",), ("普通教育",), ("9.20",), ("8.20",)],
]
TOTAL = [[("合计", 2), ("9.30",), ("8.30",)]]


def test_merged_cells_say_what_they_cover(pages):
    rows = [[("名称", 1, 2), ("决算", 2)], [("合计",), ("基本支出",)], [("教育",), ("9",), ("8",)]]
    document = read_bytes(ruled(pages, 100, rows).bytes(), "a.pdf")
    assert cells(document) == [
        (0, 0, 2, 1, "名称"),
        (0, 1, 1, 2, "决算"),
        (1, 1, 1, 1, "合计"),
        (1, 2, 1, 1, "基本支出"),
        (2, 0, 1, 1, "教育"),
        (2, 1, 1, 1, "9"),
        (2, 2, 1, 1, "8"),
    ]


@pytest.mark.parametrize("again", [[], HEAD])
def test_a_table_goes_on_with_its_last_row_merged(pages, again):
    pages.centered(60, "支出决算表")
    ruled(pages, 100, [*HEAD, *BODY]).next()
    ruled(pages, 60, [*again, *TOTAL])
    document = read_bytes(pages.bytes(), "a.pdf")
    (table,) = tables_of(document)
    last = table.cells[-1]
    assert last.place.of(document.text) == "8.30"
    assert (last.row, last.column) == (4, 3)
    assert [head.of(document.text) for head in last.row_heads] == ["合计"]
    assert [head.of(document.text) for head in last.column_heads] == ["决算", "基本支出"]
    assert document.text.count("基本支出") == 1


@pytest.mark.parametrize("title", ["支出决算表", "支出决算表（续）", "续表"])
def test_a_title_printed_again_over_the_rest_of_a_table_is_left_out(pages, title):
    pages.centered(60, "支出决算表").line(400, 90, "单位：万元", 10)
    ruled(pages, 100, [*HEAD, *BODY]).next()
    pages.centered(60, title).line(400, 90, "单位：万元", 10)
    ruled(pages, 100, [*HEAD, *TOTAL])
    document = read_bytes(pages.bytes(), "a.pdf")
    assert len(tables_of(document)) == 1
    assert document.text.count("单位") == 1
    assert "repeated_rows_left_out" in {issue.code for issue in document.warnings}


def test_another_title_begins_another_table(pages):
    pages.centered(60, "支出决算表")
    ruled(pages, 100, [*HEAD, *BODY]).next()
    pages.centered(60, "收入决算表")
    ruled(pages, 100, [*HEAD, *TOTAL])
    document = read_bytes(pages.bytes(), "a.pdf")
    captions = [table.caption.of(document.text) for table in tables_of(document)]
    assert captions == ["支出决算表", "收入决算表"]


def test_other_columns_begin_another_table(pages):
    ruled(pages, 100, [*HEAD, *BODY]).next()
    ruled(pages, 100, TOTAL, [LEFT, LEFT + 40, LEFT + 200, LEFT + 260, LEFT + 300])
    document = read_bytes(pages.bytes(), "a.pdf")
    assert len(tables_of(document)) == 2


def test_names_that_are_set_in_are_parts_of_the_name_above(pages):
    rows = [
        [("项目",), ("金额",)],
        [("公务用车费",), ("6.10",)],
        [("购置费", 1, 1, 24), ("6.20",)],
        [("公务接待费用",), ("6.30",)],
    ]
    document = read_bytes(ruled(pages, 100, rows).bytes(), "a.pdf")
    (table,) = tables_of(document)
    heads = [head.of(document.text) for head in table.cells[5].row_heads]
    assert heads == ["公务用车费", "购置费"]


def test_centred_names_are_not_set_in(pages):
    names = ["甲类", "甲乙丙类", "甲乙丙丁戊类"]
    rows = [[(name, 1, 1, (WIDTH - 10 * len(name)) / 2), ("1.50",)] for name in names]
    document = read_bytes(ruled(pages, 100, rows).bytes(), "a.pdf")
    assert {block.indent for block in document.blocks} == {0}
