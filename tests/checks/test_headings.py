import pytest

from jixiao.checks import check
from jixiao.readers import read_bytes
from jixiao.readers.outline import outline


@pytest.fixture
def years():
    """A function: text with numbered headings → {(year of the text, verdict)}."""

    def run(text):
        document = read_bytes(text.encode(), "d.txt")
        found = check(document, outline(document), (), (), ())
        return {(c.stated.text, str(c.verdict)) for c in found if c.kind == "repeat"}

    return run


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2023年度部门收支总额为八百万元。", {("2023", "agrees")}),
        ("2022年度部门收支总额为八百万元。", {("2022", "contradiction")}),
        # both years are named, other words follow the year, the year stands later
        ("2022年度部门收支不含专户，2023年起并入。", set()),
        ("2022年度结转资金在本年使用。", set()),
        ("与2022年度部门收支相比有所增长。", set()),
    ],
)
def test_the_text_under_a_heading_has_its_year(years, first, expected):
    assert years(f"一、2023年度部门收支情况\n{first}\n二、其他事项\n无。\n") == expected
