from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers import read_bytes

REPORT = (
    "云岭市水务局2023年度部门整体支出绩效自评报告\r\n\r\n"
    "　　按照通知要求，我局开展了自评。\r\n"
    "一、部门概况\r\n"
    "（一）主要职能。负责全市水资源管理。\r\n"
    "\t1.财务科\r\n"
    "云岭市水务局\r\n"
)


def test_the_text_is_the_file(surfaces, assert_sound):
    document = read_bytes(REPORT.encode("gb18030"), "a.txt")
    assert document.text == REPORT
    assert_sound(document)
    assert surfaces(document, "heading") == [
        "云岭市水务局2023年度部门整体支出绩效自评报告", "一、部门概况", "1.财务科",
    ]  # fmt: skip
    assert [block.level for block in document.blocks if block.level] == [1, 2, 3]


def test_form_feeds_part_pages(assert_sound):
    document = read_bytes("第一页的话。\f第二页\n的话。\f".encode(), "a.txt")
    assert [document.text[p.start : p.end] for p in document.pages] == [
        "第一页的话。", "第二页\n的话。", "",
    ]  # fmt: skip
    assert [block.page for block in document.blocks] == [1, 2, 2]
    assert_sound(document)


WRAPPED = """\
    2023年，我局按照市委、市政府的统一部署，围绕水资源管理和
防汛抗旱两项重点工作，全年收入合计1,204.55万元，其中财政拨款
收入1,100万元，占91.32%；支出合计1,180.20万元，比上年增加35.
20万元，增长3.07%，主要原因是新增两座水库的维修养护经费以及人
员正常增资。
    全年共检查在建工程四十二处，发现并整改隐患一百一十六个，整
改率达到百分之百；组织防汛演练六次，参演人员共计一千二百余人。
    下一步将继续加强管理。
"""


def test_lines_broken_at_a_width_are_one_paragraph(surfaces):
    document = read_bytes(WRAPPED.encode(), "a.txt")
    paragraphs = ["".join(text.split()) for text in surfaces(document)]
    assert [text[:6] for text in paragraphs] == ["2023年，", "全年共检查在", "下一步将继续"]
    assert "增加35.20万元" in paragraphs[0]


def test_lines_that_are_paragraphs_stay_apart(surfaces):
    lines = [
        f"{i}月份完成投资{i * 7}万元，占年度计划的{i}%{'，进度正常' * (i % 4)}。"
        for i in range(1, 13)
    ]
    assert surfaces(read_bytes("\n".join(lines).encode(), "a.txt")) == lines


def test_rows_parted_by_tabs_or_gaps_are_cells(table, surfaces, assert_sound):
    text = "支出情况如下：\n项目\t金额\t占比\n人员经费\t62.5\t80%\n合计\t\t100%\n完毕。\n"
    document = read_bytes(text.encode(), "a.txt")
    assert table(document) == [
        [(0, "项目"), (1, "金额"), (2, "占比")],
        [(0, "人员经费"), (1, "62.5"), (2, "80%")],
        [(0, "合计"), (2, "100%")],
    ]
    assert surfaces(document, "paragraph") == ["支出情况如下：", "完毕。"]
    assert_sound(document)
    gaps = read_bytes(text.replace("\t\t", "  无  ").replace("\t", "   ").encode(), "a.txt")
    assert [len(row) for row in table(gaps)] == [3, 3, 3]


def test_cells_parted_by_blanks_stand_under_the_heads_they_are_printed_under(table):
    text = (
        "项目            年初预算      决算数\n"
        "人员经费           62.50       60.10\n"
        "　其中：津贴                   12.30\n"
        "合计               62.50       60.10\n"
    )
    document = read_bytes(text.encode(), "a.txt")
    assert table(document)[2] == [(0, "其中：津贴"), (2, "12.30")]
    assert [b.indent for b in document.blocks if b.column == 0] == [0, 0, 1, 0]


def test_prose_with_a_wide_gap_is_no_table(surfaces):
    text = "联系人：王某  电话：12345\n地址：人民路  邮编：400000\n各位代表：\n"
    assert len(surfaces(read_bytes(text.encode(), "a.txt"), "cell")) == 0


@given(st.text(min_size=1))
def test_any_text_stays_as_it_is(assert_sound, text):
    data = text.encode("utf-8", "surrogatepass")
    try:
        document = read_bytes(b"\xef\xbb\xbf" + data, "a.txt")
    except ValueError:
        return
    assert document.text == text
    assert_sound(document)
