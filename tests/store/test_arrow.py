import pyarrow as pa
import pytest

from jixiao.errors import StoreError
from jixiao.schema import TABLES
from jixiao.store.arrow import arrow_schema, to_arrow

ROW = {"doc_id": "d", "head": "m1", "label": "VALUE", "tail": "m2", "score": 1.0}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_its_type_and_may_be_null_only_where_said(table):
    found = arrow_schema(table.name)
    assert found.names == [column.name for column in table.columns]
    assert [field.nullable for field in found] == [column.nullable for column in table.columns]


def test_no_rows_are_a_table_too():
    assert to_arrow("facts", []).num_rows == 0


def test_money_is_decimal():
    assert arrow_schema("facts").field("value").type == pa.decimal128(38, 10)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (ROW | {"extra": 1}, "a row has the columns"),
        ({"doc_id": "d"}, "a row has the columns"),
        (ROW | {"tail": None}, "tail may not be null"),
        (ROW | {"tail": 5}, "relations: "),
        (ROW | {"tail": "\ud800"}, "relations: "),
    ],
)
def test_rows_that_do_not_fit_are_refused(row, message):
    with pytest.raises(StoreError, match=message):
        to_arrow("relations", [row])


def test_an_unknown_table_is_named_with_those_that_exist():
    with pytest.raises(StoreError, match="no table 'fact', only documents, sections"):
        arrow_schema("fact")
