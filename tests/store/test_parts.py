import re

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jixiao.errors import StoreError
from jixiao.store.arrow import to_arrow
from jixiao.store.log import Part
from jixiao.store.parts import encode, part_path, place, read_part
from jixiao.store.rows import to_rows


@pytest.fixture
def tables(report):
    return {name: to_arrow(name, rows) for name, rows in to_rows(report(), "v1").items()}


def test_the_same_rows_are_the_same_bytes_however_they_were_put_together(tables):
    chunked = {name: pa.concat_tables([t.slice(0, 1), t.slice(1)]) for name, t in tables.items()}
    assert encode(tables) == encode(chunked)


def test_tables_without_rows_have_no_file(tables):
    files = encode({"facts": tables["facts"], "checks": tables["checks"].slice(0, 0)})
    assert list(files) == ["facts.parquet"]


def test_the_path_tells_content_apart():
    one = part_path("parts", 1, {"a": b"1", "b": b""})
    assert re.fullmatch(r"parts/00000001-[0-9a-f]{16}", one)
    assert one == part_path("parts", 1, {"b": b"", "a": b"1"})
    assert one != part_path("parts", 1, {"a": b"", "b": b"1"})


def test_a_part_is_read_as_it_was_written(tables, tmp_path):
    (tmp_path / "staging").mkdir()
    (tmp_path / "parts").mkdir()
    files = encode(tables)
    part = Part(part_path("parts", 1, files), {name: t.num_rows for name, t in tables.items()})
    place(tmp_path, part.path, files)
    for name, table in tables.items():
        assert read_part(tmp_path, part, name).equals(table)
    assert read_part(tmp_path, part, "runs").num_rows == 0


@pytest.mark.parametrize("damage", ["missing", "broken", "other"])
def test_a_damaged_file_is_named(tables, tmp_path, damage):
    folder = tmp_path / "parts" / "00000001-00000000000000aa"
    folder.mkdir(parents=True)
    if damage == "broken":
        (folder / "facts.parquet").write_bytes(b"PAR1 and no more")
    elif damage == "other":
        pq.write_table(tables["checks"], folder / "facts.parquet")
    part = Part("parts/00000001-00000000000000aa", {"facts": 1})
    with pytest.raises(StoreError, match=r"facts\.parquet: "):
        read_part(tmp_path, part, "facts")
