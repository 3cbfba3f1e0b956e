import io
import sys
import zipfile
from pathlib import Path

import pytest

from jixiao.errors import ReadError
from jixiao.readers.archive import open_archive, read_member
from jixiao.readers.limits import Limits

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

from hostile.packing import doubled, patched
from sample_builder.ofd import zip_parts


def refusal(data, **limits):
    with pytest.raises(ReadError) as error:
        open_archive(data, Limits(**limits))
    return error.value.status, error.value.reason


def test_a_sound_archive_opens():
    with open_archive(zip_parts({"a.xml": "<a/>", "b.bin": b"\0<!DOCTYPE"}), Limits()) as archive:
        assert read_member(archive, "a.xml") == b"<a/>"
        with pytest.raises(ReadError, match=r"lacks its part c\.xml"):
            read_member(archive, "c.xml")


@pytest.mark.parametrize(
    "part",
    [
        "<!DOCTYPE a><a/>",
        "<?xml version='1.0'?>\n<!-- x --><?pi?> <!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>".encode("utf-16"),
        b"\xef\xbb\xbf<!DOCTYPE a><a/>",
        "<!--" + "x" * 2_000_000 + "--><!DOCTYPE a><a/>",
        "<!--" + "x" * 2_000_000,
    ],
)
def test_a_document_type_is_found_wherever_it_may_stand(part):
    status, reason = refusal(zip_parts({"fine.xml": "<a/>", "odd/name": part}))
    assert status == "broken"
    assert "odd/name" in reason
    assert "DTD" in reason


def test_a_document_type_behind_the_root_is_text():
    with open_archive(zip_parts({"a.xml": "<a>&lt;!DOCTYPE a></a>"}), Limits()):
        pass


def test_old_manifests_of_opendocument_may_have_one():
    with open_archive(zip_parts({"META-INF/manifest.xml": "<!DOCTYPE m><m/>"}), Limits()):
        pass


def test_the_limits_are_those_of_the_directory():
    data = zip_parts({f"{i}": b"0" * 100_000 for i in range(5)})
    assert refusal(data, max_members=4)[0] == "too_large"
    assert refusal(data, max_unpacked_bytes=499_999)[0] == "too_large"
    assert refusal(data, free_unpacked_bytes=100, max_ratio=20)[0] == "too_large"


def test_members_that_are_not_what_they_say():
    data = zip_parts({"a.xml": "<a/>", "b.xml": "<b/>"})
    assert "two parts named a.xml" in refusal(doubled(data, "a.xml"))[1]
    assert refusal(patched(data, "a.xml", 8, b"\x01\x00"))[0] == "encrypted"
    # The second member's data is said to begin where the first one's does.
    assert "overlaps" in refusal(patched(data, "b.xml", 42, bytes(4)))[1]
    assert "damaged" in refusal(patched(data, "b.xml", 16, b"abcd"))[1]
    assert refusal(data[:-30])[0] == "broken"


def test_damage_inside_a_member_is_told_with_its_name():
    data = bytearray(zip_parts({"picture.bin": bytes(range(256)) * 300}))
    data[200] ^= 0xFF
    archive = zipfile.ZipFile(io.BytesIO(bytes(data)))
    with archive, pytest.raises(ReadError, match=r"picture\.bin"):
        read_member(archive, "picture.bin")
