import pytest

from jixiao.errors import ReadError
from jixiao.readers import Limits, read_bytes

PROSE = [
    "2023年我局收入合计1,204.55万元，其中财政拨款收入1,100.35万元，占91.35%；支出合计1,180.20万元，"
    "比上年增加35.20万元。主要原因是新增两座水库的维修养护经费和人员正常增资。",
    "一、机构设置",
    "我局共有五个科室，分别是办公室、财务科、水政科、河湖管理科和防汛科，另有下属事业单位两家。",
    "（一）年末实有在职人员42人，离退休人员17人，与上年持平，其中行政人员18人，参照管理人员24人。",
]


@pytest.mark.parametrize("right", range(300, 520, 7))
@pytest.mark.parametrize("indent", [24, 0])
def test_wrapped_lines_are_paragraphs_again(pages, surfaces, assert_sound, right, indent):
    y = 130
    for text in PROSE:
        y = pages.centered(80, "青岩县水务局2023年度部门决算").prose(y, text, right, indent)
    document = read_bytes(pages.bytes(), "a.pdf")
    assert_sound(document)
    assert surfaces(document)[1:] == PROSE


def report(pages):
    """Three pages with running heads and page numbers; an amount is broken over two of them."""
    for number in (1, 2, 3):
        pages.line(72, 40, "青岩县水务局部门决算公开", 9)
        if number == 1:
            pages.prose(100, "一、收支情况")
            pages.line(96, 120, "2023年我局收入合计一千二百万元，全部用于水库维修养护和河道")
            pages.line(72, 140, "治理，其中七里河综合整治工程当年完成投资的金额合计达到1,20")
        elif number == 2:
            pages.line(72, 100, "4.55万元，占全部支出的百分之六十以上，比上年有较大幅度增长，")
            pages.line(72, 120, "主要是工程量增加。")
            pages.prose(140, "二、“三公”经费")
            pages.table(180, [["项目", "金额"], ["公务接待费", "6.60"]])
        else:
            pages.table(80, [["项目", "金额"], ["公务用车费", "18.44"], ["合计", "25.04"]])
            pages.prose(180, "各项支出均未超过预算。")
        pages.centered(800, f"- {number} -", 9)
        pages.next()
    return pages.bytes()


def test_an_amount_over_a_page_end_is_whole(pages, surfaces, assert_sound):
    document = read_bytes(report(pages), "a.pdf")
    assert_sound(document)
    paragraph = surfaces(document, "paragraph")[0]
    assert "合计达到1,204.55万元，占全部" in paragraph
    first, second, third = document.pages
    assert document.text[first.end - 4 : first.end] == "1,20"
    assert document.text[second.start : second.start + 6] == "4.55万元"
    assert "各项支出" in document.text[third.start : third.end]
    assert [block.page for block in document.blocks if block.kind != "cell"] == [1, 1, 2, 3]


def test_running_heads_and_page_numbers_are_out_and_told(pages):
    document = read_bytes(report(pages), "a.pdf")
    assert "部门决算公开" not in document.text
    assert "- 2 -" not in document.text
    codes = [issue.code for issue in document.warnings]
    assert codes == ["running_lines_left_out", "repeated_rows_left_out"]
    assert document.warnings[0].message.endswith(": 6")


def test_a_table_over_a_page_end_is_one_and_its_text_stands_once(pages, table):
    document = read_bytes(report(pages), "a.pdf")
    assert table(document) == [
        [(0, "项目"), (1, "金额")],
        [(0, "公务接待费"), (1, "6.60")],
        [(0, "公务用车费"), (1, "18.44")],
        [(0, "合计"), (1, "25.04")],
    ]
    assert document.text.count("公务接待费") == 1
    assert "公务接待费\t6.60\n公务用车费\t18.44" in document.text


def test_a_table_head_repeated_on_the_next_page_stands_once(pages, table):
    pages.line(72, 60, "支出表").table(80, [["项目", "金额"], ["公务接待费", "6.60"]]).next()
    pages.table(80, [["项目", "金额"], ["会议费", "1.20"]])
    document = read_bytes(pages.bytes(), "a.pdf")
    assert [row[0][1] for row in table(document)] == ["项目", "公务接待费", "会议费"]
    assert [issue.code for issue in document.warnings] == ["repeated_rows_left_out"]


def test_amounts_and_names_wrapped_in_cells_are_whole(pages, table):
    pages.table(100, [["科目", "金额"], ["", ""]])
    pages.line(76, 131, "一般公共预算", 8).line(76, 141, "拨款", 8)
    pages.line(186, 131, "1,204,", 8).line(186, 141, "500.00", 8)
    document = read_bytes(pages.line(72, 300, "完毕。").bytes(), "a.pdf")
    assert table(document)[1] == [(0, "一般公共预算拨款"), (1, "1,204,500.00")]


def test_contents_are_left_out(pages, surfaces):
    pages.centered(80, "青岩县水务局2023年度部门决算").centered(120, "目 录")
    pages.line(72, 160, "一、部门概况…………………………………1")
    pages.line(72, 180, "二、收支情况…………………………………2").next()
    pages.line(96, 80, "一、部门概况").line(96, 100, "我局共有五个科室。")
    document = read_bytes(pages.bytes(), "a.pdf")
    assert surfaces(document) == [
        "青岩县水务局2023年度部门决算", "一、部门概况", "我局共有五个科室。",
    ]  # fmt: skip
    assert [issue.code for issue in document.warnings] == ["toc_left_out"]


def test_contents_without_leaders_end_where_the_first_entry_comes_again(pages, surfaces):
    pages.centered(80, "目录").line(72, 120, "第一部分 概况").line(72, 140, "第二部分 收支").next()
    pages.line(72, 80, "第一部分 概况").line(96, 100, "我局共有五个科室。")
    document = read_bytes(pages.bytes(), "a.pdf")
    assert surfaces(document) == ["第一部分 概况", "我局共有五个科室。"]


def test_a_title_over_several_lines_is_one_heading(pages, surfaces):
    pages.centered(200, "青岩县水务局", 30).centered(245, "2023年度部门决算", 30)
    pages.prose(500, "我局共有五个科室。")
    document = read_bytes(pages.bytes(), "a.pdf")
    assert surfaces(document) == ["青岩县水务局2023年度部门决算", "我局共有五个科室。"]


def test_bare_numbers_that_number_no_pages_stay(pages):
    pages.line(72, 100, "年末在职人员").line(72, 790, "1286")
    assert "1286" in read_bytes(pages.bytes(), "a.pdf").text


def test_scans_are_told(pages):
    with pytest.raises(ReadError, match="扫描件") as error:
        read_bytes(pages.image().bytes(), "a.pdf", limits=Limits(ocr="off"))
    assert error.value.status == "scanned"


def test_a_scanned_page_among_others_is_told(pages):
    pages.line(72, 100, "我局共有五个科室。").next()
    document = read_bytes(pages.image().bytes(), "a.pdf", limits=Limits(ocr="off"))
    assert [issue.code for issue in document.warnings] == ["pages_without_text"]
    assert document.warnings[0].message.endswith(": 2")


def test_rotated_stamps_are_left_out_and_told(pages):
    pages.line(72, 100, "我局共有五个科室。")
    pages.canvas.rotate(45)
    document = read_bytes(pages.line(400, 400, "内部资料").bytes(), "a.pdf")
    assert document.text == "我局共有五个科室。"
    assert [issue.code for issue in document.warnings] == ["rotated_text_left_out"]


def test_pages_are_bounded(pages):
    for _ in range(3):
        pages.line(72, 100, "我局共有五个科室。").next()
    with pytest.raises(ReadError, match="pages") as error:
        read_bytes(pages.bytes(), "a.pdf", limits=Limits(max_pages=2))
    assert error.value.status == "too_large"
