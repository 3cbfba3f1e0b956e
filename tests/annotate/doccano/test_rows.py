"""Rows of doccano's JSONL, without a server."""

import io
import json
import zipfile

import pytest

from jixiao.annotate.doccano.rows import (
    check_sendable,
    dump_rows,
    from_row,
    read_export,
    to_row,
)
from jixiao.annotations.records import SourceText
from jixiao.errors import AnnotationError, DoccanoError


def test_a_row_counts_as_the_page_does(text, annotation):
    row = to_row(text, annotation)
    units = text.text.encode("utf-16-le")
    cut = [
        units[2 * e["start_offset"] : 2 * e["end_offset"]].decode("utf-16-le")
        for e in row["entities"]
    ]
    assert cut == [span.surface for span in annotation.spans]
    assert row["entities"][0]["start_offset"] == 2


def test_a_row_comes_back_as_it_went(text, annotation):
    back = from_row(to_row(text, annotation), text, "person:li")
    assert back.issues == []
    assert [(span.id, span.label) for span in back.spans] == [
        (span.id, span.label) for span in annotation.spans
    ]
    assert {one.id for one in back.relations} == {one.id for one in annotation.relations}


def test_a_file_is_ascii_whatever_the_text_is():
    text = SourceText("odd", "预算\u2028😀\x85\x00")
    data = dump_rows([to_row(text, None)])
    assert data.isascii()
    assert json.loads(data)["text"] == text.text
    assert data.count(b"\n") == 1


def row(entities=(), relations=()):
    keys = ("id", "label", "start_offset", "end_offset")
    links = ("from_id", "to_id", "type")
    return {
        "entities": [dict(zip(keys, entity, strict=True)) for entity in entities],
        "relations": [dict(zip(links, link, strict=True)) for link in relations],
    }


MONEY, ORG = (7, "MONEY", 4, 7), (8, "ORG", 0, 2)


@pytest.mark.parametrize(
    ("entities", "relations", "codes", "spans", "links"),
    [
        ([MONEY, ORG], [(8, 7, "OBTAINS")], [], 2, 1),
        ([(1, "MONEY", 4, 99)], [], ["span"], 0, 0),
        ([(1, "MONEY", -1, 3)], [], ["span"], 0, 0),
        ([(1, "MONEY", 5, 5)], [], ["span"], 0, 0),
        ([(1, "钱", 4, 7)], [], ["span"], 0, 0),
        ([MONEY, (9, "MONEY", 5, 8)], [], ["overlap"], 1, 0),
        ([MONEY, (9, "MONEY", 4, 7)], [], ["overlap"], 1, 0),
        ([MONEY], [(8, 7, "OBTAINS")], ["relation"], 1, 0),
        ([MONEY, (9, "ORG", 0, 99)], [(9, 7, "OBTAINS")], ["span", "relation"], 1, 0),
        ([MONEY, ORG], [(7, 8, "OBTAINS")], ["relation"], 2, 0),
        ([MONEY, ORG], [(8, 8, "OBTAINS")], ["relation"], 2, 0),
        ([MONEY, ORG], [(8, 7, "LIKES")], ["relation"], 2, 0),
        ([MONEY, ORG], [(8, 7, "OBTAINS")] * 2, ["duplicate_relation"], 2, 1),
    ],
)
def test_what_does_not_hold_is_an_issue_and_the_rest_stays(
    entities, relations, codes, spans, links
):
    text = SourceText("t", "我局支出3万元。")
    found = from_row(row(entities, relations), text, "person:li")
    assert [issue.code for issue in found.issues] == codes
    assert all(issue.doc_id == "t" for issue in found.issues)
    assert (len(found.spans), len(found.relations)) == (spans, links)


def test_half_a_wide_character_is_no_place():
    text = SourceText("t", "😀支出")
    (issue,) = from_row(row([(1, "ORG", 1, 3)]), text, "person:li").issues
    assert "within the character at 0" in issue.message


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (SourceText("t", ""), "empty"),
        (SourceText("t", "支\ud800出"), "half a surrogate pair at 1"),
        (SourceText("t", "支出", "题\udfff"), "the title has half a surrogate pair"),
    ],
)
def test_texts_that_doccano_cannot_keep(text, cause):
    with pytest.raises(AnnotationError, match=cause):
        check_sendable(text)


def zipped(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.jsonl", content)
    return data.getvalue()


def test_lines_of_an_export_end_only_at_line_feeds():
    (found,) = read_export(zipped(all='{"text": "一\u2028二\x85三"}\n'))
    assert found["text"] == "一\u2028二\x85三"


@pytest.mark.parametrize("data", [b"no zip", zipped(li="{}\n"), zipped(all="{")])
def test_an_export_of_another_kind_is_told(data):
    with pytest.raises(DoccanoError, match="which version runs there"):
        read_export(data)
