"""Tables, and figures that stand in a table and in the text."""

import pytest

from jixiao.checks import check
from jixiao.readers import read_bytes
from jixiao.readers.outline import outline
from jixiao.tables import tables_of
from jixiao.tables.reading import figures_of

ROWS = [
    ["科目", "预算数", "决算数", "完成率"],
    ["教育支出", "1250.00", "1187.50", "95.0%"],
    ["卫生支出", "436.20", "418.75", "96.0%"],
    ["住房支出", "318.40", "300.25", "94.3%"],
    ["合计", "2004.60", "1906.50", "95.1%"],
]


def page(rows, before=""):
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    html = f"<html><body><h1>某局决算</h1><p>{before}</p><table>{cells}</table></body></html>"
    return html.encode()


def changed(row, column, value):
    rows = [list(row) for row in ROWS]
    rows[row][column] = value
    return rows


@pytest.fixture
def found(mentions_in):
    """A function: rows and the text before them → {(kind, stated, verdict)}."""

    def run(rows, before=""):
        document = read_bytes(page(rows, before), "table.html")
        figures = figures_of(document.text, tables_of(document))
        mentions = mentions_in(document.text)
        checks = check(document, outline(document), mentions, (), (), figures)
        return {(c.kind, c.stated.text, str(c.verdict)) for c in checks}

    return run


def test_rates_of_rows_and_totals_of_columns_agree(found):
    said = found(ROWS)
    assert {("ratio", row[3], "agrees") for row in ROWS[1:]} <= said
    assert {("sum", "2004.60", "agrees"), ("sum", "1906.50", "agrees")} <= said


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (changed(2, 3, "69.0%"), {("ratio", "69.0%")}),
        (changed(4, 1, "2040.60"), {("ratio", "95.1%"), ("sum", "2040.60")}),
        (changed(1, 2, "1178.50"), {("ratio", "95.0%"), ("sum", "1906.50")}),
    ],
)
def test_the_other_rows_and_columns_show_which_one_is_wrong(found, rows, wrong):
    said = found(rows)
    assert {(kind, stated) for kind, stated, verdict in said if verdict == "contradiction"} == wrong


def test_columns_that_do_not_add_up_are_no_sums(found):
    rows = [
        ["指标", "目标", "实际"],
        ["培训人数", "120", "131"],
        ["办班期数", "6", "7"],
        ["合计", "100", "98"],
    ]
    assert not {said for said in found(rows) if said[0] == "sum"}


def test_rates_and_prices_under_a_total_are_not_added(found):
    rows = [row[:3] for row in ROWS]
    for row, price in zip(rows, ["单价", "12.5", "14.0", "11.2", "13.1"], strict=True):
        row.append(price)
    assert not {said for said in found(rows) if said[1] == "13.1"}


@pytest.mark.parametrize(
    ("amount", "verdict"), [("1187.50", "agrees"), ("1178.50", "contradiction"), ("1100.00", None)]
)
def test_a_figure_of_the_text_is_held_against_its_row(found, amount, verdict):
    said = found(ROWS, f"全年教育支出{amount}万元。")
    repeats = {v for kind, stated, v in said if kind == "repeat" and stated.startswith(amount)}
    assert repeats == ({verdict} if verdict else set())
