import sqlite3
from contextlib import closing
from decimal import Decimal

import duckdb
import pytest

from jixiao.schema import TABLES
from jixiao.store import KnowledgeBase, export
from jixiao.store.cells import json_value
from jixiao.store.plain import dumps


@pytest.fixture
def sqlite(full, tmp_path):
    assert export(full, "sqlite", tmp_path / "out.db").notes == ()
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        yield connection


@pytest.fixture
def duck(full, tmp_path):
    export(full, "duckdb", tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        yield connection


def as_stored(value):
    """What SQLite holds of a value: numbers as numbers, the rest as text."""
    if isinstance(value, Decimal):
        return float(value)
    return dumps(value) if isinstance(value, list) else json_value(value)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_sqlite_is_read_back_equal(full, sqlite, table):
    found = sqlite.execute(f"SELECT * FROM {table.name}").fetchall()
    stored = full.table(table.name).to_pylist()
    assert found == [tuple(as_stored(value) for value in row.values()) for row in stored]


def test_sqlite_computes_with_the_figures(sqlite):
    query = "SELECT typeof(value), value * 2 FROM facts ORDER BY value"
    assert sqlite.execute(query).fetchall()[1:] == [("integer", 2410000), ("real", 2410001.1)]


def test_sqlite_has_the_views_and_looks_facts_up_by_index(sqlite):
    (row,) = sqlite.execute("SELECT issuer, section_title FROM fact_table LIMIT 1").fetchall()
    assert row == ("青禾区科创局", "孵化器")
    plan = sqlite.execute("EXPLAIN QUERY PLAN SELECT * FROM facts WHERE name = ?", ["x"])
    assert "USING INDEX facts_name" in plan.fetchone()[3]


def test_numbers_of_more_than_fifteen_digits_are_reported(kb, report, tmp_path):
    with kb.writer("v1") as writer:
        writer.add(report(1, "1234567890123.4567"))
    kb.refresh()
    notes = export(kb, "sqlite", tmp_path / "out.db").notes
    assert notes == ("facts.value: 1 numbers of more than 15 digits are not exact",)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_duckdb_is_read_back_equal(full, duck, table):
    stored = full.table(table.name)
    assert duck.execute(f"SELECT * FROM {table.name}").fetchall() == [
        tuple(row.values()) for row in stored.to_pylist()
    ]


def test_duckdb_has_the_views_the_types_and_the_meanings(duck):
    assert duck.execute("SELECT sum(value) FROM fact_table").fetchone() == (Decimal("3615000.55"),)
    comments = dict(
        duck.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'facts'"
        ).fetchall()
    )
    facts = next(table for table in TABLES if table.name == "facts")
    assert comments == {column.name: column.meaning for column in facts.columns}


def test_an_empty_knowledge_base_gives_empty_tables(tmp_path):
    kb = KnowledgeBase(tmp_path / "kb", create=True)
    export(kb, "sqlite", tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        assert connection.execute("SELECT count(*) FROM fact_table").fetchone() == (0,)
