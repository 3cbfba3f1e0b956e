"""Rates, growth and differences that the columns of a table give."""

import pytest

from jixiao.pipeline import complete
from jixiao.readers import read_bytes

ONE_ROW = (
    ("项目", "年初预算数", "全年预算数", "全年执行数", "执行率"),
    ("管护补助", "120.00", "150.00", "141.00", "94.00%"),
)
YEARS = (
    ("项目", "2022年决算", "2023年决算", "增减额", "增减率(%)"),
    ("公务接待费", "4.00", "3.00", "-1.00", "-25.00"),
    ("会议费", "2.50", "2.00", "-0.50", "-20.00"),
    ("培训费", "8.00", "8.40", "0.40", "5.00"),
    ("差旅费", "5.00", "6.00", "1.00", "20.00"),
)
MARKS = (("指标", "分值", "得分", "得分率"), ("产出", "50", "46", "92.0%"))


def checks(rows):
    """The verdicts on the figures of a table, by kind and figure."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    body = f"<h1>青石县林业局2023年度决算</h1><p>单位：万元</p><table>{lines}</table>"
    document = read_bytes(f"<html><body>{body}</body></html>".encode(), "page.html")
    return {(c.kind, c.stated.text, str(c.verdict)) for c in complete(document, (), ()).checks}


def changed(rows, row, column, value):
    new = [list(one) for one in rows]
    new[row][column] = value
    return new


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (ONE_ROW, {("ratio", "94.00%", "agrees")}),
        (changed(ONE_ROW, 1, 4, "49.00%"), {("ratio", "49.00%", "contradiction")}),
        (changed(ONE_ROW, 1, 4, "117.5%"), {("ratio", "117.5%", "agrees")}),
        (MARKS, {("bound", "46", "agrees"), ("ratio", "92.0%", "agrees")}),
    ],
    ids=["of the adjusted budget", "wrong", "of the first budget", "of the full mark"],
)
def test_heads_say_of_what_a_rate_is(rows, expected):
    assert checks(rows) == expected


def test_growth_and_differences_are_shown_by_the_other_rows():
    said = checks(YEARS)
    assert {("difference", "-0.50", "agrees"), ("growth", "-20.00", "agrees")} <= said
    assert {verdict for *_, verdict in said} == {"agrees"}
    wrong = {s for s in checks(changed(YEARS, 3, 3, "4.00")) if s[2] == "contradiction"}
    assert wrong == {("difference", "4.00", "contradiction")}


def test_a_column_that_nothing_gives_is_left_alone():
    rows = (
        ("项目", "预算数", "决算数", "满意率"),
        ("甲项工程", "120.00", "118.00", "91.0%"),
        ("乙项工程", "60.00", "58.00", "88.5%"),
        ("丙项工程", "30.00", "30.00", "97.0%"),
    )
    assert not {said for said in checks(rows) if said[0] == "ratio"}
