"""Where the characters of a pdf stand on its pages."""

from jixiao.readers import read_bytes


def sample(pages):
    pages.centered(80, "青岩县水务局部门决算", 20)
    pages.line(96, 120, "全年支出合计2,310.75万元，其中基本支出880.20万元，项目支出1,4")
    pages.line(72, 140, "30.55万元。")
    pages.table(200, [["项目", "金额"], ["公务接待费", "6.60"]])
    return read_bytes(pages.bytes(), "a.pdf")


def test_every_visible_character_stands_in_one_box(pages):
    document = sample(pages)
    covered = [i for box in document.boxes for i in range(box.start, box.end)]
    assert covered == sorted(set(covered))
    bare = set(range(len(document.text))) - set(covered)
    assert all(document.text[i].isspace() for i in bare)


def test_the_places_of_an_amount_broken_over_two_lines(pages):
    document = sample(pages)
    start = document.text.index("1,430.55")
    first, second = document.places(start, start + len("1,430.55"))
    assert document.text[second.start : second.end] == "30.55万元。"
    assert (first.page, second.page) == (1, 1)
    assert (second.x0, second.top < 140 < second.bottom) == (72.0, True)
    assert first.bottom < second.bottom


def test_the_box_of_a_cell_lies_in_its_cell(pages):
    document = sample(pages)
    start = document.text.index("公务接待费")
    (box,) = document.places(start, start + 5)
    assert document.text[box.start : box.end] == "公务接待费"
    assert 72 <= box.x0 < box.x1 <= 182
    assert 222 <= box.top < box.bottom <= 244


def test_formats_without_fixed_pages_have_no_boxes():
    document = read_bytes("我局共有五个科室。".encode(), "a.txt")
    assert document.boxes == ()
    assert list(document.places(0, 5)) == []
