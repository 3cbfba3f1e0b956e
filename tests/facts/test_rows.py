import pytest

from jixiao.types import Block


def table(text):
    """Cells of a table whose rows are lines and whose columns are parted by tabs."""
    blocks, at = [], 0
    for row, line in enumerate(text.split("\n")):
        for column, cell in enumerate(line.split("\t")):
            blocks.append(Block("cell", at, at + len(cell), table=0, row=row, column=column))
            at += len(cell) + 1
    return tuple(blocks)


# Figures among words: a cell that is a figure and no more is read by its heads alone.
PLAIN = "项目\t金额\n印刷费\t已付3万元\n培训费\t已付5万元"
MARKED = (
    "项目\t«金额»INDICATOR\n«印刷费»INDICATOR\t已付«3万元»MONEY\n"
    "«培训费»INDICATOR\t已付«5万元»MONEY"
)


@pytest.mark.parametrize(
    ("link", "stands"),
    [
        ("VALUE 印刷费 3万元", True),
        ("VALUE 金额 5万元", True),
        ("VALUE 印刷费 5万元", False),
        ("FUNDING 培训费 3万元", False),
    ],
)
def test_a_figure_belongs_to_its_row_or_its_column(read, link, stands):
    result = read(MARKED, link, blocks=table(PLAIN))
    assert bool(result.facts) is stands
    codes = [issue.code for issue in result.issues]
    assert ("other_row" in codes) is not stands
    if not stands:
        issue = next(issue for issue in result.issues if issue.code == "other_row")
        assert PLAIN[issue.start : issue.end] == link.split()[2]


def test_two_tables_have_nothing_to_do_with_each_other(read):
    first, second = "印刷费\t数", "年\t3万元"
    blocks = (
        Block("cell", 0, 3, table=0, row=0, column=0),
        Block("cell", 4, 5, table=0, row=0, column=1),
        Block("cell", 6, 7, table=1, row=0, column=0),
        Block("cell", 8, 11, table=1, row=0, column=1),
    )
    text = f"{first}\n{second}".replace("印刷费", "«印刷费»INDICATOR")
    result = read(text.replace("3万元", "«3万元»MONEY"), "VALUE 印刷费 3万元", blocks=blocks)
    assert not result.facts
    assert [issue.code for issue in result.issues] == ["other_row"]


def test_prose_is_left_alone(read):
    result = read("«印刷费»INDICATOR大增。\n共«3万元»MONEY。", "VALUE 印刷费 3万元")
    assert [fact.name for fact in result.facts] == ["印刷费"]
