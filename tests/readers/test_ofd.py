import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.errors import ReadError
from jixiao.readers import Limits, read_bytes

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

from sample_builder.ofd import NAMESPACE, OfdPageBuilder, ofd_parts, zip_parts

PROSE = (
    "2023年度收入总计1,204.50万元，比上年增加35.20万元，增长3.01%，"
    "主要原因是新增智慧供水平台建设项目，财政拨款相应增加。"
)
PAGE = '<ofd:Page ID="100" BaseLoc="Pages/Page_0/Content.xml"/>'


def document(*pages, source="报告.ofd", **more):
    return read_bytes(zip_parts(ofd_parts([page.xml() for page in pages], **more)), source)


def refusal(parts, **limits):
    with pytest.raises(ReadError) as error:
        read_bytes(zip_parts(parts), "报告.ofd", limits=Limits(**limits))
    return error.value


@pytest.fixture
def page():
    return OfdPageBuilder()


def test_lines_are_joined_into_paragraphs_and_pages_kept(page, surfaces, assert_sound):
    page.line(75, 30, "2023年度部门决算说明", 7)
    page.line(28, 50, "一、收支情况")
    page.prose(60, PROSE)
    second = OfdPageBuilder()
    second.prose(30, "项目支出全部用于平台建设。")
    read = document(page, second)
    assert_sound(read)
    assert read.media_type == "ofd"
    assert surfaces(read, "heading") == ["2023年度部门决算说明", "一、收支情况"]
    assert surfaces(read, "paragraph") == [PROSE, "项目支出全部用于平台建设。"]
    assert [(p.number, read.text[p.start : p.end].strip()[:4]) for p in read.pages] == [
        (1, "2023"),
        (2, "项目支出"),
    ]
    assert read.warnings == ()


def test_the_order_is_that_of_places_not_of_objects(page, surfaces):
    page.line(28, 90, "其中：项目支出404.50万元。")
    page.line(60, 70, "800.00万元。")
    page.line(28, 70, "基本支出")
    assert "".join(surfaces(document(page))).replace(" ", "") == (
        "基本支出800.00万元。其中：项目支出404.50万元。"
    )


def test_a_paragraph_goes_on_over_the_page_end(page, surfaces):
    text = PROSE * 2
    page.prose(60, text[:110])
    second = OfdPageBuilder()
    rest = text[110:]
    for i in range(0, len(rest), 36):
        second.line(28, 30 + i / 36 * 7, rest[i : i + 36])
    read = document(page, second)
    assert len(surfaces(read, "paragraph")) < 4
    assert "".join(surfaces(read)).replace(" ", "") == text


def test_ruled_lines_make_a_table(page, table):
    page.line(28, 50, "表1 收支情况")
    page.table(
        60, [["项目", "年初预算", "决算数"], ["基本支出", "800.00", "790.15"], ["合计", "", "9"]]
    )
    assert table(document(page)) == [
        [(0, "项目"), (1, "年初预算"), (2, "决算数")],
        [(0, "基本支出"), (1, "800.00"), (2, "790.15")],
        [(0, "合计"), (2, "9")],
    ]


@pytest.mark.parametrize(
    ("code", "attributes"),
    [
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 3 4">预算支出</ofd:TextCode>', ""),
        ('<ofd:TextCode X="0" Y="4" DeltaX="4 g 2 4">预算支出</ofd:TextCode>', ""),
        ('<ofd:TextCode X="0" Y="4">预算支出</ofd:TextCode>', ""),
        (
            '<ofd:TextCode X="0" Y="4" DeltaX="4">预算</ofd:TextCode>'
            '<ofd:TextCode X="8" Y="4" DeltaX="4">支出</ofd:TextCode>',
            "",
        ),
        (
            '<ofd:TextCode X="0" Y="4" DeltaX="g 3 4">预算支出</ofd:TextCode>',
            'CTM="0.5 0 0 0.5 0 0"',
        ),
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 3 4">预算支出</ofd:TextCode>', 'CTM="1 0 0 1 9 5"'),
    ],
)
def test_offsets_and_matrices(page, code, attributes):
    head = f'<ofd:TextObject ID="9" Boundary="30 40 60 8" Size="4" {attributes}>'
    page.objects.append(f"{head}{code}</ofd:TextObject>")
    read = document(page)
    assert read.text == "预算支出"
    (box,) = read.boxes
    shift = 9 if "9 5" in attributes else 0
    assert box.x0 == pytest.approx((30 + shift) * 72 / 25.4, abs=0.2)
    scale = 0.5 if "0.5" in attributes else 1
    assert box.x1 - box.x0 == pytest.approx(16 * scale * 72 / 25.4, abs=1)


def test_what_is_left_out_is_told(page):
    page.line(28, 50, "全年预算支出")
    page.line(28, 80, "看不见的字", Visible="false")
    page.line(90, 150, "样张水印", 12, CTM="0.7 -0.7 0.7 0.7 0 0")
    page.objects.append('<ofd:ImageObject ID="77" Boundary="0 0 9 9" ResourceID="5"/>')
    page.objects.append('<ofd:CompositeObject ID="78" Boundary="0 0 9 9" ResourceID="6"/>')
    xml = page.xml(before='<ofd:Template TemplateID="4"/>')
    parts = ofd_parts(
        [xml],
        document="<ofd:Annotations>A.xml</ofd:Annotations><ofd:Attachments>B.xml</ofd:Attachments>",
        body="<ofd:Signatures>Signs.xml</ofd:Signatures>",
    )
    read = read_bytes(zip_parts(parts), "报告.ofd")
    assert read.text == "全年预算支出"
    assert sorted(issue.code for issue in read.warnings) == [
        "drawings_left_out",
        "hidden_text_left_out",
        "images_left_out",
        "parts_left_out",
        "parts_left_out",
        "parts_left_out",
        "rotated_text_left_out",
        "template_pages_left_out",
    ]


def test_several_documents_and_absolute_places(page):
    page.line(28, 50, "预算支出。")
    other = OfdPageBuilder()
    other.line(28, 50, "二、决算支出")
    parts = ofd_parts([page.xml()])
    parts["OFD.xml"] = parts["OFD.xml"].replace(
        "</ofd:OFD>",
        "<ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    )
    parts["Doc_1/Document.xml"] = (
        f'<ofd:Document {NAMESPACE}><ofd:Pages><ofd:Page ID="1" BaseLoc="/other/P.xml"/>'
        "</ofd:Pages></ofd:Document>"
    )
    parts["other/P.xml"] = other.xml()
    read = read_bytes(zip_parts(parts), "报告.ofd")
    assert read.text == "预算支出。\n二、决算支出"
    assert [page.number for page in read.pages] == [1, 2]


def test_a_missing_or_damaged_part_is_broken(page):
    page.line(28, 50, "预算支出")
    for name in ofd_parts([page.xml()]):
        if name != "OFD.xml":
            parts = ofd_parts([page.xml()])
            del parts[name]
            assert (refusal(parts).status, name in refusal(parts).reason) == ("broken", True)
        parts = ofd_parts([page.xml()])
        parts[name] = parts[name][:-30]
        assert (refusal(parts).status, name in refusal(parts).reason) == ("broken", True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('Size="4.2"', 'Size="nan"'),
        ('Size="4.2"', 'Size="1e300"'),
        ('X="0"', 'X="eins"'),
        ("0 0 210 297", "0 0 210"),
        (PAGE, PAGE * 2),
        ('BaseLoc="Pages/Page_0/Content.xml"', 'BaseLoc=""'),
        ('BaseLoc="Pages/Page_0/Content.xml"', 'BaseLoc="../../../etc/passwd"'),
    ],
)
def test_numbers_and_places_that_are_none(page, old, new):
    page.line(28, 50, "预算，100 x", 4.2)
    parts = {name: xml.replace(old, new) for name, xml in ofd_parts([page.xml()]).items()}
    assert refusal(parts).status == "broken"


def test_bounds(page):
    for i in range(30):
        page.line(28, 20 + 8 * i, "预算支出")
    pages = [page.xml()] * 4
    assert refusal(ofd_parts(pages), max_pages=3).status == "too_large"
    assert refusal(ofd_parts(pages), max_characters=300).status == "too_large"
    lines = OfdPageBuilder()
    lines.path("M 0 0 L 100 0 " * 20_001)
    assert refusal(ofd_parts([lines.xml()])).status == "too_large"


def test_offsets_are_not_counted_further_than_the_text(page):
    page.objects.append(
        '<ofd:TextObject ID="9" Boundary="9 9 9 9" Size="4"><ofd:TextCode X="0" Y="4" '
        'DeltaX="g 1000000 4">预算</ofd:TextCode></ofd:TextObject>'
    )
    assert document(page).text == "预算"


def test_a_scan_and_an_encrypted_file(page):
    page.objects.append('<ofd:ImageObject ID="77" Boundary="0 0 210 297" ResourceID="5"/>')
    assert refusal(ofd_parts([page.xml()])).status == "scanned"
    parts = ofd_parts([page.xml()])
    parts["Encryptions.xml"] = "<e/>"
    assert refusal(parts).status == "encrypted"
    assert refusal(ofd_parts([OfdPageBuilder().xml()])).status == "empty"


@pytest.mark.parametrize(
    "part", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"]
)
def test_document_types_are_refused(page, part):
    page.line(28, 50, "预算支出")
    parts = ofd_parts([page.xml()])
    parts[part] = parts[part].replace(
        "?>", '?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    )
    assert "DTD" in refusal(parts).reason


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
)
def test_what_is_drawn_on_one_line_is_read(text):
    page = OfdPageBuilder()
    page.line(5, 50, text, 2)
    assert document(page).text.replace(" ", "") == text.replace("\u00ad", "")
