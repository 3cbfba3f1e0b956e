import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.facts.layout import layout
from jixiao.types import Block, Document, Section, Span


def lay(text, blocks=(), sections=()):
    return layout(Document("0" * 16, "t.txt", "txt", text, blocks), sections)


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


@pytest.mark.parametrize(
    ("word", "first"), [("2万元", "甲费"), ("乙费", "乙费"), ("5%", "乙费"), ("丁费", "丙费")]
)
def test_a_semicolon_begins_a_statement(word, first):
    text = "甲费2万元；乙费3万元，增长5%。丙费、丁费"
    assert lay(text).statement_start(text.index(word)) == text.index(first)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 3)), max_size=8))
def test_sections_around_a_position_are_the_open_ones(places):
    sections = [
        Section(f"s{i}", None, level, "", "", min(a, b), min(a, b), max(a, b))
        for i, (a, b, level) in enumerate(places)
    ]
    lines = lay("文" * 30, sections=sections)
    for position in range(31):
        around = lines.enclosing(position)
        assert {s.id for s in around} == {s.id for s in sections if s.start <= position < s.end}
        assert [s.start for s in around] == sorted((s.start for s in around), reverse=True)


def test_a_list_without_end_is_cut_at_clauses():
    text = "甲费12万元，" * 1000
    lines = lay(text)
    sentences = [lines.sentence(start) for start in lines.sentence_starts]
    assert max(s.end - s.start for s in sentences) < 2100
    assert all(s.of(text).startswith("甲费") for s in sentences)
