import hashlib
import io
import os
import pickle
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.errors import ReadError
from jixiao.readers import Limits, read, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXT = "一、部门概况\n我局内设5个科室。\n"


def status(data, source="报告.txt", **limits):
    with pytest.raises(ReadError) as error:
        read_bytes(data, source, limits=Limits(**limits))
    assert len(error.value.reason) > 10
    return error.value.status


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def test_read_takes_a_path_or_bytes_with_a_name(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="gbk", newline="")
    data = path.read_bytes()
    document = read(path)
    assert (
        document
        == read(str(path))
        == read("/elsewhere/报告.txt", data=data).__class__(
            document.doc_id, str(path), "txt", document.text, document.blocks
        )
    )
    assert document.text == TEXT
    assert document.source == str(path)


def test_the_id_is_that_of_the_content_alone():
    data = TEXT.encode()
    expected = hashlib.sha256(data).hexdigest()[:16]
    assert read_bytes(data, "a.txt").doc_id == read_bytes(data, "b.html").doc_id == expected


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\0\0\0", "\ufeff".encode(), "　".encode()])
def test_files_without_content_are_empty(data):
    assert status(data) == "empty"


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(ReadError) as error:
        read(tmp_path / "不在.txt")
    assert error.value.status == "missing"
    with pytest.raises(ReadError) as error:
        read(tmp_path)
    assert error.value.status == "unsupported"
    with pytest.raises(ReadError):
        read("a\0b.txt")


def test_a_pipe_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="pipe") as error:
        read(tmp_path / "pipe.txt")
    assert error.value.status == "unsupported"


def test_a_file_that_the_system_refuses_is_unreadable(tmp_path, monkeypatch):
    def refuse(path, flags):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("支出3万元。", encoding="utf-8")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ReadError, match="Permission denied") as error:
        read(tmp_path / "a.txt")
    assert error.value.status == "unreadable"


def test_errors_name_the_file_and_can_be_pickled(tmp_path):
    (tmp_path / "leer.txt").touch()
    with pytest.raises(ReadError) as error:
        read(tmp_path / "leer.txt")
    assert str(error.value) == f"{tmp_path / 'leer.txt'}: the file has no content"
    copy = pickle.loads(pickle.dumps(error.value))
    assert (copy.status, copy.reason, copy.source) == (
        error.value.status,
        "the file has no content",
        str(tmp_path / "leer.txt"),
    )


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"GIF89a" + bytes(20), "OCR"),
        (b"Rar!\x1a\x07\x00", "unpack"),
        (zipped(content_xml="<office/>", mimetype="odp"), "OpenDocument"),
        (b"MZ\x90\x00" + bytes(20), "program"),
        (b"\x7fELF" + bytes(20), "program"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w/>', ".docx"),
        (zipped(ppt__presentation_xml="<p/>"), "PowerPoint"),
        (zipped(readme="hello"), "unpack"),
    ],
)
def test_unsupported_files_say_what_they_are_and_what_to_do(data, word):
    with pytest.raises(ReadError, match=word) as error:
        read_bytes(data, "报告.docx")
    assert error.value.status == "unsupported"


def test_encrypted_pdf(encrypted_pages):
    assert status(encrypted_pages.line(72, 72, "预算").bytes(), "报告.pdf") == "encrypted"


def test_the_suffix_does_not_decide(word, read_saved, pages):
    word.add_paragraph("我局内设5个科室。")
    document = read_saved(word, "报告.pdf")
    assert document.media_type == "docx"
    assert [issue.code for issue in document.warnings] == ["wrong_suffix"]
    data = pages.line(72, 72, "我局内设五个科室。").bytes()
    assert read_bytes(data, "报告.docx").media_type == "pdf"
    assert read_bytes(TEXT.encode(), "报告.doc").media_type == "txt"
    assert read_bytes(b"<!DOCTYPE html><p>a</p>", "a.txt").media_type == "html"
    assert not read_bytes(TEXT.encode(), "报告").warnings


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_files_cut_short_are_broken(kind, word, workbook, pages, saved):
    word.add_paragraph("我局内设5个科室。")
    workbook.active["A1"] = "预算"
    data = {
        "docx": lambda: saved(word),
        "xlsx": lambda: saved(workbook),
        "pdf": lambda: pages.line(72, 72, "我局内设五个科室。").bytes(),
    }[kind]()
    for share in (0.3, 0.6, 0.9):
        assert status(data[: int(len(data) * share)], f"报告.{kind}") in {"broken", "scanned"}


def test_a_docx_without_its_parts_is_broken():
    assert status(zipped(word__document_xml="<broken"), "报告.docx") == "broken"


def test_an_archive_that_unpacks_to_far_more_is_refused(word, saved):
    bomb = zipped(word__document_xml=b"0" * 3_000_000)
    assert status(bomb, "报告.docx", free_unpacked_bytes=1_000_000) == "too_large"
    assert status(bomb, "报告.docx", max_unpacked_bytes=1_000_000) == "too_large"
    word.add_paragraph("我局内设5个科室。")
    assert status(saved(word), "报告.docx", max_members=3) == "too_large"


def test_entities_are_neither_expanded_nor_fetched():
    bomb = '<!DOCTYPE d [<!ENTITY a "预算预算"><!ENTITY b "&a;&a;&a;&a;">]>'
    document = f"{bomb}<w:document><w:t>&b;</w:t></w:document>"
    assert status(zipped(word__document_xml=document), "报告.docx") == "broken"
    page = f"{bomb}<html><body><p>&b;我局</p><p>&x;</p></body></html>".encode()
    assert "预算" not in read_bytes(page, "a.html").text


@pytest.mark.parametrize("limit", ["max_bytes", "max_characters"])
def test_size_limits(limit):
    assert status(TEXT.encode(), **{limit: 5}) == "too_large"


def outcome(data, source):
    try:
        return "text" if read_bytes(data, source).text.strip() else "nothing"
    except ReadError as error:
        return error.status


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a"]))
def test_any_bytes_give_a_document_or_a_read_error(data, source):
    expected = {"text", "empty", "broken", "unsupported", "encrypted", "scanned"}
    assert outcome(data, source) in expected


@given(st.binary(max_size=60), st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", OLE, b"<html>"]))
def test_any_bytes_behind_a_signature_give_a_document_or_a_read_error(data, signature):
    assert outcome(signature + data, "a") in {"text", "empty", "broken", "unsupported", "encrypted"}
