import struct
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.errors import ReadError
from jixiao.readers.limits import DEFAULT_LIMITS
from jixiao.readers.ole import Compound
from jixiao.readers.sniff import sniff

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

from sample_builder.ole import SECTOR, ole_bytes

WORD = ole_bytes({"WordDocument": b"\xec\xa5\xc1\x00", "1Table": b""})


def test_the_streams_at_the_top_are_found():
    data = ole_bytes({"Workbook": b"\x09\x08", "Extra": b"x"}, {"WordDocument": b"embedded"})
    container = Compound(data)
    assert container.names() == {"Workbook", "Extra", "ObjectPool"}
    assert container.head("Extra").startswith(b"x\0")
    assert container.head("WordDocument") == b""


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        ({"WordDocument": b"\xec\xa5"}, "doc"),
        ({"Workbook": b"\x09\x08"}, "xls"),
        ({"Book": b"\x09\x08"}, "xls"),
    ],
)
def test_the_kind_comes_from_the_top(streams, kind):
    data = ole_bytes(streams, {"WordDocument": b"", "Workbook": b""})
    assert sniff(data, "报告.wps", DEFAULT_LIMITS) == kind


BOF = struct.pack("<HH", 0x0809, 16) + bytes(16)
FILEPASS = struct.pack("<HH", 0x2F, 54) + bytes(54)


@pytest.mark.parametrize(
    ("streams", "status"),
    [
        ({"EncryptedPackage": b"", "EncryptionInfo": b""}, "encrypted"),
        ({"WordDocument": b"\xec\xa5" + bytes(9) + b"\x01"}, "encrypted"),
        ({"Workbook": BOF + FILEPASS}, "encrypted"),
        ({"PowerPoint Document": b""}, "unsupported"),
        ({"CONTENTS": b"Microsoft Works"}, "unsupported"),
        ({}, "unsupported"),
    ],
)
def test_what_is_refused(streams, status):
    with pytest.raises(ReadError) as error:
        sniff(ole_bytes(streams), "报告.doc", DEFAULT_LIMITS)
    assert error.value.status == status


def test_a_workbook_with_the_bytes_of_filepass_later_is_not_encrypted():
    data = ole_bytes({"Workbook": BOF + struct.pack("<HH", 0x42, 2) + b"\x2f\x00"})
    assert sniff(data, "a.xls", DEFAULT_LIMITS) == "xls"


@pytest.mark.parametrize("end", [30, 100, SECTOR, SECTOR + 9, 5000, len(WORD) - SECTOR])
def test_a_file_cut_short_is_broken(end):
    with pytest.raises(ReadError, match=r"damaged|cut short") as error:
        Compound(WORD[:end])
    assert error.value.status == "broken"


def test_the_directory_and_the_table_may_run_in_circles():
    sectors = len(WORD) // SECTOR - 2
    table = (sectors + 1) * SECTOR
    looped = bytearray(WORD)
    directory = struct.unpack_from("<I", WORD, 0x30)[0]
    struct.pack_into("<I", looped, table + 4 * directory, directory)
    with pytest.raises(ReadError, match="circle"):
        Compound(bytes(looped))
    siblings = bytearray(WORD)
    struct.pack_into("<I", siblings, (directory + 1) * SECTOR + 128 + 72, 1)
    assert Compound(bytes(siblings)).names() == {"WordDocument"}


@given(st.data())
def test_any_change_gives_a_directory_or_a_read_error(data):
    at = data.draw(st.integers(8, len(WORD) - 5))
    changed = WORD[:at] + data.draw(st.binary(min_size=4, max_size=4)) + WORD[at + 4 :]
    with suppress(ReadError):
        assert Compound(changed).names() <= {entry.name for entry in Compound(changed).entries}
