from jixiao.schema import CHECKS, FACTS
from jixiao.store.views import FACTS_IN_ORDER, VIEWS


def test_a_view_has_every_column_of_its_table_and_no_name_twice(kb):
    for name, table in (("fact_table", FACTS), ("check_table", CHECKS)):
        columns = kb.query(f"SELECT * FROM {name}").column_names
        assert {column.name for column in table.columns} <= set(columns)
        assert len(columns) == len(set(columns))


def test_the_order_of_facts_is_that_of_the_text(full):
    rows = full.query(FACTS_IN_ORDER).to_pylist()
    places = [(row["doc_id"], row["evidence_start"]) for row in rows]
    assert places == sorted(places)
    assert set(VIEWS) == {"fact_table", "check_table"}
