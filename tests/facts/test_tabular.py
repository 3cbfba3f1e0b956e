"""Figures of tables among mentions, relations and facts."""

import dataclasses
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from jixiao.facts import build
from jixiao.readers import read_bytes
from jixiao.readers.metadata import metadata
from jixiao.readers.outline import outline
from jixiao.types import How, Label, Mention, Relation, RelationLabel

HEAD = "<h1>青石县林业局2023年度部门决算</h1>"
ROWS = (
    ("科目", "年初预算数", "全年预算数", "决算数", "执行率"),
    ("一、农林水支出", "80.00", "90.00", "85.50", "95.00%"),
    ("其中：管护补助", "30.00", "36.00", "34.20", "95.00%"),
    ("二、住房保障支出", "16.00", "16.00", "16.00", "100.00%"),
    ("合计", "96.00", "106.00", "101.50", "95.75%"),
)
PROSE = "全年管护补助34.2万元。"


def page(rows=ROWS, prose="", title="支出决算表"):
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    parts = (HEAD, f"<p>{prose}</p>" if prose else "", f"<h2>{title}</h2>")
    html = f"<html><body>{''.join(parts)}<p>单位：万元</p><table>{lines}</table></body></html>"
    return read_bytes(html.encode(), "page.html")


def built(document, mentions=(), relations=()):
    sections = outline(document)
    return build(document, sections, metadata(document, sections), mentions, relations)


def mention(document, name, surface, label, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(surface, start + 1)
    return Mention(name, start, start + len(surface), label, surface, 0.6, "model")


def said(result):
    return {
        (f.kind, f.name, str(f.value), f.unit, f.stage, f.vintage, f.basis) for f in result.facts
    }


def test_rows_and_columns_become_facts_without_any_model():
    result = built(page())
    assert ("measure", "管护补助", "300000", "元", "budget", "initial", None) in said(result)
    assert ("measure", "管护补助", "360000", "元", "budget", "adjusted", None) in said(result)
    assert ("measure", "管护补助", "342000", "元", "actual", None, None) in said(result)
    assert ("share", "管护补助", "0.95", "fraction", "actual", None, "budget") in said(result)
    assert len(result.facts) == 16
    assert {f.subject for f in result.facts} == {"青石县林业局"}
    assert {f.period_end for f in result.facts} == {date(2023, 12, 31)}


def test_every_fact_points_to_its_cell_and_heads():
    document = page()
    result = built(document)
    fact = next(f for f in result.facts if f.value == Decimal(360000))
    mentions = {m.id: m for m in result.mentions}
    assert fact.evidence.of(document.text) == mentions[fact.value_span].text == "36.00"
    assert mentions[fact.name_span].text == "管护补助"
    grounds = {g.field: (g.how, document.text[g.start : g.end]) for g in fact.grounds}
    assert grounds["stage"] == (How.INHERITED, "全年预算数")
    assert grounds["unit"] == (How.INHERITED, "单位：万元")
    assert grounds["name"] == (How.INHERITED, "管护补助")
    assert grounds["period"][1] == "2023年度"


def test_trees_are_told_as_parts():
    result = built(page())
    names = {f.fact_id: f.name for f in result.facts}
    spent = {f.value_span for f in result.facts if (f.kind, f.stage) == ("measure", "actual")}
    actual = {f.name: names.get(f.part_of) for f in result.facts if f.value_span in spent}
    assert actual["管护补助"] == "农林水支出"
    assert actual["农林水支出"] == actual["住房保障支出"] == names[result.facts[-1].fact_id]


def test_what_was_found_already_keeps_its_id_and_what_is_wrong_yields():
    document = page()
    given = (
        mention(document, "m1", "管护补助", Label.INDICATOR),
        mention(document, "m2", "34.20", Label.QUANTITY),
        mention(document, "m3", "保障支出", Label.PROJECT),
    )
    links = (
        Relation("m1", RelationLabel.CHANGE, "m2", 0.7),
        Relation("m3", RelationLabel.FUNDING, "m2", 0.5),
    )
    result = built(document, given, links)
    mentions = {m.id: m for m in result.mentions}
    assert (mentions["m1"].origin, mentions["m1"].score) == ("model", 0.6)
    assert (mentions["m2"].label, mentions["m2"].text) == (Label.MONEY, "34.20")
    assert mentions["m3"].text == "住房保障支出"
    to_figure = [(r.head, r.label) for r in result.relations if r.tail == "m2"]
    assert to_figure == [("m1", RelationLabel.VALUE)]
    told = [(f.kind, f.name) for f in result.facts if f.value_span == "m2"]
    assert told == [("measure", "管护补助")]


def test_mentions_never_overlap_and_heads_are_named_once():
    result = built(page())
    places = [(m.start, m.end) for m in result.mentions]
    assert places == sorted(set(places))
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert len({m.id for m in result.mentions}) == len(result.mentions)


def test_its_own_result_gives_the_same_again():
    document = page(prose=PROSE)
    given = (
        mention(document, "m7", "管护补助", Label.INDICATOR),
        mention(document, "m9", "34.2万元", Label.MONEY),
    )
    links = (Relation("m7", RelationLabel.VALUE, "m9"),)
    once = built(document, given, links)
    again = built(document, once.mentions, once.relations)
    assert dataclasses.astuple(again)[:5] == dataclasses.astuple(once)[:5]


def test_a_relation_without_its_mention_is_still_told():
    result = built(page(), relations=(Relation("m98", RelationLabel.VALUE, "m99"),))
    assert [issue.code for issue in result.issues] == ["dangling_relation"]


@pytest.mark.parametrize(
    ("money", "repeats"), [("34.2万元", True), ("34万元", True), ("35万元", False)], ids=str
)
def test_a_figure_of_the_text_and_of_the_table_are_one_fact_told_twice(money, repeats):
    document = page(prose=f"全年管护补助{money}。")
    given = (
        mention(document, "m1", "管护补助", Label.INDICATOR),
        mention(document, "m2", money, Label.MONEY),
    )
    result = built(document, given, (Relation("m1", RelationLabel.VALUE, "m2"),))
    first = result.facts[0]
    assert first.value_span == "m2"
    again = [f for f in result.facts if f.repeats == first.fact_id]
    assert [(f.name, str(f.value)) for f in again] == ([("管护补助", "342000")] * repeats)


def test_another_stage_is_another_fact():
    document = page(prose="全年管护补助预算36万元。")
    given = (
        mention(document, "m1", "管护补助预算", Label.INDICATOR),
        mention(document, "m2", "36万元", Label.MONEY),
    )
    result = built(document, given, (Relation("m1", RelationLabel.VALUE, "m2"),))
    again = [f for f in result.facts if f.repeats == result.facts[0].fact_id]
    assert [f.vintage for f in again] == ["adjusted"]


def test_changes_have_direction_and_basis():
    rows = (
        ("项目", "2022年决算", "2023年决算", "增减额", "增减率(%)"),
        ("公务接待费", "4.00", "3.00", "-1.00", "-25.00"),
        ("会议费", "2.00", "2.00", "0.00", "0.00"),
    )
    result = built(page(rows))
    changes = [f for f in result.facts if f.kind == "change"]
    assert [(str(f.value), f.unit, f.direction, f.basis) for f in changes] == [
        ("-10000", "元", "down", "prior_year"),
        ("-0.25", "fraction", "down", "prior_year"),
        ("0", "元", "flat", "prior_year"),
        ("0", "fraction", "flat", "prior_year"),
    ]
    years = {f.period_end.year for f in result.facts if f.kind == "measure"}
    assert years == {2022, 2023}


def test_a_row_with_a_body_is_its_own():
    rows = (("单位", "补助金额"), ("青石县国有林场", "12.00"), ("白水苗圃", "8.00"))
    result = built(page(rows, title="补助发放表"))
    assert [(f.subject, f.name) for f in result.facts] == [
        ("青石县国有林场", "补助金额"),
        ("白水苗圃", "补助金额"),
    ]


def test_projects_are_funded():
    rows = (("项目名称", "年初预算数", "决算数"), ("退耕地管护", "12.00", "11.00"))
    result = built(page(rows, title="项目支出表"))
    assert [(f.kind, f.name, f.role, f.stage) for f in result.facts] == [
        ("funding", "退耕地管护", "budget", "budget"),
        ("funding", "退耕地管护", "actual", "actual"),
    ]
    assert {r.label for r in result.relations} == {RelationLabel.FUNDING}


def test_numbers_without_a_unit_are_no_facts():
    document = read_bytes(
        b"<html><body><h1>T</h1><table><tr><td>a</td><td>b</td></tr>"
        b"<tr><td>aa</td><td>31</td></tr></table></body></html>",
        "page.html",
    )
    assert built(document).facts == ()
