import pytest

from jixiao.facts.layout import layout
from jixiao.types import Block, Document, Span


def lay(text, blocks=()):
    return layout(Document("0" * 16, "t.txt", "txt", text, blocks), ())


@pytest.mark.parametrize(
    ("text", "first", "last", "evidence"),
    [
        ("先说，产值5万元，增长3%。", "产值", "5万元", "产值5万元"),
        ("先说，产值5万元，增长3%。", "产值", "3%", "产值5万元，增长3%"),
        ("情况：甲费1万元;乙费2万元。", "乙费", "2万元", "乙费2万元"),
        ("支出(含甲费1,234万元，占80%）。", "甲费", "1,234万元", "支出(含甲费1,234万元"),
        ("支出(含甲费1,234万元，占80%）。", "甲费", "80%", "支出(含甲费1,234万元，占80%）"),
        ("产值5万元（快报数），完。", "产值", "5万元", "产值5万元（快报数）"),
        ("（其中甲费2万元）", "甲费", "2万元", "（其中甲费2万元）"),
        ("甲费2万元）及其他，", "甲费", "2万元", "甲费2万元）及其他"),
        ("“甲费”2万元”。", "甲费", "2万元", "“甲费”2万元”"),
    ],
)
def test_evidence(text, first, last, evidence):
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (first, last)]
    assert lay(text).evidence(spans).of(text) == evidence


def test_lines_of_one_block_are_one_sentence():
    text = "甲费\n2万元。\n乙费"
    wrapped = lay(text, (Block("paragraph", 0, 7), Block("paragraph", 8, 10)))
    assert wrapped.sentence(0) == Span(0, 7)
    assert wrapped.flowing == "甲费 2万元。\n乙费"
    assert lay(text).sentence(0) == Span(0, 3)
