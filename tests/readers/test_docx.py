import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from jixiao.readers.docx_numbering import format_number


def test_paragraphs_headings_and_tables_in_order(word, read_saved, surfaces, table, assert_sound):
    word.add_heading("青岩县教育局2023年度部门决算", 0)
    word.add_heading("一、部门概况", 1)
    word.add_paragraph("　　我局内设5个科室。")
    cells = word.add_table(3, 3)
    cells.cell(0, 0).merge(cells.cell(1, 0)).text = "项目"
    cells.cell(0, 1).merge(cells.cell(0, 2)).text = "决算数"
    for (row, column), text in {
        (1, 1): "本年",
        (1, 2): "上年",
        (2, 0): "合计",
        (2, 2): "7.5",
    }.items():
        cells.cell(row, column).text = text
    word.add_paragraph("（一）收入情况")
    word.add_paragraph("收入1,204.55万元。")
    document = read_saved(word, "a.docx")
    assert_sound(document)
    assert surfaces(document, "heading") == [
        "青岩县教育局2023年度部门决算", "一、部门概况", "（一）收入情况",
    ]  # fmt: skip
    assert surfaces(document, "paragraph") == ["我局内设5个科室。", "收入1,204.55万元。"]
    assert table(document) == [
        [(0, "项目"), (1, "决算数")],
        [(1, "本年"), (2, "上年")],
        [(0, "合计"), (2, "7.5")],
    ]
    assert "合计\t7.5\n（一）收入情况" in document.text


def test_line_breaks_part_paragraphs_but_not_names_in_cells(word, read_saved, surfaces):
    paragraph = word.add_paragraph("来源：县政府办")
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("2024年1月17日发布。")
    cell = word.add_table(1, 2).cell(0, 0)
    cell.text = "一级"
    cell.add_paragraph("指标")
    document = read_saved(word, "a.docx")
    assert surfaces(document) == ["来源：县政府办", "2024年1月17日发布。", "一级指标"]


def test_deleted_text_is_gone_and_inserted_text_there(word, read_saved):
    paragraph = word.add_paragraph("支出")
    for tag, inner in (("del", "delText"), ("ins", "t")):
        xml = f"<w:{tag} {nsdecls('w')}><w:r><w:{inner}>{tag}</w:{inner}></w:r></w:{tag}>"
        paragraph._p.append(parse_xml(xml))
    assert read_saved(word, "a.docx").text == "支出ins"


def test_text_boxes_are_read_once(word, read_saved, surfaces):
    box = "<w:txbxContent><w:p><w:r><w:t>框内说明</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    word.add_paragraph("我局")._p.append(parse_xml(xml))
    assert surfaces(read_saved(word, "a.docx")) == ["我局", "框内说明"]


def numbering_level(depth, form, pattern):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def test_automatic_numbers_are_written_out(word, read_saved, surfaces):
    numbering = word.part.numbering_part.element
    levels = numbering_level(0, "chineseCounting", "%1、") + numbering_level(1, "decimal", "（%2）")
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    reference = '<w:abstractNumId w:val="90"/>'
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91">{reference}</w:num>'))
    for depth, text in ((0, "概况"), (1, "职能"), (1, "机构"), (0, "收支"), (1, "收入")):
        properties = word.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>'
            )
        )
    document = read_saved(word, "a.docx")
    assert surfaces(document) == ["一、概况", "（1）职能", "（2）机构", "二、收支", "（1）收入"]
    assert [block.level for block in document.blocks] == [1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", "二十"),
        ("decimalEnclosedCircle", "⑳"),
        ("lowerLetter", "t"),
        ("?", "20"),
    ],
)
def test_number_formats(form, expected):
    assert format_number(20, form) == expected


def test_what_is_left_out_is_told(word, read_saved, tmp_path):
    from PIL import Image

    picture = tmp_path / "a.png"
    Image.new("L", (4, 4)).save(picture)
    word.add_picture(str(picture))
    run = word.add_paragraph("正文。").add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    contents = word.styles.add_style("toc 1", 1)
    contents.element.set(qn("w:customStyle"), "1")
    word.add_paragraph("一、概况\t1", style="toc 1")
    word.sections[0].footer.paragraphs[0].text = "第1页"
    document = read_saved(word, "a.docx")
    assert document.text == "正文。"
    assert {issue.code for issue in document.warnings} == {
        *("images_left_out", "footnotes_left_out", "toc_left_out", "running_lines_left_out"),
    }


def test_bold_lines_and_wrapped_titles(word, read_saved, surfaces):
    for line in ("青岩县教育局", "2023年度部门决算", "2024年8月"):
        word.add_paragraph(line)
    word.add_paragraph().add_run("存在的不足").bold = True
    word.add_paragraph("经费偏紧。")
    document = read_saved(word, "a.docx")
    assert surfaces(document, "heading") == ["青岩县教育局", "2023年度部门决算", "存在的不足"]
