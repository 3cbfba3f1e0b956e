"""Forms and accounts: what each figure is called, its role, and what it is part of."""

import pytest

from jixiao.readers import read_bytes
from jixiao.tables import tables_of
from jixiao.tables.reading import figures_of
from jixiao.tables.roles import Role

TITLE = "<h1>河口县林业局2023年度决算</h1>"


def row(*cells):
    """A row of a page; «3×2 text» is a cell of three rows and two columns."""
    made = ""
    for cell in cells:
        span, _, text = cell.partition(" ") if "×" in cell.partition(" ")[0] else ("1×1", "", cell)
        down, across = span.split("×")
        made += f'<td rowspan="{down}" colspan="{across}">{text}</td>'
    return f"<tr>{made}</tr>"


FORM = [
    row("1×2 项目名称", "1×7 退耕地管护补助"),
    row("1×2 主管部门", "1×3 河口县林业局", "实施单位", "1×3 河口县林业站"),
    row(
        "4×2 项目资金（万元）",
        "",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    ),
    row("年度资金总额", "120.00", "150.00", "141.00", "10", "94.00%", "9.40"),
    row("其中：当年财政拨款", "120.00", "130.00", "121.00", "-", "93.08%", "-"),
    row("上年结转资金", "0", "20.00", "20.00", "-", "100.00%", "-"),
    row(
        "4×1 绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因",
    ),
    row("2×1 产出指标", "数量指标", "管护面积", "≥3200亩", "3260亩", "40", "40", ""),
    row("时效指标", "补助按时发放率", "100%", "98%", "20", "19.5", "资料迟交"),
    row("效益指标", "社会效益指标", "惠及农户", "≥400户", "412户", "30", "30", ""),
    row("1×6 总分", "100", "98.90", ""),
]
SPENDING = [
    row("1×2 项目", "2×1 本年支出合计", "2×1 基本支出", "2×1 项目支出"),
    row("功能分类科目编码", "科目名称"),
    row("1×2 合计", "96.20", "61.00", "35.20"),
    row("213", "农林水支出", "80.20", "45.00", "35.20"),
    row("21302", "林业", "80.20", "45.00", "35.20"),
    row("2130201", "行政运行", "45.00", "45.00", ""),
    row("2130209", "管护", "35.20", "", "35.20"),
    row("221", "住房保障支出", "16.00", "16.00", ""),
]


def figures(rows, title):
    """The figures of a page with one table, and its text."""
    body = f"{TITLE}<h2>{title}</h2><p>单位：万元</p><table>{''.join(rows)}</table>"
    document = read_bytes(f"<html><body>{body}</body></html>".encode(), "page.html")
    (found,) = figures_of(document.text, tables_of(document))
    return document.text, found


@pytest.fixture(scope="module")
def form():
    return figures(FORM, "项目支出绩效自评表")


@pytest.fixture(scope="module")
def spending():
    return figures(SPENDING, "支出决算表")


def by_name(found, name, role):
    (one,) = [m for m in found.figures if (m.name, m.column.role) == (name, role)]
    return one


def whole_of(found, one):
    number = found.wholes.get(found.figures.index(one))
    return None if number is None else found.figures[number].name


def test_the_money_of_a_form_is_its_projects(form):
    text, found = form
    one = by_name(found, "退耕地管护补助", Role.ADJUSTED)
    assert one.project
    assert str(one.figure.norm.value) == "1500000"
    assert one.body.of(text) == "河口县林业站"
    part = by_name(found, "财政拨款", Role.ACTUAL)
    assert part.among
    assert whole_of(found, part) == "退耕地管护补助"


@pytest.mark.parametrize(
    ("name", "role", "value", "unit"),
    [
        ("管护面积", Role.TARGET, "3200", "亩"),
        ("管护面积", Role.REACHED, "3260", "亩"),
        ("管护面积分值", Role.FULL_MARK, "40", "分"),
        ("补助按时发放率", Role.REACHED, "0.98", "fraction"),
        ("补助按时发放率得分", Role.SCORE, "19.5", "分"),
        ("总分得分", Role.SCORE, "98.9", "分"),
    ],
)
def test_indicators_of_a_form(form, name, role, value, unit):
    one = by_name(form[1], name, role)
    assert (str(one.figure.norm.value), one.figure.norm.unit) == (value, unit)


def test_all_scores_of_a_form_are_part_of_its_total(form):
    found = form[1]
    scores = [m for m in found.figures if m.column.role is Role.SCORE and not m.total]
    assert len(scores) == 4
    assert {whole_of(found, one) for one in scores} == {"总分得分"}


def test_accounts_are_named_by_path_and_column(spending):
    names = [m.name for m in spending[1].figures]
    assert names[:3] == ["支出合计", "基本支出", "项目支出"]
    assert "农林水支出（类）林业（款）管护（项）" in names
    assert "农林水支出（类）林业（款）行政运行（项）基本支出" in names


def test_trees_of_codes_and_columns(spending):
    found = spending[1]
    wholes = {m.name: whole_of(found, m) for m in found.figures}
    assert wholes["农林水支出（类）林业（款）管护（项）"] == "农林水支出（类）林业（款）"
    assert wholes["农林水支出（类）林业（款）"] == "农林水支出"
    assert wholes["住房保障支出"] == wholes["农林水支出"] == "支出合计"
    assert wholes["基本支出"] == "支出合计"
    assert wholes["支出合计"] is None


def test_a_subtotal_in_a_row_stands_for_its_columns():
    rows = [
        row("1×5 公务出行支出预算数"),
        row("2×1 合计", "2×1 租车费", "1×3 公车购置及运行费"),
        row("小计", "购置费", "运行费"),
        row("47.90", "1.30", "46.60", "25.00", "21.60"),
    ]
    found = figures(rows, "公务出行支出预算表")[1]
    wholes = {m.name: whole_of(found, m) for m in found.figures}
    assert wholes == {
        "公务出行支出": None,
        "租车费": "公务出行支出",
        "公车购置及运行费": "公务出行支出",
        "公车购置费": "公车购置及运行费",
        "公车运行费": "公车购置及运行费",
    }


def test_rows_that_are_bodies_own_their_figures():
    rows = [
        row("县区", "下达资金", "户数（户）"),
        row("青石县", "12.00", "30"),
        row("白水区", "8.00", "21"),
    ]
    text, found = figures(rows, "资金分配表")
    assert [(m.body.of(text), m.name) for m in found.figures[:2]] == [
        ("青石县", "下达资金"),
        ("青石县", "户数"),
    ]


def test_a_figure_that_no_head_names_is_left_alone():
    rows = [row("科目", "决算数"), row("办公费", "3.10", "4.20")]
    assert [m.place.of(t) for t, f in [figures(rows, "明细表")] for m in f.figures] == ["3.10"]


def test_two_columns_under_the_same_words_are_left_alone():
    rows = [row("科目", "金额", "金额", "决算数"), row("办公费", "3.10", "4.20", "3.00")]
    assert [m.place.of(t) for t, f in [figures(rows, "明细表")] for m in f.figures] == ["3.00"]


def test_a_bound_on_figures_is_told():
    rows = [row("科目", "决算数"), *(row(f"第{n}项支出", f"{n}.10") for n in range(1, 9))]
    body = f"{TITLE}<p>单位：万元</p><table>{''.join(rows)}</table>"
    document = read_bytes(f"<html><body>{body}</body></html>".encode(), "page.html")
    (found,) = figures_of(document.text, tables_of(document), most=5)
    assert (len(found.figures), found.left_out) == (5, 3)
