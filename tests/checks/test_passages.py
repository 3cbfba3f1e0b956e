from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.checks.naming import bare
from jixiao.checks.passages import depth, last_clause, pieces, sentences
from jixiao.types import Document, Section


def _sentences(text, sections=()):
    return [span.of(text) for span in sentences(Document("d", "d", "txt", text), sections)]


def test_wrapped_lines_stay_one_sentence():
    assert _sentences("支出决算为 307.8\n万元，完成预算。下一句。") == [
        "支出决算为 307.8\n万元，完成预算。",
        "下一句。",
    ]


@pytest.mark.parametrize(
    "line", ["（二）项目支出。", "1.项目支出。", "　　项目支出。", "二、项目支出。"]
)
def test_numbered_and_indented_lines_begin_a_sentence(line):
    assert _sentences("基本支出情况\n" + line)[-1] == line.strip()


def test_headings_end_a_sentence():
    text = "支出情况\n全年支出五万元。"
    heading = Section("s1", None, 1, "", "支出情况", 0, 4, len(text))
    assert _sentences(text, (heading,)) == ["支出情况", "全年支出五万元。"]


@given(st.text(alphabet="支出。；：\n 　（）《》1.", max_size=60))
def test_sentences_cover_every_visible_character_once(text):
    spans = sentences(Document("d", "d", "txt", text), ())
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(s.of(text) for s in spans).split()) == "".join(text.split())


def test_brackets_hold_clauses_together():
    text = "科技股（法规股、审批股）、人事股"
    assert [span.of(text) for span in pieces(text, 0, len(text))] == [
        "科技股（法规股、审批股）",
        "人事股",
    ]
    assert depth(text, 0, text.index("法规")) == 1


def test_the_last_clause_and_the_bare_name():
    assert last_clause("支出（含往年结转），其中：在职") == "在职"
    assert bare("截至2023年底全市共有“众创空间”") == "全市共有众创空间"
    assert bare("有效率") == "有效率"
    assert bare("因公出国（境）费用为") == "因公出国费用"


def test_endless_lists_are_cut_at_lines_clauses_or_anywhere():
    for line in ("甲费12万元\n", "甲费12万元，", "甲费12万元"):
        text = line * 1000
        found = sentences(Document("d", "d.txt", "txt", text), ())
        assert max(span.end - span.start for span in found) <= 2000
        whole = "".join("".join(span.of(text).split()) for span in found)
        assert whole == "".join(text.split())
        if line[-1] in "\n，":
            assert all(span.of(text).startswith("甲费") for span in found)
