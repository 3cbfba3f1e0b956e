import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.readers import read_bytes
from jixiao.readers.outline import outline
from jixiao.readers.txt import text_blocks
from jixiao.types import Document

TITLE = "青岩县水务局2023年度部门整体支出绩效自评报告\n我局按要求开展了自评，现报告如下。\n"
PIECES = st.sampled_from(
    [
        *("一、", "二、", "三、", "（一）", "（二）", "(1)", "1.", "2.", "3、", "①", "1.1 "),
        *("第一章 ", "第二部分", "附件", "概况", "收支情况。", "全年收入12万元，", "目录"),
        *("\n", "\n", "\n", "：", "。", " ", "\t", "\f"),
    ]
)


def tree(text, title=TITLE):
    """The sections as (depth, number, title) of a text below a title."""
    document = read_bytes((title + text).encode(), "a.txt")
    sections = outline(document)
    assert_nested(document, sections)
    return [(section.level, section.number, section.title) for section in sections]


def depths(text):
    return [(level, number) for level, number, _ in tree(text)]


def assert_nested(document, sections):
    by_id = {section.id: section for section in sections}
    assert list(by_id) == [f"s{i + 1}" for i in range(len(sections))]
    for section, following in pairwise(sections):
        assert section.start < following.start
    for section in sections:
        assert section.start < section.heading_end <= section.end <= len(document.text)
        heading = document.text[section.start : section.heading_end]
        assert heading.startswith(section.number)
        assert section.title in "".join(re.split(r"\s*[\r\n\f]\s*", heading))
        if section.parent is None:
            assert section.level == 1
        else:
            parent = by_id[section.parent]
            assert section.level == parent.level + 1
            assert parent.heading_end <= section.start
            assert section.end <= parent.end


def test_styles_nest():
    text = (
        "一、概况\n（一）职能\n1.财务\n负责财务。\n2.水政\n（1）执法\n①巡查\n（二）机构\n"
        "二、收支\n（一）收入\n"
    )
    assert depths(text) == [
        (1, "一、"), (2, "（一）"), (3, "1."), (3, "2."), (4, "（1）"), (5, "①"), (2, "（二）"),
        (1, "二、"), (2, "（一）"),
    ]  # fmt: skip


def test_parts_and_chapters_stand_above():
    text = "第一部分 概况\n一、职能\n第二部分 决算\n一、收入\n二、支出\n"
    assert depths(text) == [
        (1, "第一部分"), (2, "一、"), (1, "第二部分"), (2, "一、"), (2, "二、"),
    ]  # fmt: skip


def test_a_heading_before_its_text_on_one_line():
    text = "一、收支\n1.基本支出。全年基本支出1,204万元。\n2.项目支出：主要用于水库。\n"
    assert tree(text) == [
        (1, "一、", "收支"), (2, "1.", "基本支出"), (2, "2.", "项目支出"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "1.负责全县水资源的统一管理和监督，组织编制并实施全县水资源规划、水中长期供求计划和水量分配方案。其他。",
        "1.公务接待费6.6万元，比上年减少。主要原因是压减开支。",
        "1.新增企业21家，累计148家。其中规上5家。",
        "1.完成上级交办的其他任务；2.其他。",
        "①提前储备项目。②逐一设定目标。③结果挂钩。",
        "3.5亿元用于水库。已支付完毕。",
    ],
)
def test_numbered_prose_is_no_heading(line):
    assert tree(f"一、职能\n{line}\n") == [(1, "一、", "职能")]


def test_items_of_a_list_are_no_headings():
    assert tree("一、职能\n1.管理水库。\n2.管理河道。\n3.其他任务。\n二、机构\n") == [
        (1, "一、", "职能"), (1, "二、", "机构"),
    ]  # fmt: skip


def test_a_run_below_a_number_of_a_usually_deeper_style():
    text = (
        "一、概况\n（一）基本情况\n1.职能。负责水务。\n2.人员。共42人。\n3.2023年工作成效。\n"
        "（一）水库维修。完成六座。\n（二）河道治理。完成三条。\n（二）收支情况\n1.收入。1万元。\n"
    )
    assert depths(text) == [
        (1, "一、"), (2, "（一）"), (3, "1."), (3, "2."), (3, "3."), (4, "（一）"), (4, "（二）"),
        (2, "（二）"), (3, "1."),
    ]  # fmt: skip


def test_arabic_above_chinese_numbers():
    text = (
        "1.概况\n（一）职能\n水务。\n（二）机构\n五科室。\n2.收支\n（一）收入\n（二）支出\n3.问题\n"
    )
    assert depths(text) == [
        (1, "1."), (2, "（一）"), (2, "（二）"), (1, "2."), (2, "（一）"), (2, "（二）"), (1, "3."),
    ]  # fmt: skip


def test_a_second_run_under_a_bracketed_number():
    text = (
        "一、概况\n（一）要点\n一、水库\n六座。\n二、河道\n三条。\n（二）机构\n二、收支\n三、问题\n"
    )
    assert depths(text)[:5] == [(1, "一、"), (2, "（一）"), (3, "一、"), (3, "二、"), (2, "（二）")]


def test_repeated_and_skipped_numbers_stand_beside():
    text = "一、概况\n（一）职能\n有。\n（二）机构\n有。\n（二）人员\n有。\n（五）其他\n三、收支\n"
    assert depths(text) == [
        (1, "一、"), (2, "（一）"), (2, "（二）"), (2, "（二）"), (2, "（五）"), (1, "三、"),
    ]  # fmt: skip


def test_the_title_of_an_annex_stands_under_it():
    text = "一、概况\n本局职能不变。\n附件2\n绩效指标说明\n1.产出指标\n2.效益指标\n"
    levels = [(s.level, s.title) for s in outline(read_bytes(text.encode(), "a.txt"))]
    assert levels == [
        (1, "概况"),
        (1, "附件2"),
        (2, "绩效指标说明"),
        (3, "产出指标"),
        (3, "效益指标"),
    ]


def test_annexes_end_everything():
    text = "一、概况\n（一）职能\n附件1\n一、评分表\n附件2\n"
    assert tree(text) == [
        (1, "一、", "概况"), (2, "（一）", "职能"), (1, "", "附件1"), (2, "一、", "评分表"),
        (1, "", "附件2"),
    ]  # fmt: skip


def test_decimal_numbers_and_full_width_digits():
    assert depths("１、概况\n１.１ 职责\n管水。\n１.２ 人员\n２、收支\n２.１ 收入\n") == [
        (1, "１、"), (2, "１.１"), (2, "１.２"), (1, "２、"), (2, "２.１"),
    ]  # fmt: skip


def test_the_title_and_table_cells_are_no_sections():
    rows = "一、财政拨款\t12.5\n二、事业收入\t3.5\n三、其他收入\t1.5\n"
    assert tree(f"一、收入\n{rows}二、支出\n") == [(1, "一、", "收入"), (1, "二、", "支出")]


def test_unnumbered_headings_of_a_page():
    html = (
        "<html><body><h1>青岩县水务局工作总结</h1><h2>一年回顾</h2><p>一、水库</p><p>六座。</p>"
        "<h3>亮点</h3><p>好。</p><h2>下年打算</h2><p>好。</p></body></html>"
    )
    document = read_bytes(html.encode(), "a.html")
    sections = outline(document)
    assert_nested(document, sections)
    assert [(section.level, section.title) for section in sections] == [
        (1, "一年回顾"), (2, "水库"), (2, "亮点"), (1, "下年打算"),
    ]  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
@example("第二部分：：")
def test_sections_of_any_text_nest(text):
    tree(text)


@given(st.text(max_size=200))
def test_nothing_raises(text):
    document = Document("0" * 16, "a.txt", "txt", text, text_blocks(text))
    assert_nested(document, outline(document))
