import pytest

from jixiao.facts.awards import award_level, level_of_body, split_award


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (
            "市信访接待和安全生产先进单位",
            ["市信访接待先进单位", "安全生产先进单位"],
        ),
        (
            "国家级生态旅游示范区、省级森林康养基地",
            ["国家级生态旅游示范区", "省级森林康养基地"],
        ),
        ("文化和旅游融合示范区", ["文化和旅游融合示范区"]),
        ("国家级、省级特色产业集群", ["国家级、省级特色产业集群"]),
        ("“读书、读报”先进集体", ["“读书、读报”先进集体"]),
        ("一等奖", ["一等奖"]),
    ],
)
def test_split(name, parts):
    assert list(split_award(name)) == parts


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("中共湖南省委", "provincial"),
        ("上海市普陀区财政局", "county"),
        ("上海市财政局", "provincial"),
        ("耒阳市财政局", "municipal"),
        ("国务院办公厅", "national"),
        ("退役军人事务部", "national"),
        ("红星俱乐部", None),
        ("中国石化公司", None),
    ],
)
def test_level_of_body(body, level):
    assert level_of_body(body) == level


def test_giver_decides_over_the_words_of_the_name():
    assert award_level("国家级基地培育名单", "湖南省教育厅") == "provincial"
