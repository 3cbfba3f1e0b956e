import csv
from decimal import Decimal

import pytest

from jixiao.errors import StoreError
from jixiao.store import export
from jixiao.store.cells import csv_cell

FORMATS = ["csv", "xlsx", "sqlite", "duckdb"]


@pytest.mark.parametrize("to", FORMATS)
def test_an_export_says_where_it_is_and_what_it_holds(full, tmp_path, to):
    done = export(full, to, tmp_path / "out")
    assert done.path == tmp_path / "out"
    assert done.path.exists()
    assert done.rows == full.tables()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kb", "out"]


@pytest.mark.parametrize("to", FORMATS)
def test_what_is_there_is_replaced_only_when_asked(full, report, tmp_path, files, to):
    export(full, to, tmp_path / "out")
    with full.writer("v1") as writer:
        writer.add(report(7))
    full.refresh()
    before = files(tmp_path)
    with pytest.raises(StoreError, match="exists"):
        export(full, to, tmp_path / "out")
    assert files(tmp_path) == before
    assert export(full, to, tmp_path / "out", overwrite=True).rows["documents"] == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kb", "out"]
    assert files(tmp_path) != before


@pytest.mark.parametrize("to", FORMATS)
def test_a_folder_with_other_things_is_never_replaced(full, tmp_path, files, to):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreError, match=r"no export|cannot replace"):
        export(full, to, tmp_path / "out", overwrite=True)
    assert (tmp_path / "out" / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("to", FORMATS)
def test_a_failed_export_leaves_nothing(full, tmp_path, to):
    for path in full.path.glob("parts/*/mentions.parquet"):
        path.unlink()
    with pytest.raises(StoreError, match=r"mentions\.parquet"):
        export(full, to, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["kb"]


@pytest.mark.parametrize("to", FORMATS)
def test_a_place_that_cannot_be_written_is_named(full, tmp_path, to):
    with pytest.raises(StoreError, match="none/out"):
        export(full, to, tmp_path / "none" / "out")


def test_an_unknown_format_is_named_with_those_that_exist(full, tmp_path):
    with pytest.raises(StoreError, match="to 'ods', only to csv, xlsx, sqlite, duckdb"):
        export(full, "ods", tmp_path / "out")


@pytest.mark.parametrize("to", ["csv", "xlsx", "sqlite"])
def test_the_same_knowledge_base_is_the_same_bytes(full, tmp_path, files, to):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export(full, to, tmp_path / name / "out")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_csv_is_read_back_equal(full, tmp_path):
    export(full, "csv", tmp_path / "out")
    for name in full.tables():
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
        expected = [
            {column: csv_cell(value) for column, value in row.items()}
            for row in full.table(name).to_pylist()
        ]
        assert found == expected
    assert {Decimal(row["value"]) for row in full.table("facts").to_pylist()} == {
        Decimal(1205000),
        Decimal("1205000.55"),
    }
