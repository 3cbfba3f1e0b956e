import pytest
from hypothesis import given

from jixiao.annotations.inline import parse_inline, render_inline
from jixiao.annotations.records import Status
from jixiao.errors import AnnotationError

from .strategies import AT, ME, annotated


def parse(marked):
    return parse_inline(marked, doc_id="水利_2023", by=ME, at=AT, status=Status.CONFIRMED)


def test_marks_become_spans_and_lines_relations():
    text, gold = parse(
        "«我局|ORG 7»«会议费|INDICATOR 1»支出«3万元|MONEY 2»，比«上年|DATE»少。\n"
        "----\n"
        "1 VALUE 2\n\n7 SUBJECT 1\n"
    )
    assert text.text == "我局会议费支出3万元，比上年少。"
    assert [(s.start, s.end, s.label, s.surface) for s in gold.spans] == [
        (0, 2, "ORG", "我局"),
        (2, 5, "INDICATOR", "会议费"),
        (7, 10, "MONEY", "3万元"),
        (12, 14, "DATE", "上年"),
    ]
    assert [link.id for link in gold.relations] == ["s0-2>SUBJECT>s2-5", "s2-5>VALUE>s7-10"]
    assert gold.status is Status.CONFIRMED


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("支出。", "支出。"),
        ("支出。\n", "支出。\n"),
        ("支出。\n----\n", "支出。"),
        ("支出。\n\n----", "支出。\n"),
        ("支出。\r\n---- \r\n", "支出。\r"),
        ("甲\n\\----\n乙", "甲\n----\n乙"),
        ("甲\n-----\n乙", "甲\n-----\n乙"),
        (r"\«会议费\|\»\\支出|三\-", "«会议费|»\\支出|三-"),
        (r"«甲\|\«乙\»\\|ORG»", "甲|«乙»\\"),
    ],
)
def test_the_text_is_what_stands_outside_the_marks(marked, text):
    assert parse(marked)[0].text == text


@given(annotated())
def test_what_is_rendered_is_read_again(pair):
    text, annotation = pair
    assert parse(render_inline(text.text, annotation)) == (text, annotation)


@pytest.mark.parametrize(
    ("marked", "line", "column", "cause"),
    [
        ("支出\n很«3万元|MONEY", 2, 2, "no mark"),
        ("支出很«3万元»。", 1, 4, "no mark"),
        ("支出»多", 1, 3, "» without «"),
        ("支出\\多", 1, 3, r"write \\\\"),
        ("«3万元|CASH»", 1, 1, "CASH"),
        ("«会«议»费|ORG»", 1, 1, "no mark"),
        ("«甲|ORG 1»«乙|ORG 1»", 1, 10, "number 1 stands twice"),
        ("«甲|ORG 1»\n----\n\n1 SUBJECT 2\n", 4, 1, "no mark has the number 2"),
        ("«甲|ORG 1»\n----\n1 SUBJECT", 3, 1, "write 1 VALUE 2"),
        ("«甲|ORG 1»«乙|ORG 2»\n----\n1 VALUE 2", 3, 1, "VALUE does not join ORG '甲'"),
        ("«甲|ORG 1»«乙|ORG 2»\n----\n1 IS 2", 3, 1, "IS"),
        ("«甲|ORG 1»«乙|PROJECT 2»\n----\n" + "1 UNDERTAKES 2\n" * 2, 4, 1, "stands twice"),
        ("«甲|PROJECT 1»\n----\n1 CHANGE 1\n", 3, 1, "no relation to itself"),
    ],
)
def test_a_mistake_is_told_with_its_place(marked, line, column, cause):
    with pytest.raises(AnnotationError, match=cause) as caught:
        parse(marked)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"line {line}, column {column}: ")


@given(annotated(rich=True))
def test_what_marks_cannot_keep_is_refused_or_left_out_on_demand(pair):
    text, annotation = pair
    marked = render_inline(text.text, annotation, exact=False)
    again = parse(marked)[1]
    assert [(s.id, s.label) for s in again.spans] == [(s.id, s.label) for s in annotation.spans]
    assert [link.id for link in again.relations] == [link.id for link in annotation.relations]
    rich = any(
        one.by != ME or one.origin != "added" or one.score is not None for one in annotation.spans
    )
    if rich or annotation.comments:
        with pytest.raises(AnnotationError, match="keeps"):
            render_inline(text.text, annotation)
