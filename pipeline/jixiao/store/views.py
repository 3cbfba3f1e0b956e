"""The views beside the tables, in SQL that DuckDB and SQLite both read."""

from jixiao.schema import CHECKS, FACTS, Table

_DOCUMENT = "d.issuer, d.region, d.year, d.kind AS report_kind"
_PLACE = ("doc_id", "evidence", "evidence_start", "evidence_end")


def _columns(table: Table, alias: str, without: tuple[str, ...]) -> str:
    return ", ".join(f'{alias}."{c.name}"' for c in table.columns if c.name not in without)


VIEWS = {
    "fact_table": f"""
        SELECT f.doc_id, {_DOCUMENT}, {_columns(FACTS, "f", _PLACE)},
            s.title AS section_title, f.evidence, f.evidence_start, f.evidence_end,
            d.title AS report_title, d.source
        FROM facts f
        JOIN documents d ON d.doc_id = f.doc_id
        LEFT JOIN sections s ON s.doc_id = f.doc_id AND s.id = f.section
    """,
    "check_table": f"""
        SELECT c.doc_id, {_DOCUMENT}, {_columns(CHECKS, "c", ("doc_id",))},
            d.title AS report_title, d.source
        FROM checks c
        JOIN documents d ON d.doc_id = c.doc_id
    """,
}

FACTS_IN_ORDER = "SELECT * FROM fact_table ORDER BY doc_id, evidence_start, fact_id"
