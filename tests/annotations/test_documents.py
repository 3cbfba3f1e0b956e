"""Texts that stay where they are; a change of the file is noticed."""

from dataclasses import replace

import pytest

from jixiao.annotations.folder import Batch
from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import Source, SourceText, text_hash
from jixiao.errors import AnnotationError

from .strategies import AT, ME

WHOLE = "前言。\r\n我局会议费支出3万元。\r\n后记😀。"
GOLD = parse_inline("«我局|ORG»会议费支出«3万元|MONEY»。", doc_id="水利_2023", by=ME, at=AT)[1]


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources" / "2023"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes(WHOLE.encode())
    return tmp_path / "sources"


@pytest.fixture
def text():
    start = WHOLE.index("我局")
    source = Source("2023/a.txt", text_hash(WHOLE), start, start + 11)
    return SourceText("水利_2023", WHOLE[start : start + 11], source=source)


@pytest.fixture
def mixed(tmp_path, sources, text):
    batch = Batch(tmp_path / "b", sources=sources)
    batch.add_texts([SourceText("inside", "支出。"), text])
    batch.write("gold", [GOLD])
    return batch


def test_its_characters_are_not_kept_in_the_batch(mixed, text):
    assert "会议费支出" not in (mixed.path / "documents.jsonl").read_text("utf-8")
    assert mixed.texts()[1] == text
    assert mixed.read("gold")[0].spans[0].surface == "我局"


def test_a_function_may_read_the_source_and_is_asked_once(mixed, text):
    asked = []
    second = replace(text, doc_id="second")
    mixed.add_texts([second])

    def read(name):
        asked.append(name)
        return WHOLE

    assert Batch(mixed.path, read).texts()[1:] == (text, second)
    assert asked == ["2023/a.txt"]


def test_another_file_is_told_with_both_hashes(mixed, sources):
    other = WHOLE.replace("3", "4")
    (sources / "2023" / "a.txt").write_bytes(other.encode())
    with pytest.raises(AnnotationError) as caught:
        mixed.read("gold")
    message = str(caught.value)
    assert all(part in message for part in (text_hash(WHOLE), text_hash(other), "2023/a.txt"))
    assert "documents.jsonl, line 2: " in message


def test_without_sources_the_message_asks_for_them(mixed):
    with pytest.raises(AnnotationError, match="say where the sources are"):
        Batch(mixed.path).texts()


def test_a_missing_source_is_named(mixed, sources):
    (sources / "2023" / "a.txt").unlink()
    with pytest.raises(AnnotationError, match=r"a\.txt: cannot be read"):
        mixed.texts()


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "a/../../b", "", "a\\b"])
def test_a_source_lies_inside_its_folder(tmp_path, text, name):
    outside = replace(text, source=replace(text.source, name=name))
    with pytest.raises(AnnotationError, match="inside the folder of sources"):
        Batch(tmp_path / "b").add_texts([outside])


def test_a_link_does_not_lead_out_of_the_folder(mixed, sources, tmp_path):
    (tmp_path / "outside.txt").write_bytes(WHOLE.encode())
    (sources / "2023" / "a.txt").unlink()
    (sources / "2023" / "a.txt").symlink_to(tmp_path / "outside.txt")
    with pytest.raises(AnnotationError, match="lies outside"):
        mixed.texts()


@pytest.mark.parametrize(("start", "end"), [(-1, 10), (5, 5), (0, 12)])
def test_its_place_is_as_long_as_it(tmp_path, text, start, end):
    wrong = replace(text, source=replace(text.source, start=start, end=end))
    with pytest.raises(AnnotationError, match="no place for 11 characters"):
        Batch(tmp_path / "b").add_texts([wrong])
