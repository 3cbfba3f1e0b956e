"""Figures of the text against those of tables, by facts; trees, scores, the two sides."""

import pytest

from jixiao.pipeline import complete
from jixiao.readers import read_bytes
from jixiao.types import Label, Mention, Relation, RelationLabel

HEAD = "<h1>青石县林业局2023年度部门决算</h1>"
ACCOUNTS = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("213", "农林水支出", "80.20", "45.00", "35.20"),
    ("21302", "林业", "80.20", "45.00", "35.20"),
    ("2130201", "行政运行", "45.00", "45.00", ""),
    ("2130209", "管护", "35.20", "", "35.20"),
    ("221", "住房保障支出", "16.00", "16.00", ""),
    ("22102", "住房改革支出", "16.00", "16.00", ""),
    ("2210201", "住房公积金", "10.40", "10.40", ""),
    ("2210203", "购房补贴", "5.60", "5.60", ""),
    ("合计", "", "96.20", "61.00", "35.20"),
)
SIDES = (
    ("项目", "决算数", "项目", "决算数"),
    ("一、财政拨款收入", "90.20", "一、农林水支出", "80.20"),
    ("二、其他收入", "6.00", "二、住房保障支出", "16.00"),
    ("收入总计", "96.20", "支出总计", "96.20"),
)
SCORES = (
    ("指标", "分值", "得分"),
    ("产出指标", "50", "48"),
    ("效益指标", "30", "27.5"),
    ("满意度指标", "20", "20"),
    ("总分", "100", "95.5"),
)


def page(rows, prose="", title="支出决算表"):
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    body = f"{HEAD}<p>{prose}</p><h2>{title}</h2><p>单位：万元</p><table>{lines}</table>"
    return read_bytes(f"<html><body>{body}</body></html>".encode(), "page.html")


def verdicts(document, mentions=(), relations=()):
    """The verdicts of a report by kind and stated figure."""
    extraction = complete(document, mentions, relations)
    return {(c.kind, c.stated.text, str(c.verdict)) for c in extraction.checks}


def changed(rows, row, column, value):
    new = [list(one) for one in rows]
    new[row][column] = value
    return new


def contradicted(said):
    return {(kind, stated) for kind, stated, verdict in said if verdict == "contradiction"}


@pytest.mark.parametrize(
    ("rows", "title"), [(ACCOUNTS, "支出决算表"), (SIDES, "收入支出决算总表"), (SCORES, "自评表")]
)
def test_tables_in_order_contradict_nothing(rows, title):
    said = verdicts(page(rows, title=title))
    assert said
    assert {verdict for *_, verdict in said} == {"agrees"}


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [(1, 2, "82.20"), (2, 2, "80.02"), (4, 2, "53.20"), (7, 3, "14.40"), (9, 2, "96.00")],
)
def test_a_wrong_figure_of_a_tree_breaks_its_sums(row, column, value):
    wrong = contradicted(verdicts(page(changed(ACCOUNTS, row, column, value))))
    assert wrong
    assert {kind for kind, _ in wrong} == {"sum"}


def test_the_two_sides_of_an_account_are_equal():
    wrong = contradicted(verdicts(page(changed(SIDES, 3, 3, "96.80"), title="收入支出决算总表")))
    assert ("repeat", "96.80") in wrong


def test_a_score_is_no_more_than_its_full_mark_and_adds_up():
    wrong = contradicted(verdicts(page(changed(SCORES, 2, 2, "31"), title="自评表")))
    assert ("bound", "31") in wrong
    wrong = contradicted(verdicts(page(changed(SCORES, 4, 2, "96.5"), title="自评表")))
    assert wrong == {("sum", "96.5")}


def test_parts_among_others_need_not_be_all():
    rows = (
        ("项目", "决算数"),
        ("商品和服务支出", "80.20"),
        ("其中：办公费", "11.10"),
        ("其中：差旅费", "9.00"),
        ("合计", "80.20"),
    )
    assert not contradicted(verdicts(page(rows)))


ACCOUNT = "农林水支出（类）林业（款）管护（项）"


def prose(amount):
    """A sentence on an account, with its mentions and relation."""
    text = f"{ACCOUNT}支出{amount}。"
    document = page(ACCOUNTS, text)
    mentions = tuple(
        Mention(name, start, start + len(surface), label, surface)
        for name, surface, label in (
            ("m1", ACCOUNT, Label.INDICATOR),
            ("m2", amount, Label.MONEY),
        )
        for start in (document.text.index(surface),)
    )
    return verdicts(document, mentions, (Relation("m1", RelationLabel.VALUE, "m2"),))


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [("35.2万元", "agrees"), ("35万元", "agrees"), ("35.9万元", "contradiction")],
)
def test_an_account_of_the_text_is_held_against_its_row(amount, verdict):
    assert ("repeat", amount, verdict) in prose(amount)


def test_another_thing_of_nearly_the_same_name_contradicts_nothing():
    document = page(ACCOUNTS, "森林管护35.9万元。")
    start = document.text.index("森林管护")
    mentions = (
        Mention("m1", start, start + 4, Label.INDICATOR, "森林管护"),
        Mention("m2", start + 4, start + 10, Label.MONEY, "35.9万元"),
    )
    said = verdicts(document, mentions, (Relation("m1", RelationLabel.VALUE, "m2"),))
    assert not contradicted(said)
