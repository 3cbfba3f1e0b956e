from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.annotate.passages import cut
from jixiao.errors import ReadError
from jixiao.nlp.windows import sentences
from jixiao.readers import read, read_bytes

REPORTS = sorted((Path(__file__).parents[1] / "data" / "reports").iterdir())
REPORT = """某市水务局2023年工作总结

一、总体情况
全年完成投资3亿元。新建管网12公里，改造老旧管网8公里。
资金到位及时。
二、存在问题
（一）项目推进慢。部分项目前期手续办理时间长。
（二）人员不足。编制12名，在职9人。
三、下一步打算
加快项目建设。
"""


def document(text):
    return read_bytes(text.encode("utf-8", "surrogatepass"), "a.txt")


def surfaces(text, size):
    made = document(text)
    return [span.of(made.text) for span in cut(made, size)]


def test_sections_of_a_high_level_are_where_a_text_is_cut_first():
    assert [passage.split("\n")[0] for passage in surfaces(REPORT, 100)] == [
        "某市水务局2023年工作总结",
        "二、存在问题",
    ]
    assert [passage[:5] for passage in surfaces(REPORT[REPORT.index("二、") :], 60)] == [
        "二、存在问",
        "三、下一步",
    ]


def test_a_short_document_is_one_passage():
    assert surfaces(REPORT, 2000) == [REPORT.strip()]


def test_a_heading_stays_with_what_it_heads():
    for size in range(10, 120):
        for passage in surfaces(REPORT, size):
            assert passage.split("\n")[-1][:2] not in {"一、", "二、", "三、"}
            assert not passage.endswith(("项目推进慢。", "人员不足。"))


def test_a_table_row_is_not_cut():
    rows = "".join(f"第{i}项。支出\t{i}.5万元\t完成。\n" for i in range(1, 30))
    text = f"一、支出明细\n项目\t金额\t情况\n{rows}二、其他\n无。\n"
    for passage in surfaces(text, 60):
        for line in passage.splitlines():
            assert line in text.splitlines()


def test_a_sentence_longer_than_a_passage_stays_whole():
    long = "一是" + "，抓好工作" * 60 + "。"
    assert surfaces(f"开头。{long}结尾。", 100) == ["开头。", long, "结尾。"]


def test_passages_are_about_as_long_as_asked_for():
    lengths = [len(passage) for passage in surfaces("本年完成投资三亿元。" * 300, 1000)]
    assert lengths == [1000, 1000, 1000]
    lengths = [len(passage) for passage in surfaces("本年完成投资三亿元。" * 210, 2000)]
    assert max(lengths) - min(lengths) <= 10


def check_law(made, size):
    text, passages = made.text, cut(made, size)
    assert passages
    assert not text[: passages[0].start].strip()
    assert not text[passages[-1].end :].strip()
    for before, after in pairwise(passages):
        assert before.end <= after.start
        assert not text[before.end : after.start].strip()
    assert all(span.of(text) == span.of(text).strip() for span in passages)
    return passages


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
@pytest.mark.parametrize("size", [150, 700, 2000])
def test_passages_are_the_document(path, size):
    made = read(path)
    passages = check_law(made, size)
    blocks = {block.start for block in made.blocks}
    ends = {
        len(made.text[: span.end].rstrip()) for span in sentences(made.text, len(made.text) + 1)
    }
    for before, after in pairwise(passages):
        assert before.end in ends or after.start in blocks


@given(
    text=st.lists(
        st.sampled_from(
            [
                "一、概况\n",
                "（二）问题。",
                "全年支出3万元。",
                "\n",
                "\r\n",
                "\n\n",
                "长句",
                "，",
                "表\t行\n",
                "😀",
                "”",
            ]
        ),
        min_size=1,
        max_size=40,
    ).map("".join),
    size=st.integers(5, 60),
)
def test_no_text_is_too_odd(text, size):
    try:
        made = document(text)
    except ReadError:
        return
    check_law(made, size)
