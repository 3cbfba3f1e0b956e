import json
from decimal import Decimal

import pytest

from jixiao.errors import StoreError
from jixiao.schema import TABLES
from jixiao.store.render import to_csv, to_json, to_table


def one(kb, sql, params=()):
    (row,) = kb.query(sql, params).to_pylist()
    return next(iter(row.values()))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_is_there_with_its_live_rows(full, table):
    found = full.query(f"SELECT * FROM {table.name}")
    stored = full.table(table.name)
    assert found.column_names == stored.column_names
    assert sorted(map(str, found.to_pylist())) == sorted(map(str, stored.to_pylist()))


def test_decimals_are_exact_in_arithmetic(full):
    assert one(full, "SELECT sum(value) FROM facts") == Decimal("3615000.55")
    assert one(full, "SELECT max(value * 0.9818) FROM facts") == Decimal("1183069.53999")
    assert one(full, "SELECT count(*) FROM facts WHERE value > 1205000.5") == 1
    assert one(full, "SELECT count(*) FROM facts WHERE value = 1205000.55") == 1
    assert one(full, "SELECT count(*) FROM facts WHERE period_start >= DATE '2023-01-01'") == 3


def test_parameters_are_values_whatever_they_hold(full):
    assert one(full, "SELECT count(*) FROM facts WHERE name = ?", ["孵化补贴"]) == 3
    assert one(full, "SELECT count(*) FROM facts WHERE name = ?", ["' OR true --"]) == 0
    assert one(full, "SELECT count(*) FROM facts WHERE name = $n", {"n": "孵化补贴"}) == 3


def test_the_fact_table_shows_the_report_beside_the_fact(full):
    row = full.query("SELECT * FROM fact_table WHERE source = 'reports/0.txt'").to_pylist()[0]
    assert (row["issuer"], row["year"], row["report_kind"], row["region"]) == (
        "青禾区科创局",
        2023,
        None,
        None,
    )
    assert (row["kind"], row["value"], row["section_title"]) == (
        "funding",
        Decimal("1205000.55"),
        "孵化器",
    )
    text = full.extraction(row["doc_id"]).document.text
    assert row["evidence"] == text[row["evidence_start"] : row["evidence_end"]]


def test_the_check_table_shows_the_report_beside_the_check(full):
    found = full.query("SELECT issuer, verdict, stated FROM check_table").to_pylist()
    expected = {"issuer": "青禾区科创局", "verdict": "not_checkable", "stated": "96.4%"}
    assert found == [expected] * 3


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_text('{file}')",
        "COPY (SELECT 1) TO '{file}'",
        "COPY facts TO '{file}'",
        "ATTACH '{file}' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "CREATE TABLE t AS SELECT 1",
        "DROP VIEW fact_table",
        "DELETE FROM facts",
        "SELECT 1; SELECT 2",
        "SELECT * FROM snapshot",
        "",
        "-- nothing",
    ],
)
def test_a_query_reads_the_tables_and_nothing_else(full, tmp_path, files, sql):
    file = tmp_path / "other.csv"
    file.write_text("a\n1\n")
    before = files(tmp_path)
    with pytest.raises(StoreError):
        full.query(sql.format(file=file))
    assert files(tmp_path) == before
    assert one(full, "SELECT count(*) FROM fact_table") == 3


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT nothing FROM facts", 'column "nothing" not found'),
        ("SELECT * FROM fact", "fact does not exist"),
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM snapshot", "Table with name snapshot does not exist"),
        ("SELECT value / 0 + 'x' FROM facts", "Could not convert string 'x'"),
        ("SELECT ?", "parameter"),
    ],
)
def test_a_wrong_query_is_told_in_the_words_of_duckdb(full, sql, message):
    with pytest.raises(StoreError, match=message):
        full.query(sql)


def test_results_of_any_type_can_be_shown(full):
    result = full.query(
        "SELECT 1::HUGEINT, 'nan'::FLOAT, {'a': 1.5}, MAP {'a': 1}, uuid(), INTERVAL 1 DAY, "
        "'x'::BLOB, TIME '10:00', [DATE '2023-01-01'], NULL"
    )
    assert len(json.loads(to_json(result))[0]) == 10
    assert to_csv(result).count("\r\n") == 2
    assert "1 rows" in to_table(result, 200)


@pytest.mark.parametrize("sql", ["FROM facts", "DESCRIBE facts", "WITH a AS (FROM facts) FROM a"])
def test_other_words_for_a_query_are_answered(full, sql):
    assert full.query(sql).num_rows
